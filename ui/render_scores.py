"""The figures of the workbench as HTML: a run, its kinds of questions, two runs side by side; all text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evals.compare import Change, Compared
from evals.metrics import MEASURES, SPEED, Measure
from evals.model import Figure, Run
from evals.report import KINDS, lacking, number
from ui import plots
from ui.markup import attrs, esc, scroller

GROUPS = {
    "Suche": ("r1", "r3", "r10", "mrr"),
    "Antwort": ("kept", "facts", "cited", "prec", "alce_recall", "alce_prec", "verbatim", "speaker"),
    "Ablehnen": ("refusal_recall", "refusal_prec"),
}
_HELD = {
    "papers": ("Drucksache", "Drucksachen"),
    "passages": ("Stelle", "Stellen"),
    "windows": ("Ausschnitt", "Ausschnitte"),
}
_MEASURE = {measure.name: measure for measure in MEASURES}


def figures(run: Run) -> str:
    """The scorecard: every measure with value, interval as a picture and in figures, and number of cases."""
    card = run.scorecard
    body = ""
    for title, names in GROUPS.items():
        body += _group(title) + "".join(_measure(name, card.figures) for name in names)
    body += "".join(_line(f"davon {KINDS.get(kind, kind)}", figure) for kind, figure in card.refused.items())
    body += _group("Zeit") + "".join(_line(title, card.figures.get(name), 0) for name, (title, _) in SPEED.items())
    heads = ("Maß", ">Wert", "95-%-Bereich", ">von – bis", ">Fragen")
    return _about(run) + grid(heads, body, "Maße dieses Prüflaufs", "af-masse")


def _about(run: Run) -> str:
    counts = ", ".join(f"{value} {_HELD.get(name, (name, name))[value != 1]}" for name, value in run.counts.items())
    stopped = '<p class="af-hinweis">Abgebrochen: Fragen ohne Ergebnis zählen als falsch.</p>' if run.stopped else ""
    stopped += f'<p class="af-hinweis">{esc(lacking(run))}</p>' if run.missing else ""
    when = f"{run.started.astimezone():%d.%m.%Y, %H:%M} Uhr"
    lines = [", ".join(run.sets), when, f"Version {run.version}", *([f"Bestand: {counts}"] if counts else [])]
    lines += [f"{name.capitalize()}: {value}" for name, value in run.settings.items()]
    return (
        f'<p class="af-quiet">{" · ".join(map(esc, lines))}</p>{stopped}<p class="af-quiet">Der 95-%-Bereich sagt, '
        "wo der Wert bei anderen Fragen gleicher Art vermutlich läge. Bei wenigen Fragen ist er breit.</p>"
    )


def _group(title: str) -> str:
    return f'<tr class="af-gruppe"><th colspan="5" scope="rowgroup">{esc(title)}</th></tr>'


def _measure(name: str, known: Mapping[str, Figure]) -> str:
    return _line(_MEASURE[name].title, known.get(name), definition=_MEASURE[name].definition)


def _line(title: str, figure: Figure | None, digits: int = 3, definition: str = "") -> str:
    if figure is None or figure.value is None or figure.low is None or figure.high is None:
        return f'<tr><th scope="row">{esc(title)}</th><td class="num">–</td><td></td><td></td><td></td></tr>'
    picture = plots.interval(figure.value, figure.low, figure.high) if digits else ""
    return (
        f'<tr><th scope="row"{attrs({"title": definition or None})}>{esc(title)}</th>'
        f'<td class="num"><strong>{number(figure.value, digits)}</strong></td><td>{picture}</td>'
        f'<td class="num">{number(figure.low, digits)} – {number(figure.high, digits)}</td>'
        f'<td class="num">{figure.n}</td></tr>'
    )


def by_kind(run: Run) -> str:
    """How the kinds of questions do: found first and facts stated, or refused."""
    results, kinds = run.by_id, Counter(case.kind for case in run.cases)
    rows = []
    for kind, many in kinds.most_common():
        cases = [case for case in run.cases if case.kind == kind]
        names = ("r1", "facts") if cases[0].answerable else ("refusal_recall",)
        cells = [_share([_MEASURE[name].of(case, results.get(case.id)) for case in cases]) for name in names]
        cells = cells if len(cells) == 2 else ['<td class="af-quiet">soll abgelehnt werden</td>', *cells]
        head = f'<th scope="row">{esc(KINDS.get(kind, kind))}</th><td class="num">{many}</td>'
        rows.append(f"<tr>{head}{''.join(cells)}</tr>")
    heads = ("Art der Frage", ">Fragen", "Treffer auf Platz 1", "Fakten genannt / abgelehnt")
    return grid(heads, "".join(rows), "Ergebnisse nach Art der Frage", "af-arten")


def _share(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "<td>–</td>"
    mean = sum(known) / len(known)
    return f'<td><span class="af-wert">{number(mean, 2)}</span>{plots.bar(mean)}</td>'


def history(runs: Sequence[Run]) -> str:
    """How the measures went over the runs of a set, oldest first; empty for fewer than two."""
    if len(runs) < 2:
        return ""
    rows = ""
    for name in ("r1", "r3", "facts", "cited", "prec", "kept", "refusal_recall"):
        known = [f.value for run in runs if (f := run.scorecard.figures.get(name)) is not None and f.value is not None]
        if known:
            first, last = (f'<td class="num">{number(value)}</td>' for value in (known[0], known[-1]))
            rows += (
                f'<tr><th scope="row">{esc(_MEASURE[name].title)}</th>{first}<td>{plots.course(known)}</td>{last}</tr>'
            )
    begin, end = (f">{run.started.astimezone():%d.%m.%Y %H:%M}" for run in (runs[0], runs[-1]))
    title = f"<h4>Verlauf über {len(runs)} Prüfläufe von {esc(', '.join(runs[0].sets))}</h4>"
    return title + grid(("Maß", begin, "Verlauf", end), rows, "Verlauf der Maße", "af-historie")


def definitions() -> str:
    """What every measure means and who defined it."""
    rows = "".join(
        f'<tr><th scope="row">{esc(m.title)}</th><td>{esc(m.definition)}</td><td>{esc(m.source)}</td></tr>'
        for m in MEASURES
    )
    text = (
        "<p>Eine Frage ohne Ergebnis zählt überall als falsch. Der 95-%-Bereich entsteht durch wiederholtes Ziehen der "
        "Fragen mit Zurücklegen (Bootstrap, 2&#8239;000 Ziehungen, Efron und Tibshirani 1993). Ob sich zwei Läufe mehr "
        "als zufällig unterscheiden, sagt der exakte Vorzeichentest über die Fragen, die besser oder schlechter wurden "
        "(bei Ja/Nein-Maßen: McNemar 1947).</p>"
    )
    return text + grid(("Maß", "Bedeutung", "Quelle"), rows, "Erklärung der Maße", "af-erklaerung")


def comparison(found: Sequence[Compared]) -> str:
    """Two runs by every measure: before, after, difference with its interval, how many cases won and lost."""
    if not found:
        return '<p class="af-hinweis">Diese beiden Läufe haben keine Frage gemeinsam, die unverändert blieb.</p>'
    span = max(0.05, *(max(abs(c.low), abs(c.high)) for c in found))
    rows = "".join(_compared(c, span) for c in found)
    scale = f"von −{number(span, 2)} bis +{number(span, 2)}"
    heads = ("Maß", ">vorher", ">nachher", ">Unterschied", scale, ">besser", ">schlechter", ">p")
    return grid(heads, rows, "Vergleich der Maße", "af-vergleich")


def _compared(c: Compared, span: float) -> str:
    sure = '<span class="af-sicher-wort">deutlich</span>' if c.significant else ""
    return (
        f'<tr><th scope="row">{esc(c.measure.title)}</th><td class="num">{number(c.before)}</td>'
        f'<td class="num">{number(c.after)}</td><td class="num"><strong>{signed(c.difference)}</strong></td>'
        f"<td>{plots.difference(c.difference, c.low, c.high, span)}</td>"
        f'<td class="num">{len(c.gains)}</td><td class="num">{len(c.losses)}</td>'
        f'<td class="num">{_chance(c.p)} {sure}</td></tr>'
    )


def _chance(p: float) -> str:
    return "unter 0,001" if p < 0.001 else number(p)


def signed(value: float) -> str:
    """A difference with its sign and decimal comma."""
    if abs(value) < 0.0005:
        return number(0)
    return f"{value:+.3f}".replace(".", ",").replace("-", "−")


def changes(found: Sequence[Compared], measure: str) -> str:
    """The cases that one measure sees won and lost."""
    one = next((c for c in found if c.measure.name == measure), None)
    if one is None:
        return ""
    return (
        f'<div class="af-zwei">{_changed("Besser geworden", one.gains, one.measure)}'
        f"{_changed('Schlechter geworden', one.losses, one.measure)}</div>"
    )


def _changed(title: str, items: Sequence[Change], measure: Measure) -> str:
    rows = "".join(
        f"<li>{esc(c.case.question)} <span class='af-quiet'>{number(c.before, 2)} → {number(c.after, 2)}</span></li>"
        for c in items
    )
    head = f"<h4>{title}: {esc(measure.title)} ({len(items)})</h4>"
    return f"<section>{head}<ul>{rows or '<li>keine</li>'}</ul></section>"


def grid(heads: Sequence[str], body: str, caption: str, kind: str) -> str:
    """A table that scrolls in its own box; `body` is HTML, a head that begins with ">" stands to the right."""
    head = "".join(_head(word) for word in heads)
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return scroller(f'<table class="af-tafel {kind}">{inner}</table>', caption)


def _head(word: str) -> str:
    kind = ' class="num"' if word.startswith(">") else ""
    return f'<th scope="col"{kind}>{esc(word.removeprefix(">"))}</th>'
