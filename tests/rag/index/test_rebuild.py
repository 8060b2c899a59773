"""Vectors and keywords made again from the store, without files and without a model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rag.index import rebuild
from rag.index.kept import floats
from rag.index.keywords import Keywords
from rag.index.store import Store
from rag.index.vectors import Vectors
from tests.support.filled import store as store  # a fixture


def whole(ids: set[str]) -> set[str]:
    return {id_ for id_ in ids if not id_.startswith("20/3:")}


def test_vectors_are_those_that_the_store_keeps_of_what_is_whole(store: Store) -> None:
    seen: list[tuple[int, int, str]] = []
    made = rebuild.vectors(store, None, lambda *step: seen.append(step))
    ids, rows = made.all()
    assert set(ids) == whole(store.window_ids())
    kept = store.kept("20/1")
    ours = [i for i, id_ in enumerate(ids) if id_ in kept]
    assert np.array_equal(rows[ours], floats(kept[ids[i]].vector for i in ours))
    assert [step[:2] for step in seen] == [(0, 2), (1, 2), (2, 2)]
    made.close()


def test_many_vectors_go_together_and_none_is_left_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    real = Vectors.put
    monkeypatch.setattr(Vectors, "put", lambda self, ids, rows: written.append(len(ids)) or real(self, ids, rows))
    for at_once, times in ((1, 2), (10_000, 1)):
        written.clear()
        made = Vectors(None)
        rebuild.fill(made, store, lambda *_: None, at_once)
        assert (len(written), sum(written)) == (times, made.count())
        assert set(made.ids()) == whole(store.window_ids())
        made.close()


def test_keywords_hold_what_is_whole_with_its_title(store: Store) -> None:
    made = rebuild.keywords(store, None, lambda *_: None)
    assert set(made.ids()) == whole(store.searched_ids())
    assert made.search("Nord- und Ostsee", 50)
    made.close()


@pytest.mark.parametrize(("make", "kind"), [(rebuild.vectors, Vectors), (rebuild.keywords, Keywords)])
def test_what_goes_wrong_is_raised_and_the_part_let_go(
    store: Store, make: Callable[..., object], kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, real = [], kind.close
    monkeypatch.setattr(kind, "close", lambda self: closed.append(1) or real(self))
    monkeypatch.setattr(kind, "put", lambda *_: (_ for _ in ()).throw(OSError("voll")))
    with pytest.raises(OSError, match="voll"):
        make(store, None, lambda *_: None)
    assert closed == [1]
