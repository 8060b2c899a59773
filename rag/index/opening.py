"""Opening the index: damage is noticed here and mended, before anybody asks.

The store is the record. Where it is damaged, what can be read of it goes into a new one (rag.index.salvage); vectors
and keyword index are made again from it (rag.index.rebuild), on a full disk in memory until there is room.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from rag.errors import FULL, IndexBusy, IndexProblem, is_full, writing_failed
from rag.index.fingerprint import FAR, FILE, PARTS, STORE, VECTORS, clear
from rag.index.format import LAYOUT
from rag.index.keywords import Keywords
from rag.index.room import lacking
from rag.index.salvage import salvage, set_aside
from rag.index.store import Store
from rag.index.vectors import Vectors

LOCK = ".lock"
_SALVAGED = ".gerettet"
_NOT_DAMAGE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_Part = TypeVar("_Part", bound=Vectors | Keywords)
_IN_MEMORY = (
    "„{}“ kann auf der Festplatte nicht neu gemacht werden ({}). Bis zum nächsten Start wird im Arbeitsspeicher "
    "gesucht. Abhilfe: im Ordner des Index Platz schaffen und neu starten."
)


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open store.

    `replaced`: it is a new one with what could be salvaged, so vectors and keywords must be made again. `lost`: the
    files of common papers that could not be salvaged, to be read anew.
    """

    store: Store
    replaced: bool = False
    lost: tuple[Path, ...] = ()


def owned(folder: Path) -> FileLock:
    """The lock of a folder, taken; the folder is made where it is missing. Release it when the index is closed.

    IndexBusy where another process has it, IndexProblem where no index can lie there.
    """
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _grant(folder)
        if (folder / LOCK).is_dir():
            set_aside(folder / LOCK)
        _grant(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexBusy(
            f"Der Index in „{folder}“ wird gerade von einem anderen Antwortfinder benutzt. "
            "Abhilfe: wenn er gerade startet, einen Augenblick warten; sonst ihn beenden, oder mit --index einen "
            "anderen Ordner angeben."
        ) from None
    except OSError as error:
        raise IndexProblem(
            f"„{folder}“ kann kein Ordner für den Index sein ({type(error).__name__}): Dort liegt eine Datei, oder es "
            "darf dort nicht geschrieben werden. Abhilfe: mit --index einen anderen Ordner angeben."
        ) from error
    return lock


def grant_all(folder: Path) -> None:
    """Let this user read and write all of the index; IndexProblem where the files are another's."""
    for top in (folder, folder / FILE, folder / FAR, *(folder / part for part in PARTS)):
        for path in (top, *(top.rglob("*") if top != folder else ())):
            try:
                _grant(path)
            except OSError as error:
                raise IndexProblem(
                    f"„{path}“ gehört zum Index, darf aber nicht gelesen und geschrieben werden. "
                    "Abhilfe: die Rechte daran geben, oder mit --index einen anderen Ordner angeben."
                ) from error


def _grant(path: Path) -> None:
    needed = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    if path.exists() and not os.access(path, needed):
        path.chmod(path.stat().st_mode | stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0))


def open_store(folder: Path, *, trusted: bool, force: bool, tell: Callable[[str], None]) -> OpenedStore:
    """The store in an index's folder; a damaged one is set aside, and what can be read of it is carried over.

    `trusted`: its file is what it was when it was closed, and need not be read through. `force`: also one of a newer
    version, or that the disk cannot read, is replaced. `tell` is given what was done (German). IndexProblem where the
    store is of a newer version, another program uses it, or it may not be read; IndexFailed where salvaging fails for
    want of room: nothing is changed then.
    """
    path = folder / STORE
    if path.with_name(f"{path.name}{_SALVAGED}").is_file():  # cut off between the two renamings
        _put_in_place(path)
    if (
        any((folder / name).exists() for name in (VECTORS, FAR))
        and not (path.is_file() and path.stat().st_size)
        and not path.is_dir()
    ):
        tell(f"Der Bestand („{path.name}“) war nicht mehr da: Die Papiere werden aus ihren Dateien neu gelesen.")
    try:
        store = _sound_store(path, trusted)
    except sqlite3.Error as error:
        _refuse(path, error, force)
        store = None
    if store is None:
        return _replaced(path, tell)
    if store.layout > LAYOUT:
        store.close()
        if force:
            return _replaced(path, tell)
        raise IndexProblem(
            f"Der Index in „{folder}“ stammt von einer neueren Fassung des Antwortfinders. Abhilfe: diese "
            "benutzen, mit --index einen anderen Ordner angeben, oder mit antwortfinder reparieren zurückkehren."
        )
    return OpenedStore(store)


