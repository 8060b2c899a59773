"""A backup: everything that cannot be made again, and the index's record, as they were at one moment.

It is made while the service runs. Databases are copied by SQLite's own backup, so that each is whole; the index's
record and users' own papers are copied while nobody writes to the index (questions go on being answered). Vectors and
keywords are left out: they are made again from the record. The corpus folder may be written to meanwhile, by any
program: what changed while it was copied is copied again, and what does not hold still is left out and told, for half
a paper is worse than none. What was copied is listed in MANIFEST, which is written last: a backup without it is none.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rag.intact import sha256
from ui.storage.temporary import FOLDER as TEMPORARY
from ui.storage.uploads import FOLDER as OWN

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings

MANIFEST = "sicherung.json"
FORMAT = 1
"""Raised when this program can no longer restore what an earlier one backed up."""
INDEX, DATA, PAPERS = "index", "daten", "papiere"
"""The folders of a backup: the record of the index, the data folder, the corpus folder."""
SPARE = 64_000_000
"""Bytes that stay free where the backup is written."""
_SQLITE = b"SQLite format 3\0"
_DATABASES = (".sqlite", ".sqlite3")
"""How our databases end; nothing that users upload ends so, whatever it begins with."""
_JOURNALS = ("-wal", "-shm", "-journal")
ROUNDS, PAUSE = 4, 1.0
"""How often a corpus folder is looked through for what changed while it was copied, and the seconds between."""
_MB = 1_000_000

Progress = Callable[[int, int, str], None]
"""Called before each file: how many are done, of how many there are about, which comes now."""


class BackupProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """Why no backup was made, or none restored (German, for the user)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `ordner`: where its folders lay; `dateien`: path in the backup -> `fingerprint`."""

    format: int
    version: str
    erstellt: str
    ordner: dict[str, str]
    dateien: dict[str, str] = field(default_factory=dict)


class Made(NamedTuple):
    """A backup: what it holds, and the files of the corpus folder that did not hold still and are not in it."""

    manifest: Manifest
    unsteady: tuple[Path, ...] = ()


def make(engine: Engine, settings: Settings, target: Path, progress: Progress, *, papers: bool = True) -> Made:
    """Back up into a folder that is empty or not there; gives what it holds then. `papers`: the corpus folder too.

    BackupProblem where the target does not fit, there is no room, or a file cannot be copied; of the backup nothing is
    left then.
    """
    places = folders(settings)
    if not papers:
        del places[PAPERS]
    sources = [path for folder in places.values() for path in files(folder)]
    _check_target(target, list(places.values()))
    _check_room(target, sources)
    named = {name: str(folder) for name, folder in places.items()}
    made = Manifest(FORMAT, metadata.version("antwortfinder"), datetime.now(UTC).isoformat(timespec="seconds"), named)
    there = target.exists()
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        unsteady = _write(engine, places, _Copier(target, made.dateien, progress, len(sources)))
        (target / MANIFEST).write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
    except BaseException as error:
        clear(target, itself=not there)
        if isinstance(error, sqlite3.Error | OSError):
            raise BackupProblem(f"Die Sicherung ließ sich nicht schreiben: {error}.") from error
        raise
    return Made(made, unsteady)


def _write(engine: Engine, places: dict[str, Path], copier: _Copier) -> tuple[Path, ...]:
    """Copy everything; gives the files that did not hold still."""
    data = places[DATA]
    copier.tree(DATA, data, without=(TEMPORARY, OWN))
    with engine.still():  # whose a paper is stands in the record and beside the paper: both of the same moment
        (copier.target / INDEX).mkdir()
        engine.save_record(copier.target / INDEX)
        copier.tree(f"{DATA}/{OWN}", data / OWN)
    for path in files(copier.target / INDEX):
        copier.note(f"{INDEX}/{path.name}")
    return copier.changing_tree(PAPERS, places[PAPERS]) if PAPERS in places else ()


class _Copier:
    """Copies files into a backup, and notes what each is like."""

    def __init__(self, target: Path, noted: dict[str, str], progress: Progress, total: int) -> None:
        self.target, self._noted, self._progress, self._total = target, noted, progress, total

    def tree(self, name: str, folder: Path, without: tuple[str, ...] = ()) -> None:
        """All files below a folder but those of these folders in it; one that goes meanwhile is left out."""
        for path in files(folder, without):
            self._copy(path, _within(name, folder, path))

    def changing_tree(self, name: str, folder: Path) -> tuple[Path, ...]:
        """All files below a folder that any program may be writing to; gives those that did not hold still.

        Those are left out. What came or changed while others were copied is copied again, some times.
        """
        copied: dict[Path, tuple[int, int] | None] = {}
        for again in range(ROUNDS):
            new = [path for path in files(folder) if path not in copied or copied[path] != _state(path)]
            if not new:
                break
            if again:
                time.sleep(PAUSE)
            for path in new:
                copied[path] = _state(path)  # before it is copied
                self._copy(path, _within(name, folder, path))
        changed = [path for path, before in copied.items() if before != _state(path)]
        for path in changed:
            self._drop(_within(name, folder, path))
        return tuple(path for path in changed if path.exists())

    def _copy(self, path: Path, within: str) -> None:
        self._progress(len(self._noted), max(self._total, len(self._noted) + 1), path.name)
        to = self.target / within
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy_database(path, to) if is_database(path) else shutil.copyfile(path, to)
        except FileNotFoundError:
            if path.exists():
                raise
            self._drop(within)
            return
        self.note(within)

    def _drop(self, within: str) -> None:
        """Take a file out of the backup again."""
        (self.target / within).unlink(missing_ok=True)
        self._noted.pop(within, None)

    def note(self, name: str) -> None:
        """Note what a file of the backup is like."""
        self._noted[name] = fingerprint(self.target / name)


def _within(name: str, folder: Path, path: Path) -> str:
    """What a file below a folder is called in the backup."""
    return f"{name}/{path.relative_to(folder).as_posix()}"


def _state(path: Path) -> tuple[int, int] | None:
    """Size in bytes and time of the last change in ns; None of a database, which is copied whole at any time.

    And of a file that has gone.
    """
    try:
        if is_database(path):
            return None
        known = path.stat()
    except FileNotFoundError:
        return None
    return known.st_size, known.st_mtime_ns


def folders(settings: Settings) -> dict[str, Path]:
    """The folders of the program by their names in a backup."""
    index, data, corpus = settings.index, settings.data_folder, settings.corpus
    return {INDEX: index.resolve(), DATA: data.resolve(), PAPERS: corpus.resolve()}


def files(folder: Path, without: tuple[str, ...] = ()) -> Iterator[Path]:
    """The files below a folder, sorted, but the journals of databases and what lies in these folders of it."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if within.parts[0] not in without and not path.name.endswith(_JOURNALS) and path.is_file():
            yield path


