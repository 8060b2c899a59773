"""What each row of a table is, told of the whole table; which Passages cut it into keep."""

from __future__ import annotations

from ingest.model import Antwort, Block, Blockart, Drucksache, Frage, Passagenart, Status
from ingest.passages import passages
from ingest.spans import Zeilenart
from ingest.tablerows import each_table, table_rows
from tests.support.fakes import nr


def table(*rows: tuple[str, ...], anfaenge: tuple[int, ...] = (), koepfe: tuple[int, ...] = ()) -> Block:
    text = "\n".join(" ".join(cell for cell in row if cell) for row in rows)
    return Block(Blockart.TABELLE, text, zellen=rows, anfaenge=anfaenge, koepfe=koepfe)


def arten(block: Block) -> str:
    """The kinds of the rows, a letter each; large where a table begins."""
    letters = [(row.art.value[0], row.beginnt) for row in table_rows(block)]
    return "".join(letter.upper() if begins else letter for letter, begins in letters)


def test_caption_head_group_row_and_note() -> None:
    block = table(
        ("Tabelle 1: Brücken",),
        ("Land", "Zahl"),
        ("davon saniert", ""),
        ("Land", "im Jahr"),
        ("Hessen", "4"),
        ("davon", ""),
        ("Kassel", "1"),
        ("Quelle: eigene Angaben",),
    )
    assert arten(block) == "Ukkkzgza"


def test_a_head_that_a_further_page_prints_again_ends_the_head_even_if_it_is_full_of_figures() -> None:
    rows = (("Land", "2022", "2023"), ("Bayern", "k. A.", "keine"), ("Hessen", "4", "5"))
    assert arten(table(*rows)) == "Zzz"
    assert arten(table(*rows, koepfe=(0,))) == "Kzz"


def test_a_second_table_begins_with_its_caption_and_one_that_goes_on_does_not_begin() -> None:
    rows = (("Land", "Fälle"), ("Bayern", "3"), ("Tabelle 2",), ("Stadt", "Opfer"), ("Kassel", "7"), ("Ulm", "8"))
    assert arten(table(*rows, anfaenge=(0, 3, 5))) == "KzUkzz"


def test_of_a_table_of_words_no_head_is_known() -> None:
    assert arten(table(("Land", "Träger"), ("Bayern", "das Land"))) == "Zz"
    assert arten(table(("Bayern", ""), ("Hessen", ""))) == "Zz"
    assert table_rows(Block(Blockart.TABELLE, "Land Zahl\nBayern 3")) == ()


def test_the_piece_of_a_long_table_that_goes_on_has_no_head() -> None:
    """Its first rows, which hold no figures, were taken for a head."""
    rows = (("Ort", "Zahl"), *((f"Kreis {i} der Bundesrepublik", "1" if i % 2 else "keine") for i in range(200)))
    antwort = Antwort((nr("1"),), (table(*rows),), Status.BEANTWORTET)
    paper = Drucksache("21/9", "x", fragen=(Frage(nr("1"), "Was?"),), antworten=(antwort,))
    pieces = [p for p in passages(paper) if p.art is Passagenart.TABELLE]
    assert len(pieces) > 1
    for number, piece in enumerate(pieces):
        (block,) = piece.bloecke
        assert block.tabelle is not None
        first = block.tabelle.zeilen[0]
        assert (first.art, first.beginnt) == ((Zeilenart.ZEILE, False) if number else (Zeilenart.KOPF, True))


def test_tables_that_follow_one_another_are_each_given_with_their_rows() -> None:
    block = table(("Land", "Zahl"), ("Hessen", "4"), ("Ort", "Zahl"), ("Bonn", "5"), anfaenge=(0, 2), koepfe=(0, 2))
    zeilen = table_rows(block)
    assert [list(some) for some in each_table(zeilen)] == [list(zeilen[:2]), list(zeilen[2:])]
    assert [list(some) for some in each_table(zeilen[1:])] == [[zeilen[1]], list(zeilen[2:])]  # a piece that goes on
    assert list(each_table(())) == []
