"""Tables as an Excel file: numbers are numbers, text stays text, each row names its place."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from ingest.model import Antwort, Block, Blockart, Drucksache, Status
from rag.papertables import paper_tables
from tests.support.fakes import NUMMER, nr, sample_paper
from ui.views import workbook
from ui.views.workbook import Found, xlsx

URL = "https://dserver.bundestag.de/btd/20/987/2098765.pdf"


def book(*papers: Drucksache, notes: tuple[str, ...] = ()) -> Any:
    given = xlsx([Found(paper, paper_tables(paper)) for paper in papers], notes)
    return load_workbook(io.BytesIO(given))


def with_cells(*zellen: tuple[str, ...]) -> Drucksache:
    text = "\n".join(" ".join(row) for row in zellen)
    block = Block(Blockart.TABELLE, text, zellen=zellen)
    return replace(sample_paper(), antworten=(Antwort((nr("2"),), (block,), Status.BEANTWORTET),))


def test_each_row_names_its_place_and_numbers_are_numbers():
    shown = book(with_cells(("Jahr", "Euro", "Anteil"), ("2022", "1.234,50 €", "12,5 %"), ("2023", "k. A.", "–")))
    head, *rows = shown["Tabellen"].iter_rows(values_only=True)
    assert head == ("Tabelle", "Drucksache", "Stelle", "Seite", "Art", "Spalte 1", "Spalte 2", "Spalte 3")
    place = (1, NUMMER, "Antwort zu Frage 2", None)
    assert rows == [
        (*place, "Kopf", "Jahr", "Euro", "Anteil"),
        (*place, "Zeile", 2022, 1234.5, 0.125),
        (*place, "Zeile", 2023, "k. A.", "–"),
    ]
    formats = [cell.number_format for cell in shown["Tabellen"][3][5:]]
    assert formats == ["0", '#,##0.00 "€"', "0.0%"]


def test_the_overview_names_each_table_with_its_beleg_and_how_it_was_read():
    shown = book(sample_paper())
    _, known, damaged = shown["Übersicht"].iter_rows(values_only=True)
    assert known[:5] == (1, NUMMER, "Leuchttürme an Nord- und Ostsee", "24.04.2024", "Antwort zu den Fragen 2 und 2a")
    assert known[7:11] == (3, "Zellen", f"BT-Drs. {NUMMER}, Antwort zu den Fragen 2 und 2a", URL)
    assert damaged[8].startswith("in der Vorlage beschädigt")
    last = [row[4:7] for row in shown["Tabellen"].iter_rows(values_only=True)][-1]
    assert last == ("Zeile als Text", "Turm 1 1 1", None)


def test_no_text_becomes_a_formula_or_breaks_the_file():
    evil = ("=HYPERLINK(0)\x07\ufffe", "+1+1", "@SUM(A1)", "-2+3")
    paper = replace(with_cells(("a", "b", "c", "d"), evil, ("1", "2", "3", "4")), titel="=cmd|' /C calc'!A0")
    shown = book(paper, notes=("=1+1",))
    cells = list(shown["Tabellen"][3][5:])
    assert [cell.value for cell in cells] == ["=HYPERLINK(0)", "+1+1", "@SUM(A1)", "-2+3"]
    every = [cell for sheet in shown for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in every if cell.data_type == "f"]
    assert shown["Lesehilfe"]["A1"].value == "=1+1"


def test_what_is_too_much_for_one_file_is_said(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    shown = book(sample_paper())
    assert [row[11] for row in shown["Übersicht"].iter_rows(min_row=2, values_only=True)] == [
        None,
        "zu viele Zeilen: nicht in dieser Datei",
    ]
    assert shown["Tabellen"].max_row == 4


def test_a_paper_without_tables_gives_an_empty_file():
    shown = book(replace(sample_paper(), antworten=()))
    assert [sheet.max_row for sheet in shown][:2] == [1, 1]
