"""The files of Chroma's vector index hold the process's memory behind their last vector; here it is blanked.

Chroma takes room for more vectors than there are, does not clear it, and writes all of it when it makes a folder's
files (chroma-core/chroma, issue 7688): pieces of texts that had been in memory, also of users' own papers, then stand
in files that are copied to others and survive a deletion.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

HEADER = struct.Struct("<iQQQQ")  # version, offset, vectors there is room for, vectors there are, bytes each takes
KNOWN = 1  # the version of the files that is understood
LENGTH = 4  # bytes of a vector's length
PIECE = 1 << 20


def blank(folder: Path) -> None:
    """Blank what stands behind the last vector in each index below `folder`, which no process has open.

    Files that are not understood, or cannot be written, stay as they are: to be read they need not be blank.
    """
    for header in folder.glob("*/header.bin"):
        with suppress(OSError):
            start = header.read_bytes()[: HEADER.size]
            if len(start) < HEADER.size:
                continue
            version, _, _, count, size = HEADER.unpack(start)
            if version == KNOWN:
                _blank_from(header.with_name("data_level0.bin"), count * size)
                _blank_from(header.with_name("length.bin"), count * LENGTH)


def _blank_from(path: Path, begin: int) -> None:
    """Zeros from this byte to the end, where anything else stands there."""
    with path.open("r+b") as file:
        file.seek(begin)
        while piece := file.read(PIECE):
            if piece.strip(b"\0"):
                file.seek(-len(piece), 1)
                file.write(bytes(len(piece)))
