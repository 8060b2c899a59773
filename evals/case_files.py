"""Reads and writes evaluation sets: JSON lines, CSV or XLSX with the same columns.

In tables, lists are written with "|" between alternatives and ";" between entries: `fragen` "2c; 2g", `facts`
"700 000|700.000; Englisch", `auch_ok` "21/12: 3, 3a; 21/14: 7". A spelling that holds
one of these marks writes a backslash before it.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from evals.case_tables import read_text, rows
from evals.model import OPEN, Case, CaseError
from ingest import guarded

Row: TypeAlias = dict[str, object]
COLUMNS = tuple(Case.model_fields)
ENDINGS = (".jsonl", ".csv", ".xlsx")
_BETWEEN = {";": re.compile(r"(?<!\\);"), "|": re.compile(r"(?<!\\)\|")}  # a backslash guards a mark
_LISTS = ("fragen", "facts", "auch_ok", "verboten")
_TRUTH = {"true": True, "wahr": True, "ja": True, "1": True, "false": False, "falsch": False, "nein": False, "0": False}
GERMAN = {
    "kennung": "id",
    "frage": "question",
    "beantwortbar": "answerable",
    "im bestand beantwortbar": "answerable",
    "richtige fragen": "fragen",
    "eine genügt": "any_of",
    "fakten": "facts",
    "art": "kind",
    "sprache": "lang",
    "beleg": "evidence",
    "beleg im wortlaut": "evidence",
    "ebenso richtig": "auch_ok",
    "ebenso richtige stellen": "auch_ok",
    "nahe drucksache": "near",
    "folgt auf": "nach",
}
"""How the heads of a table may be called in German; what is German already ("drucksache", "bemerkung") stays."""
_REASONS = {
    "missing": "fehlt",
    "string_type": "muss Text sein",
    "bool_type": "muss wahr oder falsch sein",
    "tuple_type": "muss eine Liste sein",
    "string_too_short": "darf nicht leer sein",
}


def read_set(path: Path) -> list[Case]:
    """Read a set; CaseError names file and line of the first thing wrong. Lines count from 1, as editors show them.

    It is read in a process of its own with limits (`ingest.guarded`), since users bring sets.
    """
    try:
        return guarded.within(guarded.SECONDS, _read_set, path.absolute())
    except guarded.Exceeded as error:
        raise CaseError(path.name, str(error)) from error


def _read_set(path: Path) -> list[Case]:
    try:
        return _cases(path)
    except CaseError:
        raise
    except MemoryError:
        raise CaseError(path.name, guarded.SPACE) from None
    except Exception as error:  # nothing that a file holds ends the program
        raise CaseError(path.name, f"lässt sich nicht auswerten ({type(error).__name__})") from error


def _cases(path: Path) -> list[Case]:
    if path.suffix.lower() not in ENDINGS:
        raise CaseError(path.name, f"unbekannte Dateiart; lesbar sind {', '.join(ENDINGS)}")
    cases: dict[str, Case] = {}
    for line, row in _rows(path):
        case = _case(path.name, line, row)
        if case.id in cases:
            raise CaseError(path.name, f"die Kennung „{case.id:.40}“ kommt zweimal vor", zeile=line)
        if case.nach is not None and case.nach not in cases:
            raise CaseError(path.name, f"„nach“ nennt „{case.nach:.40}“, aber keine Zeile davor heißt so", zeile=line)
        cases[case.id] = case
    if not cases:
        raise CaseError(path.name, "enthält keine Fragen")
    return list(cases.values())


def read_sets(paths: Iterable[Path]) -> list[Case]:
    """The cases of several sets, in order; CaseError as in `read_set`, and for an id that two of them have."""
    cases: dict[str, Case] = {}
    for path in paths:
        for case in read_set(path):
            if case.id in cases:
                raise CaseError(path.name, f"die Kennung „{case.id:.40}“ kommt schon in einem anderen Fragensatz vor")
            cases[case.id] = case
    return list(cases.values())


def write_set(cases: Iterable[Case], path: Path) -> None:
    """Write a set as JSON lines, whole or not at all."""
    lines = [json.dumps(case.model_dump(mode="json", exclude_none=True), ensure_ascii=False) for case in cases]
    draft = path.with_name(f".{path.name}.neu")
    draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    draft.replace(path)


def as_row(case: Case) -> dict[str, str]:
    """A case as the cells of a table, by COLUMNS; `case_from_cells` reads them back, and `read_set` a table of them.

    "ja" and "nein" for truth values; facts as "700 000|700.000; je 13"; equal places as "21/12: 3, 3a; 21/14: 7".
    """
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
    table = rows(path)
    names = [_cell(cell).lower() for _, cells in islice(table, 1) for cell in cells]
    there = set(names)  # a file may have any number of columns
    # beside "question" a "Frage" is a column of one's own
    head = [name if GERMAN.get(name) in there else GERMAN.get(name, name) for name in names]
    for line, cells in table:
        named = dict(zip(head, cells, strict=False))
        _refuse_dates(path.name, line, named)
        texts = {name: _cell(cell) for name, cell in named.items()}
        if any(texts.values()):
            yield line, _from_cells(path.name, line, texts)


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _refuse_dates(datei: str, line: int, cells: dict[str, object]) -> None:
    """Excel makes a date of "21/12"; what was written cannot be told from it any more."""
    for name in COLUMNS:
        if isinstance(cells.get(name), date | time | timedelta):
            raise CaseError(
                datei,
                f"in „{name}“ steht ein Datum; bitte die Spalte als Text einrichten und neu ausfüllen",
                zeile=line,
            )


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    for line, text in enumerate(read_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            raise CaseError(path.name, f"kein gültiges JSON (Spalte {error.colno})", zeile=line) from None
        except (ValueError, RecursionError):  # a number of thousands of digits, brackets by the thousand
            raise CaseError(path.name, "zu lange Zahl oder zu tief verschachtelt", zeile=line) from None
        if not isinstance(row, dict):
            raise CaseError(path.name, "jede Zeile muss ein JSON-Objekt {…} sein", zeile=line)
        yield line, row


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
    if name == "fragen":
        _refuse_words(datei, line, entries)
    if name in ("fragen", "verboten"):
        return list(entries)
    if name == "facts":
        return [[re.sub(r"\\([;|])", r"\1", text.strip()) for text in _parts(entry, "|")] for entry in entries]
    parts = [entry.partition(":") for entry in entries]
    if any(not colon for _, colon, _ in parts):
        raise CaseError(datei, "„auch_ok“ wird so geschrieben: „21/12: 3, 3a; 21/14: 7“", zeile=line)
    return [[number.strip(), [frage.strip() for frage in fragen.split(",")]] for number, _, fragen in parts]


def _refuse_words(datei: str, line: int | None, fragen: Sequence[str]) -> None:
    """A Frage is named by its number: a word for it ("drei") would never be met."""
    for frage in fragen:
        if not (any(map(str.isdigit, frage)) or frage == OPEN or frage.lower().startswith(("vorbemerkung", "anlage"))):
            told = f"„{frage:.40}“ ist keine Nummer einer Frage; richtig ist zum Beispiel „3“ oder „2c“"
            raise CaseError(datei, told, zeile=line)


def _parts(cell: str, mark: str) -> list[str]:
    return _BETWEEN[mark].split(cell)


def _guarded(spelling: str) -> str:
    return re.sub(r"([;|])", r"\\\1", spelling)


def _case(datei: str, line: int | None, row: Row) -> Case:
    _refuse_misspelt(datei, line, row)
    try:
        # through JSON: there lists are tuples, and nothing else is converted
        return Case.model_validate_json(json.dumps(row))
    except RecursionError:
        raise CaseError(datei, "zu tief verschachtelt", zeile=line) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise CaseError(
                datei, "enthält halbe Zeichen (\\ud800) oder ist zu tief verschachtelt", zeile=line
            ) from None
        if not first["loc"]:
            raise CaseError(datei, str(first["msg"]).removeprefix("Value error, "), zeile=line) from None
        reason = _REASONS.get(first["type"], "hat einen ungültigen Wert")
        raise CaseError(datei, f"„{first['loc'][0]}“ {reason}", zeile=line) from None


def _refuse_misspelt(datei: str, line: int | None, row: Row) -> None:
    """Columns of one's own are left alone, but "fact" for "facts" would silently lose what is expected."""
    for name in row.keys() - set(COLUMNS):
        if GERMAN.get(name.lower()) in row:  # a German name beside its English one is a column of one's own
            continue
        meant = _meant(name)
        if meant:
            raise CaseError(datei, f"unbekanntes Feld „{name}“; gemeint ist wohl „{meant}“", zeile=line)


@lru_cache(maxsize=1000)
def _meant(name: str) -> str | None:
    """The field that a misspelt name means."""
    return next(iter(difflib.get_close_matches(name.lower(), COLUMNS, n=1, cutoff=0.8)), None)
