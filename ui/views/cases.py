"""The cases of the workbench as HTML: the table, one case in full, how far a run is. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from evals.model import Case, CaseResult, Place, Run
from evals.report import KINDS, failures, missing_facts
from evals.workbench.job import Job
from ui.views.markup import render

ALL, WRONG = "Alle", "Mit Fehler"
_LANGUAGES = {"de": "Deutsch", "en": "Englisch"}


def filters(cases: Sequence[Case], run: Run | None) -> list[tuple[str, str]]:
    """The choices by failure, each with how many cases it leaves: (label, value); without a run ALL alone."""
    found = [failures(case, run.by_id.get(case.id)) for case in cases] if run else []
    counts = Counter(name for names in found for name in names)
    wrong = sum(bool(names) for names in found)
    first = [(f"{ALL} ({len(cases)})", ALL)] + ([(f"{WRONG} ({wrong})", WRONG)] if run else [])
    return first + [(f"{name} ({many})", name) for name, many in counts.most_common()]


class CaseRow(NamedTuple):
    """A row of the table. `mark`: how it went as a sign, `said`: in a word; `expected` and `shown` in few words.

    `wrong`: what is wrong, as `evals.report.failures` says it.
    """

    case: Case
    mark: str
    said: str
    expected: str
    shown: str
    wrong: Sequence[str]


def cases(items: Sequence[Case], run: Run | None, wanted: str, chosen: str = "") -> Markup:
    """The table of cases that a filter leaves; each row opens its case.

    `wanted`: a value of `filters`, "" for all. `chosen`: the id of the case that is open.
    """
    results = run.by_id if run else {}
    rows = []
    for case in items:
        found = failures(case, results.get(case.id)) if run else []
        if wanted in (ALL, "") or (wanted == WRONG and found) or wanted in found:
            mark, said = (("✗", "falsch") if found else ("✓", "richtig")) if run else ("·", "nicht geprüft")
            rows.append(CaseRow(case, mark, said, _expected(case), _short(results.get(case.id)), found))
    return render("cases.html", rows=rows, chosen=chosen)


def _expected(case: Case) -> str:
    if not case.answerable:
        return "Ablehnung"
    return f"{case.drucksache}, Frage\u00a0{', '.join(case.fragen)}".replace("Frage\u00a0Vorbemerkung", "Vorbemerkung")


def _short(result: CaseResult | None) -> str:
    if result is None:
        return "–"
    if result.fehler:
        return "Fehler"
    if not result.gefunden:
        return "abgelehnt" if result.outcome != "naechstliegend" else "nur nächstliegende Stellen"
    if not result.belege:
        return "ohne Beleg"
    shown = result.belege[0]
    return f"{shown.drucksache}, Frage\u00a0{', '.join(shown.fragen)}"


def detail(case: Case, result: CaseResult | None) -> Markup:
    """One case in full: what was expected, what came, with which sources, and what failed."""
    about = (case.id, KINDS.get(case.kind, case.kind), _LANGUAGES.get(case.lang))
    missing = missing_facts(case, result) if result else ()
    belege, hits = (result.belege, result.treffer) if result else ((), ())
    return render(
        "case.html",
        case=case,
        result=result,
        about=[part for part in about if part],
        wrong=failures(case, result) if result else (),
        facts=[(" oder ".join(fact), fact[0] not in missing if result else None) for fact in case.facts],
        sources=[(beleg.zitierweise or str(beleg), _right(case, beleg)) for beleg in belege],
        hits=[(f"{hit.drucksache}, {', '.join(hit.fragen)}", _right(case, hit)) for hit in hits],
        took=f"{result.ms:.0f} ms" if result and result.ms is not None else "",
    )


def _right(case: Case, place: Place) -> bool | None:
    """Whether a place is a right one; None for a question that has no place."""
    return case.accepts(place) if case.answerable else None


def progress(job: Job | None) -> Markup:
    """How far a run is, or how it ended; empty without one."""
    if job is None:
        return Markup()
    if job.problem:
        return problem(job.problem)
    if job.ended.is_set():
        word = "abgebrochen" if job.stopping else "fertig"
        return note(f"Prüfung {word}: {job.done} von {job.total} Fragen.")
    return render("progress.html", job=job)


def problem(text: str) -> Markup:
    """A message that something was refused."""
    return render("message.html", text=text, is_problem=True)


def note(text: str) -> Markup:
    """A message that something was done."""
    return render("message.html", text=text, is_problem=False)
