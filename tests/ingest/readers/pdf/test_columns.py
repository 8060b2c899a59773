"""Lines in columns without ruling lines: rows of open tables, text in two columns, items of lists."""

from __future__ import annotations

import pytest

from ingest.readers.pdf.columns import OpenTable, cut, gaps, in_columns, label_goes_on, pieces
from ingest.readers.pdf.page import Printed
from tests.support.printed import printed

PROSE = "Die Angaben zu den Brücken der Länder stehen unten."


def lines(*texts: str, apart: float = 12.0) -> list[Printed]:
    return [printed(text, y=700 - apart * n) for n, text in enumerate(texts)]


def found(items: list[Printed]) -> list[object]:
    """What the lines are: their text, or the rows of a table."""
    return [
        [tuple(" ".join(line.text for line in cell) for cell in row) for row in item.zellen]
        if isinstance(item, OpenTable)
        else item.text
        for item in in_columns(items)
    ]


def test_three_rows_are_a_table_and_two_are_not():
    rows = ("Bayern\t12\t14", "Berlin\t3\t2", "Bremen\t\t1")
    assert found(lines(PROSE, *rows, PROSE)) == [
        PROSE,
        [("Bayern", "12", "14"), ("Berlin", "3", "2"), ("Bremen", "", "1")],
        PROSE,
    ]
    assert found(lines(*rows[:2])) == ["Bayern 12 14", "Berlin 3 2"]


def test_rows_that_stand_far_apart_are_no_table():
    assert found(lines("Bayern\t12", "Berlin\t3", "Bremen\t1", apart=30)) == ["Bayern 12", "Berlin 3", "Bremen 1"]


def test_two_columns_of_text_are_read_one_after_the_other():
    left = ["Die Bundesregierung hat Brücken", "der Länder prüfen lassen und da", "von erfahren, dass sie alt", "sind."]
    right = ["Die Ergebnisse wurden den Ländern", "mitgeteilt. Eine weitere Prüfung", "ist für das Jahr 2020", "da."]
    both = [f"{a}\t\t{b}" for a, b in zip(left, right, strict=True)]
    assert found(lines(*both)) == [*left, *right]


def test_askers_are_read_before_what_stands_beside_them():
    right = ["Wie hoch sind die Brücken, die der Bund", "gebaut hat, und wie lang sind sie alle", "in Metern?"]
    left = ["1. Abgeordneter", "Max von Muster", "(AfD)"]
    assert found(lines(*(f"{a}\t{b}" for a, b in zip(left, right, strict=True)))) == [*left, *right]


def test_marks_of_whatever_kind_belong_to_their_items():
    items = [f"{mark}\t{PROSE} Das ist so." for mark in ("§", "§", "§")]
    assert found(lines(*items)) == [f"§ {PROSE} Das ist so."] * 3


def test_a_label_over_two_lines_stands_in_the_row_of_its_figures():
    long = printed("Nordrhein-Westfalen", y=688)
    rows = [printed("Bayern\t12", y=700), long, printed("und mehr\t3", y=676), printed("Berlin\t3", y=664)]
    assert found(rows) == [[("Bayern", "12"), ("Nordrhein-Westfalen und mehr", "3"), ("Berlin", "3")]]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (printed("Bayern\t12"), ["Bayern", "12"]),
        (printed("1.\tWie viele?"), ["1. Wie viele?"]),  # a mark and what it marks
        (printed("1.\t12"), ["1.", "12"]),  # figures behind a figure are cells
        (printed("Land\tZahl", gedreht=1), ["Land Zahl"]),
    ],
)
def test_pieces_of_a_line(line: Printed, wanted: list[str]):
    assert [text for _, _, text in pieces(line)] == wanted


def test_gaps_lie_between_the_columns_of_most_rows():
    (gap,) = gaps(lines("Bayern\t12", "Berlin\t3", "Bremen\t1"))
    assert 85 + 30 < gap < 185
    assert gaps(lines(PROSE, PROSE)) == []
    assert gaps([]) == []


def test_a_line_is_cut_at_the_gaps_and_its_hyphen_goes_with_its_last_piece():
    left, middle, right = cut(printed("Bayern\t\tBrü-", divided="-"), [150.0, 250.0])
    assert (left[0].text, middle, right[0].text) == ("Bayern", (), "Brü")
    assert (left[0].divided, right[0].divided) == ("", "-")
    assert right[0].links == 285.0


def test_a_label_goes_on_where_its_line_is_full():
    head, tail = printed("Nordrhein und"), printed("alles andere")
    assert label_goes_on(head, tail, edge=160.0)
    assert not label_goes_on(head, tail, edge=400.0)
    assert not label_goes_on(head, printed("Berlin"), edge=160.0)
    assert label_goes_on(printed("Nord", divided="-"), printed("Berlin"), edge=400.0)
