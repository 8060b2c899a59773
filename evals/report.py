"""A run as people read it: a table for the terminal, an object for --json, and what failed in each case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals import draft_metrics
from evals.metrics import GROUPS, MEASURES, SPEED, facts_stated, states
from evals.model import Case, CaseResult, Figure, Run

if TYPE_CHECKING:
    from rich.table import Table

KINDS = {
    "unbeantwortbar-nah": "nahe am Thema",
    "unbeantwortbar-fern": "fern vom Thema",
    "nur-fragesteller": "nur Behauptung der Fragesteller",
}
"""German names of the kinds of questions without answer."""


def as_json(run: Run) -> dict[str, object]:
    """What `eval --json` prints: figures with interval and n, refusals by kind, groups apart, counts, version."""
    card = run.scorecard
    return {
        "version": run.version,
        "begonnen": run.started.isoformat(),
        "saetze": list(run.sets),
        "n": card.n,
        "beantwortet": card.answered,
        "abgebrochen": run.stopped,
        "fehlende_drucksachen": list(run.missing),
        "bestand": dict(run.counts),
        "einstellungen": dict(run.settings),
        "masse": {name: figure.model_dump() for name, figure in card.figures.items()},
        "abgelehnt": {kind: figure.model_dump() for kind, figure in card.refused.items()},
        "gruppen": {
            name: {measure: figure.model_dump() for measure, figure in figures.items()}
            for name, figures in card.groups.items()
        },
        **_drafts(run),
    }


def _drafts(run: Run) -> dict[str, object]:
    """What a language model's drafts are worth, each [how many, of how many] with the check and without it."""
    found = draft_metrics.of_run(run)
    rows = {row.name: {"geprueft": row.checked, "ungeprueft": row.unchecked} for row in found}
    return {"sprachmodell": rows} if rows else {}


def draft_table(run: Run) -> Table | None:
    """What a language model's drafts are worth, as a rich table; None where no language model was asked."""
    from rich import box
    from rich.table import Table

    found = draft_metrics.of_run(run)
    if not found:
        return None
    out = Table(title=f"Sprachmodell {run.settings['sprachmodell']}", box=box.SIMPLE_HEAD)
    out.add_column("Maß")
    out.add_column("mit Prüfung", justify="right")
    out.add_column("ohne Prüfung", justify="right")
    for row in found:
        out.add_row(row.title, _of(row.checked), _of(row.unchecked))
    return out


def _of(figure: tuple[float, int] | None) -> str:
    """How many of how many: "12 von 40"."""
    return "" if figure is None else f"{number(figure[0], 0 if figure[0] == int(figure[0]) else 1)} von {figure[1]}"


def table(run: Run) -> Table:
    """The scorecard as a rich table: measure, value, 95 % interval, over how many cases."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    card = run.scorecard
    stopped = " (abgebrochen: fehlende Fragen zählen null)" if run.stopped else ""
    out = Table(
        title=f"Prüfung: {', '.join(run.sets)} – {card.n} Fragen{stopped}", box=box.SIMPLE_HEAD, caption=lacking(run)
    )
    for head, justify in (("Maß", "left"), ("Wert", "right"), ("95-%-Bereich", "right"), ("Fragen", "right")):
        out.add_column(head, justify="right" if justify == "right" else "left")
    for title, value, interval, n in rows(run):
        out.add_row(Text(title), value, interval, n)
    return out


def lacking(run: Run) -> str:
    """Which papers the questions expect that were not in the index, as a German sentence; "" if none."""
    if not run.missing:
        return ""
    named = ", ".join(run.missing[:8]) + (" …" if len(run.missing) > 8 else "")
    many = "1 Drucksache" if len(run.missing) == 1 else f"{len(run.missing)} Drucksachen"
    return f"{many} dieses Fragensatzes nicht im Bestand: {named}"


def rows(run: Run) -> list[tuple[str, str, str, str]]:
    """The scorecard line by line: (title, value, "low – high", number of cases), in German spelling.

    A measure that applies to no case has the value "–" and an empty interval.
    """
    card = run.scorecard
    lines = [_row(m.title, card.figures[m.name]) for m in MEASURES if m.name in card.figures]
    lines += [_row(f"Abgelehnt: {KINDS.get(kind, kind)}", figure) for kind, figure in card.refused.items()]
    titles = {m.name: m.title for m in MEASURES}
    if len(card.groups) > 1:
        for name, figures in card.groups.items():
            lines += [_row(f"{GROUPS[name][0]}: {titles[measure]}", figure) for measure, figure in figures.items()]
    return lines + [_row(title, card.figures[name], 0) for name, (title, _) in SPEED.items() if name in card.figures]


def _row(title: str, figure: Figure, digits: int = 3) -> tuple[str, str, str, str]:
    if figure.value is None or figure.low is None or figure.high is None:
        return title, "–", "", "0"
    return (
        title,
        number(figure.value, digits),
        f"{number(figure.low, digits)} – {number(figure.high, digits)}",
        str(figure.n),
    )


def number(value: float, digits: int = 3) -> str:
    """A figure with a decimal comma and so many `digits` after it."""
    return f"{value:.{digits}f}".replace(".", ",")


def failures(case: Case, result: CaseResult | None) -> list[str]:
    """What is wrong with a case's result, as short German labels; empty when all is right.

    A `result` of None means that the case was not asked.
    """
    if result is None:
        return ["nicht gelaufen"]
    if result.fehler is not None:
        return ["Fehler"]
    found = _wrong_quotes(result)
    if not case.answerable:
        return (["nicht abgelehnt"] if result.gefunden else []) + found
    places: Sequence[tuple[str, bool]] = (
        ("Stelle nicht gefunden", not case.met_by(result.treffer[:10])),
        ("zu Unrecht abgelehnt", not result.gefunden),
        ("Fakt fehlt", (facts_stated(case, result) or 0.0) < 1.0 and bool(case.facts)),
        ("kein richtiger Beleg", not any(case.accepts(beleg) for beleg in result.belege)),
        ("falscher Beleg dabei", bool(result.belege) and not all(case.accepts(beleg) for beleg in result.belege)),
    )
    return [label for label, wrong in places if wrong] + found


def missing_facts(case: Case, result: CaseResult) -> list[str]:
    """The facts wanted that are not stated, each in its first spelling."""
    text = " ".join([result.antwort, *(beleg.zitat for beleg in result.belege)])
    return [fact[0] for fact in case.facts if not states(text, fact)]


def _wrong_quotes(result: CaseResult) -> list[str]:
    found = ["Zitat nicht wortgetreu"] if not all(beleg.wortgetreu for beleg in result.belege) else []
    return found + (["Fragesteller zitiert"] if any(beleg.fragesteller for beleg in result.belege) else [])
