"""The comparison over time as an Excel file."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from rag.model import Query
from tests.support.reihen import ASKED, Comparing, paper, yearly
from ui.views.over_time_xlsx import xlsx


def sheet(*papers):
    reply = Comparing(*(papers or yearly())).ask(
        Query(f"Frage 1 aus {(papers or yearly())[0].nummer} im Zeitvergleich")
    )
    assert reply.anliegen
    return load_workbook(io.BytesIO(xlsx(reply, reply.anliegen)))["Vergleich"]


def test_figures_are_numbers_each_with_its_place() -> None:
    head, *rows = sheet().iter_rows(values_only=True)
    first = dict(zip(head, rows[0], strict=True))
    assert (first["Zahl"], first["Zahl wie gedruckt"], first["Einheit"]) == (11, "elf", "Leuchttürme")
    assert first["Drucksache"] == "21/101"
    assert first["Datum"].year == 2025
    assert first["Wortlaut"] == "Im Jahr 2022 wurden elf Leuchttürme beschädigt."
    assert first["Fundstelle"].startswith("BT-Drs. 21/101, Antwort zu Frage 1")
    assert first["Adresse"].startswith("https://dserver.bundestag.de/")
    assert [dict(zip(head, row, strict=True))["Unterschied"] for row in rows] == [
        "geändert",
        "geändert, Widerspruch",
        "Widerspruch",
    ]


def test_words_never_become_a_formula() -> None:
    day = yearly()[0].datum
    assert day
    evil = paper("21/111", day, (ASKED.format("2023"), '=HYPERLINK("http://x")'))
    cells = [cell for row in sheet(evil).iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x")' for cell in cells)
