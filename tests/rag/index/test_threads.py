"""One thread makes the vectors of a paper while others write papers or close the index."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rag import giving_way
from rag.index.index import Index
from tests.support.fakes import FakeEmbedder, sample_paper


class Waiting(FakeEmbedder):
    """Makes no vector before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def passages(self, texts):  # noqa: D102
        self.begun.set()
        assert self.go_on.wait(10)
        giving_way.check()
        return super().passages(texts)


@pytest.fixture
def waiting(tmp_path: Path):
    """An index whose vectors wait, and a thread that puts a paper into it."""
    embedder, errors = Waiting(), []
    index = Index(tmp_path / "index", embedder)

    def put():
        try:
            index.put(sample_paper("20/7"))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=put)
    thread.start()
    assert embedder.begun.wait(10)
    yield index, thread, errors
    embedder.go_on.set()
    thread.join(10)


def test_another_paper_is_written_while_the_vectors_of_one_are_made(waiting):
    index, thread, errors = waiting
    other = FakeEmbedder()
    slow, index.embedder = index.embedder, other
    index.put(sample_paper("20/8"))
    assert [stored.paper.nummer for stored in index.store.whole()] == ["20/8"]
    slow.go_on.set()
    thread.join(10)
    assert not errors
    assert index.check() == []
    assert index.store.counts().papers == 2
    index.close()


def test_closing_does_not_wait_for_vectors_and_leaves_nothing_half_written(waiting, tmp_path: Path):
    index, thread, errors = waiting
    index.close()
    index.embedder.go_on.set()
    thread.join(10)
    assert [type(error) for error in errors] == [giving_way.Ended]
    with Index(tmp_path / "index", FakeEmbedder()) as again:
        assert again.notes == []
        assert again.check() == []
        assert again.store.counts().papers == 0
