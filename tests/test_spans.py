"""Rows and cells as stretches of a text: they say what the text says, whole or cut."""

from __future__ import annotations

from ingest.spans import BlockSpan, Spanart, Spanne, TableSpan, Zellen, cells, row_span

TEXT = "Tabelle 1: Brücken\nLand Zahl 2023\nBayern 1 1\nHessen 4"
ROWS = (("Tabelle 1: Brücken",), ("Land", "Zahl 2023"), ("Bayern", "1", "1"), ("", "Hessen", "", "4"))


def words(text: str, row: Zellen) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in row)


def test_cells_say_what_the_text_says() -> None:
    found = cells(TEXT, ROWS)
    assert tuple(words(TEXT, row) for row in found) == ROWS
    assert [TEXT[slice(*row_span(row))] for row in found] == TEXT.split("\n")


def test_a_line_that_prints_other_words_than_its_cells_is_one_cell() -> None:
    (row,) = cells("Bayern 1 2", [("Bayern", "3")])
    assert row == (Spanne(0, 10),)


def test_of_a_text_that_has_other_lines_than_rows_no_cell_is_known() -> None:
    assert cells("Land Zahl\nBayern 1", [("Land", "Zahl\nBayern", "1")]) == ()
    assert cells("Kein Satz einer Tabelle.", ()) == ()


def test_what_is_printed_above_the_cells_is_the_caption() -> None:
    table = TableSpan(cells(TEXT, ROWS))
    assert table.ueberschrift == (0, len("Tabelle 1: Brücken"))
    assert TableSpan(table.zeilen[1:]).ueberschrift is None


def test_a_table_that_is_cut_keeps_its_rows_and_the_cells_that_are_left() -> None:
    table = TableSpan(cells(TEXT, ROWS), anfaenge=(1, 3), koepfe=(1,))
    start, end = TEXT.index("Zahl"), TEXT.index("1\nHessen")
    piece = TEXT[start:end]
    part = table.cut(Spanne(start, end))
    assert part is not None
    assert [words(piece, row) for row in part.zeilen] == [("", "Zahl 2023"), ("Bayern", "1", "")]
    assert (part.anfaenge, part.koepfe) == ((0,), (0,))
    assert table.cut(Spanne(0, len(TEXT))) == table
    assert table.cut(Spanne(len(TEXT), len(TEXT))) is None


def test_a_block_is_moved_with_its_cells() -> None:
    table = TableSpan(cells(TEXT, ROWS))
    block = BlockSpan(art=Spanart.TABELLE, start=0, end=len(TEXT), block=3, tabelle=table)
    moved, longer = block.moved(5), "Zur: " + TEXT
    assert longer[moved.start : moved.end] == TEXT
    assert moved.tabelle is not None
    assert tuple(words(longer, row) for row in moved.tabelle.zeilen) == ROWS
