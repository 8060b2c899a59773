"""Notices that papers in a folder came, changed or went.

It looks again and again, and asks no system for events: office folders are often network drives, of which no events
come, and a look at 5,000 files takes a tenth of a second.
"""

from __future__ import annotations

import os
from pathlib import Path

from ingest.papers import ENDINGS

Seen = dict[Path, tuple[int, int]]
"""A file's path -> its time of change (ns) and its size (bytes)."""


class Watch:
    """What lies in a folder, from look to look."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: Seen | None = None
        self._read: Seen | None = None

    def due(self) -> bool:
        """Whether the folder should be read: it is not as when this was last true, and holds still since the last look.

        A file that is still being copied changes from look to look, and is waited for.
        """
        before, self._seen = self._seen, _look(self.folder)
        if self._seen != before or self._seen == self._read:
            return False
        self._read = self._seen
        return True


def _look(folder: Path) -> Seen:
    found: Seen = {}
    for inside, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(inside, name)
            if not name.startswith(".") and path.suffix.lower() in ENDINGS:
                found[path] = _looks(path)
    return found


def _looks(path: Path) -> tuple[int, int]:
    try:
        it = path.stat()
    except OSError:  # it has just gone, or may not be looked at: the reading tells
        return (0, -1)
    return (it.st_mtime_ns, it.st_size)