def fingerprint(path: Path) -> str:
    """A file's length in bytes and its SHA-256."""
    digest = sha256(path)
    return f"{path.stat().st_size}-{digest}"


def is_database(path: Path) -> bool:
    """Whether a file is one of our databases; one that was set aside as damaged is not."""
    if path.suffix not in _DATABASES:
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def copy_database(path: Path, to: Path) -> None:
    """A whole copy of a database that others may be writing to; sqlite3.Error where it is damaged."""
    if not path.is_file():  # SQLite would begin one
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(path, timeout=10)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the original had beside it
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"„{path.name}“ ist beschädigt ({found})")


def _check_target(target: Path, sources: list[Path]) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupProblem(f"„{target}“ ist nicht leer. Abhilfe: einen neuen oder leeren Ordner nennen.")
    for source in sources:
        if target.resolve().is_relative_to(source):
            raise BackupProblem(f"„{target}“ liegt in „{source}“, das gesichert wird. Abhilfe: einen Ordner außerhalb.")


def _check_room(target: Path, sources: list[Path]) -> None:
    """BackupProblem where the disk has less room than the files take; vectors and keywords are counted, a reserve."""
    nearest = next(folder for folder in (target.absolute(), *target.absolute().parents) if folder.is_dir())
    needed = SPARE + sum(path.stat().st_size for path in sources if path.is_file())
    free = shutil.disk_usage(nearest).free
    if free < needed:
        raise BackupProblem(
            f"Für die Sicherung sind in „{nearest}“ nur {free // _MB} MB frei, gebraucht werden {needed // _MB + 1} MB."
        )


def clear(folder: Path, *, itself: bool) -> None:
    """Take away all in a folder, and the folder `itself`."""
    if itself:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
