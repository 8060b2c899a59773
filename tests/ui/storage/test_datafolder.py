"""What an earlier version kept in the index folder moves over once, with whose it is; cut off, it goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from evals.workbench.run_files import FOLDER as RUNS
from ui.storage import datafolder
from ui.storage.conversations import FILE
from ui.storage.datafolder import move_over
from ui.storage.uploads import FOLDER, read_note


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index folder of an earlier version: conversations, a run, one paper that two users added."""
    folder = tmp_path / "index"
    (folder / RUNS).mkdir(parents=True)
    (folder / RUNS / "lauf.json").write_text("{}", encoding="utf-8")
    paper = folder / FOLDER / "abc" / "geheim.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text("Text", encoding="utf-8")
    with closing(sqlite3.connect(folder / FILE)) as db, db:
        db.execute("CREATE TABLE uploads (nummer TEXT, user TEXT, file TEXT, hash TEXT)")
        db.executemany("INSERT INTO uploads VALUES ('21/9', ?, ?, 'x')", [("anna", str(paper)), ("bernd", str(paper))])
    (folder / "store.sqlite").touch()
    return folder


def _owner(folder: Path) -> str | None:
    note = read_note(folder)
    return note and note.user


def _owners(data: Path) -> dict[str | None, str]:
    return {_owner(folder): (folder / "geheim.txt").read_text("utf-8") for folder in (data / FOLDER).iterdir()}


def test_everything_moves_once_and_each_owner_has_a_copy(index: Path, tmp_path: Path) -> None:
    data = tmp_path / "daten"
    for _ in range(2):  # the second time there is nothing to do
        move_over(index, data)
        assert sorted(path.name for path in index.iterdir()) == ["store.sqlite"]  # the index itself stays
        assert sorted(path.name for path in data.iterdir()) == sorted([FOLDER, RUNS, FILE])
        assert _owners(data) == {"anna": "Text", "bernd": "Text"}


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_cut_off_anywhere_it_goes_on_at_the_next_call(
    index: Path, tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, left = tmp_path / "daten", moved

    def breaks(source: Path, target: Path) -> None:
        nonlocal left
        if not left:
            raise OSError(28, "No space left")
        left -= 1
        source.rename(target)

    with monkeypatch.context() as patch:
        patch.setattr(datafolder.shutil, "move", breaks)
        with pytest.raises(OSError, match="No space"):
            move_over(index, data)
    move_over(index, data)
    assert _owners(data) == {"anna": "Text", "bernd": "Text"}
    assert (data / RUNS / "lauf.json").is_file()
    assert not (index / FILE).exists()


def test_what_lies_in_the_data_folder_is_not_touched(index: Path, tmp_path: Path) -> None:
    data = tmp_path / "daten"
    data.mkdir()
    (data / FILE).write_text("neuer", encoding="utf-8")
    move_over(index, data)
    assert (data / FILE).read_text("utf-8") == "neuer"
    assert (index / FILE).is_file()


def test_without_a_readable_database_the_papers_are_nobodys(index: Path, tmp_path: Path) -> None:
    (index / FILE).write_bytes(b"keine Datenbank" * 100)
    move_over(index, tmp_path / "daten")
    assert _owners(tmp_path / "daten") == {None: "Text"}


def test_a_paper_that_the_database_names_and_the_disk_lacks_makes_no_folder(index: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(index / FILE)) as db, db:
        db.execute("INSERT INTO uploads VALUES ('21/8', 'carla', 'weg/fort.txt', 'y')")
    move_over(index, tmp_path / "daten")
    assert len(list((tmp_path / "daten" / FOLDER).iterdir())) == 2


def test_a_new_program_has_nothing_to_move(tmp_path: Path) -> None:
    move_over(tmp_path / "index", tmp_path / "daten")
    assert list((tmp_path / "daten").iterdir()) == []
    assert not (tmp_path / "index").exists()
