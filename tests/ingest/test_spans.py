"""Rows and cells as stretches of a text: they say what the text says, whole or cut."""

from __future__ import annotations

from ingest.spans import BlockSpan, Spanart, Spanne, Tabellenzeile, TableSpan, Zeilenart, Zellen, cells, row_span

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


CAPTION, HEAD, BAYERN, HESSEN = cells(TEXT, ROWS)
TABLE = TableSpan(
    (
        Tabellenzeile(zellen=CAPTION, art=Zeilenart.UEBERSCHRIFT, beginnt=True),
        Tabellenzeile(zellen=HEAD, art=Zeilenart.KOPF),
        Tabellenzeile(zellen=BAYERN),
        Tabellenzeile(zellen=HESSEN),
    )
)


def test_a_table_that_is_cut_keeps_its_rows_what_they_are_and_the_cells_that_are_left() -> None:
    start, end = TEXT.index("Zahl"), TEXT.index("1\nHessen")
    piece = TEXT[start:end]
    part = TABLE.cut(Spanne(start, end))
    assert part is not None
    assert [words(piece, row.zellen) for row in part.zeilen] == [("", "Zahl 2023"), ("Bayern", "1", "")]
    assert [(row.art, row.beginnt) for row in part.zeilen] == [(Zeilenart.KOPF, False), (Zeilenart.ZEILE, False)]
    assert TABLE.cut(Spanne(0, len(TEXT))) == TABLE
    assert TABLE.cut(Spanne(len(TEXT), len(TEXT))) is None


def test_a_block_is_moved_with_its_cells() -> None:
    block = BlockSpan(art=Spanart.TABELLE, start=0, end=len(TEXT), block=3, tabelle=TABLE)
    moved, longer = block.moved(5), "Zur: " + TEXT
    assert longer[moved.start : moved.end] == TEXT
    assert moved.tabelle is not None
    assert tuple(words(longer, row.zellen) for row in moved.tabelle.zeilen) == ROWS
