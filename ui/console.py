"""The terminal: output that survives closed pipes and odd encodings, progress on stderr.

A command may be run for another process (the chat runs it, for it owns the index): what is printed in `elsewhere` goes
there as Events, and `replay` prints them as if the command had been run here.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ui import logs

if TYPE_CHECKING:
    from rich.table import Table

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_WIDTH = 24
_MANY = 10  # fewer need no report where nobody watches

Event = dict[str, Any]
"""One thing printed, by its name: "say" or "complain" a text, "json" a value, "progress" [title, done, total, name],
"close" the title of a Progress. It can be JSON."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a table is drawn for: signs in a line, whether somebody watches, rich's name of the colours, encoding."""

    width: int
    watched: bool
    colours: str | None
    encoding: str

    @classmethod
    def here(cls) -> dict[str, object]:
        """That of this process, as JSON has it."""
        from rich.console import Console

        out = Console()
        return asdict(cls(out.width, out.is_terminal, out.color_system, out.encoding))


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    send: Callable[[Event], None]
    terminal: Terminal


_elsewhere: ContextVar[_Elsewhere | None] = ContextVar("elsewhere", default=None)


@contextmanager
def elsewhere(send: Callable[[Event], None], terminal: Terminal) -> Iterator[None]:
    """Hand what this thread prints inside to another process, whose terminal this is."""
    token = _elsewhere.set(_Elsewhere(send, terminal))
    try:
        yield
    finally:
        _elsewhere.reset(token)


def replay(event: Event, shown: dict[str, Progress]) -> None:
    """Print what was printed for this process elsewhere; `shown` keeps the bars by their titles from call to call."""
    for name, value in event.items():
        match name:
            case "say":
                say(str(value))
            case "complain":
                complain(str(value))
            case "json":
                write_json(value)
            case "progress":
                title, done, total, at = value
                shown.setdefault(title, Progress(title))(done, total, at)
            case "close" if value in shown:
                shown.pop(value).close()


def _sent(name: str, value: object) -> bool:
    """Whether it goes elsewhere, after sending it there."""
    there = _elsewhere.get()
    if there is not None:
        there.send({name: value})
    return there is not None


def prepare() -> None:
    """Let no character that the terminal cannot show end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print to stdout."""
    if not _sent("say", text):
        print(text, flush=True)


def say_table(table: Table) -> None:
    """Print a rich table to stdout."""
    from rich.console import Console

    there = _elsewhere.get()
    if there is None:
        Console().print(table)
        return
    drawn, at = io.BytesIO(), there.terminal
    file = io.TextIOWrapper(drawn, encoding=at.encoding, errors="replace")
    colours: Any = at.colours
    Console(file=file, width=at.width, force_terminal=at.watched, color_system=colours).print(table)
    file.flush()
    say(drawn.getvalue().decode(at.encoding).removesuffix("\n"))


def complain(text: str) -> None:
    """Print to stderr."""
    if not _sent("complain", text) and not logs.said(text.strip()):
        print(text, file=sys.stderr, flush=True)


def write_json(value: object) -> None:
    """One JSON value on one line of stdout; escaped where the terminal is not UTF-8, so that it stays JSON."""
    if _sent("json", value):
        return
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
        if _sent("progress", [self.title, done, total, name]) or total < 1:
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
        if not _sent("close", self.title) and self._drawn:
            complain("")
