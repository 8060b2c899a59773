"""What runs beside the questions: the index is mended, its folder watched, papers are fetched at their times.

Where a server has the vectors, it is looked after: when it is back, what it lacks is made again and reading goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

from rag import giving_way
from rag.model import IngestReport
from ui.service.schedule import Schedule
from ui.service.syncing import Syncs
from ui.service.watch import Watch

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings

LOOK = 5.0
"""Seconds between two looks at the corpus folder."""
CLOCK = 20.0
"""Seconds between two looks at the clock: a computer may sleep, or be set, meanwhile."""
PATIENCE = 3.0
"""Seconds that work has to end in when the service ends; what it has not finished the next start does."""

_log = logging.getLogger(__name__)


class Keeper:
    """Keeps an open index in step, from `start` to `close`. `schedule` None: papers are fetched when somebody asks.

    `read`: what the last reading of the corpus folder did, None before the first.
    """

    def __init__(self, engine: Engine, settings: Settings, schedule: Schedule | None, syncs: Syncs) -> None:
        self.engine, self.settings, self.schedule, self.syncs = engine, settings, schedule, syncs
        self.read: IngestReport | None = None
        self._started = _now()
        self._told_away = False
        self._over = Event()
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Begin; the folder is read as soon as it holds still, also where it is as it was."""
        self._begin("heilen", self._heal)
        self._begin("korpus", self._watch)
        if self.schedule is not None:
            self._begin("zeitplan", self._keep_times)

    def sync(self) -> str | None:
        """Begin a run of which nobody waits for the end; why not, where none may begin now (German)."""
        refused = self.syncs.refusal()
        if refused is None:
            self._begin("abgleich", self.syncs.run_quietly)
        return refused

    def next_sync(self) -> datetime | None:
        """When the next run is due, in local time; None without a schedule. One that was missed is due at once."""
        return self.schedule.after(self._last()) if self.schedule is not None else None

    def close(self) -> None:
        """End what runs; what has not ended by then ends with the process, and nothing whole is lost."""
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE / len(self._threads))

    def _begin(self, name: str, work: Callable[[], None]) -> None:
        def ended_with_service() -> None:
            with suppress(giving_way.Ended), giving_way.ended_by(self._over.is_set):
                work()

        self._threads = [one for one in self._threads if one.is_alive()]
        thread = Thread(target=ended_with_service, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _heal(self) -> None:
        while True:
            if self.engine.needs_healing:
                _log.warning("Index: %s", self.engine.notice())
                try:
                    for note in self.engine.heal(lambda *_: giving_way.check()):
                        _log.warning("Index: %s", note)
                except Exception:  # what is whole goes on answering, and that it is not all is told
                    _log.exception("Index")
                else:
                    _log.warning("Index: %s", self.engine.notice() or "wieder ganz")
            if self._over.wait(LOOK):
                return

    def _watch(self) -> None:
        watch = Watch(self.settings.corpus)
        while not self._over.wait(LOOK):
            if self._taken_up():
                watch = Watch(self.settings.corpus)  # what was not read meanwhile
            if self.syncs.going is None and watch.due():
                self._read_in()

    def _taken_up(self) -> bool:
        """Whether the vectors were away and are back."""
        known, before = len(self.engine.notes), self.engine.away
        try:
            back = self.engine.take_up()
        except Exception:  # the next look tries again
            _log.exception("Vektorserver")
            return False
        for note in self.engine.notes[known:]:
            _log.warning("%s", note)
        if back:
            _log.warning("Der Vektorserver ist wieder da, gesucht wird wie sonst.")
        elif self.engine.away is not None and not (before and self._told_away):
            _log.error("%s", self.engine.away)
        self._told_away = self.engine.away is not None
        return back

    def _read_in(self) -> None:
        try:
            report = self.engine.ingest([self.settings.corpus], lambda *_: giving_way.check())
        except Exception:  # the next change tries again
            _log.exception("Papierordner")
            return
        known = self.read.refused if self.read else ()
        for datei, grund in report.refused:
            if (datei, grund) not in known:
                _log.warning("Nicht gelesen: %s: %s", datei, grund)
        if report.stopped or report.kept:
            _log.warning("Papierordner: %s", report.stopped or f"{len(report.kept)} Papiere ohne Datei bleiben")
        self.read = report

    def _keep_times(self) -> None:
        while not self._over.wait(CLOCK):
            due = self.next_sync()
            if due is not None and due <= _now() and self.syncs.going is None:
                self.syncs.run_quietly()

    def _last(self) -> datetime:
        """When the last run began, in local time; before the first, when the service did."""
        last = self.syncs.last
        return last.beginn.astimezone().replace(tzinfo=None) if last else self._started


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)
