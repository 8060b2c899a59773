"""Reads files that nobody vouches for in a process of its own, with limits for time and memory.

A file of a few KB can ask for hours and gigabytes. Whatever it does there, it is refused with the reason, and the
program that asked goes on. On Linux time and memory are limited; on other systems of Unix's kind the CPU time is, on
Windows the time that passes.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import TYPE_CHECKING, BinaryIO, ParamSpec, TypeVar, cast

from ingest import worker
from ingest.model import ParseError

if TYPE_CHECKING:
    from ingest.papers import Loaded

SECONDS = 30.0
"""CPU time that a job may take; the longest real paper tried (96 pages, half of them tables) takes 12."""
PER_MEGABYTE = 20.0
"""CPU seconds more for every MB of a paper's file: real PDFs of tables take up to 14."""
LONGEST = 300.0
"""CPU seconds that no paper may exceed, however large its file is."""
AT_ONCE = 4
"""Jobs that run at the same time: a second one need not wait for one that reaches its limit."""
IDLE = 2
"""Processes that are kept for the next jobs."""

TIME = "Die Datei braucht mehr als {} Sekunden Rechenzeit; das Lesen wurde abgebrochen."
LATE = "Die Datei war nach {} Sekunden noch nicht gelesen; das Lesen wurde abgebrochen."
SPACE = f"Die Datei braucht mehr als {worker.MEMORY // 1_000_000} MB Arbeitsspeicher; das Lesen wurde abgebrochen."
CRASH = "Die Datei ist so beschädigt, dass das Leseprogramm an ihr abgestürzt ist. Bitte eine andere Fassung laden."
STOPPED = "Das Lesen wurde abgebrochen."

_PATIENCE = 10.0 if hasattr(signal, "setitimer") else 1.0  # times the CPU time may pass: others need the machine too
_START = "import sys; sys.path[:] = sys.argv[1:]; from ingest.worker import main; main()"
_ROOT = str(Path(__file__).resolve().parents[1])
P = ParamSpec("P")
T = TypeVar("T")


class Exceeded(Exception):  # noqa: N818 - it is shown as a message
    """A job that was ended: why (German, for the user)."""


def load_all(path: Path) -> Loaded:
    """`ingest.papers.load_all` within limits; a file that goes beyond them is refused with the reason."""
    from ingest import papers

    try:
        megabytes = path.stat().st_size / 1_000_000
    except OSError:
        megabytes = 0.0
    try:
        return within(min(SECONDS + PER_MEGABYTE * megabytes, LONGEST), papers.load_all, path.absolute())
    except Exceeded as error:
        return papers.Loaded((), (ParseError(path.name, str(error)),))


def within(seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function` gives, called in another process that may take so many seconds of CPU time, and worker.MEMORY.

    The function is found there by its module and name; arguments, result and errors are pickled. What it raises is
    raised here; Exceeded (German, for the user) where it goes beyond a limit or crashes.
    """
    job: worker.Job = (function, args, kwargs, seconds)
    message = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    with _room:
        process = _taken()
        try:
            result, error, ends = process.asked(message, seconds)
        except BaseException:  # Ctrl+C too: it is in the middle of the job
            process.end()
            raise
        if ends or not _kept(process):
            process.end()
    if isinstance(error, MemoryError):
        raise Exceeded(SPACE)
    if error is not None:
        raise error
    return cast(T, result)


class _Process:
    """A running `ingest.worker`, for one job at a time."""

    def __init__(self) -> None:
        debug = bool(os.environ.get("ANTWORTFINDER_DEBUG"))
        self._child = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if debug else subprocess.DEVNULL,
        )
        self._late = False

    @property
    def alive(self) -> bool:
        """Whether it waits for a job."""
        return self._child.poll() is None

    def asked(self, message: bytes, seconds: float) -> worker.Reply:
        """Its reply to a pickled Job; Exceeded if it ends without one."""
        late = Timer(_PATIENCE * seconds, self._end_late)
        late.daemon = True
        late.start()
        try:
            worker.send(cast(BinaryIO, self._child.stdin), message)
            answer = worker.receive(cast(BinaryIO, self._child.stdout))
        except OSError:
            answer = None
        finally:
            late.cancel()
        if answer is None:
            raise Exceeded(self._reason(seconds))
        reply: worker.Reply = pickle.loads(answer)
        return reply

    def _end_late(self) -> None:
        self._late = True
        self._child.kill()

    def _reason(self, seconds: float) -> str:
        """Why it ended. pdfium, short of memory, ends the process; so does the system (SIGKILL)."""
        ended = -self._child.wait()
        if self._late:
            return LATE.format(round(_PATIENCE * seconds))
        if ended == getattr(signal, "SIGPROF", None):
            return TIME.format(round(seconds))
        if ended in (signal.SIGINT, signal.SIGTERM):
            time.sleep(0.2)  # Ctrl+C is on its way to this process too: then it counts, and not this reason
            return STOPPED
        return SPACE if sys.platform == "linux" and ended in (signal.SIGABRT, signal.SIGKILL) else CRASH

    def end(self) -> None:
        """End it, whatever it does."""
        self._child.kill()
        with suppress(OSError), self._child:  # closes the pipes and waits
            pass


_room = BoundedSemaphore(AT_ONCE)
_lock = Lock()
_idle: list[_Process] = []


def _taken() -> _Process:
    """A process that waits for a job, a new one if there is none."""
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.alive:
                return process
            process.end()
    return _Process()


def _kept(process: _Process) -> bool:
    """Whether the process is kept for the next job."""
    with _lock:
        if len(_idle) < IDLE:
            _idle.append(process)
            return True
    return False


def close() -> None:
    """End the processes that wait for a job; the next job begins a new one."""
    with _lock:
        while _idle:
            _idle.pop().end()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # a fork must not speak with its parent's processes
