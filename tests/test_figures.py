"""Figures as values: groups of digits however they are apart, months with their year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.figures import between, figures, is_year, months


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("700 000", 700_000),
        ("12.345.678 900", 12_345_678_900),  # two marks in one number
        ("1.234,5", "1234.5"),
        ("1,2 Mio.", 1_200_000),
        ("1,2 Millionen", 1_200_000),
        ("0,7", "0.7"),
    ],
)
def test_one_value_however_written(text: str, value: int | str) -> None:
    assert [figure.value for figure in figures(text)] == [Decimal(value)]


def test_months_need_a_year() -> None:
    assert months("Im August 2024, am 3. Mai 2025 und am 1.12.2025") == {(2024, 8), (2025, 5), (2025, 12)}
    assert months("zwischen April und Juli 2025") == {(2025, 4), (2025, 7)}
    assert months("im Mai") == frozenset()


def test_a_month_lies_between_the_first_and_the_last() -> None:
    assert between({(2025, 1), (2025, 6)}, {(2025, 3)})
    assert not between({(2024, 8)}, {(2024, 7), (2025, 8)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1900", True),
        ("2000", True),
        ("2024", True),
        ("2100", False),  # no paper writes of it: a count
        ("1899", False),
        ("2024,5", False),
        ("2024 Prozent", False),
        ("20240", False),
    ],
)
def test_a_year_is_no_count(text: str, found: bool) -> None:
    assert [is_year(figure) for figure in figures(text)] == [found]
