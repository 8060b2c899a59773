"""A run as an Excel file: what its cells say, and that text stays text."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from evals.metrics import MEASURES
from evals.run import run_cases
from evals.workbench import spreadsheet
from tests.support.evalfakes import ENGLISCH, FakeEngine, case, unanswerable


def test_excel_holds_text_as_text(tmp_path: Path) -> None:
    odd = case("a", question="=HYPERLINK(0)\x07", facts="Englisch; Spanisch")
    run = run_cases(FakeEngine({"=HYPERLINK(0)\x07": ENGLISCH}), [odd], ["s.jsonl"])
    spreadsheet.write(run, tmp_path / "lauf.xlsx")
    book = load_workbook(tmp_path / "lauf.xlsx")
    assert book.sheetnames == ["Maße", "Fragen", "Erklärung"]
    row = [cell.value for cell in book["Fragen"][2]]
    assert (row[1], row[9], row[10]) == ("=HYPERLINK(0)", "Spanisch", "Fakt fehlt")
    assert book["Fragen"]["B2"].data_type == "s"  # no formula


def test_excel_takes_what_no_xml_holds_and_what_no_cell_holds(tmp_path: Path) -> None:
    run = run_cases(FakeEngine(), [case("a", bemerkung="x", evidence="y", question="Halb")], ["s.jsonl"])
    odd = run.cases[0].model_copy(update={"question": "\ud800 \uffff\ufffe\x00" + "lang " * 10_000})
    spreadsheet.write(run.model_copy(update={"cases": (odd,)}), tmp_path / "lauf.xlsx")
    shown = load_workbook(tmp_path / "lauf.xlsx")["Fragen"]["B2"].value
    assert shown.startswith("? lang lang")
    assert len(shown) == 32_767  # what a cell of Excel holds


def test_each_case_has_a_row_whatever_came_of_it(tmp_path: Path) -> None:
    cases = [case("a"), case("b"), case("kaputt", question="Kaputt!"), unanswerable(), case("z")]
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), cases)
    run = run.model_copy(update={"results": run.results[:-1], "stopped": True})  # ended before the last case
    spreadsheet.write(run, tmp_path / "lauf.xlsx")
    head, *rows = load_workbook(tmp_path / "lauf.xlsx")["Fragen"].iter_rows(values_only=True)
    shown = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Kennung"] for row in shown] == ["a", "b", "kaputt", "u1", "z"]
    assert [row["Gefunden"] for row in shown] == ["ja", "nein", "nein", "nein", "nein"]
    assert shown[0]["Belege"] == "BT-Drs. 20/11166, Antwort zu Frage 2b"
    assert (shown[1]["Erwartet"], shown[3]["Erwartet"]) == ("20/11166 2b", "keine Antwort")
    assert shown[1]["Antwort"] == "Dazu steht nichts im Bestand."
    assert shown[2]["Antwort"] == "RuntimeError: kaputt"
    assert (shown[3]["Was nicht stimmt"], shown[4]["Was nicht stimmt"]) == (None, "nicht gelaufen")


def test_the_figures_say_of_what_they_are_and_every_measure_is_explained(tmp_path: Path) -> None:
    run = run_cases(FakeEngine({"Frage a?": ENGLISCH}), [case("a")], ["satz.jsonl"], settings={"modell": "e5"})
    spreadsheet.write(run, tmp_path / "lauf.xlsx")
    book = load_workbook(tmp_path / "lauf.xlsx")
    figures = {row[0]: row[1] for row in book["Maße"].iter_rows(values_only=True)}
    assert figures["Treffer auf Platz 1"] == 1.0  # a number, with which Excel can reckon
    assert type(book["Fragen"].cell(2, 12).value) is int  # milliseconds
    assert (figures["Fragensatz"], figures["modell"], figures["papers"]) == ("satz.jsonl", "e5", "1")
    assert book["Erklärung"].max_row == 1 + len(MEASURES)
    assert book["Fragen"].freeze_panes == "A2"
