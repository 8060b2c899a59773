"""Tables of flattened papers: heads, rows whose labels run over lines, heads printed again on the next page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import papers
from ingest.passages import passages
from rag.text.tables import Table, is_row, tables

CRIMES = """Straftaten insgesamt Gewaltkriminalität
Anzahl alle Fälle 5.837.445 217.277
Anzahl Fälle mit Tatort
Schule
94.318 7.243
Anzahl Fälle mit Tatort Schule mit
Phänomen „Messerangriff“
743 208"""
BROKEN = """Die Zahlen nennt Tabelle 1.
Land Zahl der positiven
Wildschweine
Brandenburg 3 455 5
Hessen 2 245 10*
Land Zahl der positiven
Wildschweine
Sachsen 2 399 0
Summe 8 402 20*
Weitere Angaben liegen nicht vor."""


def only(text: str) -> Table:
    found = tables(text)
    assert len(found) == 1
    return found[0]


def words(text: str, span: tuple[int, int] | None) -> str:
    return text[slice(*span)] if span else ""


def test_a_label_over_several_lines_belongs_to_its_figures() -> None:
    table = only(CRIMES)
    assert words(CRIMES, table.head) == "Straftaten insgesamt Gewaltkriminalität"
    assert words(CRIMES, table.rows[-1]) == "Anzahl Fälle mit Tatort Schule mit\nPhänomen „Messerangriff“\n743 208"


def test_a_repeated_head_is_no_label_and_ends_no_table() -> None:
    table = only(BROKEN)
    assert words(BROKEN, table.head) == "Land Zahl der positiven\nWildschweine"
    assert [words(BROKEN, row) for row in table.rows][-2:] == ["Sachsen 2 399 0", "Summe 8 402 20*"]
    assert words(BROKEN, table.span).endswith("20*")


def test_sentences_end_a_table() -> None:
    text = "Jahr Fälle\n2023 5\nDas ist mehr als bisher.\nJahr Fälle\n2024 6"
    assert [words(text, t.span) for t in tables(text)] == ["Jahr Fälle\n2023 5", "Jahr Fälle\n2024 6"]


@pytest.mark.parametrize("text", ["Das ist so. Und das auch.", "", "Ein Titel\nohne Zahlen", "– Kommunen,\n– Länder."])
def test_no_table(text: str) -> None:
    assert tables(text) == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Brandenburg 3 455 5", True),
        ("Summe 8 402 20*", True),
        ("Bayern k. A.", False),
        ("Am 3. Mai 2024 wurden 5 Fälle gemeldet.", False),
    ],
)
def test_rows(line: str, row: bool) -> None:
    assert is_row(line) is row


def test_a_real_table_cut_by_a_page(shared: Path) -> None:
    paper = papers.load(next((shared / "corpus").rglob("21-01691*")))
    answer = next(p for p in passages(paper) if p.id == "21/1691:3")
    table = only(answer.text)
    assert words(answer.text, table.rows[-1]).startswith("Summe")
    assert len(table.rows) == 9
