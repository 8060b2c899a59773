"""Figures as values: groups of digits however they are apart, months with their year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.text.figures import Figure, between, figures, is_year, months, read_word, sums, without_sums


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


@pytest.mark.parametrize("text", ["700 000", "700.000", "700\u2002000", "0,7 Mio.", "700 Tsd.", "siebenhunderttausend"])
def test_one_value_in_many_spellings(text: str) -> None:
    assert figures(f"Es waren {text} Euro.") == [Figure(Decimal(700_000))]


@pytest.mark.parametrize(
    ("word", "value"), [("zwölf", 12), ("einundzwanzig", 21), ("zweihundertfünf", 205), ("dreitausend", 3000)]
)
def test_number_words(word: str, value: int) -> None:
    assert read_word(word) == value


def test_what_is_no_number_word() -> None:
    assert read_word("hundertprozentig") is None
    assert figures("Ein Verfahren läuft.") == []


def test_dates_are_one_figure() -> None:
    assert figures("Am 1. Januar 2044.") == figures("Am 01.01.2044.")
    assert Figure(Decimal(2044)) in figures("Am 1. Januar 2044.")


def test_percentages_are_not_counts() -> None:
    assert figures("60 Prozent") == figures("60 %") == [Figure(Decimal(60), "%")]
    assert figures("60 Prozent") != figures("60")


def test_sums() -> None:
    addends, result = sums("Zusammen 73 000 + 350 000 + 700 000 = 1 123 000 Euro.")[0]
    assert [f.value for f in addends] == [73_000, 350_000, 700_000]
    assert result.value == 1_123_000
    assert without_sums("Zusammen 1 + 2 = 3 Euro.") == "Zusammen   Euro."


@pytest.mark.parametrize(
    ("value", "unit", "year"),
    [("1900", "", True), ("2099", "", True), ("1899", "", False), ("2100", "", False), ("2023", "%", False),
     ("2023.5", "", False), ("20230101", "datum", False)],
)  # fmt: skip
def test_what_is_a_year(value: str, unit: str, year: bool) -> None:
    assert is_year(Figure(Decimal(value), unit)) is year
