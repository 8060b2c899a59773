"""An answer's lines as Blocks: paragraphs, tables, footnotes; where a page begins in them; tables that are garbled."""

from __future__ import annotations

import pytest

from ingest.model import Block, Blockart, Seiten, Seitenmarke
from ingest.text.blocks import blocks, pages, paragraphs
from ingest.text.lines import Line

FULL = "Die Bundesregierung fördert die Prüfung aller Brücken an Bundesstraßen"


def lines(*texts: str, seite: int | None = None) -> list[Line]:
    """Lines of a text that ends those with a blank whose sentence goes on."""
    return [Line(i, 0, text, wraps=text.endswith(" "), seite=seite) for i, text in enumerate(texts)]


def found(*texts: str) -> list[tuple[str, str]]:
    return [(block.art.value, block.text) for block in blocks(lines(*texts))]


def test_paragraphs_end_where_lines_are_not_filled_or_an_item_begins():
    prose = (f"{FULL} ", "und Autobahnen.", f"{FULL}:", "– Bayern", "– Berlin", "Das ist alles.")
    assert found(*prose) == [
        ("text", f"{FULL} und Autobahnen."),
        *(("text", text) for text in prose[2:]),
    ]


def test_a_blank_line_ends_a_paragraph_but_no_sentence():
    assert [[line.text for line in p] for p in paragraphs(lines("Das ist", "", "so.", "", "Und mehr."))] == [
        ["Das ist", "so."],
        ["Und mehr."],
    ]
    assert list(paragraphs(lines("", ""))) == []


def test_rows_of_figures_are_a_table_with_its_head_and_source():
    rows = ("Land 2022 2023", "Bayern 12 14", "Berlin 3 2", "Quelle: eigene Angaben")
    assert found("Die Zahlen stehen in der Tabelle, die hier folgt.", *rows, "Weitere Angaben liegen nicht vor.") == [
        ("text", "Die Zahlen stehen in der Tabelle, die hier folgt."),
        ("tabelle", "\n".join(rows)),
        ("text", "Weitere Angaben liegen nicht vor."),
    ]


def test_two_short_lines_are_no_table_unless_their_cells_are_known():
    assert {art for art, _ in found("Bayern 12", "Berlin 3")} == {"text"}
    (block,) = blocks([Line(0, 0, "", zellen=("Bayern", "12")), Line(1, 0, "", zellen=("Berlin", ""))])
    assert (block.art, block.zellen) == (Blockart.TABELLE, (("Bayern", "12"), ("Berlin", "")))


def test_a_line_without_cells_in_a_table_of_cells_is_one_cell():
    rows = [Line(0, 0, "", zellen=("Bayern", "12"), tabellenanfang=True), Line(1, 0, "davon", wraps=False)]
    rows.append(Line(2, 0, "", zellen=("Berlin", "3"), tabellenkopf=True))
    (block,) = blocks(rows)
    assert block.zellen == (("Bayern", "12"), ("davon",), ("Berlin", "3"))
    assert (block.anfaenge, block.koepfe) == ((0,), (2,))


def test_a_footnote_is_one():
    assert found("* Von einer Drucklegung wird abgesehen.") == [("fussnote", "* Von einer Drucklegung wird abgesehen.")]


def test_a_block_knows_its_pages_and_where_they_begin():
    cut = [Line(0, 0, f"{FULL} ", wraps=True, seite=2), Line(1, 0, "und mehr.", wraps=False, seite=3)]
    (block,) = blocks(cut)
    assert (block.seiten, block.marken) == (Seiten(2, 3), (Seitenmarke(0, 2), Seitenmarke(len(FULL) + 1, 3)))
    assert block.text[block.marken[1].start :] == "und mehr."
    rows = [Line(i, 0, "", seite=5 + i // 2, zellen=("Jahr", str(i))) for i in range(4)]
    assert blocks(rows)[0].marken == (Seitenmarke(0, 5), Seitenmarke(len("Jahr 0\nJahr 1\n"), 6))


def test_pages_are_the_lowest_and_the_highest():
    assert pages([*lines("a", seite=3), *lines("b"), *lines("c", seite=2)]) == Seiten(2, 3)
    assert pages(lines("a")) is None
    assert pages([]) is None


def test_a_table_whose_words_come_again_and_again_is_damaged():
    row = "Förderung des Netzausbaus in den Kommunen des Landes " * 5
    (garbled,) = blocks(lines("Land 2022 2023", *[f"{row}{n} 1 2 3" for n in range(4)]))
    assert (garbled.art, garbled.beschaedigt) == (Blockart.TABELLE, True)
    (sound,) = blocks(lines("Land 1 2", "Bayern 3 4", "Berlin 5 6"))
    assert not sound.beschaedigt


@pytest.mark.parametrize("ruled", [True, False])
def test_heads_that_are_printed_again_do_not_make_ruled_tables_damaged(ruled: bool) -> None:
    head = "Gewährung von Flüchtlingsschutz nach Herkunftsländern " * 5
    rows = [("Syrien", "5", "6", "7"), (head, "Fälle")] * 3
    lines = [Line(i, 0, " ".join(row), zellen=row, tabellenanfang=ruled and i == 0) for i, row in enumerate(rows)]
    assert [block.beschaedigt for block in blocks(lines)] == [not ruled]


def test_no_lines_are_no_blocks():
    assert blocks(()) == ()
    assert blocks(lines("Nein.")) == (Block(Blockart.TEXT, "Nein."),)
