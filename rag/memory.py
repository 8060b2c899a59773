"""How the C library keeps what is freed: settled once for each process that imports `rag`, before torch is loaded.

glibc by itself gives every thread heaps of its own and, once a large block was freed, takes blocks of up to 32 MB from
them. Tensors of all sizes then leave holes in every heap, held open by small things that stay: after 400 questions a
service had 490 MB in them, of 1,770. With few heaps and large blocks mapped by themselves, memory that is freed goes
back to the system at once. That costs a question some 10 % of its CPU time, for the system hands out empty pages.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from typing import Any

HEAPS, BLOCK = 2, 1 << 20
"""Heaps for all threads together; bytes from which on a block is mapped by itself."""
_SET = {"MALLOC_ARENA_MAX": (-8, HEAPS), "MALLOC_MMAP_THRESHOLD_": (-3, BLOCK)}
"""By the variables that set the same from outside (mallopt(3)): the number of the option, and its value."""


def settle() -> None:
    """Settle it where the C library is glibc; what its own variables say stays."""
    if (option := _function("mallopt")) is not None:
        for name, (number, value) in _SET.items():
            if name not in os.environ:
                option(number, value)


def give_back() -> None:
    """Hand freed memory back to the system, where the C library can (glibc).

    Batches of all lengths leave holes in its heaps, into which later ones do not fit: without this a process that read
    papers had grown from 950 to 1,440 MB after 75 of them. It costs some milliseconds.
    """
    if (trim := _function("malloc_trim")) is not None:
        trim(0)


@cache
def _function(name: str) -> Any:  # noqa: ANN401 - a function of the C library
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
