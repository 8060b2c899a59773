"""The table of the benchmark: what systems brought for the same questions, and the first against the last."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from evals.metrics import states
from evals.model import Case, Place

SHOWN = 4  # pieces that the naive pipeline shows
NEW = 20  # papers that come in addition, as on a day of the Bundestag
_BLANK = re.compile(r"[\s\u00ad-]")


@dataclass(slots=True)
class Shown:
    """What a system brought for one question.

    `places` and `texts` of its hits, best first; `read`: all that the user is shown to read; `gefunden`: whether it
    answers at all; `cited`: the places that it names for its answer. `ms` on the clock and `cpu`, of all cores.
    """

    places: list[Place]
    texts: list[str]
    read: str
    gefunden: bool
    cited: list[Place]
    ms: float = 0.0
    cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What an index cost: seconds of CPU, seconds on the clock, those of the NEW papers added last, MB on disk."""

    cpu: float
    wall: float
    new: float
    disk: float


@dataclass(slots=True)
class System:
    """A system and its `answers` by id of the case; `cost` is None where its index is another system's."""

    name: str
    ask: Callable[[str], Shown]
    cost: Cost | None
    answers: dict[str, Shown] = field(default_factory=dict)


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text).lower()


def _holds(texts: Sequence[str], evidence: str) -> bool:
    """Whether the words that prove the answer stand in one of the texts; line breaks and hyphens do not count."""
    return any(_squeezed(evidence) in _squeezed(text) for text in texts)


def _share(values: Sequence[bool | float]) -> str:
    return f"{fmean(values):.2f}".replace(".", ",") if values else "–"


def _rows(system: System, cases: Sequence[Case]) -> list[str]:
    """The figures of one system, in the order of `_TITLES`."""
    can = [(case, system.answers[case.id]) for case in cases if case.answerable]
    cannot = [(case, system.answers[case.id]) for case in cases if not case.answerable]
    fragen = any(place.fragen for _, shown in can for place in shown.places)
    at = []
    for k in (1, 3, 10):
        found = [any(case.accepts(place) for place in shown.places[:k]) for case, shown in can]
        at.append(_share(found))
    times = sorted(shown.ms for shown in system.answers.values())
    return [
        *(at if fragen else ["–"] * 3),
        _share([_holds(shown.texts[:1], case.evidence) for case, shown in can if case.evidence]),
        _share([_holds(shown.texts[:SHOWN], case.evidence) for case, shown in can if case.evidence]),
        _share([fmean(states(shown.read, fact) for fact in case.facts) for case, shown in can if case.facts]),
        f"{median(len(shown.read) for _, shown in can):.0f}",
        _share([any(case.accepts(p) for p in shown.cited) for case, shown in can]) if fragen else "–",
        _share([not shown.gefunden for case, shown in cannot if case.near is None]),
        _share([not shown.gefunden for case, shown in cannot if case.near is not None]),
        f"{median(times):.0f}",
        f"{times[int(0.95 * (len(times) - 1))]:.0f}",
        f"{fmean(shown.cpu for shown in system.answers.values()):.0f}",
        *_costs(system.cost),
    ]


def _costs(cost: Cost | None) -> list[str]:
    if cost is None:
        return ["–"] * 4
    return [f"{cost.cpu:.0f}", f"{cost.wall / 60:.1f}".replace(".", ","), f"{cost.new:.0f}", f"{cost.disk:.0f}"]


_TITLES = (
    "richtige Frage auf Platz 1",
    "unter den ersten 3",
    "unter den ersten 10",
    "Beleg im ersten Text",
    f"Beleg in den ersten {SHOWN} Texten",
    "Fakten in dem, was gezeigt wird",
    "Zeichen, die man dafür liest (Median)",
    "richtige Frage unter den Belegen",
    "abgelehnt: fern vom Thema",
    "abgelehnt: nah am Thema",
    "ms, Median",
    "ms, 95 von 100",
    "CPU-ms je Frage, Mittel",
    "Index, CPU-Sekunden",
    "Index, Minuten auf der Uhr",
    f"davon die letzten {NEW} Papiere, Sekunden",
    "Index, MB auf der Platte",
)


def report(systems: Sequence[System], cases: Sequence[Case], files: int, memory: int) -> str:
    """The table as Markdown, systems side by side, and in the last column the first divided by the last.

    Every system has an answer to every case. `files`: how many papers were read; `memory`: MB that the first system
    takes with its index.
    """
    columns = [_rows(system, cases) for system in systems]
    columns.append([_ratio(first, last) for first, last in zip(columns[0], columns[-1], strict=True)])
    head = f"| | {' | '.join(system.name for system in systems)} | {systems[0].name} : {systems[-1].name} |"
    lines = [head, "|---|" + "---:|" * len(columns)]
    lines += [f"| {title} | {' | '.join(values)} |" for title, *values in zip(_TITLES, *columns, strict=True)]
    can = sum(case.answerable for case in cases)
    told = f"{files} Papiere, {can} beantwortbare und {len(cases) - can} nicht beantwortbare Fragen"
    return (
        f"{told}.\n\n" + "\n".join(lines) + f"\n\nArbeitsspeicher des Antwortfinders mit seinem Index: {memory} MB.\n"
    )


def _ratio(first: str, last: str) -> str:
    try:
        one, other = (float(value.replace(",", ".")) for value in (first, last))
        return f"{one / other:.2f}".replace(".", ",") if other else "–"
    except ValueError:
        return "–"
