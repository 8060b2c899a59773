"""Which file gave which papers: the store's table `files`, a row for each file and paper.

Every row says of how many papers of its file it is one. So a file counts as read only where all of them are there,
read from the same content: also after a kill in the middle of it, or where rows were lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Source(NamedTuple):
    """Where a paper was read from: the file, its `file_hash` (rag.index.listing), how many papers are read from it."""

    datei: str
    mark: str
    papers: int = 1


class Filed(NamedTuple):
    """What is known of a file: its hash when it was read, "" unless all its papers are there; the keys of those."""

    mark: str
    keys: frozenset[str]


NOTHING = Filed("", frozenset())
"""Of a file that gave no paper."""


def files(db: sqlite3.Connection, owner: str | None) -> dict[str, Filed]:
    """What is known of each file that gave the papers of an owner (None: the common stock)."""
    rows = db.execute(
        "select datei, hash, papers, paper from files join papers on key = paper where owner is ?", (owner,)
    )
    found: dict[str, list[tuple[str, int, str]]] = {}
    for datei, *row in rows:
        found.setdefault(datei, []).append((row[0], row[1], row[2]))
    return {datei: _filed(rows) for datei, rows in found.items()}


def _filed(rows: Iterable[tuple[str, int, str]]) -> Filed:
    keys = frozenset(key for *_, key in rows)
    same = {(mark, papers) for mark, papers, _ in rows}
    mark, papers = next(iter(same))
    return Filed(mark if len(same) == 1 and papers == len(keys) else "", keys)


def givers(db: sqlite3.Connection, key: str) -> list[str]:
    """The files that a paper (by its key) is known from; more than one where a file was renamed, for a while."""
    return [datei for (datei,) in db.execute("select datei from files where paper = ? order by rowid", (key,))]


def note(db: sqlite3.Connection, source: Source, key: str) -> None:
    """Note where a paper was read from."""
    row = (source.datei, source.mark, key, source.papers)
    db.execute("insert or replace into files (datei, hash, paper, papers) values (?, ?, ?, ?)", row)


def forget(db: sqlite3.Connection, datei: str, key: str) -> None:
    """A file gives a paper (by its key) no longer; the paper stays. The file counts as not read."""
    db.execute("delete from files where datei = ? and paper = ?", (datei, key))


def move(db: sqlite3.Connection, before: str, now: str) -> None:
    """The same file lies elsewhere now; what lay there before is forgotten. To be called in a transaction."""
    db.execute("delete from files where datei = ?", (now,))
    db.execute("update files set datei = ? where datei = ?", (now, before))
