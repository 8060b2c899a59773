"""Reads and writes evaluation sets: JSON lines, CSV or XLSX with the same columns.

In tables, lists are written with "|" between alternatives and ";" between entries: `fragen` "2c; 2g", `facts`
"700 000|700.000; Englisch", `auch_ok` "21/12: 3, 3a; 21/14: 7". A spelling that holds
one of these marks writes a backslash before it.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from evals.model import Case, CaseError

Row: TypeAlias = dict[str, object]
COLUMNS = tuple(Case.model_fields)
ENDINGS = (".jsonl", ".csv", ".xlsx")
_BETWEEN = {";": re.compile(r"(?<!\\);"), "|": re.compile(r"(?<!\\)\|")}  # a backslash guards a mark
_LISTS = ("fragen", "facts", "auch_ok", "verboten")
_TRUTH = {"true": True, "wahr": True, "ja": True, "1": True, "false": False, "falsch": False, "nein": False, "0": False}
_REASONS = {
    "missing": "fehlt",
    "string_type": "muss Text sein",
    "bool_type": "muss wahr oder falsch sein",
    "tuple_type": "muss eine Liste sein",
    "string_too_short": "darf nicht leer sein",
}


def read_set(path: Path) -> list[Case]:
    """Read a set; CaseError names file and line of the first thing wrong. Lines count from 1, as editors show them."""
    if path.suffix.lower() not in ENDINGS:
        raise CaseError(path.name, f"unbekannte Dateiart; lesbar sind {', '.join(ENDINGS)}")
    cases: dict[str, Case] = {}
    for line, row in _rows(path):
        case = _case(path.name, line, row)
        if case.id in cases:
            raise CaseError(path.name, f"die Kennung „{case.id}“ kommt zweimal vor", zeile=line)
        if case.nach is not None and case.nach not in cases:
            raise CaseError(path.name, f"„nach“ nennt „{case.nach}“, aber keine Zeile davor heißt so", zeile=line)
        cases[case.id] = case
    if not cases:
        raise CaseError(path.name, "enthält keine Fragen")
    return list(cases.values())


def read_sets(paths: Iterable[Path]) -> list[Case]:
    """Several sets as one; an id may occur in one of them only."""
    cases: dict[str, Case] = {}
    for path in paths:
        for case in read_set(path):
            if case.id in cases:
                raise CaseError(path.name, f"die Kennung „{case.id}“ kommt schon in einem anderen Fragensatz vor")
            cases[case.id] = case
    return list(cases.values())


def write_set(cases: Iterable[Case], path: Path) -> None:
    """Write a set as JSON lines, whole or not at all."""
    lines = [json.dumps(case.model_dump(mode="json", exclude_none=True), ensure_ascii=False) for case in cases]
    draft = path.with_name(f".{path.name}.neu")
    draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    draft.replace(path)


def as_row(case: Case) -> dict[str, str]:
    """A case as the cells of a table; `read_set` reads them back."""
    cells = {name: "" if value is None else str(value) for name, value in case.model_dump().items()}
    cells["answerable"], cells["any_of"] = ("ja" if flag else "nein" for flag in (case.answerable, case.any_of))
    cells["fragen"], cells["verboten"] = "; ".join(case.fragen), "; ".join(case.verboten)
    cells["facts"] = "; ".join("|".join(map(_guarded, fact)) for fact in case.facts)
    cells["auch_ok"] = "; ".join(f"{number}: {', '.join(fragen)}" for number, fragen in case.auch_ok)
    return cells


def case_from_cells(cells: dict[str, str]) -> Case:
    """The way back from `as_row`, for an edited case; CaseError where it is wrong."""
    return _case("Eingabe", None, _from_cells("Eingabe", None, cells))


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    if path.suffix.lower() == ".jsonl":
        yield from _json_rows(path)
        return
    table = _csv_table(path) if path.suffix.lower() == ".csv" else _xlsx_table(path)
    head = [cell.strip().lower() for cell in next(table, [])]
    for line, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            yield line, _from_cells(path.name, line, dict(zip(head, cells, strict=False)))


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    for line, text in enumerate(_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            raise CaseError(path.name, f"kein gültiges JSON (Spalte {error.colno})", zeile=line) from None
        if not isinstance(row, dict):
            raise CaseError(path.name, "jede Zeile muss ein JSON-Objekt {…} sein", zeile=line)
        yield line, row


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CaseError(path.name, "ist nicht in UTF-8 gespeichert; bitte als UTF-8 speichern") from None
    except OSError:
        raise CaseError(path.name, "lässt sich nicht öffnen; gibt es die Datei?") from None


def _csv_table(path: Path) -> Iterator[list[str]]:
    text = _text(path)
    head = text.split("\n", 1)[0]
    # German spreadsheets write ";" between cells; the head has no text in which either could occur
    return csv.reader(text.splitlines(keepends=True), delimiter=";" if head.count(";") > head.count(",") else ",")


def _xlsx_table(path: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception:  # openpyxl lets errors of zipfile, xml and its own through
        raise CaseError(path.name, "lässt sich nicht als Excel-Datei (XLSX) öffnen") from None
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _from_cells(datei: str, line: int | None, cells: dict[str, str]) -> Row:
    """Cells of a table as the values of JSON; an empty cell leaves the default."""
    row: Row = {name: cell.strip() for name, cell in cells.items() if name and cell.strip()}
    for name in ("answerable", "any_of"):
        if name in row:
            row[name] = _truth(datei, line, name, str(row[name]))
    for name in _LISTS:
        if name in row:
            row[name] = _entries(datei, line, name, str(row[name]))
    return row


def _truth(datei: str, line: int | None, name: str, cell: str) -> bool:
    if cell.lower() not in _TRUTH:
        raise CaseError(datei, f"„{name}“ muss „ja“ oder „nein“ sein, nicht „{cell[:40]}“", zeile=line)
    return _TRUTH[cell.lower()]


def _entries(datei: str, line: int | None, name: str, cell: str) -> list[object]:
    entries = [entry.strip() for entry in _parts(cell, ";") if entry.strip()]
    if name in ("fragen", "verboten"):
        return list(entries)
    if name == "facts":
        return [[re.sub(r"\\([;|])", r"\1", text.strip()) for text in _parts(entry, "|")] for entry in entries]
    parts = [entry.partition(":") for entry in entries]
    if any(not colon for _, colon, _ in parts):
        raise CaseError(datei, "„auch_ok“ wird so geschrieben: „21/12: 3, 3a; 21/14: 7“", zeile=line)
    return [[number.strip(), [frage.strip() for frage in fragen.split(",")]] for number, _, fragen in parts]


def _parts(cell: str, mark: str) -> list[str]:
    return _BETWEEN[mark].split(cell)


def _guarded(spelling: str) -> str:
    return re.sub(r"([;|])", r"\\\1", spelling)


def _case(datei: str, line: int | None, row: Row) -> Case:
    _refuse_misspelt(datei, line, row)
    try:
        # through JSON: there lists are tuples, and nothing else is converted
        return Case.model_validate_json(json.dumps(row))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if not first["loc"]:
            raise CaseError(datei, str(first["msg"]).removeprefix("Value error, "), zeile=line) from None
        reason = _REASONS.get(first["type"], "hat einen ungültigen Wert")
        raise CaseError(datei, f"„{first['loc'][0]}“ {reason}", zeile=line) from None


def _refuse_misspelt(datei: str, line: int | None, row: Row) -> None:
    """Columns of one's own are left alone, but "fact" for "facts" would silently lose what is expected."""
    for name in row.keys() - set(COLUMNS):
        near = difflib.get_close_matches(name.lower(), COLUMNS, n=1, cutoff=0.8)
        if near:
            raise CaseError(datei, f"unbekanntes Feld „{name}“; gemeint ist wohl „{near[0]}“", zeile=line)
