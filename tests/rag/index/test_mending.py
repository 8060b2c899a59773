"""What is done again at opening: one paper's fault stops no other, a failing index is told."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest.model import Drucksache
from rag.errors import IndexFailed
from rag.index.mending import finish, read_again, take_up
from rag.index.state import State
from tests.support.fakes import sample_paper


class Fake:
    """Stands for an index: papers "20/1" to "20/4", of which the first is leaving and the third has no record."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.notes = folder, list[str]()
        self.done: list[tuple[str, str | None]] = []
        self.errors: dict[str, Exception] = {}
        self.updated: list[Path] | None = None
        self.vectors: object = None
        owners = {"20/1": None, "20/2": "anna", "20/3": None, "20/4": None}
        self.store = SimpleNamespace(
            unfinished=lambda: list(owners),
            state=lambda key: State.LEAVING if key == "20/1" else State.UNFINISHED,
            record=lambda key: None if key == "20/3" else sample_paper(key),
            owner=owners.__getitem__,
        )
        self.alone = nullcontext

    def remove(self, key: str) -> None:
        """As the real one."""
        self.done.append((f"-{key}", None))

    def put(self, paper: Drucksache, owner: str | None) -> None:
        """As the real one."""
        if paper.nummer in self.errors:
            raise self.errors[paper.nummer]
        self.done.append((f"+{paper.nummer}", owner))

    def update(self, paths: list[Path], _progress: object) -> None:
        """As the real one."""
        self.updated = list(paths)


def test_what_was_leaving_leaves_and_the_rest_is_written_anew_for_its_owner(tmp_path: Path) -> None:
    index, seen = Fake(tmp_path), list[tuple[int, int, str]]()
    assert finish(index, lambda *step: seen.append(step)) == 0
    assert index.done == [("-20/1", None), ("+20/2", "anna"), ("+20/4", None)]
    assert seen == [(i, 4, f"20/{i + 1}") for i in range(4)]
    assert index.notes == []


def test_a_paper_that_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    index = Fake(tmp_path)
    index.errors["20/2"] = KeyError("x")
    assert finish(index, lambda *_: None) == 1
    assert index.done == [("-20/1", None), ("+20/4", None)]
    assert index.notes == ["Drucksache 20/2 kann nicht neu aufgenommen werden (KeyError)."]


def test_what_leaves_and_users_papers_alone_are_done_where_the_rest_is_left_for_later(tmp_path: Path) -> None:
    index = Fake(tmp_path)
    finish(index, lambda *_: None, hidden=True)
    assert index.done == [("-20/1", None), ("+20/2", "anna")]


def test_where_the_index_takes_nothing_no_more_is_tried(tmp_path: Path) -> None:
    index = Fake(tmp_path)
    index.errors["20/2"] = IndexFailed("Die Festplatte ist voll.")
    assert finish(index, lambda *_: None) == 3
    assert (index.done, index.notes) == ([("-20/1", None)], ["Die Festplatte ist voll."])


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_whoever_stops_the_program_stops_it(tmp_path: Path, interruption: type[BaseException]) -> None:
    def stopped(*_: object) -> None:
        raise interruption

    with pytest.raises(interruption):
        finish(Fake(tmp_path), stopped)


def test_lost_papers_are_read_from_their_files_and_those_without_are_named(tmp_path: Path) -> None:
    index = Fake(tmp_path / "index")
    there, gone = tmp_path / "a.pdf", tmp_path / "weg" / "b.pdf"
    there.touch()
    read_again(index, [there, gone], lambda *_: None)
    assert index.updated == [there]
    assert index.notes == ["Verloren, auch ihre Dateien gibt es nicht mehr: 1 Papiere (b.pdf)."]


def test_what_lies_in_the_index_itself_was_somebodys_own_and_is_not_read_for_all(tmp_path: Path) -> None:
    index = Fake(tmp_path / "index")
    own = tmp_path / "index" / "eigene" / "geheim.pdf"
    own.parent.mkdir(parents=True)
    own.touch()
    read_again(index, [own.resolve()], lambda *_: None)
    assert (index.updated, index.notes) == ([], [])


def test_vectors_in_a_folder_are_never_away(tmp_path: Path) -> None:
    """What is done with a server is in test_far_opening.py, and under load in test_far_kills.py."""
    index = Fake(tmp_path)
    assert not take_up(index)
    assert index.done == []
