"""What an answer tells: a figure with its unit, its time and its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.model import Citation


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that an answer tells. `zahl`: as printed ("rund 750 000", "elf", "keine"); `wert`: its value.

    `einheit`: what is counted, or the unit, as printed. `zeit`: the time that it is told for, as said, "" where none
    is. `was`: the label of its row where a table tells several, else "". The quote (`citation`) holds the figure.
    """

    wert: Decimal
    zahl: str
    einheit: str
    zeit: str
    was: str
    citation: Citation
