"""What of a draft was asked before, as a page, a Word file, plain text. Pure functions; a draft's text stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from rag import citation as cite
from rag.asked_before import ASKED, Earlier, Kind, Line
from ui.labels import STATUS, held, printable
from ui.views import word
from ui.views.markup import render
from ui.views.reply import chip_among

TITLE = "Schon gefragt?"
KINDS = {
    Kind.WORTGLEICH: "schon gefragt, in denselben Worten",
    Kind.GLEICHE_SACHE: "schon gefragt, dieselbe Sache",
    Kind.VERWANDT: "nur Verwandtes gefragt",
    Kind.NICHT_GEFUNDEN: "nicht gefunden",
}
_HEADS = ("Frage des Entwurfs", "Ergebnis", "Früher gefragt", "Antwort der Bundesregierung")


def summary(lines: Sequence[Line], papers: int, fragen: int) -> str:
    """How many of the Fragen were asked before, and what that was looked for in."""
    asked = sum(line.kind in ASKED for line in lines)
    return (
        f"{asked} von {len(lines)} Fragen wurden schon gestellt. "
        f"Verglichen wurde mit {held(papers, fragen)} im Bestand; "
        "was dort nicht liegt, kann trotzdem schon gefragt worden sein. Bitte prüfen Sie die Fundstellen selbst."
    )


def form() -> Markup:
    """The field for a text and the box for a file."""
    return render("asked_before_form.html")


def page(lines: Sequence[Line], key: str, papers: int, fragen: int) -> Markup:
    """The table; `key`: under which its Word file can be had."""
    quoted = [one.zitat for line in lines for one in line.frueher if one.zitat]
    chips = {id(one): chip_among(one.zitat, quoted) for line in lines for one in line.frueher if one.zitat}
    rows = [(line, [(one, who(one), chips.get(id(one))) for one in line.frueher]) for line in lines]
    said = summary(lines, papers, fragen)
    return render("asked_before.html", rows=rows, summary=said, key=key, KINDS=KINDS, STATUS=STATUS, heads=_HEADS)


def who(one: Earlier) -> str:
    """Who asked, and when the answer came: "Die Linke, Antwort vom 07.05.2025"."""
    day = f"Antwort vom {one.datum:%d.%m.%Y}" if one.datum else "Antwort ohne Datum"
    return ", ".join([*one.fragende, day])


def text(lines: Sequence[Line], papers: int, fragen: int) -> str:
    """All of it for a terminal; nothing in it steers one."""
    every = [summary(lines, papers, fragen), ""]
    for line in lines:
        every += [f"{line.nummer}: {_one_line(line.text)}", f"   {KINDS[line.kind]}"]
        every += [f"   {said}" for one in line.frueher for said in _said(one)]
        every.append("")
    return printable("\n".join(every).rstrip())


def _said(one: Earlier) -> Iterator[str]:
    yield f"- {asked(one)}"
    yield f"  {_one_line(one.text)}"
    if one.zitat:
        yield f"  „{_one_line(one.zitat.zitat)}“"
        yield f"  {cite.label(one.zitat)}, {cite.url(one.zitat)}"


def asked(one: Earlier) -> str:
    """Which Frage it is, by whom, when, with which status."""
    status = f", {STATUS[one.status]}" if one.status else ""
    related = f" ({KINDS[Kind.VERWANDT]})" if one.kind is Kind.VERWANDT else ""
    return f"BT-Drs. {cite.number(one.drucksache, neu=one.neu)}, Frage {one.frage}, {who(one)}{status}{related}"


def docx(lines: Sequence[Line], papers: int, fragen: int, day: date) -> bytes:
    """The bytes of a Word file with a table of a row for each Frage, every quote with its place in a footnote."""
    from docx.enum.section import WD_ORIENT

    document = word.new_document(TITLE, day)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(word.clean(summary(lines, papers, fragen)))
    cells = [(f"{line.nummer}: {line.text}", KINDS[line.kind], "", "") for line in lines]
    table = word.table(document, [_HEADS, *cells])
    for line, row in zip(lines, table.rows[1:], strict=True):
        before, answers = row.cells[2:]
        word.fill(before, [f"{asked(one)}: {one.text}" for one in line.frueher])
        quotes = [one.zitat for one in line.frueher if one.zitat]
        paragraphs = word.fill(answers, [f"„{quote.zitat}“" for quote in quotes])
        for quote, paragraph in zip(quotes, paragraphs, strict=False):
            word.footnote(paragraph, cite.label(quote), cite.url(quote))
    return word.saved(document)


def _one_line(words: str) -> str:
    return " ".join(words.split())
