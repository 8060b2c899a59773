"""The running service: the chat, what keeps its index in step, and the endpoint for commands of the same user."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread, current_thread, main_thread
from typing import TYPE_CHECKING

from ui import console, logs
from ui.cli import stock
from ui.cli.remote import COMMANDS
from ui.cli.stock import Running
from ui.console import DONE, FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings
    from ui.service.schedule import Schedule
    from ui.web.waiting import WaitingRoom

ENDS = 8.0
"""Seconds from the signal to the end at the latest: those who run services mostly wait for ten."""
CUT_OFF = "Beendet; was noch lief, wurde abgebrochen. Beim nächsten Start wird der Index geprüft."

Run = Callable[[list[str]], int]
"""Runs a command of the command line and gives its exit code."""
NOT_HERE = "Dieser Befehl geht nicht, solange der Antwortfinder läuft."
NO_ENDPOINT = "Befehle auf der Befehlszeile gehen nicht, solange der Chat läuft: {}"


def serve(settings: Settings, host: str, port: int, run: Run) -> int:
    """Offer the chat until Ctrl+C or SIGTERM; the exit code. `run` runs commands that are handed over."""
    from ui.service.schedule import Schedule, ScheduleProblem
    from ui.web.waiting import WaitingRoom

    try:
        schedule = Schedule.read(settings.sync)
    except ScheduleProblem as problem:
        console.complain(str(problem))
        return FAILED
    if settings.protokoll == "json":
        logs.as_lines()
    waiting = WaitingRoom(host, port)
    waiting.open()  # before all that takes seconds
    from ui.web.server import ServerProblem

    try:
        with ended_by_signal(), stock.opened(settings, update=False, serves=waiting.tell) as engine:
            _serve(engine, settings, (host, port), schedule, run, waiting)
    except ServerProblem as problem:
        console.complain(str(problem))
        return FAILED
    except KeyboardInterrupt:
        console.complain("\nBeendet.")
    finally:
        waiting.close()
    return DONE


def _serve(
    engine: Engine,
    settings: Settings,
    at: tuple[str, int],
    schedule: Schedule | None,
    run: Run,
    waiting: WaitingRoom,
) -> None:
    from ui.service.keeper import Keeper
    from ui.service.syncing import Syncs
    from ui.web import server
    from ui.web.endpoint import PrivateEndpoint

    mended = engine.needs_healing and engine.counts().papers > 0  # they come back while people ask
    if not engine.papers() and not mended and settings.corpus.is_dir():
        stock.read_in(
            engine, [settings.corpus], serves=waiting.tell
        )  # an empty chat answers nothing; later ones come in while people ask
    syncs = Syncs(engine, settings)
    keeper, running = Keeper(engine, settings, schedule, syncs), Running(engine, settings, syncs)

    def run_here(args: list[str]) -> int:
        if args[:1] == [] or args[0] not in COMMANDS:
            console.complain(NOT_HERE)
            return WRONG_USAGE
        with stock.inside(running):
            return run(args)

    with ExitStack() as ending:
        ending.callback(keeper.close)
        try:
            endpoint = PrivateEndpoint(settings.index, run_here)
            ending.callback(endpoint.close)
            endpoint.start()
        except OSError as error:
            console.complain(NO_ENDPOINT.format(error.strerror or error))
        server.serve(engine, settings, *at, keeper, waiting)


def leave(code: int) -> None:
    """End the process at once, all being closed.

    A thread may still be in the middle of a model (the first question, a paper that is read): the interpreter's own
    end would take the libraries away under it, and the system would write a core dump for seconds.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """Inside, SIGTERM ends the program as Ctrl+C does, everything closed; a second one does not disturb that.

    What has not ended ENDS seconds after the first signal ends with the process.
    """
    if current_thread() is not main_thread():
        yield
        return

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        with _ended_in_time():
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _ended_in_time() -> Iterator[None]:
    """Inside, the first signal starts a clock, also while the main thread is deep in a library or serves."""
    told, seen = socket.socketpair()
    told.setblocking(False)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    over = Event()
    Thread(target=_watch_clock, args=(seen, over), name="ende", daemon=True).start()
    try:
        yield
    finally:
        over.set()
        signal.set_wakeup_fd(before)
        told.close()


def _watch_clock(seen: socket.socket, over: Event) -> None:
    """Wait for SIGTERM or Ctrl+C, then for the end; leave where that does not come."""
    with seen:
        while signals := seen.recv(1):
            if signals[0] in (signal.SIGTERM, signal.SIGINT):
                if not over.wait(ENDS):
                    console.complain(CUT_OFF)
                    leave(DONE)
                return
