"""The terminal: output that survives closed pipes and odd encodings, progress on stderr."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_WIDTH = 24
_MANY = 10  # fewer need no report where nobody watches


def prepare() -> None:
    """Let no character that the terminal cannot show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print to stdout."""
    print(text, flush=True)


def say_table(table: Table) -> None:
    """Print a rich table to stdout."""
    from rich.console import Console

    Console().print(table)


def complain(text: str) -> None:
    """Print to stderr."""
    print(text, file=sys.stderr, flush=True)


def write_json(value: object) -> None:
    """One JSON value on one line of stdout; escaped where the terminal is not UTF-8, so that it stays JSON."""
    plain_ascii = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    say(json.dumps(value, ensure_ascii=plain_ascii))


def leave_pipe() -> None:
    """The reader of our output has gone: send the rest nowhere, so that the interpreter ends without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Progress:
    """A bar on stderr; where that is no terminal, a line after every tenth of the work, and none for a short one.

    It is called as `progress(done, total, name)`, and `close` ends its line. `title` says what is done (German).
    """

    def __init__(self, title: str) -> None:
        self.title, self._tenth, self._drawn = title, 0, False

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that `done` of `total` are finished and `name` is at work."""
        if total < 1:
            return
        if sys.stderr.isatty():
            self._draw(done, total, name)
        elif total >= _MANY and done * 10 // total > self._tenth:
            self._tenth = done * 10 // total
            complain(f"{self.title}: {done} von {total}")

    def _draw(self, done: int, total: int, name: str) -> None:
        filled = _WIDTH * done // total
        bar = "█" * filled + "░" * (_WIDTH - filled)
        print(f"\r\x1b[K{self.title} {bar} {done}/{total} {name[:40]}", end="", file=sys.stderr, flush=True)
        self._drawn = True

    def close(self) -> None:
        """End the line of the bar."""
        if self._drawn:
            complain("")
