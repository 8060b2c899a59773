"""Papers that users add: each sees and asks the common papers and their own, nobody else's.

A file lies in a folder of its own beside a note that says whose it is; the note is written first. Whose a paper is
stands in the index too, which can be made again from these folders. A folder without a note is read in for nobody.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import shutil
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ingest.model import ParseError
from rag.errors import NOT_REACHED, IndexProblem
from rag.model import IngestReport

if TYPE_CHECKING:
    from rag.engine import Engine

FOLDER = "eigene"
NOTE = "besitzer.json"
_LEAVING = ".weg"
"""Ending of a folder whose paper is being removed."""
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

    def add(self, user: str, name: str, content: bytes) -> IngestReport:
        """Read a paper into the index for a user, from the bytes of a file of this name; a refused one is not kept.

        The report names it as read, as skipped where they have the very same file already, or as refused and why.
        """
        with self.writing:  # one paper goes into the index at a time
            folder = self.folder / secrets.token_hex(8)  # the name stays: it may tell the paper's number
            path = folder / safe_name(name)
            same = self._same(user, content)
            if same is not None:
                return IngestReport(skipped=(same,))
            try:
                folder.mkdir()
                write_note(folder, user)
                path.write_bytes(content)
                return IngestReport(read=(self.engine.add_private(path, user),))
            except ParseError as error:
                shutil.rmtree(folder)
                return IngestReport(refused=((path.name, error.grund),))
            except IndexProblem as problem:
                shutil.rmtree(folder)
                _log.error("own paper %s: %s", path.name, problem)
                return IngestReport(refused=((path.name, NOT_REACHED),))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    def _same(self, user: str, content: bytes) -> str | None:
        """The user's own paper that was read from the very same bytes."""
        size = len(content)
        for nummer, path in self.engine.private(user).items():
            if path.is_file() and path.stat().st_size == size and path.read_bytes() == content:
                return nummer
        return None

    def remove(self, user: str, nummer: str) -> bool:
        """Take a user's own paper away again; False if it is not theirs.

        The folder is renamed first, so that a removal that is cut off is taken up at the next start; then the paper
        leaves the index, and last the file with the note that says whose it was.
        """
        with self.writing:
            path = self.engine.private(user).get(nummer)
            if path is None:
                return False
            leaving = path.parent.with_suffix(_LEAVING)
            if path.parent.is_dir():
                path.parent.rename(leaving)
            self.engine.remove_private(nummer, user)
            shutil.rmtree(leaving, ignore_errors=True)
        return True

    def _restore(self) -> None:
        """Bring the index in step with the folders: finish what was cut off, read in again what it does not have."""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            user = read_note(folder)
            if user is None and not any(path.suffix != ".neu" for path in folder.iterdir()):
                shutil.rmtree(folder)  # cut off before there was a paper
                continue
            if user is None:
                _log.warning("%s: no note says whose this paper is; it stays hidden", folder)
                continue
            known = {path.parent.name: nummer for nummer, path in self.engine.private(user).items()}
            nummer = known.get(folder.stem)
            if folder.suffix == _LEAVING:
                if nummer is not None:
                    self.engine.remove_private(nummer, user)
                shutil.rmtree(folder, ignore_errors=True)
            elif nummer is None:
                self._read_again(folder, user)

    def _read_again(self, folder: Path, user: str) -> None:
        for path in folder.iterdir():
            if path.name == NOTE:
                continue
            try:
                self.engine.add_private(path, user)
            except ParseError as error:  # it stays on the disk: it may be read by a later version
                _log.warning("own paper %s: %s", path.name, error.grund)


def write_note(folder: Path, user: str) -> None:
    """Say whose the paper in a folder is; the note is there whole or not at all."""
    draft = folder / f"{NOTE}.neu"
    draft.write_text(json.dumps({"nutzer": user}), encoding="utf-8")
    draft.replace(folder / NOTE)


def read_note(folder: Path) -> str | None:
    """Whose the paper in a folder is; None where that cannot be told."""
    try:
        user = json.loads((folder / NOTE).read_text(encoding="utf-8"))["nutzer"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return user if isinstance(user, str) else None


def safe_name(name: str) -> str:
    """A file name that stays in its folder and keeps its ending."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name.replace("\\", "/")).name).lstrip(".")
    return plain[-120:] or "papier.txt"
