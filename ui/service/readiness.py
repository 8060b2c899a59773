"""Whether questions are answered now: the model is loaded, the index is searched. Asked by who watches the service."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from rag.model import Query

if TYPE_CHECKING:
    from rag.engine import Engine

STARTS = "Der Antwortfinder startet: Index und Modell werden geladen."
FAILS = "Fragen lassen sich nicht beantworten; den Grund nennt das Protokoll."
FRESH = 30.0
"""Seconds that a trial counts: who watches may ask often, and a trial costs as much as a search (20 to 80 ms)."""
_TRIAL = Query("Was hat die Bundesregierung geantwortet?")

_log = logging.getLogger(__name__)


class Readiness:
    """Of one engine. Not ready before `prepare`; then it is tried with a search, at most every FRESH seconds."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._problem, self._tried = engine, STARTS, 0.0
        self._one = Lock()

    def prepare(self) -> bool:
        """Load the model and answer a first question, so that nobody waits for that; whether it went well."""
        with self._one:
            self._try(self._engine.prepare)
        return not self._problem

    def problem(self) -> str | None:
        """Why no question is answered now (German, tells nothing private), None where they are.

        While one caller tries, the others get what was found before.
        """
        if self._problem is not STARTS and monotonic() - self._tried > FRESH and self._one.acquire(blocking=False):
            try:
                self._try(lambda: self._engine.find(_TRIAL))
            finally:
                self._one.release()
        return self._problem or None

    def notice(self) -> str:
        """What is told of the index besides (German), "" where all of it is whole."""
        return self._engine.notice()

    def _try(self, what: Callable[[], object]) -> None:
        try:
            what()
        except Exception:  # whatever it is: whoever watches is told that, the log why
            _log.exception("Bereitschaft")
            self._problem = FAILS
        else:
            self._problem = ""
        self._tried = monotonic()
