"""The cases of the workbench as HTML: the table, one case in full, how far a run is. Pure; text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.job import Job
from evals.model import Beleg, Case, CaseResult, Place, Run
from evals.report import KINDS, failures, missing_facts
from ui.markup import attrs, esc
from ui.render_scores import grid

ALL, WRONG = "Alle", "Mit Fehler"
_LANGUAGES = {"de": "Deutsch", "en": "Englisch"}


def filters(cases: Sequence[Case], run: Run | None) -> list[tuple[str, str]]:
    """The choices by failure, each with how many cases it leaves: (label, value)."""
    found = [failures(case, run.by_id.get(case.id)) for case in cases] if run else []
    counts = Counter(name for names in found for name in names)
    wrong = sum(bool(names) for names in found)
    first = [(f"{ALL} ({len(cases)})", ALL)] + ([(f"{WRONG} ({wrong})", WRONG)] if run else [])
    return first + [(f"{name} ({many})", name) for name, many in counts.most_common()]


def cases(items: Sequence[Case], run: Run | None, wanted: str, chosen: str = "") -> str:
    """The table of cases that the filter leaves; each row opens its case."""
    results = run.by_id if run else {}
    rows = []
    for case in items:
        found = failures(case, results.get(case.id)) if run else []
        if wanted in (ALL, "") or (wanted == WRONG and found) or wanted in found:
            rows.append(_case_row(case, results.get(case.id), found, case.id == chosen, run is not None))
    empty = '<tr><td colspan="5" class="af-quiet">Keine Frage mit diesem Fehler.</td></tr>'
    heads = ("Stand", "Frage", "Erwartet", "Gezeigt", "Was nicht stimmt")
    return grid(heads, "".join(rows) or empty, "Fragen dieses Fragensatzes", "af-faelle")


def _case_row(case: Case, result: CaseResult | None, wrong: Sequence[str], chosen: bool, ran: bool) -> str:
    mark = ("✗" if wrong else "✓") if ran else "·"
    said = {"✗": "falsch", "✓": "richtig", "·": "nicht geprüft"}[mark]
    shown = result.belege[0] if result and result.belege else None
    button = attrs({"type": "button", "class": "af-link", "aria-current": "true" if chosen else None})
    return (
        f"<tr{attrs({'data-fall': case.id, 'class': 'lit' if chosen else None})}>"
        f'<td class="af-{said.split()[0]}" title="{said}"><span aria-hidden="true">{mark}</span>'
        f'<span class="af-sr">{said}</span></td>'
        f"<td><button{button}>{esc(case.question)}</button></td><td>{esc(_expected(case))}</td>"
        f"<td>{esc(_short(result, shown))}</td><td>{esc(', '.join(wrong))}</td></tr>"
    )


def _expected(case: Case) -> str:
    if not case.answerable:
        return "Ablehnung"
    return f"{case.drucksache}, Frage\u00a0{', '.join(case.fragen)}".replace("Frage\u00a0Vorbemerkung", "Vorbemerkung")


def _short(result: CaseResult | None, shown: Beleg | None) -> str:
    if result is None:
        return "–"
    if result.fehler:
        return "Fehler"
    if not result.gefunden:
        return "abgelehnt" if result.outcome != "naechstliegend" else "nur nächstliegende Stellen"
    return f"{shown.drucksache}, Frage\u00a0{', '.join(shown.fragen)}" if shown else "ohne Beleg"


def detail(case: Case, result: CaseResult | None) -> str:
    """One case in full: what was expected, what came, with which sources, and what failed."""
    wrong = failures(case, result) if result else []
    labels = "".join(f'<li class="af-falsch">{esc(name)}</li>' for name in wrong) or (
        '<li class="af-richtig">Alles richtig</li>' if result else "<li>Noch nicht geprüft</li>"
    )
    about = (case.id, KINDS.get(case.kind, case.kind), _LANGUAGES.get(case.lang))
    meta = " · ".join(part for part in about if part)
    return (
        f'<article class="af-fall"><h3>{esc(case.question)}</h3><p class="af-quiet">{esc(meta)}</p>'
        f'<ul class="af-marken">{labels}</ul>'
        f'<div class="af-zwei">{_wanted(case, result)}{_got(case, result)}</div></article>'
    )


def _wanted(case: Case, result: CaseResult | None) -> str:
    if not case.answerable:
        near = f" Verwandtes Papier: {esc(case.near)}." if case.near else ""
        note = f"<p>{esc(case.bemerkung)}</p>" if case.bemerkung else ""
        return f"<section><h4>Erwartet</h4><p>Keine Antwort im Bestand: ablehnen.{near}</p>{note}</section>"
    missing = set(missing_facts(case, result)) if result else set()
    facts = "".join(_ticked(" oder ".join(fact), fact[0] not in missing, result is not None) for fact in case.facts)
    places = "".join(f"<li>{esc(number)}, {esc(', '.join(fragen))}</li>" for number, fragen in case.places)
    evidence = f"<blockquote>{esc(case.evidence)}</blockquote>" if case.evidence else ""
    note = f"<p>{esc(case.bemerkung)}</p>" if case.bemerkung else ""
    return (
        f"<section><h4>Erwartet</h4><p>Richtige Stellen</p><ul>{places}</ul><p>Fakten</p><ul>{facts}</ul>"
        f"{evidence}{note}</section>"
    )


def _ticked(text: str, right: bool, ran: bool = True) -> str:
    if not ran:
        return f"<li>{esc(text)}</li>"
    return f'<li class="af-{"richtig" if right else "falsch"}">{"✓" if right else "✗"} {esc(text)}</li>'


def _got(case: Case, result: CaseResult | None) -> str:
    if result is None:
        return "<section><h4>Gezeigt</h4><p>Noch nicht geprüft.</p></section>"
    if result.fehler:
        return f"<section><h4>Gezeigt</h4><p>Fehler: {esc(result.fehler)}</p></section>"
    text = (
        "".join(f"<p>{esc(satz.text)}</p>" for satz in result.saetze) or f"<p>{esc(result.grund or 'Abgelehnt.')}</p>"
    )
    sources = "".join(_ticked(b.zitierweise or str(b), case.accepts(b), case.answerable) for b in result.belege)
    hits = "".join(_ticked(_place(place), case.accepts(place), case.answerable) for place in result.treffer)
    took = f"{result.ms:.0f} ms" if result.ms is not None else ""
    return (
        f'<section><h4>Gezeigt <span class="af-quiet">{took}</span></h4>{text}'
        f"<p>Belege</p><ul>{sources or '<li>keine</li>'}</ul>"
        f"<details><summary>Die zehn besten Treffer</summary><ol>{hits}</ol></details></section>"
    )


def _place(place: Place) -> str:
    return f"{place.drucksache}, {', '.join(place.fragen)}"


def progress(job: Job | None) -> str:
    """How far a run is; empty where none runs."""
    if job is None:
        return ""
    if job.problem:
        return f'<p class="af-hinweis" role="alert">{esc(job.problem)}</p>'
    if job.ended.is_set():
        word = "abgebrochen" if job.stopping else "fertig"
        return f'<p class="af-quiet" role="status">Prüfung {word}: {job.done} von {job.total} Fragen.</p>'
    word = "Wird abgebrochen …" if job.stopping else esc(job.question)
    label = attrs({"aria-label": f"Prüfung von {job.name}"})
    return (
        f'<div class="af-lauf"><progress max="{job.total}" value="{job.done}"{label}></progress>'
        f'<span class="num">{job.done} von {job.total}</span><span class="af-quiet">{word}</span></div>'
    )


def problem(text: str) -> str:
    """A message that something was refused."""
    return f'<p class="af-hinweis" role="alert">{esc(text)}</p>'


def note(text: str) -> str:
    """A message that something was done."""
    return f'<p class="af-quiet" role="status">{esc(text)}</p>'
