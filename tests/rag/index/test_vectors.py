"""The vectors: nearest first, of all papers or of some, kept on the disk or on a server: the same tests for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.ids import key_of
from rag.index import vectors
from rag.index.far import FarVectors
from rag.index.vectors import Vectors, saved_after
from tests.support.chroma import ran as ran  # a fixture

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


@pytest.fixture(params=["memory", "folder", "server"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Vectors]]:
    """Makes empty vectors: in memory, in a folder, or on a server."""
    opened: list[Vectors] = []

    def make() -> Vectors:
        place = tmp_path / str(len(opened))
        if request.param == "server":
            place.mkdir()
            made = FarVectors(request.getfixturevalue("ran").server, place)
            made.begin(10)
            opened.append(made)
        else:
            opened.append(Vectors(place if request.param == "folder" else None))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def some(new: Callable[[], Vectors]) -> Vectors:
    return fill(new())


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
    assert some.nearest(ASKED, 3, ["20/57"]) == {}


def test_a_known_id_is_overwritten_and_a_paper_taken_out(some: Vectors) -> None:
    some.put(["20/2:1#w0"], ASKED[None, :])
    assert some.nearest(ASKED, 4)["20/2:1#w0"] == pytest.approx(1.0, abs=1e-5)
    assert some.count() == 4
    some.drop("20/1")
    assert set(some.ids()) == {"20/2:1#w0", "20/1~ab:1#w0"}  # a user's own of that number stays
    some.drop("20/57")
    assert some.count() == 2


def test_all_vectors_come_back_as_they_were(some: Vectors) -> None:
    ids, found = some.all()
    assert (set(ids), found.dtype, found.shape) == (set(ROWS), np.float32, (4, 3))
    assert np.allclose(found, rows(ids))


def test_an_empty_one_finds_nothing_and_two_know_nothing_of_each_other(some: Vectors, new) -> None:
    other = new()
    assert (other.nearest(ASKED, 5), set(other.ids()), other.count()) == ({}, set(), 0)
    other.put([], np.zeros((0, 3), dtype=np.float32))  # a paper without any window
    assert (other.count(), some.count()) == (0, 4)


def test_the_search_finds_what_an_exact_one_finds_with_and_without_filters(new: Callable[[], Vectors]) -> None:
    """Recall at ten of at least .99 against all products; filters leave exactly their papers."""
    random = np.random.default_rng(7)
    ids = [f"20/{n // 20}:1#w{n % 20}" for n in range(1500)]
    every = random.normal(size=(len(ids), 32)).astype(np.float32)
    every /= np.linalg.norm(every, axis=1, keepdims=True)
    opened = new()
    opened.put(ids, every)
    papers = np.array([key_of(id_) for id_ in ids])
    few, many = ["20/3", "20/57"], [f"20/{n}" for n in range(0, 75, 2)]
    found = wanted = 0
    for query in every[::250] + 0.3 * every[5::250]:
        for chosen, without in ((None, ()), (few, ()), (many, ()), (None, few)):
            allowed = ~np.isin(papers, without) if chosen is None else np.isin(papers, chosen)
            exact = np.argsort(-np.where(allowed, every @ query, -9.0))[:10]
            near = opened.nearest(query, 400, chosen, without)
            assert {key_of(id_) for id_ in near} <= set(papers[allowed])
            found += len({ids[n] for n in exact} & set(list(near)[:10]))
            wanted += 10
            assert next(iter(near.values())) == pytest.approx(float(every[exact[0]] @ query), abs=1e-3)
    assert found / wanted >= 0.99


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
