"""One evaluation in the background, so that a page can show how far it is, stop it, and be reloaded meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evals.model import Case
from evals.run import Asked, refuse_absent, run_cases
from evals.workbench.workbench import Workbench

_log = logging.getLogger(__name__)


class Busy(RuntimeError):  # noqa: N818 - it is shown as a message
    """Another evaluation is running (German, for the user)."""


class Job:
    """An evaluation of the set `name`: `done` of `total` cases are asked, `question` is at work.

    It is over once `ended` is set: then `kept` is the run's file, or `problem` says why there is none (German).
    """

    def __init__(self, name: str, total: int) -> None:
        self.name, self.total = name, total
        self.done, self.question = 0, ""
        self.kept: Path | None = None
        self.problem: str | None = None
        self.ended = threading.Event()
        self._stop = threading.Event()

    def stop(self) -> None:
        """End after the case that is being asked."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it has been told to end."""
        return self._stop.is_set()

    def _progress(self, done: int, total: int, question: str) -> None:
        self.done, self.total, self.question = done, total, question

    def work(self, bench: Workbench, engine: Asked, cases: Sequence[Case], settings: Mapping[str, str]) -> None:
        """Run the cases and keep the run; never raises, a thread's error would be seen by nobody."""
        try:
            run = run_cases(engine, cases, [self.name], self._progress, self._stop.is_set, settings)
            self.kept = bench.save(run)
            self.done = len(run.results)
        except Exception:
            _log.exception("evaluation of %s", self.name)
            self.problem = "Die Prüfung ist abgebrochen. Näheres steht im Protokoll des Programms."
        finally:
            self.ended.set()


class Runner:
    """Starts evaluations, one at a time: each takes the computer's whole strength. `job` is the last one started.

    `engine` gives what is asked, anew for each run; `settings` are kept with the runs.
    """

    def __init__(
        self, bench: Workbench, engine: Callable[[], Asked], settings: Mapping[str, str] | None = None
    ) -> None:
        self.bench, self.engine, self.settings = bench, engine, dict(settings or {})
        self.job: Job | None = None
        self._lock = threading.Lock()

    def start(self, name: str) -> Job:
        """Begin to run the set of this file name; Busy if one is running, CaseError if it cannot be read.

        CaseError also where the index has none of the papers that it asks for.
        """
        with self._lock:
            if self.job is not None and not self.job.ended.is_set():
                raise Busy(f"Gerade läuft schon eine Prüfung von „{self.job.name}“. Bitte warten oder sie abbrechen.")
            engine, cases = self.engine(), self.bench.cases(name)
            refuse_absent(engine, cases, [name])
            self.job = job = Job(name, len(cases))
        work = (self.bench, engine, cases, self.settings)
        threading.Thread(target=job.work, args=work, name="pruefung", daemon=True).start()
        return job
