"""How well it is told what was asked before: reworded official Fragen, and such as were never asked.

usage: python -m evals.benchmarks.asked_before INDEX

Printed are, for the half of evals/training/schon-gefragt.jsonl that the numbers of
rag/parameters.py (`Before`) were fitted on (even lines), for its other half, for schon-gefragt-zurueckgehalten.jsonl,
which was written over other papers and never looked at in fitting, for all these, and for schon-gefragt-alltag.jsonl,
over papers of neither, which the numbers were fitted on too: of the reworded ones how many
have the earlier Frage named first, among the three, and how many are called asked; of the never asked how many are
called asked. A letter of the same Frage counts as that Frage: its text holds the Frage's.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from evals.reworded import EVERYDAY, KEPT_BACK, SET, New, read_set
from ingest.model import Frage, Fragenummer
from rag.asked_before import ASKED, Line
from rag.engine import Engine
from rag.settings import Settings


def figures(asked: Sequence[tuple[New, Line]]) -> str:
    """The shares in a line; nothing is said of a kind that a set has none of."""
    before = [(new, line) for new, line in asked if new.drucksache]
    never = [line for new, line in asked if not new.drucksache]
    said = []
    if before:
        places = [[new.is_it(one.drucksache, one.frage) for one in line.frueher] for new, line in before]
        first, among = mean(any(right[:1]) for right in places), mean(map(any, places))
        called = mean(line.kind in ASKED for _, line in before)
        said.append(f"{len(before)} reworded: first {first:.2f}, among three {among:.2f}, called asked {called:.2f}")
    if never:
        called, some = mean(line.kind in ASKED for line in never), mean(bool(line.frueher) for line in never)
        said.append(f"{len(never)} never asked: called asked {called:.2f}, something related named {some:.2f}")
    return "; ".join(said)


def main(index: str) -> None:
    """Ask all and print the figures."""
    fitted, kept_back, everyday = read_set(SET), read_set(KEPT_BACK), read_set(EVERYDAY)
    new = [*fitted, *kept_back, *everyday]
    with Engine.open(Settings(index=Path(index))) as engine:
        lines = list(engine.asked_before(Frage(Fragenummer(n), one.text) for n, one in enumerate(new, 1)))
    asked = list(zip(new, lines, strict=True))
    whole, daily = asked[: -len(everyday)], asked[-len(everyday) :]
    old, late = whole[: len(fitted)], whole[len(fitted) :]
    parts = ("fitted on", old[::2]), ("held out", old[1::2]), ("written apart", late), ("all", whole), ("fitted", daily)
    for name, part in parts:
        print(f"{name + ':':15}", figures(part))


if __name__ == "__main__":
    main(*sys.argv[1:])
