"""How much one user may do in a stretch of time: the one list of these limits, and what counts. In memory.

How much may be under way at the same time is another matter (`fair`), and how much may be kept (docs/zugriff.md).
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic

from ui.web.fair import Full

MANY = 10_000
"""Users and kinds counted at most; those that were idle the longest are forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` things of one user in so many `minutes`; `what`: what they are (German, more than one).

    The numbers are several times what people do by hand: they stop a script that has gone wild, and nobody else.
    """

    what: str
    most: int
    minutes: int


QUESTIONS = Limit("Fragen", 600, 10)
"""One a second, on the page, by the API and by MCP together; a question takes about half a second of a core."""
PAPERS = Limit("Dateien mit eigenen Papieren", 500, 60)
SETS = Limit("hochgeladene Fragensätze", 60, 60)
RUNS = Limit("begonnene Prüfläufe", 30, 60)
FILES = Limit("Dateien zum Herunterladen", 120, 10)
DRAFTS = Limit("geprüfte Entwürfe", 60, 60)
FOLLOW_UPS = Limit("entworfene Nachfragen", 300, 60)
SHARES = Limit("Freigaben", 100, 60)
KEPT = Limit("gemerkte Dinge", 200, 60)
SEARCHES = Limit("Suchen in Gesprächen", 600, 10)
SHEETS = Limit("Seiten aus PDF", 1_200, 10)

EVENTS = {"pruefen": RUNS}
"""The page's events that are counted, by their names; questions count themselves, since they come by three ways."""


class Counter:
    """What was done lately, by whom."""

    def __init__(self) -> None:
        self._done: OrderedDict[tuple[Limit, Hashable], deque[float]] = OrderedDict()

    def take(self, limit: Limit, who: Hashable) -> None:
        """Count one more; Full where that is too much, and then it does not count."""
        self.check(limit, who)
        self._done.setdefault((limit, who), deque()).append(monotonic())
        self._done.move_to_end((limit, who))
        while len(self._done) > MANY:
            self._done.popitem(last=False)

    def check(self, limit: Limit, who: Hashable) -> None:
        """Full where one more may not be."""
        done, since = self._done.get((limit, who), deque[float]()), monotonic() - limit.minutes * 60
        while done and done[0] <= since:
            done.popleft()
        if len(done) >= limit.most:
            wait = done[0] - since
            raise Full(f"{said(limit)} Weiter geht es in {_minutes(math.ceil(wait / 60))}.", wait)


def said(limit: Limit) -> str:
    """A limit in words."""
    return f"In {_minutes(limit.minutes)} gehen für jeden höchstens {limit.most} {limit.what}."


def _minutes(minutes: int) -> str:
    return "einer Minute" if minutes <= 1 else f"{minutes} Minuten"
