"""What lies where somebody pointed, and which papers' files are gone from there.

A file that cannot be looked at is refused alone. Many files gone at once are rather a share that is not there or a
folder that was moved than papers to be thrown away: those are kept.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import papers
from ingest.model import ParseError
from ingest.twin import text_beside
from rag.index.format import PAPERS

PRIVATE = ".privat"  # a file of this name marks a folder of users' own papers: nothing below it is for everyone
IMPORTED = ".eingespielt"
"""The folder, in an index's own, in which imported papers' files are said to lie: it is never there."""
MANY = 3  # papers' files gone from one folder at once, when they are also more than half of its files


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in the places that were named.

    `given`: those places, links resolved; `files`: the papers' files there, sorted, each once; `refused`: (file or
    folder, reason in German) of what cannot be looked at.
    """

    given: tuple[Path, ...]
    files: tuple[Path, ...]
    refused: tuple[tuple[str, str], ...]


def listed(paths: Iterable[Path]) -> Listing:
    """Look at the files and folders that somebody named; what cannot be looked at is refused, and stops nothing."""
    given, files, refused = list[Path](), set[Path](), list[tuple[str, str]]()
    for path in paths:
        try:
            place = path.resolve()
            given.append(place)
            if is_there(place) is False:
                refused.append((shown(place), "gibt es nicht"))
            else:
                files.update(papers.find([place]))
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
            refused.append((shown(path), reason(error)))
    unnamed = {file for file in files if not _can_be_named(file)}
    refused += [(shown(file), "Der Name ist nicht in UTF-8. Abhilfe: umbenennen") for file in sorted(unnamed)]
    return Listing(tuple(given), tuple(sorted(files - unnamed)), tuple(refused))


def is_there(path: Path) -> bool | None:
    """Whether a file exists; None where that cannot be told (no permission, a broken disk or share)."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return None
    return True


def imported(folder: Path, name: str) -> Path:
    """Where a file of this name is said to lie whose paper came from another machine; `folder`: of the index.

    So a file of the same name and content that comes here later is known: nothing need be read.
    """
    return folder.absolute() / IMPORTED / name


def is_imported(path: Path) -> bool:
    """Whether a file is one of those."""
    return path.parent.name == IMPORTED


def _can_be_named(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def is_private_file(path: Path) -> bool:
    """Whether a file lies below a folder of users' own papers."""
    return any((folder / PRIVATE).exists() for folder in path.parents)


def shown(path: Path) -> str:
    """A path that can be printed and stored, whatever its bytes."""
    return os.fsencode(path).decode(errors="replace")


def reason(error: BaseException) -> str:
    """Why a file or one of its papers could not be read, for the user (German)."""
    if isinstance(error, ParseError):
        return error.grund
    if isinstance(error, FileNotFoundError):
        return "ist beim Lesen verschwunden"
    if isinstance(error, PermissionError):
        return "darf nicht gelesen werden. Abhilfe: die Rechte daran geben"
    if isinstance(error, OSError):
        return f"kann nicht gelesen werden ({error.strerror or type(error).__name__})"
    if isinstance(error, MemoryError):
        return "ist zu groß für den Arbeitsspeicher"
    return f"kann nicht gelesen werden ({type(error).__name__})"


def file_hash(path: Path) -> str:
    """The form that papers are read in today, and a hash (SHA-256, hex) of a file and of the text that is read with it.

    When one of them changes, the file is read anew. OSError where it cannot be read.
    """
    digest = hashlib.sha256()
    for part in (path, text_beside(path)):
        if part is not None:
            with part.open("rb") as file:
                hashlib.file_digest(file, lambda: digest)
    return f"{PAPERS}-{digest.hexdigest()}"


def same_bytes(before: str, now: str) -> bool | None:
    """Whether two marks (`file_hash`) are of the same bytes, in whatever form they were read; None: nobody knows.

    Earlier versions mixed the form into the hash.
    """
    (_, known, old), (_, _, new) = before.partition("-"), now.partition("-")
    return old == new if known else None


def vanished(known: Iterable[str], listing: Listing) -> tuple[list[str], list[str]]:
    """Of `known` files those gone from the places that were named: to be removed, to be kept.

    Kept are those of a folder that has lost more than half of its files and at least three at once, those of a named
    place that is gone or has no paper's file left, and those of which nobody can tell whether they are there.
    """
    found = set(listing.files)
    order = {place: number for number, place in enumerate(listing.given)}
    below: dict[Path, Path] = {}  # file -> the place named that it lies in, of several the last one
    for path in map(Path, known):
        if places := order.keys() & _upwards(path):
            below[path] = max(places, key=order.__getitem__)
    there = {path: is_there(path) for path in below if path not in found}
    missing = {path for path, it in there.items() if not it}
    had, lost = _by_folder(below, below), _by_folder(missing, below)
    doubtful = {folder for folder, count in lost.items() if count >= MANY and 2 * count > had[folder]}
    doubtful |= order.keys() - {place for file in found for place in _upwards(file)}
    kept = {path for path in missing if there[path] is None or doubtful & _upwards(path)}
    return sorted(map(str, missing - kept)), sorted(map(str, kept))


def _upwards(path: Path) -> set[Path]:
    """A file or folder, and all folders that it lies in."""
    return {path, *path.parents}


def _by_folder(files: Iterable[Path], places: Mapping[Path, Path]) -> Counter[Path]:
    """Folder, from the named place downwards -> how many of the files lie in it or below."""
    return Counter(folder for file in files for folder in file.parents if folder.is_relative_to(places[file]))
