"""Evaluation sets: read whole or refused with file, line and reason."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from evals.case_files import COLUMNS, as_row, case_from_cells, read_set, read_sets, write_set
from evals.model import CaseError
from tests.support.evalfakes import case

GOOD = {
    "id": "a",
    "question": "Wie viel?",
    "answerable": True,
    "drucksache": "21/1",
    "fragen": ["2c"],
    "facts": [["7"]],
}


def _jsonl(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "satz.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{kein json", "kein gültiges JSON"),
        ("[1, 2]", "muss ein JSON-Objekt"),
        (GOOD | {"answerable": "ja"}, "„answerable“ muss wahr oder falsch sein"),
        (GOOD | {"question": 7}, "„question“ muss Text sein"),
        ({k: v for k, v in GOOD.items() if k != "id"}, "„id“ fehlt"),
        (GOOD | {"fragen": []}, "braucht „drucksache“ und „fragen“"),
        (GOOD | {"facts": [[]]}, "mindestens eine Schreibweise"),
        (GOOD | {"facts": [[""]]}, "keine darf leer sein"),
        (GOOD | {"fragen": "2c"}, "„fragen“ muss eine Liste sein"),
        (GOOD | {"evidenc": "x"}, "gemeint ist wohl „evidence“"),  # a typo must not lose what is expected
        (GOOD | {"nach": "zz"}, "keine Zeile davor heißt so"),
        (GOOD | {"id": "first"}, "kommt zweimal vor"),
    ],
)
def test_a_wrong_line_is_named_with_file_line_and_reason(tmp_path: Path, row: object, says: str) -> None:
    path = _jsonl(tmp_path, GOOD | {"id": "first"}, row)
    with pytest.raises(CaseError, match=r"satz\.jsonl, Zeile 2: ") as caught:
        read_set(path)
    assert says in str(caught.value)


def test_columns_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    assert read_set(_jsonl(tmp_path, GOOD | {"Referat": "WD 7"}))[0].id == "a"


@pytest.mark.parametrize("name", ["fehlt.jsonl", "fehlt.csv", "fehlt.xlsx", "satz.docx"])
def test_what_cannot_be_opened_is_refused_in_german(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError, match=name):
        read_set(tmp_path / name)


def test_a_table_as_excel_writes_it_in_german_is_read(tmp_path: Path) -> None:
    head = "Kennung;Frage;Im Bestand beantwortbar;Drucksache;Richtige Fragen;Fakten;Art;Bemerkung"
    row = "a;Wie viele Türme – „alle“?;ja;20/1;2c;38;zahl;gut"
    (tmp_path / "excel.csv").write_bytes(f"{head}\r\n{row}\r\n".encode("cp1252"))
    (one,) = read_set(tmp_path / "excel.csv")
    assert (one.question, one.drucksache, one.fragen) == ("Wie viele Türme – „alle“?", "20/1", ("2c",))
    assert (one.facts, one.kind, one.bemerkung) == ((("38",),), "zahl", "gut")


def test_many_columns_are_read_in_one_pass(tmp_path: Path) -> None:
    path = tmp_path / "satz.csv"
    path.write_text(f"id;question;answerable{';de' * 40_000}\nf1;Wie viele?;nein\n", "utf-8")
    began = process_time()
    (found,) = read_set(path)
    assert found.question == "Wie viele?"
    assert process_time() - began < 3  # seconds; each looked for among all of them took 20


def test_beside_its_english_name_a_german_column_is_ones_own(tmp_path: Path) -> None:
    (tmp_path / "eigen.csv").write_text("id;question;Frage;answerable\na;Wer?;Nr. 7;nein\n", encoding="utf-8")
    assert read_set(tmp_path / "eigen.csv")[0].question == "Wer?"


@pytest.mark.parametrize("frage", ["drei", "Drei", "2c; drei"])
def test_a_frage_that_is_no_number_is_refused(frage: str) -> None:
    with pytest.raises(CaseError, match="rei“ ist keine Nummer einer Frage"):
        case_from_cells(as_row(RICH) | {"fragen": frage})


def test_other_letters_and_empty_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "alt.csv").write_bytes(b"id;question\na;M\x81ll")  # no letter of cp1252
    with pytest.raises(CaseError, match="UTF-8"):
        read_set(tmp_path / "alt.csv")
    with pytest.raises(CaseError, match="enthält keine Fragen"):
        read_set(_jsonl(tmp_path, ""))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.jsonl", '{"id": ' + "[" * 5000, "Zeile 1: zu lange Zahl oder zu tief verschachtelt"),
        ("a.jsonl", '{"id": ' + "9" * 5000 + "}", "Zeile 1: zu lange Zahl oder zu tief verschachtelt"),
        ("a.jsonl", '{"id": "a", "question": ' + "[" * 900 + "]" * 900 + "}", "Zeile 1: "),
        ("a.jsonl", r'{"id": "a\ud800", "question": "b", "answerable": false}', "Zeile 1: enthält halbe Zeichen"),
        (
            "a.csv",
            "id;question;answerable\na;b;nein\nc;" + "x" * 140_000,
            "Zeile 3: ein Feld hat mehr als 131072 Zeichen",
        ),
    ],
)
def test_what_would_stop_a_reader_is_refused_with_its_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=rf"{name}, {says}"):
        read_set(tmp_path / name)


def test_a_date_that_excel_made_of_a_number_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "question", "answerable", "drucksache", "fragen", "Geprüft am"])
    book.active.append(
        ["a", "Wie viel?", "ja", "21/1", "2", datetime(2025, 6, 3)]
    )  # a column of one's own may hold dates
    book.active.append(["b", "Wie viel?", "ja", datetime(2025, 12, 21), "2", None])
    book.save(tmp_path / "satz.xlsx")
    with pytest.raises(CaseError, match=r"satz\.xlsx, Zeile 3: in „drucksache“ steht ein Datum"):
        read_set(tmp_path / "satz.xlsx")


def test_a_file_name_of_an_old_system_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("sätze.jsonl".encode("latin-1"))
    with pytest.raises(CaseError, match=r"^sätze\.jsonl: ") as refused:
        read_set(path)
    str(refused.value).encode()


RICH = case("x", "2c 2g", "700 000|700.000; je 13", auch_ok=(("21/2125", ("7", "8")),), near="21/1", evidence="a; b")


@pytest.mark.parametrize("separator", [";", ","])
def test_a_table_reads_as_its_json_lines(tmp_path: Path, separator: str) -> None:
    cells = as_row(RICH)
    quoted = [f'"{cells[name]}"' for name in COLUMNS]
    path = tmp_path / "satz.csv"
    path.write_text(f"{separator.join(COLUMNS)}\n{separator.join(quoted)}\n\n", encoding="utf-8-sig")
    assert read_set(path) == [RICH]


def test_xlsx_reads_alike_and_names_the_line(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "satz.xlsx"
    sheet = book.active
    sheet.append(COLUMNS)
    sheet.append([as_row(RICH)[name] for name in COLUMNS])
    book.save(path)
    assert read_set(path) == [RICH]
    sheet.append([as_row(case("y"))[name] if name != "answerable" else "vielleicht" for name in COLUMNS])
    book.save(path)
    with pytest.raises(CaseError, match=r"satz\.xlsx, Zeile 3: „answerable“ muss „ja“ oder „nein“ sein"):
        read_set(path)


def test_written_sets_and_edited_cells_read_back_unchanged(tmp_path: Path) -> None:
    write_set([RICH, case("y")], tmp_path / "neu.jsonl")
    assert read_set(tmp_path / "neu.jsonl") == [RICH, case("y")]
    assert [p.name for p in tmp_path.iterdir()] == ["neu.jsonl"]
    assert case_from_cells(as_row(RICH)) == RICH


SPELLING = st.text("abäß 0.;|,:\"'=", min_size=1).map(str.strip).filter(bool)


@given(facts=st.lists(st.lists(SPELLING, min_size=1, max_size=3), max_size=3), question=SPELLING)
def test_any_case_survives_its_way_through_a_table(facts: list[list[str]], question: str) -> None:
    before = case("x", facts="").model_copy(update={"facts": tuple(map(tuple, facts)), "question": question})
    assert case_from_cells(as_row(before)) == before


def test_an_id_may_stand_in_one_set_only(tmp_path: Path) -> None:
    write_set([case("a")], tmp_path / "1.jsonl")
    write_set([case("a")], tmp_path / "2.jsonl")
    with pytest.raises(CaseError, match=r"2\.jsonl.*„a“ kommt schon"):
        read_sets([tmp_path / "1.jsonl", tmp_path / "2.jsonl"])
