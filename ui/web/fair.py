"""A few places, shared fairly: who has the fewest comes next, and nobody can fill the line alone."""

from __future__ import annotations

from asyncio import CancelledError, Future, get_running_loop
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

SOON = 5.0
"""Seconds after which it is worth trying again, where nobody knows when something ends."""


class Full(RuntimeError):  # noqa: N818 - it is shown as a message
    """Someone has as much under way, or has done as much, as they may (German, for the user).

    `after`: seconds until they may again.
    """

    def __init__(self, says: str, after: float = SOON) -> None:
        super().__init__(says)
        self.after = after


class Places:
    """Places for the event loop's tasks; waiting costs no thread.

    `places`: taken at the same time by all together; `each`: by one alone; `under_way`: taken and waited for by one.
    `says`: the word to who wants more than that.
    """

    def __init__(self, places: int, each: int, under_way: int, says: str) -> None:
        self.places, self.each, self.under_way, self.says = places, each, under_way, says
        self._taken: Counter[Hashable] = Counter()
        self._line: list[tuple[Hashable, Future[None]]] = []

    @asynccontextmanager
    async def taken(self, who: Hashable) -> AsyncIterator[None]:
        """Hold a place, once there is one; Full at once for who has too much under way already."""
        await self._take(who)
        try:
            yield
        finally:
            self._leave(who)

    def check(self, who: Hashable) -> None:
        """Full for someone who may neither have nor wait for a place now."""
        waiting = sum(other == who for other, _ in self._line)
        if self._taken[who] + waiting >= self.under_way:
            raise Full(self.says)

    def _admit(self, who: Hashable) -> None:
        """Let someone into the line, or raise Full."""
        self.check(who)

    async def _take(self, who: Hashable) -> None:
        self._admit(who)
        turn = get_running_loop().create_future()
        self._line.append((who, turn))
        self._call()
        try:
            await turn
        except CancelledError:
            if turn.cancelled():
                self._line.remove((who, turn))
            else:  # called and cancelled in the same moment
                self._leave(who)
            raise

    def _leave(self, who: Hashable) -> None:
        self._taken[who] -= 1
        if not self._taken[who]:
            del self._taken[who]
        self._call()

    def _call(self) -> None:
        """Give free places to those who wait: first to who holds the fewest, among equals to who came first."""
        while self._taken.total() < self.places:
            fit = [n for n, (who, _) in enumerate(self._line) if self._taken[who] < self.each]
            if not fit:
                return
            who, turn = self._line.pop(min(fit, key=lambda n: self._taken[self._line[n][0]]))
            self._taken[who] += 1
            turn.set_result(None)