def _sound_store(path: Path, trusted: bool) -> Store | None:
    """The store, also one of a newer layout; None where it is damaged."""
    store = Store(path)
    try:
        if store.layout > LAYOUT or (store.layout == LAYOUT and (trusted or store.is_sound())):
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    return None


def _refuse(path: Path, error: sqlite3.Error, force: bool) -> None:
    """IndexProblem where an error does not speak of damage."""
    if is_full(error):
        raise IndexProblem(FULL) from error
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _NOT_DAMAGE or (path.is_file() and not force and code == sqlite3.SQLITE_IOERR):
        raise IndexProblem(
            f"„{path}“ lässt sich nicht öffnen ({error}). Abhilfe: nachsehen, ob ein anderes Programm die Datei "
            "benutzt und ob die Festplatte heil ist; sonst antwortfinder reparieren."
        ) from error


def _replaced(path: Path, tell: Callable[[str], None]) -> OpenedStore:
    draft = path.with_name(f"{path.name}.neu")
    draft.unlink(missing_ok=True)
    try:
        Store(draft).close()
        found = salvage(path, draft)
    except (OSError, sqlite3.Error) as error:  # nothing was changed yet: the next start tries again
        draft.unlink(missing_ok=True)
        raise writing_failed(error) from error
    draft.rename(path.with_name(f"{path.name}{_SALVAGED}"))
    aside = _put_in_place(path)
    tell(
        f"Der Bestand („{path.name}“) war beschädigt: {found.papers} Drucksachen daraus sind gerettet, die übrigen "
        f"werden aus ihren Dateien neu gelesen. Was beschädigt war, liegt als „{aside.name}“ daneben und kann gelöscht "
        "werden."
    )
    return OpenedStore(Store(path), replaced=True, lost=found.files)


def _put_in_place(path: Path) -> Path:
    """Set the damaged store aside and what was salvaged in its place; gives the former's new name."""
    aside = set_aside(path)
    path.with_name(f"{path.name}{_SALVAGED}").rename(path)
    return aside


def open_part(
    kind: Callable[[Path], _Part], path: Path, wrong: str | None, tell: Callable[[str], None]
) -> _Part | None:
    """The vectors or the keyword index as they lie at `path`; None where they must be made again.

    `wrong`: what is wrong with what lies there, "" where that need not be told, None where nothing is. `tell` is given
    what is amiss (German).
    """
    if wrong:
        tell(f"„{path.name}“ war beschädigt ({wrong}) und wird aus dem Bestand neu gemacht.")
    if wrong is not None:
        return None
    try:
        return kind(path)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # Chroma's and tantivy's panics are no Exceptions
        tell(f"„{path.name}“ ließ sich nicht öffnen und wird aus dem Bestand neu gemacht.")
        return None


def make_part(made: Callable[[Path | None], _Part], path: Path, tell: Callable[[str], None]) -> tuple[_Part, bool]:
    """The vectors or the keyword index made again, and whether they lie on the disk.

    `made` makes them at `path`, where nothing is left of the former ones, or in memory (None) where the disk has no
    room: then `tell` is given that (German).
    """
    why = "kein Platz"
    try:
        clear(path)
        if lacking(path.parent) is None:
            return made(path), True
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        why = type(error).__name__
        with suppress(OSError):
            clear(path)  # half of it is of no use, its room may be
    tell(_IN_MEMORY.format(path.name, why))
    return made(None), False
