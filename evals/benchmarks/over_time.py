"""How well the same Frage is found in several papers, and how often the figure told for an answer is right.

usage: python -m evals.benchmarks.over_time INDEX [SET.jsonl]

The set (evals/benchmarks/zeitvergleich.jsonl) has a line for each group: the Fragen of several papers that ask the
same, and for each of them the figures that its answer tells, read by hand in the papers; none where the answer tells
none, or tells one for several Fragen together, so that nobody knows what of it belongs to this one. A figure has its
value in the plain unit (Euro, not thousands), the time that it is told for and a word of its row, "" where there is
none.

Printed are, for the groups that the rules were made on ("satz": "gebaut"), for those kept back ("zurückgehalten") and
for those read after the rules had been mended on these ("danach"): of the figures shown how many
are right, of those told how many are shown, of the answers how many are told without a wrong figure; of the Fragen that
a group has besides the first one how many were found, and of those found how many belong there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from ingest.model import Fragenummer
from rag.engine import Engine
from rag.requested import Compared
from rag.series.search import Papers, over_time
from rag.settings import Settings
from rag.text.times import times

SET = Path(__file__).parent / "zeitvergleich.jsonl"
CLOSE = 0.005  # a value as it is printed has two decimals at most

Place = tuple[str, str]
"""Number of a paper, number of a Frage."""


@dataclass(frozen=True, slots=True)
class Right:
    """A figure that an answer tells. `zeit`, `was`: "" where it is told for no time, in no row of several."""

    wert: float
    zeit: str = ""
    was: str = ""

    def is_it(self, row: Compared) -> bool:
        """Whether a row shows this figure, for the same time and of the same row."""
        meant, shown = times(self.zeit), times(row.zeit)
        timely = not meant or (bool(shown) and shown[0].touches(meant))
        return row.wert is not None and abs(row.wert - self.wert) < CLOSE and timely and self.was in row.was


@dataclass(frozen=True, slots=True)
class Group:
    """Fragen that ask the same, in the order of the set, each with its figures."""

    name: str
    satz: str
    answers: dict[Place, tuple[Right, ...]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What came out, to be added up.

    Figures: shown, right of these, told by the papers. Answers: all, those without a wrong figure. Fragen of groups but
    for the first: all, found of these, and all that were found (`named`).
    """

    shown: int = 0
    right: int = 0
    told: int = 0
    answers: int = 0
    clean: int = 0
    twins: int = 0
    found: int = 0
    named: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def read_set(path: Path = SET) -> list[Group]:
    """The groups of a set."""
    return [_group(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _group(row: dict[str, object]) -> Group:
    answers = row["antworten"]
    assert isinstance(answers, list)
    known = {(a["drucksache"], a["frage"]): tuple(Right(**figure) for figure in a["zahlen"]) for a in answers}
    return Group(str(row["id"]), str(row["satz"]), known)


def counted(group: Group, rows: Sequence[Compared]) -> tuple[Counts, list[str]]:
    """What came out for a group, and in words what is wrong."""
    mine, *others = group.answers
    there = {(row.drucksache, row.frage) for row in rows}
    wrong = [row for row in rows if row.wert is not None and not _right(group, row)]
    shown = [row for row in rows if row.wert is not None and (row.drucksache, row.frage) in group.answers]
    told = sum(len(figures) for place, figures in group.answers.items() if place in there)
    counts = Counts(
        shown=len(shown),
        right=sum(_right(group, row) for row in shown),
        told=told,
        answers=len(there & group.answers.keys()),
        clean=len({*(there & group.answers.keys())} - {(row.drucksache, row.frage) for row in wrong}),
        twins=len(others),
        found=len(there & set(others)),
        named=len(there - {mine}),
    )
    said = [
        f"{group.name}: {r.drucksache} Frage {r.frage}: {r.zahl} {r.einheit} {r.zeit} {r.was}".strip() for r in wrong
    ]
    return counts, said


def _right(group: Group, row: Compared) -> bool:
    return any(right.is_it(row) for right in group.answers.get((row.drucksache, row.frage), ()))


def line(counts: Counts) -> str:
    """The shares in words."""
    return (
        f"figures right {_share(counts.right, counts.shown)} of {counts.shown} shown; "
        f"shown {_share(counts.right, counts.told)} of {counts.told} told; "
        f"answers without a wrong figure {_share(counts.clean, counts.answers)} of {counts.answers}; "
        f"twins found {_share(counts.found, counts.twins)} of {counts.twins}, "
        f"belong there {_share(counts.found, counts.named)} of {counts.named}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def measured(engine: Papers, groups: Iterable[Group]) -> tuple[Counts, list[str]]:
    """What came out for all groups."""
    total, wrong = Counts(), list[str]()
    for group in groups:
        nummer, frage = next(iter(group.answers))
        found = over_time(engine, nummer, Fragenummer.read(frage))
        counts, said = counted(group, found.rows if found else ())
        total, wrong = total + counts, wrong + said
    return total, wrong


def main(index: str, path: str = str(SET)) -> None:
    """Compare all groups and print the figures."""
    groups = read_set(Path(path))
    with Engine.open(Settings(index=Path(index))) as engine:
        for satz in dict.fromkeys(group.satz for group in groups):
            counts, wrong = measured(engine, [group for group in groups if group.satz == satz])
            print(f"{satz}:", line(counts), *wrong, sep="\n  ")


if __name__ == "__main__":
    main(*sys.argv[1:])
