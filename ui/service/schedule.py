"""When the service fetches papers by itself: at times of the day, or again and again after some minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

VARIABLE = "ANTWORTFINDER_SYNC"
SHORTEST = 10
"""Minutes between two runs at least: the interface is everyone's."""
LONGEST = 7 * 24 * 60
"""Minutes between two runs at most; who wants fewer wants times of the day."""
_EVERY = re.compile(r"(\d{1,5}) ?min")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class ScheduleProblem(ValueError):  # noqa: N818 - it is shown as a message
    """A setting that says no time (German, for the user)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`times` of every day, in local time, sorted; or `every` so long after the last run began."""

    times: tuple[time, ...] = ()
    every: timedelta | None = None

    @classmethod
    def read(cls, text: str) -> Schedule | None:
        """What "06:00,18:00" or "60min" says; None for an empty text, ScheduleProblem for any other."""
        given = text.strip()
        if not given:
            return None
        every = _EVERY.fullmatch(given)
        if every and SHORTEST <= int(every[1]) <= LONGEST:
            return cls(every=timedelta(minutes=int(every[1])))
        found = [_TIME.fullmatch(part.strip()) for part in given.split(",")]
        times = {time(int(one[1]), int(one[2])) for one in found if one}
        if every or None in found:
            raise ScheduleProblem(
                f"{VARIABLE}={text[:60]!r} nennt keine Zeit: Erwartet werden Uhrzeiten wie 06:00,18:00 oder ein "
                f"Abstand wie 60min (von {SHORTEST} bis {LONGEST} Minuten)."
            )
        return cls(tuple(sorted(times)))

    def after(self, last: datetime) -> datetime:
        """When the next run is due, of one that began then (or a start of the service); local time without zone.

        A time of day is due once a day, also when the clocks are changed.
        """
        if self.every is not None:
            return last + self.every
        days = (last.date() + timedelta(days=n) for n in (0, 1))
        return next(due for day in days for one in self.times if (due := datetime.combine(day, one)) > last)
