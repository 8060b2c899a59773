"""Tables of question sets: the rows of a CSV or XLSX file. Whatever is wrong in one is a CaseError."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from evals.model import CaseError

if TYPE_CHECKING:
    from openpyxl import Workbook

Cells = Sequence[object]
LARGEST = 50_000_000
"""Bytes of a set, unpacked: 10,000 questions with their answers' words have a tenth of that."""
_WIDEST = 200  # columns of a sheet that are read
_NO_EXCEL = "lässt sich nicht als Excel-Datei (XLSX) lesen"
_NO_CSV = f"ein Feld hat mehr als {csv.field_size_limit()} Zeichen, oder ein Anführungszeichen fehlt"


def read_text(path: Path) -> str:
    """A file's text; CaseError where it is missing, larger than LARGEST or not UTF-8.

    Excel writes a CSV in Windows' own letters (cp1252) unless it is told otherwise: such a one is read as well.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise CaseError(path.name, f"ist größer als {LARGEST // 1_000_000} MB und damit zu groß")
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if path.suffix.lower() == ".csv" and b"\0" not in content:
            with suppress(UnicodeDecodeError):
                return content.decode("cp1252")
        raise CaseError(path.name, "ist nicht in UTF-8 gespeichert; bitte als UTF-8 speichern") from None
    except OSError:
        raise CaseError(path.name, "lässt sich nicht öffnen; gibt es die Datei?") from None


def rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows of a file, the head first: (line from 1, cells). CaseError names the line that cannot be read.

    Cells of a CSV are texts, those of an Excel file as openpyxl reads them: text, number, truth value, date or None.
    Of an Excel file the first sheet is read, and of it 200 columns.
    """
    excel = path.suffix.lower() != ".csv"
    table = _xlsx_rows(path) if excel else _csv_rows(path)
    line = 1
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except MemoryError:
            raise
        except Exception:  # openpyxl lets errors of zipfile, XML and its own through
            raise CaseError(path.name, _NO_EXCEL if excel else _NO_CSV, zeile=line) from None
        yield line, cells
        line += 1


def _csv_rows(path: Path) -> Iterator[Cells]:
    text = read_text(path)
    head = text.split("\n", 1)[0]
    # German spreadsheets write ";" between cells; the head has no text in which either could occur
    return csv.reader(text.splitlines(keepends=True), delimiter=";" if head.count(";") > head.count(",") else ",")


def _xlsx_rows(path: Path) -> Iterator[Cells]:
    from openpyxl import load_workbook

    _check_size(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
    except MemoryError:
        raise
    except Exception:
        raise CaseError(path.name, _NO_EXCEL) from None
    return _closed_after(book, sheet.iter_rows(max_col=_WIDEST, values_only=True))


def _closed_after(book: Workbook, table: Iterator[Cells]) -> Iterator[Cells]:
    try:
        yield from table
    finally:
        book.close()


def _check_size(path: Path) -> None:
    """CaseError for what is no archive, or unpacks to more than a set can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist()) // 1_000_000
    except FileNotFoundError:
        raise CaseError(path.name, "lässt sich nicht öffnen; gibt es die Datei?") from None
    except Exception:
        raise CaseError(path.name, _NO_EXCEL) from None
    if size > LARGEST // 1_000_000:
        most = f"ein Fragensatz hat höchstens {LARGEST // 1_000_000} MB"
        raise CaseError(path.name, f"enthält ausgepackt {size} MB; {most}")
