"""The process in which files are read that nobody vouches for: one job after another, each within limits.

`ingest.guarded` starts it and speaks with it over its standard input and output. When that input ends it ends: with
the process that started it, however that came to its end.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

MEMORY = 500_000_000
"""Bytes of data that a job may take over what this process needs empty: 8 MB, measured on Linux with Python 3.11.
Of them the libraries for PDFs take 19, those for Excel 110."""
KEPT = 200_000_000
"""Bytes more than empty from which this process makes room for a new one after a job."""
NICE = 5
"""How far this process steps back where the machine is busy: whoever asks at the same time goes first."""

_LENGTH = struct.Struct("<Q")
Job = tuple[Callable[..., object], tuple[object, ...], dict[str, object], float]
"""What is to be called, with what, and how many CPU seconds it may take."""
Reply = tuple[object, Exception | None, bool]
"""The result, or the error that was raised, and whether this process now ends."""


def send(stream: BinaryIO, data: bytes) -> None:
    """Write one message; OSError where the other side has gone."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None where the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def main() -> None:
    """Do jobs until the input ends."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends this process too, without a word
    if hasattr(os, "nice"):
        os.nice(NICE)
    jobs, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for stream in (0, 1):  # what a library prints is no message
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    # a thread of its own notices the input's end in the middle of a job
    threading.Thread(target=_read, args=(jobs, waiting), daemon=True).start()
    empty = _data()
    _limit_memory(empty + MEMORY)
    spent = False
    while not spent:
        answer, spent = _done(waiting.get(), empty)
        send(replies, answer)


def _read(jobs: BinaryIO, waiting: queue.SimpleQueue[bytes]) -> None:
    while (job := receive(jobs)) is not None:
        waiting.put(job)
    os._exit(0)


def _done(message: bytes, empty: int) -> tuple[bytes, bool]:
    """Do a pickled Job: the pickled Reply, and whether this process now ends."""
    try:
        job: Job = pickle.loads(message)
        function, arguments, named, seconds = job
        _limit_time(seconds)
        return _reply(function(*arguments, **named), None, empty)
    except MemoryError as error:
        return pickle.dumps((None, error, True)), True
    except Exception as error:
        return _reply(None, error, empty)
    finally:
        _limit_time(0)


def _reply(result: object, error: Exception | None, empty: int) -> tuple[bytes, bool]:
    spent = _data() > empty + KEPT
    reply: Reply = (result, error, spent)
    return pickle.dumps(reply, pickle.HIGHEST_PROTOCOL), spent


def _limit_time(seconds: float) -> None:
    """Have the system end this process after so many more CPU seconds, even in the middle of C code; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(most: int) -> None:
    """Let this process have no more data than that (bytes); where it crashes, it leaves no file behind."""
    if sys.platform == "linux":
        import resource

        for kind, wanted in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _data() -> int:
    """Bytes of data that this process has, as the limit counts them; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")
