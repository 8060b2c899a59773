"""The tables of a paper: cells that are known, rows that can be told, lines that stay lines."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.model import Antwort, Block, Blockart, Drucksache, Papierart, Seitenmarke, Sprecher, Status, Vorbemerkung
from ingest.spans import Zeilenart
from rag.papertables import paper_tables
from tests.support.fakes import nr, sample_paper

FLAT = "Land 2022 2023\nBayern 1 234 5 678\nHessen 7 8\nStadt Bremen – 9"


def flat(text: str, frage: str = "1", **more: object) -> Drucksache:
    """A paper with one answer whose table was flattened."""
    block = Block(Blockart.TABELLE, text, **more)
    return replace(sample_paper(), antworten=(Antwort((nr(frage),), (block,), Status.BEANTWORTET),))


def cells(paper: Drucksache) -> list[tuple[str, ...]]:
    return [row.cells for table in paper_tables(paper) for row in table.rows]


def test_known_cells_come_with_place_page_kind_and_value():
    zellen = (("Jahr", "Kosten in Euro"), ("2022", "4 100 000"), ("2023", "–"))
    text = "\n".join(" ".join(row) for row in zellen)
    marks = (Seitenmarke(0, 3), Seitenmarke(text.index("2023"), 4))
    (table,) = paper_tables(flat(text, "2a", zellen=zellen, marken=marks))
    assert (table.stelle, table.nummern) == ("Antwort zu Frage 2a", (nr("2a"),))
    assert [(row.cells, row.art, row.seite) for row in table.rows] == [
        (("Jahr", "Kosten in Euro"), Zeilenart.KOPF, 3),
        (("2022", "4 100 000"), Zeilenart.ZEILE, 3),
        (("2023", "–"), Zeilenart.ZEILE, 4),
    ]
    assert [value and value.number for value in table.rows[1].values] == [2022, 4100000]
    assert table.rows[0].values == () or table.rows[0].values[0] is None  # heads are no figures
    assert table.rows[2].values[1] is None  # a dash is no 0


def test_flattened_rows_under_a_head_of_years_are_cut_into_cells():
    assert cells(flat(FLAT)) == [
        ("Land", "2022", "2023"),
        ("Bayern", "1 234", "5 678"),
        ("Hessen", "7", "8"),
        ("Stadt Bremen", "–", "9"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Land Anzahl Anteil\nBayern 5 7,1\nHessen 7 9,0\nBerlin 8 3,0",  # how many columns there are is not told
        "Land 2022 2023 gesamt\nBayern 5 7\nHessen 7 8\nBerlin 8 9",  # a column that is no time
        "Land 2022 2023\ndavon\nBayern 5 7 9\nHessen 7 8\nBerlin 8 9",  # more figures than columns
        "Land 2022\nBayern 5\nHessen 7\nBerlin 8",  # a single column: another may be empty
    ],
)
def test_where_columns_are_not_told_every_line_stays_as_it_is(text):
    rows = [row for table in paper_tables(flat(text)) for row in table.rows]
    assert [row.cells for row in rows] == [(line,) for line in text.split("\n")]
    assert all(row.line and not any(row.values) for row in rows)


def test_a_row_with_an_empty_cell_or_two_readings_stays_a_line_beside_others():
    text = "Land 2022 2023 2024\nBayern 5 7 9\nHessen 7 8\nBerlin 1 234 567 12\nBremen 4 2 3"
    rows = paper_tables(flat(text))[0].rows
    assert [row.line for row in rows] == [False, False, True, True, False]
    assert rows[2].cells == ("Hessen 7 8",)


def test_lines_above_figures_are_their_label_only_where_the_figures_have_none():
    text = "Land 2022 2023\nEinwohner je km2\nBayern 5 7\nFreie Hansestadt Bremen\n7 8\nHessen 9 9"
    assert cells(flat(text))[1:] == [
        ("Einwohner je km2",),  # may be the head's
        ("Bayern", "5", "7"),
        ("Freie Hansestadt Bremen", "7", "8"),
        ("Hessen", "9", "9"),
    ]


def test_a_damaged_table_comes_line_by_line_and_is_said_to_be():
    (table,) = paper_tables(flat(FLAT, beschaedigt=True))
    assert table.beschaedigt
    assert [row.cells for row in table.rows] == [(line,) for line in FLAT.split("\n")]


def test_askers_annexes_and_written_questions_are_named():
    block = Block(Blockart.TABELLE, FLAT)
    annex = replace(block, nummern=(nr("4"),), anlage="Anlage 3")
    askers = Vorbemerkung(Sprecher.FRAGESTELLER, FLAT, bloecke=(block,))
    paper = replace(flat(FLAT), vorbemerkungen=(askers,), anlagen=(annex,))
    assert [(t.stelle, t.askers) for t in paper_tables(paper)] == [
        ("Vorbemerkung der Fragesteller", True),
        ("Antwort zu Frage 1", False),
        ("Anlage 3 zur Antwort zu Frage 4", False),
    ]
    written = replace(flat(FLAT), papierart=Papierart.SCHRIFTLICHE_FRAGEN)
    assert [t.stelle for t in paper_tables(written)] == ["Schriftliche Frage 1"]


def test_one_frage_has_its_tables_and_a_stem_those_of_its_letters():
    paper = flat(FLAT, "2a")
    assert [len(paper_tables(paper, nr(number))) for number in ("2a", "2", "2b", "3")] == [1, 1, 0, 0]


def test_no_word_of_a_table_of_a_real_paper_is_lost(shared: Path) -> None:
    from ingest import papers

    for name in ("21-00124.txt", "21-00496.txt"):
        for paper in papers.load_all(shared / "corpus" / "antworten" / name).papers:
            said = " ".join(" ".join(row.cells) for table in paper_tables(paper) for row in table.rows).split()
            parts = [*(part.bloecke for part in (*paper.vorbemerkungen, *paper.antworten)), paper.anlagen]
            for block in (block for part in parts for block in part):
                if block.art is Blockart.TABELLE and "\n" in block.text:
                    assert set(block.text.split()) <= set(said), block.text


def test_a_large_paper_takes_no_more_than_its_lines():
    lines = "\n".join(f"Ort {n} {n} {n + 1}" for n in range(3_000))
    paper = flat(f"Land 2022 2023\n{lines}")
    assert sum(len(table.rows) for table in paper_tables(paper)) == 3_001
    assert paper.datum == date(2024, 4, 24)
