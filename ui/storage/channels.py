"""How a user is told besides the page: the private address of a feed, an address for mails. In SQLite.

Whoever knows the token of a feed reads it, whoever knows that of a mail confirms it or ends it: tokens are 32 random
bytes, and a new one takes the place of the old one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ui.storage import database

PAUSE = timedelta(minutes=10)
"""Between two mails that ask a user's address for its consent: it may be somebody else's."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feeds (user TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS mails (
    user TEXT PRIMARY KEY, address TEXT NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0,
    token TEXT NOT NULL UNIQUE, asked TEXT NOT NULL, day TEXT);
"""


@dataclass(frozen=True, slots=True)
class Mail:
    """Where a user's mails go. `token` confirms and ends them; `day`: when the last one was sent, None before that."""

    user: str
    address: str
    confirmed: bool
    token: str
    day: date | None


class Channels:
    """The tables in one file, which may be that of a Watchlist."""

    def __init__(self, path: Path) -> None:
        self._open = database.begin(path, _SCHEMA)

    # the feed
    def feed(self, user: str) -> str | None:
        """The token of a user's feed; None where they have none."""
        with self._open() as db:
            row = db.execute("SELECT token FROM feeds WHERE user = ?", (user,)).fetchone()
        return None if row is None else str(row[0])

    def new_feed(self, user: str) -> None:
        """Give a user's feed a new address; the one that it had is closed."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (user, secrets.token_urlsafe(32)))

    def end_feed(self, user: str) -> None:
        """Close a user's feed."""
        with self._open() as db:
            db.execute("DELETE FROM feeds WHERE user = ?", (user,))

    def reader_of(self, token: str) -> str | None:
        """The user whose feed has this token; None where nobody's has."""
        with self._open() as db:
            row = db.execute("SELECT user FROM feeds WHERE token = ?", (token,)).fetchone()
        return None if row is None else str(row[0])

    # mails
    def mail(self, user: str) -> Mail | None:
        """Where a user's mails go; None where they want none."""
        return next((mail for mail in self.mails() if mail.user == user), None)

    def mails(self) -> list[Mail]:
        """All addresses, confirmed or not."""
        with self._open() as db:
            rows = db.execute(
                "SELECT user, address, confirmed, token, day FROM mails WHERE address <> '' ORDER BY user"
            ).fetchall()
        return [
            Mail(user, address, bool(confirmed), token, date.fromisoformat(day) if day else None)
            for user, address, confirmed, token, day in rows
        ]

    def ask(self, user: str, address: str) -> Mail | None:
        """Note an address that is to be asked for its consent; None where one was asked PAUSE ago or less."""
        now = datetime.now(UTC)
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            row = db.execute("SELECT asked FROM mails WHERE user = ?", (user,)).fetchone()
            if row is not None and datetime.fromisoformat(row[0]) > now - PAUSE:
                return None
            values = (user, address, secrets.token_urlsafe(32), now.isoformat())
            db.execute("INSERT OR REPLACE INTO mails (user, address, token, asked) VALUES (?, ?, ?, ?)", values)
        return self.mail(user)

    def of_token(self, token: str) -> Mail | None:
        """The mails that a token confirms and ends; None where there are none."""
        return next(
            (mail for mail in self.mails() if secrets.compare_digest(mail.token.encode(), token.encode())), None
        )

    def confirm(self, token: str) -> None:
        """The address agrees."""
        with self._open() as db:
            db.execute("UPDATE mails SET confirmed = 1 WHERE token = ?", (token,))

    def end_mails(self, user: str) -> None:
        """Send a user no more mails; the address is forgotten, but not when it was asked."""
        with self._open() as db:
            db.execute("UPDATE mails SET address = '', confirmed = 0 WHERE user = ?", (user,))

    def sent(self, user: str, day: date | None) -> None:
        """Note the day of the last mail; None where it could not be sent."""
        with self._open() as db:
            db.execute("UPDATE mails SET day = ? WHERE user = ?", (day and day.isoformat(), user))

    def users(self) -> set[str]:
        """All who have a feed or an address."""
        with self._open() as db:
            return {str(user) for (user,) in db.execute("SELECT user FROM feeds UNION SELECT user FROM mails")}

    def delete(self, user: str) -> None:
        """Close a user's feed, end their mails, and know nothing of them any more."""
        self.end_feed(user)
        with self._open() as db:
            db.execute("DELETE FROM mails WHERE user = ?", (user,))
