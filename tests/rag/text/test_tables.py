"""Tables of flattened papers: heads, rows whose labels run over lines, heads printed again on the next page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import papers
from ingest.model import Block, Blockart
from ingest.passages import passages
from ingest.spans import BlockSpan, Spanart, TableSpan
from ingest.tablerows import is_row, table_rows
from rag.text.tablelines import is_head_of_years
from rag.text.tables import Table, tables

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


def carried(
    *rows: tuple[str, ...], anfaenge: tuple[int, ...] = (), koepfe: tuple[int, ...] = ()
) -> tuple[str, BlockSpan]:
    """A text of rows whose cells are known, with a sentence before it."""
    text = "Die Zahlen stehen hier.\n" + "\n".join(" ".join(cell for cell in row if cell) for row in rows)
    start = text.index("\n") + 1
    block = Block(Blockart.TABELLE, text[start:], zellen=rows, anfaenge=anfaenge, koepfe=koepfe)
    table = TableSpan(table_rows(block))
    span = BlockSpan(art=Spanart.TABELLE, start=0, end=len(text) - start, block=1, tabelle=table)
    return text, span.moved(start)


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


YEARS = (("Land", "2022", "2023"), ("Bayern", "k. A.", "keine"), ("Hessen", "4", "5"))


def test_rows_that_are_known_are_rows_whatever_their_cells_say() -> None:
    rows = (("Land", "Art", "Zahl"), ("Bayern", "im Bau", "3"), ("Hessen", "keine", "keine"), ("Saar", "", "4"))
    text, block = carried(*rows)
    assert len(only(text).rows) == 2  # flattened, Hessen is a part of Saar's label
    (table,) = tables(text, [block])
    assert words(text, table.head) == "Land Art Zahl"
    assert [words(text, row) for row in table.rows] == ["Bayern im Bau 3", "Hessen keine keine", "Saar 4"]


def test_a_head_of_figures_is_no_row_where_it_is_known() -> None:
    text, block = carried(*YEARS, koepfe=(0,))
    (table,) = tables(text, [block])
    assert words(text, table.head) == "Land 2022 2023"
    assert [words(text, row) for row in table.rows] == ["Bayern k. A. keine", "Hessen 4 5"]
    assert words(text, only(text).head) == "Land 2022 2023"


def test_years_above_the_figures_are_a_head_also_where_cells_are_lost() -> None:
    table = only("Anzahl der Fälle\nLand 2022 2023 20241)\nBayern 12 34 5\nLand 2022 2023 20241)\nHessen 4 5 6")
    text = "Anzahl der Fälle\nLand 2022 2023 20241)\nBayern 12 34 5\nLand 2022 2023 20241)\nHessen 4 5 6"
    assert words(text, table.head) == "Anzahl der Fälle\nLand 2022 2023 20241)"
    assert [words(text, row) for row in table.rows] == ["Bayern 12 34 5", "Hessen 4 5 6"]
    text = "Land 2022 2023\nBayern 1 2\nDauer in Tagen\nJahr 2022 2023\nim Mittel 13 11"
    assert [words(text, table.head) for table in tables(text)] == ["Land 2022 2023", "Dauer in Tagen\nJahr 2022 2023"]
    assert is_head_of_years("Bundesland 2022 2023 07/2025")
    assert is_head_of_years("Bundesland 2018 1 2019 2020 2 2021")
    assert not is_head_of_years("2015 21 624 9 371")
    assert not is_head_of_years("Bayern 12 2024")


def test_a_row_with_one_cell_is_the_label_of_the_next() -> None:
    text, block = carried(("Land", "Zahl"), ("Hessen", "4"), ("davon", ""), ("Kassel", "1"))
    (table,) = tables(text, [block])
    assert [words(text, row) for row in table.rows] == ["Hessen 4", "davon\nKassel 1"]


def test_each_of_two_tables_has_its_head_and_its_caption() -> None:
    text, block = carried(
        ("Land", "Fälle"), ("Bayern", "3"), ("Tabelle 2 für das Jahr 2024",), ("Stadt", "Opfer"), ("Kassel", "7"),
        anfaenge=(0, 3),
    )  # fmt: skip
    first, second = tables(text, [block])
    assert (words(text, first.head), [words(text, row) for row in first.rows]) == ("Land Fälle", ["Bayern 3"])
    assert words(text, second.head) == "Tabelle 2 für das Jahr 2024\nStadt Opfer"
    assert [words(text, row) for row in second.rows] == ["Kassel 7"]


def test_a_table_that_begins_with_figures_goes_on_with_the_one_before() -> None:
    text, block = carried(("Land", "Fälle"), ("Bayern", "3"), ("Hessen", "4"), anfaenge=(0, 2))
    (table,) = tables(text, [block])
    assert len(table.rows) == 2


def test_a_table_of_words_is_quoted_as_sentences_are() -> None:
    text, block = carried(("Land", "Träger"), ("Bayern", "das Land"))
    assert tables(text, [block]) == []


def test_around_what_is_known_tables_are_guessed() -> None:
    known, block = carried(("Land", "Fälle"), ("Bayern", "3"))
    text = f"Jahr Opfer\n2023 8\n{known}\nJahr Opfer\n2024 9"
    found = tables(text, [block.moved(len("Jahr Opfer\n2023 8\n"))])
    assert [words(text, t.rows[0]) for t in found] == ["2023 8", "Bayern 3", "2024 9"]


def test_a_row_over_several_lines_is_whole() -> None:
    text = (
        "Empfänger Titel Laufzeit Mittel\n2023 in Euro\nMittel\n2024 in Euro\n"
        "Candid Foundation 0504 54611\n0504 68713\n"
        "15.02.2023–\n31.12.2026\n304 061,09 260 979,95\nInstitute for Strategic\nDialogue (ISD)\n0504 54611\n"
        "354 559,08 248 869,75"
    )
    table = only(text)
    assert words(text, table.head).endswith("2024 in Euro")
    assert [words(text, row).split("\n")[0] for row in table.rows] == [
        "Candid Foundation 0504 54611",
        "Institute for Strategic",
    ]
    assert words(text, table.rows[0]).endswith("304 061,09 260 979,95")


def test_rows_that_begin_with_a_time_go_on_below() -> None:
    text = (
        "Jahr Zweck Ausgaben\nam/von bis\n2022 Erstattung an den Freistaat für\nArtikel 120 GG\n"
        "1 671 112,88\n"
        "2023 Erstattung für Munition gemäß\nRichtlinie vom 16.11.2016\n6 147,92\n"
        "2024 Erstattung für\nFunde\n2 579,60\n"
        "Gesamt 9 000"
    )
    table = only(text)
    assert words(text, table.head) == "Jahr Zweck Ausgaben\nam/von bis"
    assert [words(text, row).split("\n")[-1] for row in table.rows] == [
        "1 671 112,88",
        "6 147,92",
        "2 579,60",
        "Gesamt 9 000",
    ]


def test_each_table_of_a_run_has_its_own_caption() -> None:
    rows = "Bayern 4 5 6\nHessen 7 8 9"
    text = (
        f"1 Zahlen zum Jahresende 2021\nLand 1 2 3\n{rows}\n1 von 2\n1 Zahlen zum Jahresende 2019\nLand 1 2 3\n{rows}"
    )
    first, second = tables(text)
    assert "2021" in words(text, first.head)
    assert "2019" not in words(text, first.head)
    assert "2019" in words(text, second.head)
    assert "2021" not in words(text, second.head)
    assert [words(text, row) for row in second.rows] == rows.split("\n")


def test_what_stands_above_rows_that_come_again_is_their_group() -> None:
    text = "Land Zahl Anteil\n2023\nBayern 4 5\nHessen 7 8\n2024\nBayern 5 6\nHessen 8 9"
    first, second = tables(text)
    assert [words(text, t.head) for t in (first, second)] == ["Land Zahl Anteil"] * 2
    assert [words(text, t.group) for t in (first, second)] == ["2023", "2024"]
    assert words(text, second.span) == "2024\nBayern 5 6\nHessen 8 9"


def test_a_head_that_is_whole_begins_another_table() -> None:
    text = "Gesamt Brände\nAI L R\nCDU 4 5\nSPD 7 8\nGesamt Drohungen\nAI L R\nCDU 5 6\nSPD 8 9"
    first, second = tables(text)
    assert (words(text, first.head), first.group) == ("Gesamt Brände\nAI L R", None)
    assert (words(text, second.head), second.group) == ("Gesamt Drohungen\nAI L R", None)


def test_a_caption_alone_is_no_table() -> None:
    assert tables("Anlage 1 - Tabelle zu AW auf Frage 1 - KA 21/1486") == []
    assert tables("Ausgeübte Tätigkeiten nach der KldB 2010") == []


BUDGET = """Höhe der Zuwendungen aus den Titeln 0601 685 12, 0502 68727,
Titel Empfänger Ist 2022
(in Euro)
Ist 2023
(in Euro)
Ist 2024
(in Euro)
Abfluss Ist
bis einschl. 25.03.2025
0601 685 12 Ebert-Stiftung e.V. 39.355 41.322 39.960 17.864
0601 685 12 Naumann-Stiftung
für die Freiheit e.V.
15.577 16.354 17.627 8.170
0601 685 12 Böll-Stiftung e.V. 14.843 15.584 18.145 8.483"""


def test_lines_with_times_alone_above_rows_of_many_figures_are_the_head() -> None:
    """Each was taken for a row, and "e.V." for the end of a sentence that ends the table."""
    (table,) = tables(BUDGET)
    assert words(BUDGET, table.head).split("\n")[1] == "Titel Empfänger Ist 2022"
    assert [words(BUDGET, row).split("\n")[0] for row in table.rows] == [
        "0601 685 12 Ebert-Stiftung e.V. 39.355 41.322 39.960 17.864",
        "0601 685 12 Naumann-Stiftung",
        "0601 685 12 Böll-Stiftung e.V. 14.843 15.584 18.145 8.483",
    ]


def test_a_day_printed_below_rows_holds_for_them() -> None:
    text = "Betriebe Beschäftigte\nBau 10.088 77.881\nTaxis 528 3.821\n30.06.2022\nStichtag Zweig"
    (table,) = tables(text)
    assert words(text, table.below) == "30.06.2022"
    dated = tables("Betriebe am 30.06.2021\nBau 10.088 77.881\nTaxis 528 3.821\n30.06.2022")
    assert [one.below for one in dated] == [None]
