"""Which file gave which papers: a file counts as read only where all its papers are there, of one content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rag.index import filed
from rag.index.filed import Filed, Source
from rag.index.schema import prepare

FILE = "/papiere/liste.json"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None)) as opened:
        prepare(opened)
        for key, owner in (("20/1", None), ("20/2", None), ("20/3~anna", "anna")):
            row = (key, key, owner, "{}", "{}", 1)
            opened.execute(
                "insert into papers (key, nummer, owner, overview, record, state) values (?, ?, ?, ?, ?, ?)", row
            )
        yield opened


def noted(db: sqlite3.Connection, *rows: tuple[str, int, str]) -> Filed:
    """What is known of FILE after these rows: hash, how many papers it gives, the key of one."""
    for mark, papers, key in rows:
        filed.note(db, Source(FILE, mark, papers), key)
    return filed.files(db, None)[FILE]


@pytest.mark.parametrize(
    ("rows", "mark"),
    [
        ([("x", 1, "20/1")], "x"),
        ([("x", 2, "20/1"), ("x", 2, "20/2")], "x"),
        ([("x", 2, "20/1")], ""),  # cut off before the second
        ([("x", 2, "20/1"), ("y", 2, "20/2")], ""),  # of two contents
        ([("x", 1, "20/1"), ("x", 2, "20/2")], ""),
        ([("x", 2, "20/1"), ("x", 2, "20/2"), ("y", 1, "20/1"), ("y", 1, "20/2")], ""),
    ],
)
def test_a_file_is_read_when_all_its_papers_are(
    db: sqlite3.Connection, rows: list[tuple[str, int, str]], mark: str
) -> None:
    assert noted(db, *rows) == (mark, {key for *_, key in rows})


def test_each_owner_has_files_of_their_own(db: sqlite3.Connection) -> None:
    noted(db, ("x", 1, "20/1"))
    filed.note(db, Source("/eigene/a.txt", "y"), "20/3~anna")
    assert filed.files(db, "anna") == {"/eigene/a.txt": ("y", {"20/3~anna"})}
    assert (list(filed.files(db, None)), filed.files(db, "bernd")) == ([FILE], {})


def test_without_one_of_its_papers_a_file_is_read_no_longer(db: sqlite3.Connection) -> None:
    noted(db, ("x", 2, "20/1"), ("x", 2, "20/2"))
    filed.forget(db, FILE, "20/1")
    assert filed.files(db, None) == {FILE: ("", {"20/2"})}
    assert (filed.givers(db, "20/1"), filed.givers(db, "20/2")) == ([], [FILE])


def test_a_file_moves_with_all_its_papers(db: sqlite3.Connection) -> None:
    noted(db, ("x", 2, "20/1"), ("x", 2, "20/2"))
    filed.note(db, Source("/neu/liste.json", "y"), "20/1")
    assert filed.givers(db, "20/1") == [FILE, "/neu/liste.json"]
    filed.move(db, FILE, "/neu/liste.json")
    assert filed.files(db, None) == {"/neu/liste.json": ("x", {"20/1", "20/2"})}
