"""While a part is made again: every vector of the store is compared, and follows the store; keywords find nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.index import rebuild
from rag.index.kept import floats
from rag.index.standins import Exact, NoKeywords
from rag.index.state import State
from rag.index.store import Store
from tests.support.filled import store as store  # a fixture


@pytest.mark.parametrize(("papers", "without"), [(None, ()), (["20/1"], ()), (None, ["20/1"]), (["20/9"], ())])
def test_it_finds_what_chroma_finds(store: Store, papers, without) -> None:
    chroma, exact = rebuild.vectors(store, None, lambda *_: None), Exact(store)
    for query in floats(one.vector for one in store.kept("20/1").values()):
        wanted = chroma.nearest(query, 4, papers, without)
        found = exact.nearest(query, 4, papers, without)
        assert list(found.values()) == pytest.approx(list(wanted.values()), abs=1e-5)
        every = exact.nearest(query, 1000, papers, without)
        assert all(every[id_] == pytest.approx(cosine, abs=1e-5) for id_, cosine in wanted.items())
    chroma.close()


def test_it_follows_the_store_and_shows_only_what_is_whole(store: Store) -> None:
    exact, query = Exact(store), floats(one.vector for one in store.kept("20/1").values())[0]

    def keys() -> set[str]:
        return {id_.partition(":")[0] for id_ in exact.nearest(query, 1000)}

    assert keys() == {"20/1", "20/2"}
    store.set_state("20/3", State.WHOLE)
    store.drop(next(one.key for one in store.own("anna")))
    assert keys() == {"20/1", "20/3"} == {id_.partition(":")[0] for id_ in exact.ids()}
    store.set_state("20/1", State.LEAVING)
    assert keys() == {"20/3"}


def test_it_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    empty = Store(tmp_path / "leer.sqlite")
    assert Exact(empty).nearest(np.ones(4, dtype=np.float32), 5) == {}
    empty.close()


def test_keywords_find_nothing(store: Store) -> None:
    none = NoKeywords()
    none.put(store.passages_of("20/1"), "Titel")
    none.commit()
    assert (none.search("Nordsee", 5), list(none.ids())) == ({}, [])
