"""Files for their owner alone: index, conversations and users' papers are nobody else's business on the machine."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS = 0o077
"""What group and others may do, as bits of a file's mode."""

_log = logging.getLogger(__name__)


def keep_private(*folders: Path) -> None:
    """Let what this process writes from now on be its owner's alone, and what lies in these folders already.

    Windows has no such modes: there a folder hands on what its own folder allows, and nothing is changed.
    """
    if os.name != "posix":
        return
    os.umask(OTHERS)
    for folder in folders:
        for path in _all(folder):
            _close(path)


def _all(folder: Path) -> Iterator[Path]:
    """The folder and all below it; what a link leads to is not ours."""
    if folder.is_dir() and not folder.is_symlink():
        yield folder
    for inside, folders, files in os.walk(folder):
        yield from (Path(inside, name) for name in (*folders, *files))


def _close(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & OTHERS:
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)
    except OSError as error:  # another's file, or one that has just gone
        _log.warning("%s lässt sich nicht vor anderen schützen: %s", path, error.strerror)
