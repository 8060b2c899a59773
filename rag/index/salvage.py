"""What can be read of a damaged store goes into a new one: every record whose seal holds, row by row.

The papers come back not whole: their Passages are made from the records again, vectors that still fit are taken over.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.ids import is_private
from rag.index.seals import seal

_PAGE = 4096  # bytes; SQLite's own choice, which the store does not change
_BLIND, _ROW = 10_000, 500  # rows looked for, and one more for so many bytes, where no last one can be read
_NO_TABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_PAPER = ("key", "nummer", "owner", "overview", "record")
_TABLES = {
    "papers": (*_PAPER, "seal", "state"),
    "windows": ("id", "passage", "paper", "start", "stop", "vector", "mark"),
    "files": ("datei", "hash", "paper", "papers"),
    "versions": ("paper", "number", "words", "record", "seal"),
    "meta": ("name", "value", "seal"),  # the store itself looks at these seals
}
_BESIDE = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out of a damaged store: how many papers, and the files of the common ones that did not."""

    papers: int
    files: tuple[Path, ...]


def set_aside(path: Path) -> Path:
    """Rename a file (or what lies there instead) and the journals beside it, never over another; gives its new name.

    The name is "….beschaedigt-1", or with the first number that is free; where nothing lies, nothing is renamed.
    """
    number = 1
    while any(os.path.lexists(f"{path}.beschaedigt-{number}{end}") for end in _BESIDE):
        number += 1
    aside = path.with_name(f"{path.name}.beschaedigt-{number}")
    for end in _BESIDE:
        if os.path.lexists(f"{path}{end}"):
            Path(f"{path}{end}").rename(f"{aside}{end}")
    return aside


def salvage(damaged: Path, new: Path) -> Salvaged:
    """Carry over what is undamaged into the store `new`, a file that is there and has no papers.

    `damaged` is only read. sqlite3.Error or OSError where the new one cannot be written.
    """
    if not damaged.is_file():
        return Salvaged(0, ())
    with closing(sqlite3.connect(new, isolation_level=None)) as target:
        target.execute("begin")
        found = _carried(damaged, target)
        if not found.papers:  # the first page, which says where all else lies, may be the damaged one
            lent = damaged.with_name(f"{damaged.name}.kopf")
            try:
                _lend_first_page(damaged, new, lent)
                found = _carried(lent, target)
            finally:
                lent.unlink(missing_ok=True)
        target.execute("commit")
    return found


def _lend_first_page(damaged: Path, new: Path, copy: Path) -> None:
    """A copy of the damaged file with the first page of the new one: tables are made in one order, at one place."""
    first = bytearray(new.read_bytes()[:_PAGE])
    pages = damaged.stat().st_size // _PAGE
    first[28:32] = pages.to_bytes(4, "big")  # the file's size; the free pages that follow are not used
    first[32:40] = bytes(8)
    with damaged.open("rb") as source, copy.open("wb") as target:
        target.write(first)
        source.seek(_PAGE)
        while part := source.read(1 << 20):
            target.write(part)


def _carried(damaged: Path, target: sqlite3.Connection) -> Salvaged:
    """Copy what is undamaged."""
    with closing(sqlite3.connect(damaged, isolation_level=None)) as source:
        try:
            source.execute("pragma writable_schema = on")  # a file cut short is read all the same
            most = _BLIND + damaged.stat().st_size // _ROW
            papers = {row[0]: row for row in _rows(source, "papers", most) if row[5] == seal([row[:5]])}
            kept = [row for row in _rows(source, "windows", most) if row[2] in papers]
            files = list(_rows(source, "files", most))
            meta = list(_rows(source, "meta", most))
            versions = [
                row for row in _rows(source, "versions", most) if row[0] in papers and row[4] == seal([row[:4]])
            ]
        except sqlite3.Error:
            return Salvaged(0, ())
    rows = [(*row[:6], -1 if row[6] == -1 else 0) for row in papers.values()]  # what was leaving still leaves
    columns = ", ".join(_TABLES["papers"])
    target.executemany(f"insert or replace into papers ({columns}) values (?, ?, ?, ?, ?, ?, ?)", rows)
    target.executemany("insert or replace into windows values (?, ?, ?, ?, ?, ?, ?)", kept)
    target.executemany("insert or replace into files values (?, ?, ?, ?)", [row for row in files if row[2] in papers])
    target.executemany("insert or replace into versions values (?, ?, ?, ?, ?)", versions)
    target.executemany("insert or replace into meta values (?, ?, ?)", meta)
    lost = tuple(Path(str(row[0])) for row in files if row[2] not in papers and not is_private(str(row[2])))
    return Salvaged(len(papers), lost)


def _rows(db: sqlite3.Connection, table: str, most: int) -> Iterator[Sequence[object]]:
    """The rows of a table that can be read, each asked for alone; none where the table itself is gone."""
    query = f"select {', '.join(_TABLES[table])} from {table} where rowid = ?"
    for number in range(1, _last(db, table, most) + 1):
        try:
            row = db.execute(query, (number,)).fetchone()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) in _NO_TABLE:
                return
            continue
        if row is not None and _fits(table, row):
            yield row


def _last(db: sqlite3.Connection, table: str, most: int) -> int:
    try:
        last = db.execute(f"select max(rowid) from {table}").fetchone()[0]
    except sqlite3.Error:
        return most
    return int(last or 0)


def _fits(table: str, row: Sequence[object]) -> bool:
    """Whether a row holds what its columns hold: a damaged page may give anything."""
    if table == "papers":
        return isinstance(row[5], bytes) and isinstance(row[6], int)
    if table == "files" and not isinstance(row[3], int):
        return False
    if table == "versions":
        return isinstance(row[0], str)
    texts = row[:2] if table == "meta" else row[:3]
    return all(isinstance(value, str) for value in texts) and None not in row
