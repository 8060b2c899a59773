"""The figures of the workbench as HTML: a run, its kinds of questions, two runs side by side. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from evals.compare import Compared
from evals.metrics import GROUPS as APART
from evals.metrics import MEASURES, SPEED
from evals.model import Figure, Run, Scorecard
from evals.report import KINDS, lacking, number
from ui.views import plots
from ui.views.markup import render

GROUPS = {
    "Suche": ("r1", "r3"),
    "Antwort": ("kept", "facts", "cited", "prec", "verbatim", "speaker"),
    "Ablehnen": ("refusal_recall", "refusal_prec"),
}
EXPERTS = {"Weitere Maße der Suche": ("r10", "mrr"), "Weitere Maße der Antwort": ("alce_recall", "alce_prec")}
"""Folded: who checks a set of questions needs them seldom."""
_HELD = {
    "papers": ("Drucksache", "Drucksachen"),
    "passages": ("Stelle", "Stellen"),
    "windows": ("Ausschnitt", "Ausschnitte"),
}
_FOLDED = frozenset(name for names in EXPERTS.values() for name in names)
_MEASURE = {measure.name: measure for measure in MEASURES}


class MeasureRow(NamedTuple):
    """A row of the scorecard. `figure`: None where nothing was measured; `digits` after the comma.

    `picture`: the interval; `definition`: what the measure means, shown under the pointer.
    """

    title: str
    figure: Figure | None
    digits: int
    picture: Markup
    definition: str = ""


Lines = tuple[str, list[MeasureRow]]
"""A group of rows under its title."""


class KindRow(NamedTuple):
    """How the `many` questions of a kind do; a share is None where no question tells.

    `shares`: refused, where such questions are to be refused (`is_refused`); else found first, and facts stated.
    """

    kind: str
    many: int
    is_refused: bool
    shares: Sequence[float | None]


def figures(run: Run) -> Markup:
    """The scorecard: every measure with value, interval as a picture and in figures, and number of cases."""
    card = run.scorecard
    groups = _lines(card, GROUPS)
    groups[-1][1].extend(_line(f"davon {KINDS.get(kind, kind)}", figure) for kind, figure in card.refused.items())
    groups.append(("Zeit", [_line(title, card.figures.get(name), digits=0) for name, (title, _) in SPEED.items()]))
    return render(
        "figures.html",
        groups=groups,
        kinds=_apart(card),
        experts=_lines(card, EXPERTS),
        about=_about(run),
        stopped=run.stopped,
        lacking=lacking(run) if run.missing else None,
        number=number,
    )


def _lines(card: Scorecard, groups: Mapping[str, Sequence[str]]) -> list[Lines]:
    """The measures by their groups."""
    found = []
    for title, names in groups.items():
        measures = [_MEASURE[name] for name in names]
        found.append((title, [_line(m.title, card.figures.get(m.name), definition=m.definition) for m in measures]))
    return found


def _apart(card: Scorecard) -> list[Lines]:
    """Whole questions, follow-ups, near and far ones, each by its own figures; nothing where all are of one group."""
    if len(card.groups) < 2:
        return []
    return [
        (APART[name][0], [_line(_MEASURE[key].title, figure) for key, figure in figures.items() if key not in _FOLDED])
        for name, figures in card.groups.items()
    ]


def _about(run: Run) -> list[str]:
    counts = ", ".join(f"{value} {_HELD.get(name, (name, name))[value != 1]}" for name, value in run.counts.items())
    when = f"{run.started.astimezone():%d.%m.%Y, %H:%M} Uhr"
    lines = [", ".join(run.sets), when, f"Version {run.version}", *([f"Bestand: {counts}"] if counts else [])]
    return lines + [f"{name.capitalize()}: {value}" for name, value in run.settings.items()]


def _line(title: str, figure: Figure | None, *, digits: int = 3, definition: str = "") -> MeasureRow:
    if figure is None or figure.value is None or figure.low is None or figure.high is None:
        return MeasureRow(title, None, digits, Markup())
    picture = plots.interval(figure.value, figure.low, figure.high) if digits else Markup()
    return MeasureRow(title, figure, digits, picture, definition)


def by_kind(run: Run) -> Markup:
    """How the kinds of questions do: found first and facts stated, or refused."""
    rows = []
    for kind, many in Counter(case.kind for case in run.cases).most_common():
        is_refused = not next(case for case in run.cases if case.kind == kind).answerable
        names = ("refusal_recall",) if is_refused else ("r1", "facts")
        shares = [_share(run, kind, name) for name in names]
        rows.append(KindRow(KINDS.get(kind, kind), many, is_refused, shares))
    return render("kinds.html", rows=rows, number=number, bar=plots.bar)


def _share(run: Run, kind: str, name: str) -> float | None:
    """The mean of a measure over the questions of a kind."""
    results = run.by_id
    values = [_MEASURE[name].of(case, results.get(case.id)) for case in run.cases if case.kind == kind]
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def history(runs: Sequence[Run]) -> Markup:
    """How the measures went over these runs of a set, oldest first; empty for fewer than two."""
    if len(runs) < 2:
        return Markup()
    rows = []
    for name in ("r1", "r3", "facts", "cited", "prec", "kept", "refusal_recall"):
        found = [run.scorecard.figures.get(name) for run in runs]
        known = [figure.value for figure in found if figure is not None and figure.value is not None]
        if known:
            rows.append((_MEASURE[name].title, known))
    begin, end = (f">{run.started.astimezone():%d.%m.%Y %H:%M}" for run in (runs[0], runs[-1]))
    return render("history.html", runs=runs, rows=rows, begin=begin, end=end, number=number, course=plots.course)


def definitions() -> Markup:
    """What every measure means and who defined it."""
    return render("definitions.html", measures=MEASURES)


def comparison(found: Sequence[Compared]) -> Markup:
    """Two runs by every measure: before, after, difference with its interval, how many cases won and lost."""
    span = max(0.05, *(max(abs(c.low), abs(c.high)) for c in found)) if found else 0.05

    def picture(one: Compared) -> Markup:
        return plots.difference(one.difference, one.low, one.high, span)

    scale = f"von −{number(span, 2)} bis +{number(span, 2)}"
    return render(
        "comparison.html", found=found, scale=scale, picture=picture, number=number, signed=signed, chance=_chance
    )


def _chance(p: float) -> str:
    return "unter 0,001" if p < 0.001 else number(p)


def signed(value: float) -> str:
    """A difference with its sign and decimal comma."""
    if abs(value) < 0.0005:
        return number(0)
    return f"{value:+.3f}".replace(".", ",").replace("-", "−")


def changes(found: Sequence[Compared], measure: str) -> Markup:
    """The cases that the measure of this name sees won and lost; empty where it was not compared."""
    one = next((c for c in found if c.measure.name == measure), None)
    return Markup() if one is None else render("changes.html", one=one, number=number)
