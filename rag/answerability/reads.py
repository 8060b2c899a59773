"""What reading a place against a question gave: numbers that judge and choose; the model that reads is rag.reading."""

from __future__ import annotations

import math
from dataclasses import dataclass

NEVER = -12.0
"""The odds (their logarithm) of a sentence that was not read, and the lowest of all."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a page gave: of each unit, in the page's order, the logarithm of the odds that it answers."""

    units: tuple[float, ...] = ()

    @property
    def whole(self) -> float:
        """The odds that any unit answers."""
        best = max(self.units, default=NEVER)
        return best + math.log(sum(math.exp(u - best) for u in self.units)) if self.units else NEVER
