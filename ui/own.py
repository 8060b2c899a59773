"""Papers that users add: each sees and asks the common papers and their own, nobody else's."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ingest import guarded
from ingest.model import ParseError
from ingest.parse import number_in_name
from rag.model import IngestReport
from ui.conversations import opened

if TYPE_CHECKING:
    from rag.engine import Engine

FOLDER = "eigene"
TAKEN = (
    "Diese Drucksache liegt schon in einer anderen Fassung auf diesem Server. Abhilfe: Wer ihn verwaltet, kann sie in "
    "den gemeinsamen Bestand aufnehmen."
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS uploads (
    nummer TEXT NOT NULL, user TEXT NOT NULL, file TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (nummer, user));
"""


class OwnPapers:
    """Who added what. The index is one; `seen` is the engine without what others added."""

    def __init__(self, engine: Engine, folder: Path, database: Path) -> None:
        self.engine, self.folder, self.writing = engine, folder / FOLDER, Lock()
        self._database = database
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        with opened(database) as db:
            db.executescript(_SCHEMA)
            for nummer, user in db.execute("SELECT nummer, user FROM uploads"):
                self._owners[nummer].add(user)

    def numbers(self, user: str) -> frozenset[str]:
        """The papers that a user added."""
        return frozenset(nummer for nummer, users in list(self._owners.items()) if user in users)

    def seen(self, user: str) -> Engine:
        """The engine as this user may use it; without a login all are the user ""."""
        return self.engine.without(frozenset(n for n, users in list(self._owners.items()) if user not in users))

    def add(self, user: str, name: str, content: bytes) -> IngestReport:
        """Read a paper into the index for a user; a refused one is not kept. What two users bring is read once."""
        digest = hashlib.sha256(content).hexdigest()
        with self.writing:  # one paper goes into the index at a time
            known = self._same(digest, number_in_name(Path(name)))
            if known is not None:
                self._keep(*known, user, digest)
                return IngestReport(read=(known[0],))
            return self._read(user, name, content, digest)

    def _read(self, user: str, name: str, content: bytes, digest: str) -> IngestReport:
        folder = self.folder / secrets.token_hex(8)  # the name stays: it may tell the paper's number
        folder.mkdir(parents=True)
        path = folder / safe_name(name)
        path.write_bytes(content)
        report = self.engine.ingest([path])
        for nummer in report.read:
            self._keep(nummer, path, user, digest)
        if not report.read:
            report = self._discreet(user, path, report)
            path.unlink()
            folder.rmdir()
        return report

    def _discreet(self, user: str, path: Path, report: IngestReport) -> IngestReport:
        """The refusal, but for one that would tell what others added."""
        try:
            nummer = guarded.load(path).nummer
        except ParseError:
            return report
        if user in self._owners.get(nummer, {user}):
            return report
        return IngestReport(refused=((str(path), TAKEN),))

    def remove(self, user: str, nummer: str) -> bool:
        """Take a user's paper away again, out of the index when nobody else added it; False if it is not theirs."""
        with self.writing:
            if user not in self._owners.get(nummer, ()):
                return False
            path = self._drop(nummer, user)
            if not self._owners[nummer]:
                self.engine.remove(nummer)
                del self._owners[nummer]
                path.unlink(missing_ok=True)
        return True

    def _same(self, digest: str, named: str | None) -> tuple[str, Path] | None:
        """Number and file of an upload with this content; none if the file's name now says another number."""
        with opened(self._database) as db:
            row = db.execute("SELECT nummer, file FROM uploads WHERE hash = ?", (digest,)).fetchone()
        return (row[0], Path(row[1])) if row and named in (None, row[0]) else None

    def _keep(self, nummer: str, path: Path, user: str, digest: str) -> None:
        with opened(self._database) as db:
            db.execute("INSERT OR REPLACE INTO uploads VALUES (?, ?, ?, ?)", (nummer, user, str(path), digest))
        self._owners[nummer].add(user)

    def _drop(self, nummer: str, user: str) -> Path:
        with opened(self._database) as db:
            row = db.execute("SELECT file FROM uploads WHERE nummer = ? AND user = ?", (nummer, user)).fetchone()
            db.execute("DELETE FROM uploads WHERE nummer = ? AND user = ?", (nummer, user))
        self._owners[nummer].discard(user)
        return Path(row[0])


def safe_name(name: str) -> str:
    """A file name that stays in its folder and keeps its ending."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".")
    return plain[-120:] or "papier.txt"
