"""What a run knows of the runs before it: which version of which record is kept, and since when to ask.

Everything of it can be made again from the files beside it (`Shelf.records`) but the marks since when to ask; without
those everything is listed once more, and nothing is fetched twice. A row is written once its files are whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rag.fetching.record import Record, as_time

FILE = ".stand.sqlite"
_LAYOUT = 2
_SCHEMA = f"""
create table kept (
    id text primary key, stem text, nummer text not null, citable integer not null, aktualisiert text not null,
    pdf_url text not null, pdf_hash text not null, pdf_md5 text not null, links text not null);
create table anfragen (id text primary key, form text not null, record text not null);
create table owed (id text primary key, nummer text not null, grund text not null);
create table marks (wahlperiode integer primary key, ab text, stand text not null);
create table gone (id text primary key);
pragma user_version = {_LAYOUT};
"""
# before, Große Anfragen were not listed: all is listed once more, and what is here is not fetched again
_UPGRADES = {
    1: f"create table gone (id text primary key); update marks set ab = null; pragma user_version = {_LAYOUT};"
}
_KEPT = "id, stem, nummer, citable, aktualisiert, pdf_url, pdf_hash, pdf_md5, links"


class Kept(NamedTuple):
    """A record that is kept. `stem` None: another one of the same number is newer, and lies in its place.

    `pdf_md5`: of the PDF that lies beside it, "" where there is none; `linked`: `Record.links`, a blank between them.
    """

    id: str
    stem: str | None
    nummer: str
    citable: bool
    aktualisiert: str
    pdf_url: str
    pdf_hash: str
    pdf_md5: str
    linked: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """What an answer and its Anfrage have in common."""
        return tuple(self.linked.split())

    @property
    def lacks_pdf(self) -> bool:
        """Whether its PDF is still to be fetched."""
        wanted = self.citable and self.stem is not None and bool(self.pdf_url)
        return wanted and (self.pdf_md5 != self.pdf_hash if self.pdf_hash else not self.pdf_md5)

    @classmethod
    def of(cls, record: Record, pdf_md5: str) -> Kept:
        """The row of a record whose files are there."""
        return cls(
            record.id,
            record.stem,
            record.nummer,
            record.citable,
            record.when,
            record.pdf_url,
            record.pdf_hash,
            pdf_md5,
            " ".join(record.links),
        )


class Owed(NamedTuple):
    """A record that was named and could not be had: it is asked for again at every run. `grund`: why (German)."""

    id: str
    nummer: str
    grund: str


class Mark(NamedTuple):
    """Of a Wahlperiode: when the newest change of its records was (`ab`), when its last whole run began (`stand`)."""

    ab: datetime | None
    stand: datetime


class State:
    """The open state; close it, or use it in a `with` statement. sqlite3.Error where it cannot be read or written."""

    def __init__(self, folder: Path, *, mend: bool = True) -> None:
        """Open it; `fresh` says that it knows nothing: what was damaged or of another form is thrown away.

        Without `mend` that is a sqlite3.DatabaseError, and nothing is touched.
        """
        self._path = folder / FILE
        self.fresh = not self._sound()
        if self.fresh and not mend:
            raise sqlite3.DatabaseError(f"{FILE} is damaged, of another form or not there")
        if self.fresh:
            for end in ("", "-journal", "-wal", "-shm"):
                self._path.with_name(FILE + end).unlink(missing_ok=True)
        self._db = sqlite3.connect(self._path)
        if self.fresh:
            self._db.executescript(f"begin;{_SCHEMA}commit;")
        elif upgrade := _UPGRADES.get(self._form()):
            self._db.executescript(f"begin;{upgrade}commit;")

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _sound(self) -> bool:
        if not self._path.is_file():
            return False
        try:
            with closing(sqlite3.connect(self._path)) as db:
                (form,) = db.execute("pragma user_version").fetchone()
                known = form == _LAYOUT or form in _UPGRADES
                return bool(known and db.execute("pragma quick_check").fetchone() == ("ok",))
        except sqlite3.OperationalError:  # it is in use, or the disk fails: that says nothing of what it holds
            raise
        except sqlite3.DatabaseError:
            return False

    def _form(self) -> int:
        return int(self._db.execute("pragma user_version").fetchone()[0])

    def kept(self) -> dict[str, Kept]:
        """All records that are kept, by id."""
        rows = self._db.execute(f"select {_KEPT} from kept")
        return {row[0]: Kept(row[0], row[1], row[2], bool(row[3]), *row[4:]) for row in rows}

    def keep(self, rows: Iterable[Kept]) -> None:
        """Note records whose files are whole; they are owed no longer."""
        with self._db:
            for row in rows:
                self._db.execute(f"insert or replace into kept ({_KEPT}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                self._db.execute("delete from anfragen where id = ?", (row.id,))
                self._db.execute("delete from owed where id = ?", (row.id,))
                self._db.execute("delete from gone where id = ?", (row.id,))

    def gone(self) -> set[str]:
        """The ids of kept records that the interface has no more."""
        return {id_ for (id_,) in self._db.execute("select id from gone")}

    def goes(self, ids: Iterable[str]) -> None:
        """Note kept records that the interface has no more; one that is kept anew is there again."""
        with self._db:
            self._db.executemany("insert or replace into gone (id) values (?)", ((id_,) for id_ in ids))

    def anfragen(self, form: str) -> dict[str, str]:
        """The Anfragen that were read in this form, as JSON, by id."""
        return dict(self._db.execute("select id, record from anfragen where form = ?", (form,)))

    def put_anfrage(self, id_: str, form: str, record: str) -> None:
        """Note what an Anfrage was read as."""
        with self._db:
            self._db.execute("insert or replace into anfragen (id, form, record) values (?, ?, ?)", (id_, form, record))

    def owed(self) -> dict[str, Owed]:
        """The records that could not be had, by id."""
        return {row[0]: Owed(*row) for row in self._db.execute("select id, nummer, grund from owed")}

    def owe(self, owed: Owed) -> None:
        """Note a record that could not be had."""
        with self._db:
            self._db.execute("insert or replace into owed (id, nummer, grund) values (?, ?, ?)", owed)

    def owes_not(self, id_: str) -> None:
        """A record is not asked for any more: the interface does not have it."""
        with self._db:
            self._db.execute("delete from owed where id = ?", (id_,))

    def marks(self) -> dict[int, Mark]:
        """What is known of each Wahlperiode that was fetched whole."""
        rows = self._db.execute("select wahlperiode, ab, stand from marks")
        return {number: Mark(as_time(ab) if ab else None, as_time(stand)) for number, ab, stand in rows}

    def mark(self, wahlperiode: int, mark: Mark) -> None:
        """Note that a Wahlperiode was fetched whole."""
        row = (wahlperiode, mark.ab.isoformat() if mark.ab else None, mark.stand.isoformat())
        with self._db:
            self._db.execute("insert or replace into marks (wahlperiode, ab, stand) values (?, ?, ?)", row)
