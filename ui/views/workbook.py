"""The tables of papers as an Excel file: an overview, then every row with the place it stands at. Pure functions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from evals.workbench.spreadsheet import put, sized
from ingest.language.cutting import cut_at_word
from ingest.model import Drucksache
from ingest.spans import Zeilenart
from rag import citation as cite
from rag.papertables import PaperTable, Row, Value

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What an Excel file is as a download."""
MOST_ROWS = 50_000
"""Rows of tables in one file: about ten seconds of work. The largest of 469 papers has 27,000."""
COLUMNS = 200
"""Cells of a row, as many as a row of a paper may have."""

_ARTEN = {
    Zeilenart.UEBERSCHRIFT: "Überschrift",
    Zeilenart.KOPF: "Kopf",
    Zeilenart.GRUPPE: "Gruppe",
    Zeilenart.ZEILE: "Zeile",
    Zeilenart.ANMERKUNG: "Anmerkung",
}
_LINE = "Zeile als Text"
_OVERVIEW = ("Tabelle", "Drucksache", "Titel", "Datum", "Stelle", "Seite", "Beginnt mit", "Zeilen", "Wie gelesen",
             "Beleg", "Adresse")  # fmt: skip
_WIDTHS = (8, 11, 44, 11, 30, 7, 44, 8, 44, 48, 52)
_PLACE = ("Tabelle", "Drucksache", "Stelle", "Seite", "Art")
_PLACE_WIDTHS = (8, 11, 30, 7, 14)
_HELP = (
    "Jede Zeile nennt die Drucksache, die Stelle (Frage, Anlage, Vorbemerkung) und, wo bekannt, die Seite des PDF.",
    "Zahlen sind Zahlen, wo ihre Schreibweise keinen Zweifel lässt: 1.234,5, 1 234, 12,5 %, 3,20 €. Alles andere "
    "bleibt der Text, der gedruckt ist: „–“, „k. A.“, „12 Mio. Euro“, „12*“. Nichts davon wird zu 0.",
    f"„{_LINE}“: In dieser Vorlage sind die Spalten nicht zu erkennen. Die Zeile steht so da, wie sie im Text steht; "
    "Spalten werden nicht geraten. Mit dem PDF des Papiers im Bestand sind die Spalten meist bekannt.",
    "Zitiert wird das Papier, nicht diese Datei: Bitte prüfen Sie die Zahlen vor der Verwendung an der Stelle im PDF.",
)


class Found(NamedTuple):
    """A paper with those of its tables that are wanted."""

    paper: Drucksache
    tables: Sequence[PaperTable]


def xlsx(found: Iterable[Found], notes: Sequence[str] = ()) -> bytes:
    """The bytes of the Excel file: sheets "Übersicht", "Tabellen", "Lesehilfe".

    `notes`: what else is to be said of the whole (German). Where the rows are more than MOST_ROWS, the tables that
    are too many stand in the overview alone, which says so.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    overview, sheet, explained = (book.create_sheet(name) for name in ("Übersicht", "Tabellen", "Lesehilfe"))
    every = [(one.paper, table) for one in found for table in one.tables]
    width = max((len(row.cells) for _, table in every for row in table.rows), default=1)
    heads = (*_PLACE, *(f"Spalte {n}" for n in range(1, min(width, COLUMNS) + 1)))
    sized(overview, _WIDTHS)
    sized(sheet, (*_PLACE_WIDTHS, *[18] * width))
    sized(explained, (120,))
    _append(overview, _OVERVIEW, bold=True)
    _append(sheet, heads, bold=True)
    written = 0
    for number, (paper, table) in enumerate(every, start=1):
        shown = written + len(table.rows) <= MOST_ROWS
        _append(overview, [*_about(number, paper, table), "" if shown else "zu viele Zeilen: nicht in dieser Datei"])
        for row in table.rows if shown else ():
            _append_row(sheet, number, paper, table, row)
        written += len(table.rows) if shown else 0
    for line in (*notes, *_HELP):
        _append(explained, (line,))
    return saved(book)


def _about(number: int, paper: Drucksache, table: PaperTable) -> Iterator[str | float]:
    """A line of the overview."""
    page = table.rows[0].seite
    first = next((" ".join(cell for cell in row.cells if cell) for row in table.rows), "")
    address = cite.paper_url(paper.nummer)
    yield number
    yield paper.nummer
    yield paper.titel or "Titel unbekannt"
    yield f"{paper.datum:%d.%m.%Y}" if paper.datum else ""
    yield _stelle(table)
    yield page or ""
    yield cut_at_word(first, 200, " …")
    yield len(table.rows)
    yield _how(table)
    yield _beleg(paper, table, page)
    yield f"{address}#page={page}" if address and page else address


def _stelle(table: PaperTable) -> str:
    return f"{table.stelle} (keine Aussage der Bundesregierung)" if table.askers else table.stelle


def _beleg(paper: Drucksache, table: PaperTable, page: int | None) -> str:
    parts = [f"BT-Drs. {paper.nummer}", *([f"S. {page}"] if page else []), table.stelle]
    return ", ".join(parts) + (f" ({cite.VORABFASSUNG})" if paper.vorabfassung else "")


def _how(table: PaperTable) -> str:
    lines = sum(row.line for row in table.rows)
    if table.beschaedigt:
        return "in der Vorlage beschädigt: Zeilen als Text, bitte im PDF nachsehen"
    if lines == len(table.rows):
        return "Zeilen als Text: Spalten nicht zu erkennen"
    return f"Zellen; {lines} von {len(table.rows)} Zeilen als Text" if lines else "Zellen"


def _append_row(sheet: Worksheet, number: int, paper: Drucksache, table: PaperTable, row: Row) -> None:
    art = _LINE if row.line else _ARTEN[row.art] if row.art else "Zeile"
    place = (number, paper.nummer, _stelle(table), row.seite or "", art)
    values = row.values or (None,) * len(row.cells)
    cells = [value or text for text, value in zip(row.cells, values, strict=False)][:COLUMNS]
    _append(sheet, [*place, *cells], bold=row.art is Zeilenart.KOPF)


def _append(sheet: Worksheet, values: Iterable[str | float | Value], *, bold: bool = False) -> None:
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet)
        if isinstance(value, Value):
            put(cell, value.number / 100 if value.unit == "%" else value.number)
            cell.number_format = _format(value)
        else:
            if value != "":  # what is empty stays empty: Excel would count a text of no length
                put(cell, value)
        if bold:
            cell.font = _bold()
        cells.append(cell)
    sheet.append(cells)


@cache
def _bold() -> Font:
    from openpyxl.styles import Font

    return Font(bold=True)


@cache
def _format(value: Value) -> str:
    """How Excel shows a number as it was printed."""
    digits = ("#,##0" if value.grouped else "0") + ("." + "0" * value.decimals if value.decimals else "")
    unit = {"%": "%", "€": ' "€"'}.get(value.unit, "")
    return f"+{digits}{unit};-{digits}{unit}" if value.plus else digits + unit


def saved(book: Workbook) -> bytes:
    """The bytes of an Excel file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
