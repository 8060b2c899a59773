"""Which papers may answer a question or stand in a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.numbers import canonical


@dataclass(frozen=True, slots=True)
class Filters:
    """Which papers may answer; empty means all. `fragen` ("7", "2c") counts only with `drucksachen`."""

    drucksachen: frozenset[str] = frozenset()
    fragen: frozenset[str] = frozenset()
    wahlperioden: frozenset[int] = frozenset()
    ressorts: frozenset[str] = frozenset()
    fraktionen: frozenset[str] = frozenset()
    von: date | None = None
    bis: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "drucksachen", frozenset(map(canonical, self.drucksachen)))

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return self != Filters()

    def words(self) -> list[str]:
        """What is narrowed, in German words, one entry each."""
        words = [f"{number}. Wahlperiode" for number in sorted(self.wahlperioden)]
        words += sorted(self.ressorts) + sorted(self.fraktionen)
        words += [f"BT-Drs. {number}" for number in sorted(self.drucksachen)]
        words += [f"Frage {number}" for number in sorted(self.fragen)]
        if self.von:
            words.append(f"ab {self.von:%d.%m.%Y}")
        if self.bis:
            words.append(f"bis {self.bis:%d.%m.%Y}")
        return words
