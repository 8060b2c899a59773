"""The numbers of Fragen and of papers, as data; how papers print them is read in `ingest.language`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FRAGENUMMER = re.compile(r"(?:frage\s*)?(\d{1,3})\s*(?:\.\s*)?\(?([a-z]{0,2})\)?", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Fragenummer:
    """The number of a Frage as printed: 3 or 3a. Sorts as printed; `teil` is "" or lower-case letters."""

    zahl: int
    teil: str = ""

    @classmethod
    def read(cls, text: str) -> Fragenummer:
        """Read "2c", "2 c)", "2. c)" or "Frage 2c"; ValueError for anything else."""
        treffer = _FRAGENUMMER.fullmatch(text.strip())
        if treffer is None:
            raise ValueError(f"keine Fragenummer: {text!r}")
        return cls(int(treffer[1]), treffer[2].lower())

    def __str__(self) -> str:
        return f"{self.zahl}{self.teil}"


def nummern_text(nummern: Iterable[Fragenummer]) -> tuple[str, ...]:
    """The numbers as strings, in the order given."""
    return tuple(str(n) for n in nummern)


def canonical(nummer: str) -> str:
    """A Drucksache's number without leading zeros ("21/09605" -> "21/9605"); other text as it is."""
    wahlperiode, slash, zahl = nummer.partition("/")
    numbers = wahlperiode.isascii() and wahlperiode.isdigit() and zahl.isascii() and zahl.isdigit()
    return f"{int(wahlperiode)}/{int(zahl)}" if slash and numbers else nummer
