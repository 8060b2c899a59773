"""Conversations on the server, in SQLite: they survive reload and restart, each user sees only their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ui.storage import database
from ui.storage.database import Opener

FILE = "gespraeche.sqlite3"
LONGEST_TITLE = 80

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    key TEXT PRIMARY KEY, user TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS conversations_of ON conversations (user, changed);
CREATE TABLE IF NOT EXISTS turns (
    key TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    position INTEGER NOT NULL, question TEXT NOT NULL, filters TEXT NOT NULL, reply TEXT NOT NULL,
    rating TEXT, reason TEXT);
CREATE INDEX IF NOT EXISTS turns_of ON turns (conversation, position);
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line of the list. `changed`: when it was used last, in UTC."""

    key: str
    title: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and its reply as kept: `filters` as `filter_query.write` wrote them, `reply` as `replies.dump` did.

    `key` and `conversation` are keys of the store. `rating`: "gut", "schlecht" or None; `reason`: why, in words.
    """

    key: str
    conversation: str
    question: str
    filters: str
    reply: str
    rating: str | None = None
    reason: str | None = None


class Conversations:
    """The store in one file. Keys cannot be guessed; every call names the user whose rows it may touch.

    What is another user's does not exist: reading gives nothing, changing changes nothing.
    A file that is damaged is set aside under another name, and the store begins anew.
    """

    def __init__(self, path: Path | Opener, lasts: timedelta | None = None) -> None:
        """`lasts`: how long a conversation stays after it was used last; None: until its user deletes it.

        Without a file (`database.in_memory`) they are not `kept`: other stores must not hold what is in them.
        """
        self._open, self._lasts, self.kept = database.begin(path, _SCHEMA), lasts, isinstance(path, Path)

    def listed(self, user: str, most: int = -1) -> list[Conversation]:
        """The user's conversations, the one used last first; `most` of them, -1 for all."""
        self._forget_old()
        with self._open() as db:
            rows = db.execute(
                "SELECT key, title, changed FROM conversations WHERE user = ? ORDER BY changed DESC LIMIT ?",
                (user, most),
            ).fetchall()
        return [Conversation(key, title, datetime.fromisoformat(changed)) for key, title, changed in rows]

    def begin(self, user: str, title: str) -> str:
        """A new conversation; gives its key. The title is kept on one line, at most LONGEST_TITLE characters of it."""
        self._forget_old()
        key = secrets.token_urlsafe(12)
        with self._open() as db:
            db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", (key, user, short_title(title), _now()))
        return key

    def title(self, user: str, key: str) -> str | None:
        """The title, or None if this user has no such conversation."""
        with self._open() as db:
            row = db.execute("SELECT title FROM conversations WHERE key = ? AND user = ?", (key, user)).fetchone()
        return None if row is None else str(row[0])

    def rename(self, user: str, key: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing."""
        if title.strip():
            with self._open() as db:
                db.execute(
                    "UPDATE conversations SET title = ? WHERE key = ? AND user = ?", (short_title(title), key, user)
                )

    def delete(self, user: str, key: str) -> None:
        """Remove a conversation with all its turns."""
        with self._open() as db:
            db.execute("DELETE FROM conversations WHERE key = ? AND user = ?", (key, user))

    def _forget_old(self) -> None:
        if self._lasts is not None:
            with self._open() as db:
                db.execute("DELETE FROM conversations WHERE changed < ?", (_time(datetime.now(UTC) - self._lasts),))

    def add(self, user: str, turn: KeptTurn) -> None:
        """Append a turn to one of the user's conversations; KeyError if it is not theirs."""
        with self._open() as db:
            changed = db.execute(
                "UPDATE conversations SET changed = ? WHERE key = ? AND user = ?", (_now(), turn.conversation, user)
            ).rowcount
            if not changed:
                raise KeyError(turn.conversation)
            db.execute(
                "INSERT INTO turns SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, NULL, NULL"
                " FROM turns WHERE conversation = ?",
                (turn.key, turn.conversation, turn.question, turn.filters, turn.reply, turn.conversation),
            )

    def turns(self, user: str, key: str) -> list[KeptTurn]:
        """The turns of a conversation in order; empty if it is not this user's."""
        return self._turns("c.user = ? AND c.key = ?", user, key)

    def turn(self, user: str, key: str) -> KeptTurn | None:
        """One turn by its key, or None if it is not this user's."""
        found = self._turns("c.user = ? AND t.key = ?", user, key)
        return found[0] if found else None

    def _turns(self, where: str, *values: str) -> list[KeptTurn]:
        with self._open() as db:
            rows = db.execute(
                "SELECT t.key, t.conversation, t.question, t.filters, t.reply, t.rating, t.reason"
                f" FROM turns t JOIN conversations c ON c.key = t.conversation WHERE {where} ORDER BY t.position",
                values,
            ).fetchall()
        return [KeptTurn(*row) for row in rows]

    def rate(self, user: str, key: str, rating: str | None, reason: str | None) -> None:
        """Keep what the user thinks of an answer ("gut", "schlecht", None) and why."""
        with self._open() as db:
            db.execute(
                "UPDATE turns SET rating = ?, reason = ? WHERE key = ?"
                " AND conversation IN (SELECT key FROM conversations WHERE user = ?)",
                (rating, reason, key, user),
            )


def short_title(text: str) -> str:
    """A text as a title: on one line, at most LONGEST_TITLE characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def _now() -> str:
    return _time(datetime.now(UTC))


def _time(at: datetime) -> str:
    return at.isoformat()
