"""How well the same Frage is found in several papers, and how often the figure told for an answer is right.

usage: python -m evals.benchmarks.over_time INDEX [SET.jsonl]

The set (evals/benchmarks/zeitvergleich.jsonl) has a line for each group: the Fragen of several papers that ask the
same, and for each of them the figures that its answer tells, read by hand in the papers; none where the answer tells
none, or tells one for several Fragen together, so that nobody knows what of it belongs to this one. A figure has its
value in the plain unit (Euro, not thousands), the time that it is told for and a word of its row, "" where there is
none. The papers at hand hold few Fragen that are asked in the same words more than once: a group with "gleich": false
holds Fragen that ask alike, in other words or in one paper for other years; only its figures are measured.

Printed are, for each "satz": those that the rules were made on ("gebaut"), those kept back ("zurückgehalten"), those
read after the rules had been mended on these ("danach"), those written later ("neu"), and of these those that were
looked at once, when all was done ("zuletzt"): of the figures shown how many are right, of the answers with a figure
shown how many show no wrong one, both with 95 % intervals; of the figures told, and of the answers and groups that
tell any, how many are shown. What is shown is counted for the Fragen of the group, without the search. Then, of the
Fragen that a group has besides the first one how many the search found, and of those found how many belong there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from evals.stats import share_interval
from ingest.model import Fragenummer
from rag.engine import Engine
from rag.requested import Compared
from rag.series.compare import series
from rag.series.search import Papers, over_time
from rag.series.twins import askings
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
    """Fragen that ask the same, in the order of the set, each with its figures; `same`: in the same words."""

    name: str
    satz: str
    answers: dict[Place, tuple[Right, ...]]
    same: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """What came out, to be added up.

    Figures: shown, right of these, told by the papers. Answers: with a figure shown, of these without a wrong one,
    telling a figure, of these with a right one shown. Groups: telling a figure, of these with a right one shown. Fragen
    of groups but for the first: all, found of these, and all that were found (`named`).
    """

    shown: int = 0
    right: int = 0
    told: int = 0
    showing: int = 0
    clean: int = 0
    telling: int = 0
    served: int = 0
    groups: int = 0
    groups_served: int = 0
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
    return Group(str(row["id"]), str(row["satz"]), known, bool(row.get("gleich", True)))


def counted(group: Group, rows: Sequence[Compared], found: Iterable[Place] = ()) -> tuple[Counts, list[str]]:
    """What came out for a group, and in words what is wrong. `rows`: of its Fragen; `found`: by the search."""
    mine, *others = group.answers
    shown = [row for row in rows if row.wert is not None]
    wrong = [row for row in shown if not _right(group, row)]
    showing, failed = {_place(row) for row in shown}, {_place(row) for row in wrong}
    telling = {place for place, figures in group.answers.items() if figures}
    served = {_place(row) for row in shown if _right(group, row)}
    named = set(found) - {mine}
    counts = Counts(
        shown=len(shown),
        right=len(shown) - len(wrong),
        told=sum(map(len, group.answers.values())),
        showing=len(showing),
        clean=len(showing - failed),
        telling=len(telling),
        served=len(served),
        groups=int(bool(telling)),
        groups_served=int(bool(served)),
        twins=len(others) if group.same else 0,
        found=len(named & set(others)),
        named=len(named),
    )
    said = [
        f"{group.name}: {r.drucksache} Frage {r.frage}: {r.zahl} {r.einheit} {r.zeit} {r.was}".strip() for r in wrong
    ]
    return counts, said


def _place(row: Compared) -> Place:
    return row.drucksache, row.frage


def _right(group: Group, row: Compared) -> bool:
    return any(right.is_it(row) for right in group.answers.get(_place(row), ()))


def line(counts: Counts) -> str:
    """The shares in words."""
    return (
        f"figures right {_sure(counts.right, counts.shown)}; "
        f"answers without a wrong figure {_sure(counts.clean, counts.showing)}; "
        f"shown {_share(counts.right, counts.told)} of {counts.told} figures told, "
        f"{_share(counts.served, counts.telling)} of {counts.telling} answers, "
        f"{_share(counts.groups_served, counts.groups)} of {counts.groups} groups that tell any; "
        f"twins found {_share(counts.found, counts.twins)} of {counts.twins}, "
        f"belong there {_share(counts.found, counts.named)} of {counts.named}"
    )


def _sure(part: int, whole: int) -> str:
    if not whole:
        return "– of 0 shown"
    low, high = share_interval(part, whole)
    return f"{_share(part, whole)} ({low:.3f} to {high:.3f}) of {whole} shown"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def measured(engine: Papers, groups: Iterable[Group]) -> tuple[Counts, list[str]]:
    """What came out for all groups."""
    total, wrong = Counts(), list[str]()
    for group in groups:
        nummer, frage = next(iter(group.answers))
        found = over_time(engine, nummer, Fragenummer.read(frage)) if group.same else None
        counts, said = counted(group, _rows(engine, group), map(_place, found.rows if found else ()))
        total, wrong = total + counts, wrong + said
    return total, wrong


def _rows(engine: Papers, group: Group) -> tuple[Compared, ...]:
    """The rows of the Fragen of a group."""
    held = ((engine.drucksache(nummer), frage) for nummer, frage in group.answers)
    asked = ((one, paper) for paper, frage in held if paper for one in askings(paper.nummer, paper.fragen)
             if str(one.nummer) == frage)  # fmt: skip
    return series((one, paper, engine.passages_of(paper.nummer)) for one, paper in asked).rows


def main(index: str, path: str = str(SET)) -> None:
    """Compare all groups and print the figures."""
    groups = read_set(Path(path))
    with Engine.open(Settings(index=Path(index))) as engine:
        for satz in dict.fromkeys(group.satz for group in groups):
            counts, wrong = measured(engine, [group for group in groups if group.satz == satz])
            print(f"{satz}:", line(counts), *wrong, sep="\n  ")


if __name__ == "__main__":
    main(*sys.argv[1:])
