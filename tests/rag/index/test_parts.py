"""Both parts over a store: opened where they are sound, else something stands in until they are made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
import pytest

from ingest.ids import key_of
from rag.errors import IndexFailed, VectorsAway
from rag.index import opening, parts, probe, vectors
from rag.index.fingerprint import FAR
from rag.index.format import KEYWORDS as FORMAT
from rag.index.keywords import Keywords
from rag.index.parts import KEYWORDS, VECTORS, Parts
from rag.index.standins import Exact, NoKeywords
from rag.index.store import Store
from rag.index.vector_server import VectorServer
from rag.index.vectors import Vectors
from tests.support.fakes import sample_paper
from tests.support.filled import put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.sqlite")
    put(opened, sample_paper("20/1"))
    yield opened
    opened.close()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def both(tmp_path: Path, store: Store, told: list[str]) -> Iterator[Parts]:
    """Both, made and closed once, not yet opened again."""
    made = Parts(tmp_path, store, told.append)
    for name in made.wanting():
        made.make(name, unseen, nullcontext)
    assert made.on_disk
    made.close()
    opened = Parts(tmp_path, store, told.append)
    yield opened
    opened.close()


def unseen(*_: object) -> None:
    """Nobody watches."""


def test_sound_ones_are_opened_as_they_are(both: Parts, told: list[str]) -> None:
    assert both.wanting() == [KEYWORDS, VECTORS]
    both.open({}, (), unseen)
    assert (both.wanting(), both.on_disk, told) == ([], True, [])
    assert (type(both.vectors), type(both.keywords)) == (Vectors, Keywords)


@pytest.mark.parametrize(("name", "stands_in"), [(VECTORS, Exact), (KEYWORDS, NoKeywords)])
def test_for_a_hurt_one_something_stands_in_until_it_is_made(
    both: Parts, store: Store, told: list[str], name: str, stands_in: type
) -> None:
    both.open({name: "zerkratzt"}, (), unseen)
    assert (both.wanting(), both.on_disk, type(getattr(both, name))) == ([name], False, stands_in)
    assert told == [f"„{name}“ war beschädigt (zerkratzt) und wird aus dem Bestand neu gemacht."]
    alone = []

    @contextmanager
    def only() -> Iterator[None]:
        alone.append(type(getattr(both, name)))
        yield

    both.make(name, unseen, only)
    assert alone == [stands_in]  # it is changed for the other where nobody writes
    assert (both.wanting(), both.on_disk) == ([], True)
    assert set(getattr(both, name).ids()) == set(store.window_ids() if name == VECTORS else store.searched_ids())


def test_keywords_of_an_older_form_are_made_again_without_a_word(both: Parts, store: Store, told: list[str]) -> None:
    store.set_meta("keywords", "alt")
    both.open({}, (), unseen)
    assert (both.wanting(), told) == ([KEYWORDS], [])
    both.make(KEYWORDS, unseen, nullcontext)
    assert store.meta("keywords") == FORMAT


def test_vectors_that_keep_the_places_of_many_that_left_are_made_again_without_a_word(
    both: Parts, tmp_path: Path, store: Store, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "SAVED", 2)  # else Chroma writes its files after a thousand
    ids = list(store.window_ids())
    both.open({}, (), unseen)
    for _ in range(3):  # the paper is read again, as new versions of the program have it
        for id_ in ids:
            both.vectors.drop(key_of(id_))
        both.vectors.put(ids, np.eye(len(ids), 64, dtype=np.float32))
    both.close()
    crowded = Parts(tmp_path, store, told.append)
    crowded.open({}, (), unseen)
    assert (crowded.wanting(), type(crowded.vectors), told) == ([VECTORS], Exact, [])
    crowded.make(VECTORS, unseen, nullcontext)
    assert set(crowded.vectors.ids()) == set(ids)
    crowded.close()
    again = Parts(tmp_path, store, told.append)
    again.open({}, (), unseen)
    assert again.wanting() == []
    again.close()


def test_without_room_one_is_in_memory_and_that_is_known(both: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    both.open({VECTORS: ""}, (), unseen)
    monkeypatch.setattr(opening, "lacking", lambda _: "voll")
    both.make(VECTORS, unseen, nullcontext)
    assert (both.wanting(), both.on_disk) == ([], False)


def test_unsure_ones_are_tried_apart_but_of_a_small_index(both: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "FEW", 0)
    monkeypatch.setattr(probe, "run", lambda _folder, _parts, names: {name: [] for name in names} | {VECTORS: ["leer"]})
    both.open({}, (VECTORS, KEYWORDS), unseen)
    assert both.wanting() == [VECTORS]


def test_vectors_on_a_server_are_tried_there_and_never_wanting(
    both: Parts, tmp_path: Path, store: Store, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(parts, "FEW", 0)
    monkeypatch.setattr(probe, "run", lambda *given: asked.extend(given[2]) or {})
    away = Parts(tmp_path, store, told.append, VectorServer("http://127.0.0.1:9"))
    away.open({}, (VECTORS, KEYWORDS), unseen)
    assert (asked, away.wanting(), away.on_disk) == ([KEYWORDS], [], True)
    assert told == [away.vectors.away]
    with pytest.raises(VectorsAway):
        away.check_vectors()
    with pytest.raises(VectorsAway):
        away.check_room()
    away.close()
    both.check_vectors()


def test_no_paper_is_taken_where_the_disk_has_no_room(both: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "lacking", lambda _: None)
    both.check_room()
    monkeypatch.setattr(parts, "lacking", lambda _: "voll")
    with pytest.raises(IndexFailed, match="voll"):
        both.check_room()


def test_an_index_that_leaves_its_server_has_its_vectors_made_here(
    both: Parts, tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / FAR).write_text('{"collection": "antwortfinder-abc"}', encoding="utf-8")
    both.open({}, (), unseen)
    assert (both.wanting(), type(both.vectors)) == ([VECTORS], Exact)
    assert "bleibt die Sammlung „antwortfinder-abc“" in told[0]
    both.make(VECTORS, unseen, nullcontext)
    assert (both.wanting(), both.on_disk, (tmp_path / FAR).exists()) == ([], True, False)


def test_opened_again_all_but_what_is_being_made_is_tried(both: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    both.open({VECTORS: ""}, (), unseen)
    monkeypatch.setattr(parts, "FEW", 0)
    monkeypatch.setattr(probe, "run", lambda _folder, _parts, names: {name: [] for name in names})
    standing = both.vectors
    both.open_again(unseen)
    assert (both.wanting(), both.vectors is standing) == ([VECTORS], True)
    assert list(both.keywords.ids())


def test_what_cannot_be_put_in_its_place_is_closed(both: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    both.open({KEYWORDS: ""}, (), unseen)
    monkeypatch.setattr(Keywords, "close", lambda _: closed.append(1))

    @contextmanager
    def ended() -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        both.make(KEYWORDS, unseen, ended)
    assert (closed, both.wanting()) == ([1], [KEYWORDS])
