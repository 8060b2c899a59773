"""The same Frage in several papers as an Excel file. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evals.workbench.spreadsheet import fill
from rag import citation as cite
from rag.model import Reply
from rag.requested import Compared, Requested
from ui.labels import STATUS
from ui.views.over_time import quoting, unlike
from ui.views.workbook import saved

_HEADS = ("Datum", "Drucksache", "Frage", "Fragt nach", "Geantwortet", "Gefragt von", "Zeitraum", "Zeile", "Zahl",
          "Einheit", "Zahl wie gedruckt", "Stand", "Unterschied", "Wortlaut", "Fundstelle", "Adresse")  # fmt: skip
_WIDTHS = (12, 12, 8, 18, 30, 16, 20, 24, 14, 24, 20, 18, 16, 70, 34, 46)


def xlsx(reply: Reply, shown: Requested) -> bytes:
    """The rows as an Excel file: figures as numbers in the plain unit, all else as text, each with its place."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Vergleich"
    lines = [_cells(n, row, reply, shown) for n, row in enumerate(shown.reihe)]
    fill(sheet, [_HEADS, *lines], _WIDTHS)
    asked = shown.fragen[0].text if shown.fragen else ""
    about = [
        ("Frage", asked),
        ("Stand", shown.text),
        ("Zahl", "im Ganzen (nicht in Tausend); wie gedruckt steht sie daneben"),
    ]
    fill(book.create_sheet("Erklärung"), [("", ""), *about], _WIDTHS)
    return saved(book)


def _cells(n: int, row: Compared, reply: Reply, shown: Requested) -> Sequence[str | float | date | None]:
    statement = quoting(row, reply)
    citation = statement.citations[0] if statement and statement.citations else None
    return (
        row.datum,
        row.drucksache,
        row.frage,
        row.bereich,
        row.ressort or "",
        ", ".join(row.fraktionen),
        row.zeit,
        row.was,
        row.wert,
        _plain_unit(row.einheit),
        row.zahl,
        STATUS[row.status] if row.status else "",
        ", ".join(unlike(n, shown.unterschiede)),
        statement.text if statement else "",
        cite.label(citation) if citation else "",
        cite.url(citation) if citation else cite.paper_url(row.drucksache),
    )


def _plain_unit(einheit: str) -> str:
    """The unit of the value: "Euro" for "T Euro"."""
    return "Euro" if "Euro" in einheit or "€" in einheit or "EUR" in einheit else einheit
