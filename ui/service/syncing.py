"""Fetching papers from the official interface: one run at a time, whoever asks; what became of it is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from rag import giving_way, sync
from rag.sync import SyncProblem, SyncReport, SyncRequest
from ui.storage import syncs
from ui.storage.syncs import KeptSync

if TYPE_CHECKING:
    from rag.engine import Engine
    from rag.settings import Settings

PAUSE = timedelta(minutes=10)
"""Between two runs that are begun on the page: the interface is everyone's, and so is this computer."""
RUNNING = "Gerade läuft schon ein Abgleich. Bitte warten Sie, bis er fertig ist."
SOON = "Der letzte Abgleich ist keine zehn Minuten her. Bitte warten Sie ein wenig."
STOPPED = "Der Abgleich wurde beendet, ehe er fertig war. Der nächste macht dort weiter."
BROKEN = "Der Abgleich ist abgebrochen; den Grund nennt das Protokoll. Der nächste macht dort weiter."

Fetch = Callable[[SyncRequest, "Engine", sync.Progress | None], SyncReport]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Going:
    """How far a run is: `done` papers of `total`, `name` is at work; `total` 0: that is not known yet."""

    done: int = 0
    total: int = 0
    name: str = ""


class Syncs:
    """The runs of one process, which owns the index. `going`: the one at work, `last`: the one before it."""

    def __init__(self, engine: Engine, settings: Settings, fetch: Fetch = sync.sync) -> None:
        self.engine, self.settings, self._fetch = engine, settings, fetch
        self.going: Going | None = None
        self.last = syncs.load(settings.data_folder)
        self._one = Lock()

    @property
    def possible(self) -> bool:
        """Whether there is a key for the interface."""
        return bool(self.settings.dip_key.get_secret_value())

    def request(self) -> SyncRequest:
        """What is fetched where nobody says more: all that is new."""
        return SyncRequest.of(self.settings)

    def refusal(self) -> str | None:
        """Why no run may be begun on the page now (German)."""
        if self.going is not None:
            return RUNNING
        if self.last is not None and datetime.now(UTC) - self.last.ende < PAUSE:
            return SOON
        return None

    def run(self, request: SyncRequest, progress: sync.Progress | None = None) -> SyncReport:
        """Fetch and read in; SyncProblem (German) where nothing can be asked, or a run is under way already."""
        if not self._one.acquire(blocking=False):
            raise SyncProblem(RUNNING)
        began, self.going = datetime.now(UTC), Going()

        def seen(done: int, total: int, name: str) -> None:
            giving_way.check()
            self.going = Going(done, total, name)
            if progress is not None:
                progress(done, total, name)

        try:
            report = self._fetch(request, self.engine, seen)
        except BaseException as error:
            self._keep(began, None, _why(error))
            raise
        else:
            self._keep(began, report, None)
            return report
        finally:
            self.going = None
            self._one.release()

    def run_quietly(self) -> None:
        """A run that nobody waits for: what goes wrong is kept for the page, and logged."""
        try:
            report = self.run(self.request())
        except SyncProblem as problem:
            _log.warning("Abgleich: %s", problem)
        except giving_way.Ended:
            raise
        except Exception:
            _log.exception("Abgleich")
        else:
            for one in report.abgelehnt:
                _log.warning("Abgleich: Drucksache %s: %s", one.drucksache, one.grund)

    def _keep(self, began: datetime, report: SyncReport | None, problem: str | None) -> None:
        kept = KeptSync(beginn=began, ende=datetime.now(UTC), bericht=report, problem=problem)
        if report is not None and report.bestand:
            counted = {"bestand": report.bestand, "gezaehlt": began}
        else:
            counted = {"bestand": self.last.bestand, "gezaehlt": self.last.gezaehlt} if self.last else {}
        self.last = kept = kept.model_copy(update=counted)
        with suppress(OSError):  # on a full disk it is told as long as the program runs
            syncs.save(self.settings.data_folder, kept)


def _why(error: BaseException) -> str:
    if isinstance(error, SyncProblem):
        return str(error)
    return STOPPED if isinstance(error, KeyboardInterrupt) else BROKEN
