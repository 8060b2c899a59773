"""The order in which papers print Fragenummern, and what departures from it cost.

Fragen stand in groups that are answered together, the groups in the order of their first Frage; so a new group begins
with the smallest number not yet printed. Within a group numbers rise; those left out are printed later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Fragenummer
from ingest.weights import WEIGHTS, OrderWeights

_WIDTH = 27  # bits a number takes: itself and its letters
_NONE = Fragenummer(0)


@dataclass(frozen=True, slots=True)
class Printed:
    """The numbers printed so far: the last one, all of them as bits, the smallest one missing.

    How well a number follows them is told in log odds (`ingest.weights.OrderWeights`).
    """

    last: Fragenummer = _NONE
    used: int = 0
    low: int = 1

    def has(self, zahl: int, teil: str = "") -> bool:
        """Whether this number is printed; a letter prints its number too."""
        return bool(self.used & _bit(zahl, teil))

    def plus(self, nummer: Fragenummer) -> Printed:
        """The same with one number more."""
        used = self.used | _bit(nummer.zahl, nummer.teil) | _bit(nummer.zahl, "")
        low = self.low
        while used & _bit(low, ""):
            low += 1
        return Printed(nummer, used, low)

    def as_group(self, nummer: Fragenummer, w: OrderWeights = WEIGHTS.order) -> float:
        """How well a number begins a new group of Fragen that are answered together."""
        if nummer.teil:
            return self._as_letter(nummer, w)
        if nummer.zahl == self.low:
            return w.next
        if nummer.zahl == self._highest + 1:
            return w.after_a_gap
        return w.out_of_order + w.far * abs(nummer.zahl - self.low)

    def is_ahead(self, nummer: Fragenummer) -> bool:
        """Whether a number leaves others out: it comes after the highest, but not next."""
        return nummer.zahl > self._highest + 1 and nummer.teil in ("", "a")

    @property
    def _highest(self) -> int:
        return max(0, self.used.bit_length() - 1) // _WIDTH

    def as_member(self, nummer: Fragenummer, w: OrderWeights = WEIGHTS.order) -> float:
        """How well a number goes on the group of the last one."""
        if nummer.teil:
            return self._as_letter(nummer, w)
        free = sum(not self.has(z) for z in range(self.last.zahl + 1, nummer.zahl))
        return w.next if not free else w.jump * (1 + min(free, w.many) ** 0.5) + w.far * max(0, free - w.many)

    def _as_letter(self, nummer: Fragenummer, w: OrderWeights) -> float:
        here = nummer.zahl == self.last.zahl
        if nummer.teil == "a":
            if self.has(nummer.zahl):
                return w.next if here else w.out_of_order
            return w.next if nummer.zahl == self.low else w.jump
        if self.has(nummer.zahl, _before(nummer.teil)):
            return w.next if here else 0.0
        return w.letter_gap

    def place(self, teil: str) -> Fragenummer | None:
        """The number that a bare letter belongs to: the last one, else the nearest whose letter before it is printed.

        None where there is no such number.
        """
        if not self.has(self.last.zahl, teil) and teil > self.last.teil:
            return Fragenummer(self.last.zahl, teil)
        if teil == "a":
            return None
        numbers = range(self.last.zahl, 0, -1)
        waiting = (z for z in numbers if self.has(z, _before(teil)) and not self.has(z, teil))
        return next((Fragenummer(z, teil) for z in waiting), None)


def holes(nummern: Iterable[Fragenummer]) -> int:
    """How many numbers and letters are missing below the highest ones; `nummern`: at least one."""
    letters: dict[int, set[str]] = {}
    for nummer in nummern:
        letters.setdefault(nummer.zahl, set()).add(nummer.teil)
    missing = max(letters) - len(letters)
    for teile in letters.values():
        highest = max(teile)
        if highest:
            missing += ord(highest) - 96 - len(teile - {""})
    return missing


def _before(teil: str) -> str:
    return chr(ord(teil) - 1)


def _bit(zahl: int, teil: str) -> int:
    return 1 << (zahl * _WIDTH + (ord(teil) - 96 if teil else 0))
