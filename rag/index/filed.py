"""Which file gave which papers: the store's table `files`, a row for each file and paper.

Every row says of how many papers of its file it is one. So a file counts as read only where all of them are there,
read from the same content: also after a kill in the middle of it, or where rows were lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Source(NamedTuple):
    """Where a paper was read from: the file, its `file_hash` (rag.index.listing), how many papers are read from it."""

    datei: str
    mark: str
    papers: int = 1


class Filed(NamedTuple):
    """What is known of a file: its hash when it was read, "" unless all its papers are whole; their keys."""

    mark: str
    keys: frozenset[str]


OUTDATED = "!"  # before the hash of a file that has changed since and could not be read again
NOTHING = Filed("", frozenset())
"""Of a file that gave no paper."""
_ROWS = "select datei, hash, papers, paper, state = 1 from files join papers on key = paper"


class _Row(NamedTuple):
    """A paper of a file: the file's hash, how many papers it holds, this one's key, whether it is whole."""

    mark: str
    papers: int
    key: str
    whole: int


def files(db: sqlite3.Connection, owner: str | None) -> dict[str, Filed]:
    """What is known of each file that gave the papers of an owner (None: the common stock)."""
    found: dict[str, list[_Row]] = {}
    for datei, *row in db.execute(f"{_ROWS} where owner is ?", (owner,)):
        found.setdefault(datei, []).append(_Row(*row))
    return {datei: _filed(rows) for datei, rows in found.items()}


def file(db: sqlite3.Connection, datei: str, owner: str | None) -> Filed:
    """What is known of one file that gave papers of an owner (None: the common stock); NOTHING where it gave none."""
    rows = db.execute(f"{_ROWS} where datei = ? and owner is ?", (datei, owner)).fetchall()
    return _filed([_Row(*row) for _, *row in rows]) if rows else NOTHING


def _filed(rows: Sequence[_Row]) -> Filed:
    keys = frozenset(row.key for row in rows)
    same = {(row.mark, row.papers) for row in rows}
    mark, papers = next(iter(same))
    return Filed(mark if len(same) == 1 and papers == len(keys) and all(row.whole for row in rows) else "", keys)


def mark(db: sqlite3.Connection, datei: str, key: str) -> str:
    """The hash of a file when it gave a paper (by its key); "" where it did not."""
    row = db.execute("select hash from files where datei = ? and paper = ?", (datei, key)).fetchone()
    return str(row[0]).removeprefix(OUTDATED) if row else ""


def set_outdated(db: sqlite3.Connection, datei: str) -> list[str]:
    """Mark what a file gave as older than the file; gives the numbers of those papers. It is tried at each reading."""
    db.execute(
        "update files set hash = ? || hash where datei = ? and hash not like ? || '%'", (OUTDATED, datei, OUTDATED)
    )
    rows = db.execute("select nummer from papers join files on key = paper where datei = ? order by key", (datei,))
    return [nummer for (nummer,) in rows]


def outdated(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(file, number) of the common papers that are older than their file."""
    rows = db.execute(
        "select datei, nummer from files join papers on key = paper where owner is null and hash like ? || '%'"
        " order by datei, nummer",
        (OUTDATED,),
    )
    return [(datei, nummer) for datei, nummer in rows]


def givers(db: sqlite3.Connection, key: str) -> list[str]:
    """The files that a paper (by its key) is known from; more than one where a file was renamed, for a while."""
    return [datei for (datei,) in db.execute("select datei from files where paper = ? order by rowid", (key,))]


def source(db: sqlite3.Connection, key: str) -> Source | None:
    """Where a paper (by its key) was read from; of several files the first one. None where none is known."""
    row = db.execute("select datei, hash, papers from files where paper = ? order by rowid", (key,)).fetchone()
    return None if row is None else Source(str(row[0]), str(row[1]).removeprefix(OUTDATED), int(row[2]))


def note(db: sqlite3.Connection, source: Source, key: str) -> None:
    """Note where a paper was read from."""
    row = (source.datei, source.mark, key, source.papers)
    db.execute("insert or replace into files (datei, hash, paper, papers) values (?, ?, ?, ?)", row)


def forget(db: sqlite3.Connection, datei: str, key: str) -> None:
    """A file gives a paper (by its key) no longer; the paper stays. The file counts as not read."""
    db.execute("delete from files where datei = ? and paper = ?", (datei, key))


def move_all(db: sqlite3.Connection, before: str, now: str) -> None:
    """The files below a folder lie below another one now, both with a separator at their end."""
    db.execute(
        "update or replace files set datei = ? || substr(datei, ?) where substr(datei, 1, ?) = ?",
        (now, len(before) + 1, len(before), before),
    )


def move(db: sqlite3.Connection, before: str, now: str) -> None:
    """The same file lies elsewhere now; what lay there before is forgotten. To be called in a transaction."""
    db.execute("delete from files where datei = ?", (now,))
    db.execute("update files set datei = ? where datei = ?", (now, before))
