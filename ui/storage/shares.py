"""What users share with others: which of their turns, with whom, since when. In SQLite.

A share names turns and copies nothing: what is deleted is shared no longer. It can be taken back, and then only whom
it was for is told so. Tokens are 32 random bytes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ui.storage import database

FILE = "geteilt.sqlite3"
MOST = 500
"""Shares that one user may have at the same time."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS shares (
    token TEXT PRIMARY KEY, owner TEXT NOT NULL, recipient TEXT, title TEXT NOT NULL, turns TEXT NOT NULL,
    made TEXT NOT NULL, ended TEXT);
CREATE INDEX IF NOT EXISTS shares_of ON shares (owner, made);
CREATE INDEX IF NOT EXISTS shares_with ON shares (recipient, made);
"""
_COLUMNS = "token, owner, recipient, title, turns, made, ended"


@dataclass(frozen=True, slots=True)
class Share:
    """Turns of `owner`, by their keys, for one `recipient`, or for all who can log in and have the link (None).

    `made`, `ended`: when it was shared and taken back, in UTC; None as long as it holds.
    """

    token: str
    owner: str
    recipient: str | None
    title: str
    turns: tuple[str, ...]
    made: datetime
    ended: datetime | None = None

    def is_for(self, user: str) -> bool:
        """Whether a user who is logged in may see it."""
        return self.recipient is None or user in (self.recipient, self.owner)


class Shares:
    """The store in one file. Only its owner can end a share."""

    def __init__(self, path: Path) -> None:
        self._open = database.begin(path, _SCHEMA)

    def add(self, owner: str, recipient: str | None, title: str, turns: Sequence[str]) -> Share:
        """Share turns under a title."""
        share = Share(secrets.token_urlsafe(32), owner, recipient, title, tuple(turns), datetime.now(UTC))
        values = (share.token, owner, recipient, title, json.dumps(share.turns), share.made.isoformat())
        with self._open() as db:
            db.execute(f"INSERT INTO shares ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, NULL)", values)
        return share

    def get(self, token: str) -> Share | None:
        """The share of a token, also one that was taken back; None where there never was one."""
        found = self._where("token = ?", token)
        return found[0] if found else None

    def mine(self, owner: str) -> list[Share]:
        """What a user shares, newest first."""
        return self._where("owner = ? AND ended IS NULL", owner)

    def for_me(self, user: str) -> list[Share]:
        """What is shared with a user by name, newest first."""
        return self._where("recipient = ? AND ended IS NULL", user)

    def _where(self, condition: str, value: str) -> list[Share]:
        with self._open() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM shares WHERE {condition} ORDER BY made DESC", (value,)
            ).fetchall()
        return [
            Share(token, owner, recipient, title, tuple(json.loads(turns)), _moment(made), ended and _moment(ended))
            for token, owner, recipient, title, turns, made, ended in rows
        ]

    def end(self, owner: str, token: str) -> bool:
        """Take a share back; False where the user has none of this token, or has taken it back already."""
        ended = (datetime.now(UTC).isoformat(), token, owner)
        with self._open() as db:
            changed = db.execute("UPDATE shares SET ended = ? WHERE token = ? AND owner = ? AND ended IS NULL", ended)
            return changed.rowcount > 0

    def keep_only(self, known: Callable[[str], bool]) -> None:
        """Forget what is shared by users, or with users, who are not known any more.

        A name that comes back may be somebody else's. Without a login the user is "", who always is.
        """
        with self._open() as db:
            users = {user for row in db.execute("SELECT owner, recipient FROM shares") for user in row if user}
            gone = [(user, user) for user in users if not known(user)]
            db.executemany("DELETE FROM shares WHERE owner = ? OR recipient = ?", gone)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
