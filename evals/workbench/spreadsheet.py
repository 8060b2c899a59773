"""A run as an Excel file: figures, cases with what was expected and shown, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from evals.case_files import as_row
from evals.metrics import MEASURES
from evals.model import Case, CaseResult, Run
from evals.report import failures, missing_facts, rows
from ingest.errors import whole

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD = ("Kennung", "Frage", "Art", "Erwartet", "Erwartete Fakten", "Gefunden", "Antwort", "Belege", "Treffer",
         "Fehlende Fakten", "Was nicht stimmt", "ms")  # fmt: skip
_NO_XML = re.compile("[\ufffe\uffff]")  # beside those that openpyxl knows
_WIDTHS = (10, 50, 18, 22, 30, 10, 60, 40, 40, 24, 30, 8)


def write(run: Run, path: Path) -> None:
    """Write the run as XLSX: sheets "Maße", "Fragen" (a row for each case, also those not asked) and "Erklärung".

    Figures are numbers, with which Excel can reckon. Every other cell is text, so that no question is taken for a
    formula; what XML cannot hold is left out.
    """
    from openpyxl import Workbook

    book = Workbook()
    figures = book.active
    figures.title = "Maße"
    facts = (("Fragensatz", ", ".join(run.sets)), ("Begonnen", f"{run.started.astimezone():%d.%m.%Y %H:%M}"),
             ("Version", run.version), *run.counts.items(), *run.settings.items())  # fmt: skip
    head = ("Maß", "Wert", "95-%-Bereich", "Fragen")
    measured = [(title, _figure(value), interval, _figure(n)) for title, value, interval, n in rows(run)]
    fill(figures, [head, *measured, (), *[(name, str(value)) for name, value in facts]], (44, 14, 20, 10))
    fill(book.create_sheet("Fragen"), [_HEAD, *_cases(run)], _WIDTHS)
    defined = [(m.title, m.definition, m.source) for m in MEASURES]
    fill(book.create_sheet("Erklärung"), [("Maß", "Bedeutung", "Quelle"), *defined], (36, 80, 50))
    book.save(path)


def _figure(text: str) -> float | str:
    """A figure of the scorecard as a number; "–" stays."""
    return text if text == "–" else float(text.replace(",", "."))


def _cases(run: Run) -> Iterable[Sequence[str | float]]:
    for case in run.cases:
        yield _case(case, run.by_id.get(case.id))


def _case(case: Case, result: CaseResult | None) -> Sequence[str | float]:
    cells, got = as_row(case), result or CaseResult(id=case.id)
    return (
        case.id,
        case.question,
        case.kind,
        "; ".join(f"{number} {', '.join(fragen)}" for number, fragen in case.places) or "keine Antwort",
        cells["facts"],
        "ja" if got.gefunden else "nein",
        got.antwort or got.grund or got.fehler or "",
        "\n".join(beleg.zitierweise for beleg in got.belege),
        "\n".join(map(str, got.treffer)),
        "; ".join(missing_facts(case, got)),
        "; ".join(failures(case, result)),
        "" if got.ms is None else round(got.ms),
    )


def put(cell: Cell, value: str | float | Decimal | date | None) -> None:
    """Write a text, a number or a day into a cell. A text never becomes a formula; what XML cannot hold is left out."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        cell.value = whole(_NO_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value)))
        cell.data_type = "s"  # a text may begin with "=": it stays text
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"


def fill(sheet: Worksheet, lines: Iterable[Sequence[str | float | date | None]], widths: Sequence[int]) -> None:
    """Write lines below each other, the first as the head, into columns of these widths (in characters)."""
    from openpyxl.styles import Alignment, Font

    for n, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(n, column)
            put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=n == 1)
    sized(sheet, widths)


def sized(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Give the columns of a sheet these widths (in characters), and keep its head in sight."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
