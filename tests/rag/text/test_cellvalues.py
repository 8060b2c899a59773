"""Which cells of a table are numbers, and which stay text."""

from decimal import Decimal

import pytest

from rag.text.cellvalues import Value, typed


def values(*cells):
    return typed([("Land", cell) for cell in cells])


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [("1.234,5", "1234.5", ""), ("1 234", "1234", ""), ("12\u202f345\u202f678", "12345678", ""), ("0", "0", ""),
     ("12,5 %", "12.5", "%"), ("2,2%", "2.2", "%"), ("3,20 €", "3.20", "€"), ("1.000 Euro", "1000", "€"),
     ("-5", "-5", ""), ("–5,1", "-5.1", ""), ("2023", "2023", ""), ("+7 Prozent", "7", "%"),
     ("1.130.504,50", "1130504.50", "")],
)  # fmt: skip
def test_a_cell_that_leaves_no_doubt_is_a_number(cell, number, unit):
    found = values(cell)[0][1]
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "cell",
    ["–", "-", "k. A.", "k.A.", "", "x", "12 Mio. Euro", "4,5 Mrd.", "12*", "12 1)", "05315", "00", "1.10.",
     "1.10.2024", "01.01. – 31.12.", "3.5", "12.34", "1,2,3", "1.23.456", "12 34", "1 2345", "1/2", "§ 3", "2020/21",
     "(12)", "– 5", "ca. 5", "5 bis 7", "1234567890123456", "1e5", "=1+1", "68.73939", "²", "١٢", "5,٢"],
)  # fmt: skip
def test_a_cell_that_leaves_doubt_stays_text(cell):
    assert values(cell)[0][1] is None


def test_what_another_cell_says_of_points_and_commas_holds_for_the_table():
    assert values("1.234", "5.678")[0][1] == Value(Decimal(1234), grouped=True)
    assert [row[1] for row in values("1.234", "12.5", "7")] == [None, None, Value(Decimal(7))]  # 12.5 is English
    assert [row[1] for row in values("1,234", "1,234,567")] == [None, None]
    assert values("1,234")[0][1] == Value(Decimal("1.234"), decimals=3)


def test_blanks_of_a_column_in_which_they_part_numbers_are_no_thousands():
    assert [row[1] for row in values("5 123", "17 41")] == [None, None]
    assert [row[1] for row in values("5 123", "12345")] == [None, Value(Decimal(12345))]
    assert [row[1] and row[1].number for row in values("5 123", "941")] == [5123, 941]


def test_names_of_rows_say_nothing_of_how_numbers_are_written():
    rows = typed([("1.1 Personal", "1.234"), ("1.1", "2.345")])
    assert [row[1].number for row in rows] == [1234, 2345]


def test_a_number_keeps_how_it_was_printed():
    assert values("+1.234,50 €")[0][1] == Value(Decimal("1234.50"), "€", 2, grouped=True, plus=True)
