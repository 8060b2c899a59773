"""Sets of new Fragen: official ones in other words, with the place of each, and such as nobody asked.

A set has a line for each: "frage" its words, "drucksache" and "nummer" the earlier one that it rewords, null where
nobody asked it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Fragenummer

_SETS = Path(__file__).parent / "training"
SET, KEPT_BACK = _SETS / "schon-gefragt.jsonl", _SETS / "schon-gefragt-zurueckgehalten.jsonl"
EVERYDAY = _SETS / "schon-gefragt-alltag.jsonl"


@dataclass(frozen=True, slots=True)
class New:
    """A new Frage and where it was asked before, None where nowhere."""

    text: str
    drucksache: str | None
    nummer: str | None

    def is_it(self, drucksache: str, frage: str) -> bool:
        """Whether this is the Frage that was reworded, or a letter of it."""
        mine, theirs = (Fragenummer.read(number) for number in (self.nummer or "0", frage))
        return drucksache == self.drucksache and mine.zahl == theirs.zahl and mine.teil in ("", theirs.teil)


def read_set(path: Path) -> list[New]:
    """The lines of a set."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [New(row["frage"], row["drucksache"], row["nummer"]) for row in rows]
