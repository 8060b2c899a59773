"""Rows of CSV and Excel files: what cells hold, and what is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from evals import case_tables
from evals.case_files import read_set
from evals.case_tables import rows
from evals.model import CaseError


@pytest.mark.parametrize("cell", ["<v>kein</v>", "<v>1e999</v>", "<is><t>a</b>", "<f>1+</f>"])
def test_a_broken_sheet_is_refused_or_read_and_ends_nothing(tmp_path: Path, cell: str) -> None:
    Workbook().save(tmp_path / "leer.xlsx")
    with ZipFile(tmp_path / "leer.xlsx") as whole, ZipFile(tmp_path / "satz.xlsx", "w") as broken:
        for item in whole.infolist():
            content = whole.read(item).replace(b"<sheetData />", b"<sheetData/>")
            row = f'<sheetData><row r="1"><c r="A1" t="n">{cell}</c></row></sheetData>'.encode()
            broken.writestr(item, content.replace(b"<sheetData/>", row))
    with pytest.raises(CaseError, match=r"satz\.xlsx"):
        read_set(tmp_path / "satz.xlsx")


def _read(path: Path) -> list[tuple[int, list[object]]]:
    return [(line, list(cells)) for line, cells in rows(path)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("id;question\na;Wie viel, und wo?\n", ["a", "Wie viel, und wo?"]),  # the head says what stands between cells
        ("id,question\na,Wie viel; und wo; oder; wann?\n", ["a", "Wie viel; und wo; oder; wann?"]),
        ('id;question\n"a;b";"Zwei\nZeilen"\n', ["a;b", "Zwei\nZeilen"]),
        ('id;question\na;"Er sagte ""nein"""\n', ["a", 'Er sagte "nein"']),
    ],
)
def test_a_csv_is_cut_as_its_head_is(tmp_path: Path, text: str, second: list[str]) -> None:
    path = tmp_path / "satz.CSV"  # written so by some programs
    path.write_text(text, encoding="utf-8-sig")
    assert _read(path) == [(1, ["id", "question"]), (2, second)]


def test_excel_rows_keep_their_gaps_and_their_kinds(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "answerable"])
    book.active.append([])
    book.active.append(["a", True])
    book.create_sheet("Notizen").append(["wird nicht gelesen"])
    book.save(tmp_path / "satz.xlsx")
    read = [(line, cells[:2]) for line, cells in _read(tmp_path / "satz.xlsx")]
    assert read == [(1, ["id", "answerable"]), (2, [None, None]), (3, ["a", True])]


def test_of_a_wide_sheet_two_hundred_columns_are_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.cell(1, 16_000, "weit draußen")
    book.save(tmp_path / "satz.xlsx")
    assert [len(cells) for _, cells in rows(tmp_path / "satz.xlsx")] == [200]


def test_what_is_too_large_is_refused_unread_packed_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_tables, "LARGEST", 2_000_000)
    (tmp_path / "viel.csv").write_bytes(b"x" * 2_000_001)
    with pytest.raises(CaseError, match=r"^viel\.csv: ist größer als 2 MB"):
        _read(tmp_path / "viel.csv")
    with ZipFile(tmp_path / "bombe.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 3_000_000)
    assert (tmp_path / "bombe.xlsx").stat().st_size < 10_000
    with pytest.raises(CaseError, match=r"^bombe\.xlsx: enthält ausgepackt 3 MB; .* höchstens 2 MB"):
        _read(tmp_path / "bombe.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("fehlt.csv", None, "lässt sich nicht öffnen"),
        ("fehlt.xlsx", None, "lässt sich nicht öffnen"),
        ("satz.xlsx", b"id;question\n", "nicht als Excel-Datei"),
        ("satz.csv", b"id;M\x81ll", "nicht in UTF-8"),  # no letter of cp1252 either
        ("satz.csv", b'id;question\n"' + b"x" * 140_000, "Zeile 2: .*ein Anführungszeichen fehlt"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseError, match=rf"^{name}.*{says}"):
        _read(tmp_path / name)
