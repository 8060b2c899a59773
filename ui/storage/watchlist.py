"""What users want to be told of, which papers have come, and what each user was told, in SQLite.

Papers are counted as they come: every look that finds new ones, or other versions, gives these the next number. A
thing that is kept says up to which number it has been looked at, and moves on in the same transaction in which what
was found is written. So nothing is told twice and nothing is passed over, whenever the program is ended.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from rag.model import Edition
from ui.storage import database

FILE = "merkliste.sqlite3"
SHOWN = 200
"""Of what a user was told, the newest so many are listed."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS papers (
    nummer TEXT PRIMARY KEY, mark TEXT NOT NULL, form TEXT NOT NULL, first INTEGER NOT NULL,
    arrived INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS kept (
    key TEXT PRIMARY KEY, user TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, label TEXT NOT NULL,
    turn TEXT, seen INTEGER NOT NULL, UNIQUE (user, kind, what));
CREATE TABLE IF NOT EXISTS told (
    key TEXT PRIMARY KEY, kept TEXT NOT NULL REFERENCES kept (key) ON DELETE CASCADE,
    nummer TEXT NOT NULL, at TEXT NOT NULL, again INTEGER NOT NULL, reply TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0, mailed INTEGER NOT NULL DEFAULT 0, UNIQUE (kept, nummer));
