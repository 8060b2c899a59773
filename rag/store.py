"""The record of all papers, Passages and windows (SQLite); the vectors and the keyword index follow from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from ingest.model import Drucksache, Passage, Sprecher
from rag.model import Paper
from rag.windows import Window

LAYOUT = 2  # of the tables; raise it when they change
_SCHEMA = """
create table if not exists meta (name text primary key, value text not null);
create table if not exists files (
    datei text primary key, hash text not null, nummer text not null);
create table if not exists papers (
    nummer text primary key, overview text not null, record text not null, whole integer not null);
create table if not exists passages (
    id text primary key, drucksache text not null, place integer not null, searched integer not null,
    record text not null);
create index if not exists passages_of on passages (drucksache, place);
create table if not exists windows (
    id text primary key, passage text not null, drucksache text not null,
    start integer not null, stop integer not null);
create index if not exists windows_of on windows (drucksache);
"""
RECORDS = 64  # papers kept in memory once read
_DRUCKSACHE = TypeAdapter(Drucksache)
_PASSAGE = TypeAdapter(Passage)
_PAPER = TypeAdapter(Paper)


def overview(d: Drucksache) -> Paper:
    """What lists and filters need of a paper."""
    return Paper(d.nummer, d.titel, d.datum, d.ressort, d.fraktionen, d.bezug, d.datei, len(d.fragen), d.wahlperiode)


class Store:
    """One SQLite file. A paper is `whole` when its vectors and keywords are written too."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        if not self._db.execute("select 1 from sqlite_master").fetchone():
            self._db.execute(f"pragma user_version = {LAYOUT}")
        self.layout = int(self._db.execute("pragma user_version").fetchone()[0])
        self._db.executescript(_SCHEMA)
        self._records: dict[str, Drucksache] = {}
        self._overviews: list[Paper] | None = None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # what the index was made with
    def meta(self, name: str) -> str | None:
        """A remembered value."""
        row = self._db.execute("select value from meta where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self._db.execute("insert or replace into meta values (?, ?)", (name, value))

    # files
    def files(self) -> dict[str, tuple[str, str]]:
        """File -> its hash and the paper that it gave."""
        return {d: (h, n) for d, h, n in self._db.execute("select datei, hash, nummer from files")}

    def set_file(self, datei: str, hash_: str, nummer: str) -> None:
        """Remember which paper a file gave."""
        self._db.execute("insert or replace into files values (?, ?, ?)", (datei, hash_, nummer))

    # papers
    def put(self, d: Drucksache, passages: Sequence[Passage], windows: Sequence[Window]) -> None:
        """Write a paper in place of its former version, not yet whole."""
        with self._db:
            self._db.execute("begin")
            self._clear(d.nummer)
            record = _DRUCKSACHE.dump_json(d).decode()
            seen = _PAPER.dump_json(overview(d)).decode()
            self._db.execute("insert or replace into papers values (?, ?, ?, 0)", (d.nummer, seen, record))
            rows = [
                (p.id, p.drucksache, i, p.sprecher is Sprecher.BUNDESREGIERUNG, _PASSAGE.dump_json(p).decode())
                for i, p in enumerate(passages)
            ]
            self._db.executemany("insert into passages values (?, ?, ?, ?, ?)", rows)
            spans = [(w.id, w.passage, d.nummer, w.start, w.end) for w in windows]
            self._db.executemany("insert into windows values (?, ?, ?, ?, ?)", spans)

    def _clear(self, nummer: str) -> None:
        self._forget()
        self._db.execute("delete from passages where drucksache = ?", (nummer,))
        self._db.execute("delete from windows where drucksache = ?", (nummer,))

    def _forget(self) -> None:
        """Nothing kept in memory outlives a change."""
        self._records.clear()
        self._overviews = None

    def drop(self, nummer: str) -> None:
        """Forget a paper and the files that gave it."""
        with self._db:
            self._db.execute("begin")
            self._clear(nummer)
            self._db.execute("delete from papers where nummer = ?", (nummer,))
            self._db.execute("delete from files where nummer = ?", (nummer,))

    def set_whole(self, nummer: str, whole: bool) -> None:
        """Mark a paper as complete in all three parts, or not."""
        self._forget()
        self._db.execute("update papers set whole = ? where nummer = ?", (int(whole), nummer))

    def unfinished(self) -> list[str]:
        """Papers whose writing was interrupted."""
        return [n for (n,) in self._db.execute("select nummer from papers where whole = 0 order by nummer")]

    def papers(self) -> list[Paper]:
        """All papers, newest first."""
        if self._overviews is None:
            rows = self._db.execute("select overview from papers where whole = 1")
            found = [_PAPER.validate_json(row) for (row,) in rows]
            self._overviews = sorted(found, key=lambda p: (p.datum or date.min, p.nummer), reverse=True)
        return list(self._overviews)

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record."""
        if nummer not in self._records:
            row = self._db.execute("select record from papers where nummer = ?", (nummer,)).fetchone()
            if row is None:
                return None
            if len(self._records) >= RECORDS:
                self._records.pop(next(iter(self._records)))
            self._records[nummer] = _DRUCKSACHE.validate_json(row[0])
        return self._records[nummer]

    # passages and windows
    def passage(self, id_: str) -> Passage | None:
        """One Passage."""
        return self.passages([id_]).get(id_)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id; unknown ids are left out."""
        rows = self._db.execute(
            "select id, record from passages where id in (select value from json_each(?))", (json.dumps(list(ids)),)
        )
        return {id_: _PASSAGE.validate_json(record) for id_, record in rows}

    def passages_of(self, nummer: str) -> list[Passage]:
        """A paper's Passages in the order printed."""
        rows = self._db.execute("select record from passages where drucksache = ? order by place", (nummer,))
        return [_PASSAGE.validate_json(record) for (record,) in rows]

    def searched_ids(self) -> set[str]:
        """The ids of all Passages that can be found: those in which the government speaks."""
        return {id_ for (id_,) in self._db.execute("select id from passages where searched = 1")}

    def span(self, window: str) -> tuple[int, int] | None:
        """Where a window stands in its Passage."""
        row = self._db.execute("select start, stop from windows where id = ?", (window,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def window_ids(self, nummer: str | None = None) -> set[str]:
        """All windows' ids, or those of one paper."""
        where = "" if nummer is None else " where drucksache = ?"
        rows = self._db.execute("select id from windows" + where, () if nummer is None else (nummer,))
        return {id_ for (id_,) in rows}

    def counts(self) -> dict[str, int]:
        """How many papers, Passages, windows."""
        tables = ("papers", "passages", "windows")
        return {t: int(self._db.execute(f"select count(*) from {t}").fetchone()[0]) for t in tables}
