"""How well it is told what was asked before: reworded official Fragen, and such as were never asked.

usage: python -m evals.benchmarks.asked_before INDEX [SET.jsonl]

The set (evals/training/schon-gefragt.jsonl) has a line for each new Frage: "frage" its words, "drucksache" and "nummer"
the earlier one that it rewords, null where nobody asked it. Printed are, for the half that the numbers of
rag/parameters.py (`Before`) were fitted on (even lines) and for the other half: of the reworded ones how many have the
earlier Frage named first, among the three, and how many are called asked; of the never asked how many are called asked.
A letter of the same Frage counts as that Frage: its text holds the Frage's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Frage, Fragenummer
from rag.asked_before import ASKED, Earlier, Line
from rag.engine import Engine
from rag.settings import Settings

SET = Path(__file__).parents[1] / "training" / "schon-gefragt.jsonl"


@dataclass(frozen=True, slots=True)
class New:
    """A new Frage and where it was asked before, None where nowhere."""

    text: str
    drucksache: str | None
    nummer: str | None

    def is_it(self, earlier: Earlier) -> bool:
        """Whether this is the Frage that was reworded, or a letter of it."""
        mine, theirs = (Fragenummer.read(number) for number in (self.nummer or "0", earlier.frage))
        return earlier.drucksache == self.drucksache and mine.zahl == theirs.zahl and mine.teil in ("", theirs.teil)


def figures(asked: Sequence[tuple[New, Line]]) -> str:
    """The four shares in a line."""
    before = [(new, line) for new, line in asked if new.drucksache]
    never = [line for new, line in asked if not new.drucksache]
    first = sum(any(map(new.is_it, line.frueher[:1])) for new, line in before)
    among = sum(any(map(new.is_it, line.frueher)) for new, line in before)
    called = sum(line.kind in ASKED for _, line in before)
    wrong = sum(line.kind in ASKED for line in never)
    some = sum(bool(line.frueher) for line in never)
    return (
        f"{len(before)} reworded: first {first / len(before):.2f}, among three {among / len(before):.2f}, "
        f"called asked {called / len(before):.2f}; {len(never)} never asked: called asked {wrong / len(never):.2f}, "
        f"something related named {some / len(never):.2f}"
    )


def read_set(path: Path) -> list[New]:
    """The lines of a set."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [New(row["frage"], row["drucksache"], row["nummer"]) for row in rows]


def main(index: str, path: str = str(SET)) -> None:
    """Ask all and print the figures."""
    new = read_set(Path(path))
    with Engine.open(Settings(index=Path(index))) as engine:
        lines = list(engine.asked_before(Frage(Fragenummer(n), one.text) for n, one in enumerate(new, 1)))
    asked = list(zip(new, lines, strict=True))
    print("fitted on:", figures(asked[::2]))
    print("held out: ", figures(asked[1::2]))


if __name__ == "__main__":
    main(*sys.argv[1:])
