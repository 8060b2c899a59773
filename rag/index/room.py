"""Room on the disk of the index: reading stops before it is used up, for a full disk breaks what is being written."""

from __future__ import annotations

import shutil
from pathlib import Path

from rag.index.fingerprint import KEYWORDS, VECTORS

RESERVE = 64_000_000  # bytes that stay free: the largest paper known took 9 MB in all three parts together
_MB = 1_000_000


def lacking(folder: Path) -> str | None:
    """What to tell where a paper may not fit any more on the disk of an index's folder (German), else None.

    Besides the reserve there must be room for vectors and keywords once more: when they tidy up they write themselves
    anew beside what is there. FileNotFoundError where the folder is missing.
    """
    parts = (file for part in (KEYWORDS, VECTORS) for file in (folder / part).rglob("*"))
    needed = RESERVE + sum(file.stat().st_size for file in parts if file.is_file())
    free = shutil.disk_usage(folder).free
    if free >= needed:
        return None
    return (
        f"Auf der Festplatte, auf der der Index liegt, sind nur noch {free // _MB} MB frei, gebraucht werden "
        f"{needed // _MB + 1} MB. Abhilfe: Platz schaffen und noch einmal einlesen."
    )
