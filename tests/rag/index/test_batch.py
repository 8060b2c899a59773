"""New papers go into vectors and keywords together, and a kill before that loses none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.index import batch
from rag.index.index import Index
from tests.support.fakes import FakeEmbedder, sample_paper


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path, FakeEmbedder()) as opened:
        yield opened


def commits(index: Index, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many papers are whole after each commit of the keywords, from now on."""
    seen, commit = list[int](), index.keywords.commit

    def counted() -> None:
        commit()
        seen.append(len(index.store.whole()))

    monkeypatch.setattr(index.keywords, "commit", counted)
    return seen


def test_new_papers_wait_for_each_other_and_are_whole_at_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    done = commits(index, monkeypatch)
    for n in range(1, 6):
        index.put(sample_paper(f"20/{n}"), wait=True)
    assert (index.store.whole(), len(index.store.unfinished()), done) == ([], 5, [])
    index.settle()
    assert (len(index.store.whole()), index.store.unfinished(), len(done)) == (5, [], 1)
    assert index.check() == []
    index.settle()  # nothing waits: nothing is written
    assert len(done) == 1


def test_a_full_batch_goes_by_itself(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "PAPERS", 2)
    for n in range(1, 6):
        index.put(sample_paper(f"20/{n}"), wait=True)
    assert (len(index.store.whole()), index.store.unfinished()) == (4, ["20/5"])


def test_a_paper_that_was_there_does_not_wait_for_it_would_be_missed(index: Index) -> None:
    index.put(sample_paper("20/1"))
    index.put(sample_paper("20/2"), wait=True)
    index.put(sample_paper("20/1", " anders"), wait=True)
    assert (len(index.store.whole()), index.check()) == (2, [])
    index.put(sample_paper("20/3"), wait=True)
    index.put(sample_paper("20/3", " anders"), wait=True)  # also one that still waited
    assert (len(index.store.whole()), index.check()) == (3, [])


def test_what_waits_leaves_whole_and_is_there_after_a_kill(tmp_path: Path) -> None:
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(sample_paper("20/1"), wait=True)
        index.put(sample_paper("20/2"), wait=True)
        index.remove("20/1")
        assert (index.check(), [s.key for s in index.store.whole()]) == ([], ["20/2"])
        index.put(sample_paper("20/3"), wait=True)  # and here the process ends
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), sorted(s.key for s in index.store.whole())) == ([], ["20/2", "20/3"])
        assert embedder.embedded == []  # its vectors were kept
