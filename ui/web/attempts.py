"""How often a password may be tried: so many times for a name, from an address, and for a name from an address."""

from __future__ import annotations

import ipaddress
from collections import deque
from time import monotonic

WINDOW = 300.0
"""Seconds that a failed attempt counts."""
BOTH, ADDRESS, NAME = 10, 30, 100
"""Failed attempts in that time for one name from one address, from one address, for one name from anywhere.

A hundred in five minutes are 29,000 guesses a day, nothing against ten random characters; and who wants to keep
somebody out of the chat by guessing wrongly needs several addresses for it.
"""
MANY = 10_000
"""Names and addresses kept in mind at most; the oldest are forgotten."""

Key = tuple[str | None, str | None]
"""Name and address that attempts are counted for; None: of anybody, from anywhere."""


class Attempts:
    """Failed attempts of WINDOW seconds, in memory. One under way counts as failed until it is known to be right.

    `name`: as it was typed; `address`: of the caller, "" where it is not known. Of IPv6 a /64 is one address.
    """

    def __init__(self) -> None:
        self._failed: dict[Key, deque[float]] = {}

    def begin(self, name: str, address: str) -> float:
        """Count an attempt and give 0.0; or, where there were too many, the seconds until the next one is allowed."""
        now, kinds = monotonic(), _kinds(name, address)
        waits = [self._wait(key, most, now) for key, most in kinds.items()]
        if any(waits):
            return max(waits)
        for key in kinds:
            self._failed.setdefault(key, deque()).append(now)
        while len(self._failed) > MANY:
            del self._failed[next(iter(self._failed))]
        return 0.0

    def right(self, name: str, address: str) -> None:
        """The attempt begun last for this name from there was right: it does not count."""
        for key in _kinds(name, address):
            if self._failed.get(key):
                self._failed[key].pop()

    def _wait(self, key: Key, most: int, now: float) -> float:
        times = self._failed.get(key, deque())
        while times and times[0] <= now - WINDOW:
            times.popleft()
        if key in self._failed and not times:
            del self._failed[key]
        return times[0] + WINDOW - now if len(times) >= most else 0.0


def _kinds(name: str, address: str) -> dict[Key, int]:
    """What an attempt is counted for, and how many may fail there."""
    place = _place(address)
    return {(name, place): BOTH, (None, place): ADDRESS, (name, None): NAME}


def _place(address: str) -> str:
    """The address, of IPv6 its /64: that much a single machine has for itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
