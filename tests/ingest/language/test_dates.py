"""Months and years: one list, whoever names them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ingest.fields.kopf import long_date
from ingest.language.dates import ENGLISH, MONTH, MONTHS, PRINTED_MONTH, SHORT_MONTH, YEAR, days, is_month, month_number
from ingest.language.sentences import sentences
from ingest.segmentation.number_marks import mark
from rag.model import Query
from rag.query.analysis import Kind, holds, read
from rag.query.filters import read_filters
from rag.query.followup import understood
from rag.text.figures import months


@pytest.mark.parametrize(("name", "number"), [(n, i) for names in (MONTHS, ENGLISH) for i, n in enumerate(names, 1)])
def test_each_month_by_each_of_its_names(name: str, number: int) -> None:
    assert re.fullmatch(MONTH, name)
    assert month_number(name) == month_number(name.upper()) == number
    assert is_month(name)
    assert is_month(name.lower())
    assert not is_month(f"{name}s")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Maerz", 3),  # no umlaut on the keyboard
        ("Aprıl", 4),  # a dotless i, which a pattern that ignores case takes for one with a dot
        ("AUGUſT", 8),  # the same with a long s
    ],
)
def test_months_as_they_are_typed(name: str, number: int) -> None:
    assert is_month(name)
    assert months(f"im {name} 2024") == {(2024, number)}


def test_a_paper_prints_months_in_german() -> None:
    assert [name for name in (*ENGLISH, "Maerz") if re.fullmatch(PRINTED_MONTH, name)] == [
        "April",
        "August",
        "September",
        "November",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("1949", True), ("2025", True), ("1848", False), ("2100", False), ("202", False)],
)
def test_a_year_is_of_our_time(text: str, found: bool) -> None:
    assert (re.fullmatch(YEAR, text) is not None) is found


@pytest.mark.parametrize("month", MONTHS)
def test_everybody_knows_every_month(month: str) -> None:
    """The head of a paper, number marks, sentences, figures, filters, and what a question asks for."""
    number = month_number(month)
    assert long_date(f"mit Schreiben vom 2. {month} 2025") == date(2025, number, 2)
    assert mark(0, f"23. {month} 2025 begann es") is None
    assert len(sentences(f"Es begann am 28.\n{month} 2025.")) == 1
    assert months(f"seit {month} 2025") == {(2025, number)}
    assert read_filters(f"Was steht in der Antwort von {month} 2025 zur Brücke?", [])[0].von == date(2025, number, 1)
    assert holds(Kind.DATUM, f"Das war im {month}.")
    assert not read(f"Wie viele laufen seit {month} 2025?").months


@pytest.mark.parametrize("month", [*MONTHS, *SHORT_MONTH.replace("Sept?", "Sep|Sept").split("|"), "Januars"])
def test_a_day_or_year_before_a_month_ends_no_sentence(month: str) -> None:
    assert len(sentences(f"Es begann vor dem 2024. {month} und ging weiter.")) == 1


def test_a_word_that_begins_like_a_month_is_none() -> None:
    assert len(sentences("Das gilt seit 2024. Marktteilnehmer wissen es.")) == 2


def test_english_months_leave_a_span_open_too() -> None:
    assert not read("How many have been running since March 2025?").months


def test_answers_of_the_last_century_can_be_named() -> None:
    assert read_filters("Was steht in der Antwort vom 3. Mai 1998 zur Brücke?", [])[0].von == date(1998, 5, 3)


def test_a_school_year_is_two_years() -> None:
    """A follow-up reads "2023/2024" as two years and puts neither in the other's place."""
    whole = understood(Query("Und 2023/2024?", vorher=Query("Wie viele Schüler gab es 2021?")), lambda *_: False)
    assert "2023/2024" in whole.shown


@pytest.mark.parametrize(("short", "number"), [("Jan", 1), ("Mrz", 3), ("mär", 3), ("SEPT", 9), ("Dez", 12)])
def test_a_month_as_tables_shorten_it_has_its_number(short: str, number: int) -> None:
    assert re.fullmatch(SHORT_MONTH, short, re.IGNORECASE)
    assert is_month(short)
    assert month_number(short) == number


def test_a_year_a_month_and_a_day_are_stretches_of_days() -> None:
    assert days(2025) == (date(2025, 1, 1), date(2025, 12, 31))
    assert days(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days(2025, 6, 3) == (date(2025, 6, 3), date(2025, 6, 3))
    assert days(2025, 6, 31) == days(2025, 6, 0) == days(2025, 6)
