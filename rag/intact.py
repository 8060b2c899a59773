"""Whether files that come with the program, or that it made of them, are the known ones: by their SHA-256."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from rag.data import DATA
from rag.errors import IndexProblem

LIST = "SHA256SUMS"
"""Such a file lists the other files of its folder as `sha256sum` does; `sha256sum -c SHA256SUMS` checks them too."""
SEEN = "geprueft.json"
"""In the cache: which files were found to be the known ones, so that large ones are not read at every start."""


class NotIntact(IndexProblem):
    """A file that answers depend on is not the one that belongs to this program (German, to be shown)."""


def sha256(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits; OSError where it cannot be read."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sums(folder: Path) -> dict[str, str]:
    """File -> SHA-256, as the folder's LIST says; empty where there is none, or none that can be read."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def write_sums(folder: Path, names: list[str]) -> None:
    """Write the folder's LIST of these files, which may lie in folders within it ("1_Pooling/config.json")."""
    lines = [f"{sha256(folder / name)}  {name}\n" for name in sorted(names)]
    (folder / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")


def check_data() -> None:
    """NotIntact where a fitted file of the program (rag/data, 5 MB) is not the one that its LIST names.

    Takes some 5 ms, 30 on processors that have no instruction for it: nothing is remembered.
    """
    listed = sums(DATA)
    if not listed:
        raise NotIntact(_missing(DATA / LIST))
    for name, digest in listed.items():
        _check(DATA / name, digest)


def _check(file: Path, digest: str) -> None:
    try:
        found = sha256(file)
    except OSError as error:
        raise NotIntact(_missing(file)) from error
    if found != digest:
        raise NotIntact(
            f"Die Datei {file} ist beschädigt oder ausgetauscht: Ihre Prüfsumme ist nicht die, mit der das Programm "
            "ausgeliefert wurde. Es antwortet damit nicht. Abhilfe: das Programm neu einrichten."
        )


def _missing(file: Path) -> str:
    return f"Die Datei {file} fehlt oder ist nicht lesbar. Abhilfe: das Programm neu einrichten."


def is_known(file: Path, digest: str, cache: Path) -> bool:
    """Whether a large file has this SHA-256. That it has is remembered in `cache` until its size or time changes."""
    try:
        state = file.stat()
        mark = [digest, state.st_size, state.st_mtime_ns]
        if _seen(cache).get(str(file)) == mark:
            return True
        same = sha256(file) == digest
    except OSError:
        return False
    if same:
        with suppress(OSError):  # a cache that takes nothing costs time at the next start, no more
            cache.mkdir(parents=True, exist_ok=True)
            draft = cache / f".{SEEN}-{file.name}"
            draft.write_text(json.dumps(_seen(cache) | {str(file): mark}), encoding="utf-8")
            draft.replace(cache / SEEN)
    return same


def _seen(cache: Path) -> dict[str, object]:
    try:
        seen = json.loads((cache / SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return seen if isinstance(seen, dict) else {}
