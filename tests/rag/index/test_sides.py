"""Vectors and keywords are opened as they are, or made again; which of them are tried apart first."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from rag.index import sides
from rag.index.fingerprint import FAR, KEYWORDS, VECTORS
from rag.index.format import KEYWORDS as KEYWORD_FORMAT
from rag.index.store import Store
from rag.index.vector_server import VectorServer
from tests.support.filled import filled


@pytest.fixture
def index(tmp_path: Path):
    """What of an index is needed: a store of two papers, nothing made of it yet."""
    store = Store(filled(tmp_path / "store.sqlite", "20/1", "20/2"))
    store.set_meta("keywords", KEYWORD_FORMAT)
    yield SimpleNamespace(folder=tmp_path, store=store, server=None, notes=[], progress=lambda *_: None)
    store.close()


def closed(index: SimpleNamespace, hurt: dict[str, str], *unsure: str) -> tuple[bool, int, int]:
    """Whether all lies on the disk, how many vectors and Passages there are; both sides are closed again."""
    vectors, keywords, there = sides.open_sides(index, hurt, unsure)
    found = there, vectors.count(), len(list(keywords.ids()))
    keywords.close()
    vectors.close()
    return found


def test_what_is_hurt_is_made_again_and_what_is_not_is_left(index: SimpleNamespace) -> None:
    assert closed(index, {}) == (True, 0, 0)
    there, vectors, keywords = closed(index, {VECTORS: "", KEYWORDS: ""})
    assert (there, vectors) == (True, len(set(index.store.window_ids())))
    assert keywords == len(set(index.store.searched_ids()))
    assert closed(index, {}) == (True, vectors, keywords)
    assert index.notes == []


@pytest.mark.parametrize(
    ("few", "server", "tried"),
    [
        (10_000, None, []),  # made again sooner than tried
        (0, None, [VECTORS, KEYWORDS]),
        (0, VectorServer("http://127.0.0.1:9"), [KEYWORDS]),  # a server cannot bring this process down
    ],
)
def test_what_is_unsure_is_tried_in_another_process(index: SimpleNamespace, monkeypatch, few, server, tried) -> None:
    asked: list[str] = []
    index.server = server
    monkeypatch.setattr(sides, "FEW", few)
    monkeypatch.setattr(sides.probe, "run", lambda *given: asked.extend(given[2]) or {})
    closed_vectors, keywords, _ = sides.open_sides(index, {}, sides.SIDES)
    keywords.close()
    closed_vectors.close()
    assert asked == tried


def test_an_index_that_leaves_its_server_has_its_vectors_made_here(index: SimpleNamespace) -> None:
    (index.folder / FAR).write_text('{"collection": "antwortfinder-abc"}', encoding="utf-8")
    there, vectors, _ = closed(index, {})
    assert (there, vectors) == (True, len(set(index.store.window_ids())))
    assert "bleibt die Sammlung „antwortfinder-abc“" in index.notes[0]
    assert not (index.folder / FAR).exists()
