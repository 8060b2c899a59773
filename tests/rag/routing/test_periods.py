"""Stretches of days, told from a day that the tests name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rag.routing.periods import PERIOD, read_period

FRIDAY = date(2025, 10, 31)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("seit Juli", "2025-07-01", None),
        ("seit Dezember", "2024-12-01", None),
        ("im Juni 2025", "2025-06-01", "2025-06-30"),
        ("letzte Woche", "2025-10-20", "2025-10-26"),
        ("diese Woche", "2025-10-27", "2025-11-02"),
        ("im letzten Monat", "2025-09-01", "2025-09-30"),
        ("in den letzten zwei Wochen", "2025-10-17", "2025-10-31"),
        ("in den letzten 3 Monaten", "2025-07-31", "2025-10-31"),
        ("seit dem 12.3.2025", "2025-03-12", None),
        ("vom 10. Oktober 2025", "2025-10-10", "2025-10-10"),
        ("31. Juni 2025", "2025-06-01", "2025-06-30"),
        ("zwischen Juni und August 2025", "2025-06-01", "2025-08-31"),
        ("von Mai bis Juli 2025", "2025-05-01", "2025-07-31"),
        ("bis Ende", None, None),
        ("bis Juni 2025", None, "2025-06-30"),
        ("vor Juni 2025", None, "2025-05-31"),
        ("nach Juni 2025", "2025-07-01", None),
        ("im zweiten Quartal 2025", "2025-04-01", "2025-06-30"),
        ("1. Halbjahr", "2025-01-01", "2025-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("letztes Jahr", "2024-01-01", "2024-12-31"),
        ("gestern", "2025-10-30", "2025-10-30"),
        ("am 40.13.", None, None),
    ],
)
def test_days_of_a_period(text: str, first: str | None, last: str | None) -> None:
    got = read_period(text, FRIDAY)
    assert tuple(day.isoformat() if day else None for day in got) == (first, last)


def test_the_piece_takes_what_leads_to_it_and_no_number_of_a_paper() -> None:
    pattern = re.compile(PERIOD, re.IGNORECASE)
    found = pattern.search("Anfragen der AfD seit Juli zu Asyl")
    assert found is not None
    assert found[0] == "seit Juli"
    assert pattern.search("Drucksache 20/2024") is None


def test_a_month_back_from_a_long_one_is_a_day_that_exists() -> None:
    assert read_period("in den letzten 1 Monaten", date(2025, 3, 31))[0] == date(2025, 2, 28)