"""


class Kind(StrEnum):
    """What can be kept: a question, a choice of papers, an Anfrage that is not answered yet."""

    FRAGE = "frage"
    FILTER = "filter"
    ANFRAGE = "anfrage"


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that a user wants to be told of.

    `what`: a question with those before it as JSON, filters as an address has them, or the number of an Anfrage.
    `label`: the same for the user. `seen`: the number of the last papers that it was compared with.
    """

    key: str
    user: str
    kind: Kind
    what: str
    label: str
    seen: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paper that has come; `again`: in place of another version, which was there before."""

    nummer: str
    again: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be told of a paper: the reply that quotes it, as `replies.dump` wrote it, or "" for the paper alone.

    `again`: it is a new version of a paper that was there. `same`: it was told before in the same words, which are not
    told again: only where they stand is written anew.
    """

    nummer: str
    again: bool
    reply: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a user was told, with what they had kept. `key` is a UUID; `at`: when, in UTC."""

    key: str
    kept: Kept
    nummer: str
    at: datetime
    again: bool
    reply: str
    read: bool
    mailed: bool


_KEPT = "k.key, k.user, k.kind, k.what, k.label, k.seen"


def _kept(row: Iterable[object]) -> Kept:
    key, user, kind, what, label, seen = row
    return Kept(str(key), str(user), Kind(str(kind)), str(what), str(label), int(str(seen)))


class Watchlist:
    """The store in one file; it is begun anew where the file is damaged, which is set aside.

    Every call that names a user touches that user's rows alone: what is another's does not exist.
    """

    def __init__(self, path: Path) -> None:
        self._open = database.begin(path, _SCHEMA)

    # papers
    def note(self, versions: Mapping[str, Edition]) -> None:
        """Number the papers that have come since the last call, and those of which another version has.

        A version that may differ only in how it was read is no other one. Papers that have gone stay known: what comes
        back as it was is no news.
        """
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            known = {n: Edition(mark, form) for n, mark, form in db.execute("SELECT nummer, mark, form FROM papers")}
            next_ = _latest(db) + 1
            for nummer, version in versions.items():
                before = known.get(nummer)
                if before is None:
                    row = (nummer, version.mark, version.form, next_, next_)
                    db.execute("INSERT INTO papers VALUES (?, ?, ?, ?, ?)", row)
                elif before.mark != version.mark:
                    news = ", arrived = :next" if before.form == version.form else ""
                    values = {"mark": version.mark, "form": version.form, "nummer": nummer, "next": next_}
                    db.execute(f"UPDATE papers SET mark = :mark, form = :form{news} WHERE nummer = :nummer", values)

    def latest(self) -> int:
        """The number of the papers that came last; 0 where none has."""
        with self._open() as db:
            return _latest(db)

    def arrivals(self, after: int, until: int) -> list[Arrival]:
        """The papers that have come after those of number `after`, up to those of number `until`."""
        with self._open() as db:
            rows = db.execute(
                "SELECT nummer, first <= ? FROM papers WHERE arrived > ? AND arrived <= ? ORDER BY nummer",
                (after, after, until),
            ).fetchall()
        return [Arrival(nummer, bool(again)) for nummer, again in rows]

    # what is kept
    def keep(self, user: str, kind: Kind, what: str, label: str, *, turn: str | None = None, seen: int) -> Kept:
        """Keep a thing, to be compared with the papers after number `seen`; what is kept already stays as it is.

        `turn`: the key of the turn whose question it is.
        """
        with self._open() as db:
            db.execute(
                "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user, kind, what)"
                " DO UPDATE SET turn = excluded.turn",
                (str(uuid.uuid4()), user, kind, what, label, turn, seen),
            )
        return next(kept for kept in self.kept(user) if (kept.kind, kept.what) == (kind, what))

    def forget(self, user: str, key: str) -> None:
        """Keep a thing no longer; what was told of it goes too."""
        with self._open() as db:
            db.execute("DELETE FROM kept WHERE key = ? AND user = ?", (key, user))

    def kept(self, user: str | None = None) -> list[Kept]:
        """What a user keeps, the oldest first; None: what all keep."""
        where, values = ("", ()) if user is None else ("WHERE k.user = ?", (user,))
        with self._open() as db:
            rows = db.execute(f"SELECT {_KEPT} FROM kept k {where} ORDER BY k.rowid", values).fetchall()
        return [_kept(row) for row in rows]

    def turns(self, user: str) -> dict[str, str]:
        """The turns whose questions a user keeps, each with the key under which it is kept."""
        with self._open() as db:
            return dict(db.execute("SELECT turn, key FROM kept WHERE user = ? AND turn IS NOT NULL", (user,)))

    def users(self) -> set[str]:
        """All who keep something."""
        with self._open() as db:
            return {str(user) for (user,) in db.execute("SELECT DISTINCT user FROM kept")}

    def delete(self, user: str) -> None:
        """Forget all that a user keeps and was told."""
        with self._open() as db:
            db.execute("DELETE FROM kept WHERE user = ?", (user,))

    # what is told
    def tell(self, kept: Kept, seen: int, found: Iterable[Found]) -> None:
        """Write what was found for a thing among the papers up to number `seen`; nothing where it is kept no longer.

        Of a paper that was told before the newer version takes its place. Where it is compared already, nothing is
        written: another look has done it.
        """
        now = datetime.now(UTC).isoformat()
        with self._open() as db:
            moved = db.execute("UPDATE kept SET seen = ? WHERE key = ? AND seen < ?", (seen, kept.key, seen)).rowcount
            for one in found if moved else ():
                if one.same:
                    values = (one.reply, kept.key, one.nummer)
                    db.execute("UPDATE told SET reply = ? WHERE kept = ? AND nummer = ?", values)
                else:
                    db.execute(
                        "INSERT OR REPLACE INTO told (key, kept, nummer, at, again, reply) VALUES (?, ?, ?, ?, ?, ?)",
                        (str(uuid.uuid4()), kept.key, one.nummer, now, one.again, one.reply),
                    )

    def told(self, user: str, *, unmailed: bool = False) -> list[Told]:
        """What a user was told, the newest first, at most SHOWN; `unmailed`: only what no mail has named."""
        also = " AND t.mailed = 0" if unmailed else ""
        with self._open() as db:
            rows = db.execute(
                f"SELECT {_KEPT}, t.key, t.nummer, t.at, t.again, t.reply, t.read, t.mailed FROM told t"
                f" JOIN kept k ON k.key = t.kept WHERE k.user = ?{also} ORDER BY t.at DESC, t.rowid DESC LIMIT ?",
                (user, SHOWN),
            ).fetchall()
        return [_told(row[:6], *row[6:]) for row in rows]

    def reply_told(self, kept: Kept, nummer: str) -> str | None:
        """The reply with which a paper was told of a thing; None where it was not."""
        with self._open() as db:
            row = db.execute("SELECT reply FROM told WHERE kept = ? AND nummer = ?", (kept.key, nummer)).fetchone()
        return None if row is None else str(row[0])

    def mark_read(self, user: str, keys: Iterable[str]) -> None:
        """The user has seen these."""
        self._mark("read = 1", user, keys)

    def mark_mailed(self, user: str, keys: Iterable[str], *, mailed: bool = True) -> None:
        """A mail names these; or, where it could not be sent, it does not."""
        self._mark(f"mailed = {int(mailed)}", user, keys)

    def _mark(self, change: str, user: str, keys: Iterable[str]) -> None:
        with self._open() as db:
            db.executemany(
                f"UPDATE told SET {change} WHERE key = ? AND kept IN (SELECT key FROM kept WHERE user = ?)",
                [(key, user) for key in keys],
            )


def _latest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT COALESCE(MAX(arrived), 0) FROM papers").fetchone()[0])


def _told(kept: Iterable[object], key: str, nummer: str, at: str, again: int, reply: str, *state: int) -> Told:
    read, mailed = map(bool, state)
    return Told(key, _kept(kept), nummer, datetime.fromisoformat(at), bool(again), reply, read, mailed)
