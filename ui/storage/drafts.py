"""Each user's draft of a Kleine Anfrage, in SQLite: its head and the Fragen collected for it.

What a user drafted is theirs: every call that names a user touches that user's rows alone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Status
from ui.storage import database

FILE = "entwuerfe.sqlite3"
FIELDS = ("titel", "fragesteller", "vorbemerkung")
"""What of the head can be written."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS heads (
    user TEXT PRIMARY KEY, titel TEXT NOT NULL DEFAULT '', fragesteller TEXT NOT NULL DEFAULT '',
    vorbemerkung TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS fragen (
    key TEXT PRIMARY KEY, user TEXT NOT NULL, position INTEGER NOT NULL, drucksache TEXT NOT NULL,
    frage TEXT NOT NULL, status TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (user, drucksache, frage));
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and before the Fragen; "" where nothing was written.

    `fragesteller`: who asks, as it is printed ("der Abgeordneten … und der Fraktion …").
    """

    titel: str = ""
    fragesteller: str = ""
    vorbemerkung: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A Frage of the draft, and the answer that it follows up: paper, first Frage, status."""

    key: str
    drucksache: str
    frage: str
    status: Status
    text: str


class Drafts:
    """The store in one file; it is begun anew where the file is damaged, which is set aside."""

    def __init__(self, path: Path) -> None:
        self._open = database.begin(path, _SCHEMA)

    def head(self, user: str) -> Head:
        """The head of the user's draft."""
        with self._open() as db:
            row = db.execute(f"SELECT {', '.join(FIELDS)} FROM heads WHERE user = ?", (user,)).fetchone()
        return Head(*row) if row else Head()

    def write_head(self, user: str, field: str, text: str) -> None:
        """Write one of FIELDS; ValueError for any other."""
        if field not in FIELDS:
            raise ValueError(f"a draft has no field {field!r}")
        with self._open() as db:
            db.execute(
                f"INSERT INTO heads (user, {field}) VALUES (?, ?)"
                f" ON CONFLICT (user) DO UPDATE SET {field} = excluded.{field}",
                (user, text),
            )

    def fragen(self, user: str) -> list[Drafted]:
        """The Fragen of the user's draft in their order."""
        with self._open() as db:
            rows = db.execute(
                "SELECT key, drucksache, frage, status, text FROM fragen WHERE user = ? ORDER BY position", (user,)
            ).fetchall()
        return [Drafted(key, drucksache, frage, Status(kind), text) for key, drucksache, frage, kind, text in rows]

    def add(self, user: str, drucksache: str, frage: str, status: Status, text: str) -> bool:
        """Append a Frage; False where the draft follows up that answer already, which stays as it is."""
        with self._open() as db:
            added = db.execute(
                "INSERT INTO fragen SELECT ?, ?, COALESCE(MAX(position), 0) + 1, ?, ?, ?, ? FROM fragen WHERE user = ?"
                " ON CONFLICT (user, drucksache, frage) DO NOTHING",
                (secrets.token_urlsafe(12), user, drucksache, frage, status.value, text, user),
            )
            return added.rowcount > 0

    def write(self, user: str, key: str, text: str) -> bool:
        """Write a Frage anew; False where the user has none of this key."""
        with self._open() as db:
            changed = db.execute("UPDATE fragen SET text = ? WHERE key = ? AND user = ?", (text, key, user))
            return changed.rowcount > 0

    def raise_(self, user: str, key: str) -> None:
        """Put a Frage before the one above it; the first one stays where it is."""
        with self._open() as db:
            rows = db.execute("SELECT key, position FROM fragen WHERE user = ? ORDER BY position", (user,)).fetchall()
            at = next((n for n, row in enumerate(rows) if row[0] == key), 0)
            if at:
                (above, first), (own, second) = rows[at - 1], rows[at]
                db.executemany("UPDATE fragen SET position = ? WHERE key = ?", [(second, above), (first, own)])

    def remove(self, user: str, key: str) -> None:
        """Take a Frage out."""
        with self._open() as db:
            db.execute("DELETE FROM fragen WHERE key = ? AND user = ?", (key, user))

    def clear(self, user: str) -> None:
        """Delete the user's whole draft."""
        with self._open() as db:
            db.execute("DELETE FROM fragen WHERE user = ?", (user,))
            db.execute("DELETE FROM heads WHERE user = ?", (user,))
