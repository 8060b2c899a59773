"""The open index for a command: what was mended is said, what is new in the corpus folder is read in."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ui import console
from ui.console import FAILED

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.model import IngestReport
    from rag.settings import Settings
    from ui.service.syncing import Syncs

NO_PAPERS = (
    "Dort liegen keine Papiere. Gelesen werden PDF, Word (.docx), Text, Markdown und das JSON der DIP-Schnittstelle."
)
WAITS = "Gerade werden schon Papiere gelesen; danach kommen diese an die Reihe."

Seen = Callable[[str, int, int], None]
"""Called with what is being done (German), how much is, and of how much."""


@dataclass(frozen=True, slots=True)
class Running:
    """What the running service has open, for commands that it runs for others."""

    engine: Engine
    settings: Settings
    syncs: Syncs


_running: ContextVar[Running | None] = ContextVar("running", default=None)


@contextmanager
def inside(running: Running) -> Iterator[None]:
    """Commands that this thread runs inside use what the service has open."""
    token = _running.set(running)
    try:
        yield
    finally:
        _running.reset(token)


def running() -> Running | None:
    """What the service has open that this command runs in; None for a command of its own."""
    return _running.get()


def hand_over(context: typer.Context, settings: Settings) -> None:
    """Have a running service that owns the index run this command, and end with its exit code; else nothing."""
    from ui.cli import remote

    code = remote.hand_over(context, settings) if running() is None else None
    if code is not None:
        raise typer.Exit(code)


@contextmanager
def opened(
    settings: Settings,
    *,
    update: bool,
    afresh: bool = False,
    context: typer.Context | None = None,
    serves: Seen | None = None,
) -> Iterator[Engine]:
    """The open engine; where it cannot be opened, the reason is said and the program ends with FAILED.

    `update`: what is new in the corpus folder is read in first. `afresh`: all of the index is made again that can be.
    `serves`: for a service, which answers questions while what is damaged is made again (it calls `Engine.heal`); it
    is given how far that is before which nothing can be answered. `context`: of a command that may be handed over;
    where a running service owns the index, the command is run there, and the program ends with its exit code.
    """
    there = running()
    if there is not None:
        yield _of(there, settings, update=update)
        return
    if context is not None:
        hand_over(context, settings)
    with _own(settings, update=update, afresh=afresh, serves=serves) as engine:
        yield engine


def _of(there: Running, settings: Settings, *, update: bool) -> Engine:
    """The service's engine for one command: without a language model where the command has none."""
    engine = there.engine
    watched = settings.corpus.resolve() == there.settings.corpus.resolve()  # what comes there comes by itself
    if update and not watched and settings.corpus.is_dir():
        read_in(engine, [settings.corpus])
    return engine if settings.llm else engine.without_writer()


@contextmanager
def _own(settings: Settings, *, update: bool, afresh: bool, serves: Seen | None) -> Iterator[Engine]:
    """The engine over an index that this process opens and owns."""
    from rag.engine import Engine
    from rag.errors import IndexProblem
    from ui.storage import endpoint
    from ui.storage.datafolder import move_over
    from ui.storage.private import keep_private
    from ui.storage.restoring import unfinished
    from ui.storage.uploads import FOLDER as OWN
    from ui.storage.uploads import OwnPapers

    keep_private(settings.index, settings.data_folder)
    half = unfinished((settings.index, settings.data_folder, settings.corpus))
    if half:
        console.complain(half)
        raise typer.Exit(FAILED)
    progress = console.Progress("Der Index wird hergerichtet")
    seen = _both(progress, serves)
    try:
        with Engine.open(settings, progress=seen, afresh=afresh, later=serves is not None) as engine:
            progress.close()
            endpoint.forget(settings.index)  # an earlier service was killed: nobody shall ask for it
            for note in engine.notes:
                console.complain(note)
            move_over(settings.index, settings.data_folder)
            if update and (settings.corpus.is_dir() or engine.papers()):
                read_in(engine, [settings.corpus])
            if afresh and (settings.data_folder / OWN).is_dir():
                OwnPapers(engine, settings.data_folder)  # users' papers that the index lost are read in again
            yield engine
    except IndexProblem as problem:
        console.complain(str(problem))
        raise typer.Exit(FAILED) from problem


def _both(progress: console.Progress, serves: Seen | None) -> Callable[[int, int, str], None]:
    """Shows how far something is, and tells a service of it."""

    def seen(done: int, total: int, name: str) -> None:
        progress(done, total, name)
        if serves is not None:
            serves(progress.title, done, total)

    return seen


def read_in(
    engine: Engine, paths: list[Path], *, tell: bool = False, remove: bool = False, serves: Seen | None = None
) -> bool:
    """Read papers into the index; True if none was refused, none kept without its file, and reading did not stop.

    What went wrong is said on stderr. `tell` prints counts and removed papers to stdout, and says where nothing was
    found. `remove`: papers whose files are gone leave, however many they are. `serves`: as for `opened`.
    """
    if running() is not None and engine.reading:
        console.complain(WAITS)
    progress = console.Progress("Papiere werden gelesen")
    report = engine.ingest(paths, _both(progress, serves), remove)
    progress.close()
    absent = {str(path.resolve()) for path in paths if not path.exists()}
    passed = absent if report.removed or not tell else frozenset()  # of the corpus folder nobody need speak
    refused = [(datei, grund) for datei, grund in report.refused if datei not in passed]
    if tell and paths and not (report.read or report.skipped or refused or report.removed):
        console.complain(NO_PAPERS)
    for datei, grund in refused:
        console.complain(f"Nicht gelesen: {datei}: {grund}")
    if report.outdated:
        console.complain(f"Im Index stehen weiter, wie sie vorher gelesen wurden: {', '.join(report.outdated)}")
    if report.stopped:
        console.complain(report.stopped)
    if report.kept:
        console.complain(_kept(len(report.kept), paths))
    if tell:
        _say_counts(report, len(refused))
    return not (refused or report.stopped or report.kept)


def _kept(count: int, paths: list[Path]) -> str:
    named = " ".join(shlex.quote(str(path)) for path in paths)
    what = "1 Papier bleibt" if count == 1 else f"{count} Papiere bleiben"
    return (
        f"{what} im Index, obwohl die Dateien dazu fehlen: Sind alle Ordner da und alle Laufwerke eingebunden? "
        f"Soll es wirklich heraus: antwortfinder ingest --entfernen {named}"
    )


def _say_counts(report: IngestReport, refused: int) -> None:
    counts = ((len(report.read), "gelesen"), (len(report.skipped), "unverändert"), (refused, "nicht gelesen"))
    console.say(", ".join(f"{count} {name}" for count, name in counts))
    if report.removed:
        console.say(f"{len(report.removed)} entfernt: {', '.join(report.removed)}")
