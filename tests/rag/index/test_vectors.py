"""The vectors: nearest first, of all papers or of some, kept on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.index import vectors
from rag.index.vectors import Vectors, saved_after

IDS = {"20/1": ["20/1:1#q0", "20/1:1#w0"], "20/2": ["20/2:1#w0"], "20/1~ab": ["20/1~ab:1#w0"]}
ROWS = {
    "20/1:1#q0": [1.0, 0.0, 0.0],
    "20/1:1#w0": [0.8, 0.6, 0.0],
    "20/2:1#w0": [0.6, 0.8, 0.0],
    "20/1~ab:1#w0": [0.0, 0.0, 1.0],
}
ASKED = np.array([1.0, 0.0, 0.0], dtype=np.float32)


def rows(ids: list[str]) -> vectors.Floats:
    return np.array([ROWS[id_] for id_ in ids], dtype=np.float32)


def fill(opened: Vectors) -> Vectors:
    for ids in IDS.values():
        opened.put(ids, rows(ids))
    return opened


@pytest.fixture
def some() -> Iterator[Vectors]:
    opened = fill(Vectors(None))
    yield opened
    opened.close()


def test_the_nearest_come_first_with_their_cosines(some: Vectors) -> None:
    found = some.nearest(ASKED, 3)
    assert list(found) == ["20/1:1#q0", "20/1:1#w0", "20/2:1#w0"]
    assert list(found.values()) == pytest.approx([1.0, 0.8, 0.6], abs=1e-5)
    assert len(some.nearest(ASKED, 1000)) == some.count() == 4  # no more than there are


@pytest.mark.parametrize("few", [0, 20])
def test_some_papers_alone_are_searched(some: Vectors, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether Chroma filters (few papers) or we do (many), and also where after filtering nothing is left."""
    monkeypatch.setattr(vectors, "FEW", few)
    monkeypatch.setattr(vectors, "ENOUGH", 1)
    assert list(some.nearest(ASKED, 3, ["20/2"])) == ["20/2:1#w0"]
    assert list(some.nearest(ASKED, 3, ["20/2", "20/1"])) == ["20/1:1#q0", "20/1:1#w0", "20/2:1#w0"]
    assert list(some.nearest(ASKED, 1, ["20/1~ab"])) == ["20/1~ab:1#w0"]  # not 20/1, which is nearer
    assert some.nearest(ASKED, 3, ["20/77"]) == {}


def test_a_known_id_is_overwritten_and_a_paper_taken_out(some: Vectors) -> None:
    some.put(["20/2:1#w0"], ASKED[None, :])
    assert some.nearest(ASKED, 4)["20/2:1#w0"] == pytest.approx(1.0, abs=1e-5)
    assert some.count() == 4
    some.drop("20/1")
    assert set(some.ids()) == {"20/2:1#w0", "20/1~ab:1#w0"}  # a user's own of that number stays
    some.drop("20/77")
    assert some.count() == 2


def test_all_vectors_come_back_as_they_were(some: Vectors) -> None:
    ids, found = some.all()
    assert (set(ids), found.dtype, found.shape) == (set(ROWS), np.float32, (4, 3))
    assert np.allclose(found, rows(ids))


def test_an_empty_one_finds_nothing_and_two_in_memory_know_nothing_of_each_other(some: Vectors) -> None:
    other = Vectors(None)
    assert (other.nearest(ASKED, 5), set(other.ids()), other.count()) == ({}, set(), 0)
    other.put([], np.zeros((0, 3), dtype=np.float32))  # a paper without any window
    assert (other.count(), some.count()) == (0, 4)
    other.close()


def test_more_than_the_library_takes_at_once_is_written_all_the_same(some: Vectors, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "BATCH", 2)
    ids = [f"20/9:1#w{i}" for i in range(5)]
    some.put(ids, np.tile(ASKED, (5, 1)))
    assert set(some.ids()) >= set(ids)


def test_what_was_written_is_there_again(tmp_path: Path) -> None:
    first = fill(Vectors(tmp_path / "vectors"))
    first.close()
    second = Vectors(tmp_path / "vectors")
    assert list(second.nearest(ASKED, 2)) == ["20/1:1#q0", "20/1:1#w0"]
    second.close()


def test_the_more_there_are_the_more_are_new_before_all_are_saved() -> None:
    assert [saved_after(n) for n in (0, 50_000, 99_999, 100_000, 250_000, 600_000)] == [1000] * 3 + [2000, 4000, 8000]


def test_a_folder_that_has_grown_is_saved_less_often_from_its_next_opening_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "SAVED", 2)
    monkeypatch.setattr(vectors, "PART", 1)
    for expected in (2, 4, 4):
        opened = Vectors(tmp_path / "vectors")
        assert opened._windows.configuration["hnsw"]["sync_threshold"] == expected
        fill(opened)
        assert opened.nearest(ASKED, 2).keys() == {"20/1:1#q0", "20/1:1#w0"}
        opened.close()
