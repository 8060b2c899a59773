"""A backup is put back where nothing is: index, data folder, corpus folder, wherever the settings name them now.

Nothing is ever overwritten. As long as it is not finished a MARK lies in each folder, so that a restoring that was
killed is begun anew, and the service does not start over half of it.

A backup tells by itself whether it is damaged, not whether somebody has changed it. What could act is left out all the
same: of the index only its record is taken, and databases lose what would run in them at every change.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rag.holdings import RECORD
from ui.storage.backup import (
    DATA,
    FORMAT,
    INDEX,
    MANIFEST,
    PAPERS,
    BackupProblem,
    Manifest,
    Progress,
    clear,
    fingerprint,
    folders,
    is_database,
)

if TYPE_CHECKING:
    from rag.settings import Settings

MARK = ".wird-wiederhergestellt"
_EMPTY = (".lock", MARK)
"""What may lie in a folder that counts as empty."""


def read(source: Path) -> Manifest:
    """What a backup says it holds; BackupProblem where it is none, or of a newer version."""
    try:
        found = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**found)
        whole = all(isinstance(one, str) for part in (manifest.ordner, manifest.dateien) for one in part.values())
        whole = whole and {INDEX, DATA} <= manifest.ordner.keys() <= {INDEX, DATA, PAPERS}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise BackupProblem(
            f"„{source}“ ist keine vollständige Sicherung: „{MANIFEST}“ fehlt oder lässt sich nicht lesen. "
            "Abhilfe: eine andere nehmen."
        )
    if manifest.format != FORMAT:
        raise BackupProblem(
            f"„{source}“ stammt von einer anderen Fassung des Antwortfinders ({manifest.version}), die diese nicht "
            "lesen kann. Abhilfe: mit jener wiederherstellen."
        )
    return manifest


def copy_back(source: Path, manifest: Manifest, settings: Settings, progress: Progress) -> None:
    """Copy a backup's files to where the settings want them, and compare each with what the backup says of it.

    BackupProblem where something lies there already, or a file is missing or not what was backed up; all is then as
    it was. The marks stay until `finish`.
    """
    places = {name: folder for name, folder in folders(settings).items() if name in manifest.ordner}
    for folder in places.values():
        _check_empty(folder)
    began = list[tuple[Path, bool]]()
    try:
        for folder in places.values():
            began.append((folder, not folder.exists()))
            clear(folder, itself=False)  # of one that was killed
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / MARK).touch()
        for done, (name, print_) in enumerate(sorted(manifest.dateien.items())):
            progress(done, len(manifest.dateien), PurePosixPath(name).name)
            _copy(source, name, print_, places)
    except BaseException as error:
        for folder, new in began:
            clear(folder, itself=new)
        if isinstance(error, OSError | ValueError | sqlite3.Error):  # ValueError: a name that no file can have
            raise BackupProblem(f"Die Sicherung ließ sich nicht zurückkopieren: {error}.") from error
        raise


def finish(settings: Settings) -> None:
    """All is there: take the marks away."""
    for folder in folders(settings).values():
        (folder / MARK).unlink(missing_ok=True)


def unfinished(places: Iterable[Path]) -> str | None:
    """What to tell where a restoring was begun in one of these folders and not finished (German), else None."""
    for folder in places:
        if (folder / MARK).exists():
            return (
                f"„{folder}“ wurde nicht zu Ende wiederhergestellt. "
                "Abhilfe: antwortfinder wiederherstellen noch einmal, oder den Ordner löschen."
            )
    return None


def _check_empty(folder: Path) -> None:
    there = folder.exists() and not folder.is_dir()
    inside = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if there or (inside - set(_EMPTY) and MARK not in inside):
        raise BackupProblem(
            f"„{folder}“ ist nicht leer; überschrieben wird nichts. Abhilfe: den Ordner umbenennen, oder mit --index, "
            "--corpus und ANTWORTFINDER_DATA andere angeben."
        )


def _copy(source: Path, name: str, print_: str, places: dict[str, Path]) -> None:
    parts = PurePosixPath(name).parts
    inside = len(parts) > 1 and parts[0] in places and ".." not in parts and not PurePosixPath(name).is_absolute()
    if not inside or (parts[0] == INDEX and parts[1:] != (RECORD,)):
        raise BackupProblem(f"„{name}“ in „{MANIFEST}“ ist keine Datei einer Sicherung.")
    path, to = source.joinpath(*parts), places[parts[0]].joinpath(*parts[1:])
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or not path.is_file():
        raise BackupProblem(f"In der Sicherung fehlt „{name}“. Zurückkopiert wurde nichts.")
    shutil.copyfile(path, to)
    if fingerprint(to) != print_:
        raise BackupProblem(f"In der Sicherung ist „{name}“ beschädigt. Zurückkopiert wurde nichts.")
    if is_database(to):
        _disarm(to)


def _disarm(path: Path) -> None:
    """Take out of a database what runs by itself (triggers) or stands for a table (views); ours are made anew."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA trusted_schema = OFF")
        for kind, name in db.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ).fetchall():
            quoted = str(name).replace('"', '""')
            db.execute(f'DROP {kind} IF EXISTS "{quoted}"')  # a view takes its triggers along
