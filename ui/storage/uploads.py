"""Papers that users add: each sees and asks the common papers and their own, nobody else's.

A file lies in a folder of its own beside a note that says whose it is; the note is written first. Whose a paper is
stands in the index too, which can be made again from these folders. A folder without a note is read in for nobody.
A file may hold several papers; the note names those of them that were removed, as long as others are left.

Folders change only while nobody else writes the index (`Engine.still`): a backup, which holds it still, finds a paper
there whole, with its note, or not at all.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from rag.errors import NOT_REACHED, IndexProblem
from rag.model import IngestReport

if TYPE_CHECKING:
    from rag.engine import Engine

FOLDER = "eigene"
NOTE = "besitzer.json"
_LEAVING = ".weg"
"""Ending of a folder whose paper is being removed."""
_DRAFT = ".neu"
"""Ending of what is being written."""
_MARK = ".privat"
"""Says to rag.index.index that nothing below is for everyone."""

_log = logging.getLogger(__name__)


class OwnPapers:
    """Who added what. The index is one; `seen` is the engine as one user may use it.

    `folder`: of what cannot be made again; the papers lie in FOLDER below it. What the index has lost of them is
    read in again at the start.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder, self.writing = engine, folder / FOLDER, Lock()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _MARK).touch()
        try:
            self._restore()
        except IndexProblem as problem:  # a full disk, perhaps: the next start goes on from here
            _log.error("own papers: %s", problem)

    def numbers(self, user: str) -> frozenset[str]:
        """The numbers of the papers that a user added."""
        return frozenset(self.engine.private(user))

    def seen(self, user: str) -> Engine:
        """The engine as this user may use it; without a login all are the user ""."""
        return self.engine.seen_by(user)

    def add(self, user: str, name: str, content: bytes, most: int | None = None) -> IngestReport:
        """Read papers into the index for a user, from the bytes of a file of this name; at most so many.

        The report names those read, those skipped where they have the very same file already, and why the others are
        refused. A file of which nothing is read is not kept.
        """
        with self.writing:  # one paper goes into the index at a time
            folder = self.folder / secrets.token_hex(8)  # the name stays: it may tell the paper's number
            path = folder / safe_name(name)
            same = self._same(user, content)
            if same:
                return IngestReport(skipped=same)
            try:
                with self.engine.still():
                    folder.mkdir()
                    write_note(folder, Note(user))
                    _write(path, content)
                report = self.engine.add_private(path, user, most=most)
                if not report.read:
                    self._take_away(folder)
                return report
            except IndexProblem as problem:
                self._take_away(folder)
                _log.error("own paper %s: %s", path.name, problem)
                return IngestReport(refused=((path.name, NOT_REACHED),))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    def _take_away(self, folder: Path) -> None:
        with self.engine.still():
            shutil.rmtree(folder)

    def _same(self, user: str, content: bytes) -> tuple[str, ...]:
        """The user's own papers that were read from the very same bytes, if none of them was removed since."""
        size, own = len(content), self.engine.private(user)
        for path in dict.fromkeys(own.values()):
            if path.is_file() and path.stat().st_size == size and path.read_bytes() == content:
                note = read_note(path.parent)
                if note is not None and not note.without:
                    return tuple(nummer for nummer, file in own.items() if file == path)
        return ()

    def remove(self, user: str, nummer: str) -> bool:
        """Take a user's own paper away again; False if it is not theirs.

        The folder is renamed first, so that a removal that is cut off is taken up at the next start; then the paper
        leaves the index, and last the file with the note that says whose it was. Where the file holds other papers
        that are left, the note says that this one is not.
        """
        with self.writing, self.engine.still():
            own = self.engine.private(user)
            path = own.get(nummer)
            if path is None:
                return False
            note = read_note(path.parent)
            if note is not None and list(own.values()).count(path) > 1:
                write_note(path.parent, Note(user, note.without | {nummer}))
                self.engine.remove_private(nummer, user)
                return True
            leaving = path.parent.with_suffix(_LEAVING)
            if path.parent.is_dir():
                path.parent.rename(leaving)
            self.engine.remove_private(nummer, user)
            shutil.rmtree(leaving, ignore_errors=True)
        return True

    def folders(self, user: str) -> list[Path]:
        """The folders of a user's papers, also of those that the index could not read."""
        return [folder for folder in sorted(self.folder.iterdir()) if (note := read_note(folder)) and note.user == user]

    def forget(self, user: str) -> None:
        """Take all of a user's papers away, and their files; OSError where one cannot be deleted."""
        for nummer in self.numbers(user):
            self.remove(user, nummer)
        with self.writing, self.engine.still():
            for folder in self.folders(user):
                shutil.rmtree(folder)

    def _restore(self) -> None:
        """Bring the index in step with the folders: finish what was cut off, read in again what it does not have."""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            note = read_note(folder)
            # cut off before there was a paper; or it had left the index, and its note was deleted before its file
            if note is None and (folder.suffix == _LEAVING or all(p.suffix == _DRAFT for p in folder.iterdir())):
                shutil.rmtree(folder)
                continue
            if note is None:
                _log.warning("%s: no note says whose this paper is; it stays hidden", folder)
                continue
            own = self.engine.private(note.user).items()
            known = {nummer for nummer, path in own if path.parent.name == folder.stem}
            if not known and not _papers(folder):
                shutil.rmtree(folder)  # cut off between the note and the paper
                continue
            for nummer in known if folder.suffix == _LEAVING else known & note.without:
                self.engine.remove_private(nummer, note.user)
            if folder.suffix == _LEAVING:
                shutil.rmtree(folder, ignore_errors=True)
            else:
                self._read_again(folder, note)

    def _read_again(self, folder: Path, note: Note) -> None:
        """Read in what the index does not have whole; what is refused stays on the disk for a later version."""
        for path in _papers(folder):
            if self.engine.has_whole(path, note.user):
                continue
            for name, grund in self.engine.add_private(path, note.user, note.without).refused:
                _log.warning("own paper %s: %s", name, grund)


@dataclass(frozen=True, slots=True)
class Note:
    """Whose the papers in a folder are, and the numbers of those that were removed though the file holds them."""

    user: str
    without: frozenset[str] = frozenset()


def write_note(folder: Path, note: Note) -> None:
    """Say whose the papers in a folder are."""
    _write(folder / NOTE, json.dumps({"nutzer": note.user, "ohne": sorted(note.without)}).encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, however this ends."""
    draft = path.with_name(f"{path.name}{_DRAFT}")
    draft.write_bytes(content)
    draft.replace(path)


def _papers(folder: Path) -> list[Path]:
    """The files in a folder of a user's but the note and what is being written."""
    return [path for path in folder.iterdir() if path.name != NOTE and path.suffix != _DRAFT]


def read_note(folder: Path) -> Note | None:
    """Whose the papers in a folder are; None where that cannot be told."""
    try:
        data = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        user, without = data["nutzer"], data.get("ohne", [])  # earlier versions wrote no "ohne"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not isinstance(user, str) or not isinstance(without, list):
        return None
    return Note(user, frozenset(map(str, without)))


def safe_name(name: str) -> str:
    """A file name that stays in its folder and keeps its ending."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".")
    return plain[-120:] or "papier.txt"
