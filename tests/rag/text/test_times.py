"""Times as papers print them and as staff type them, as stretches of days."""

from __future__ import annotations

import pytest

from rag.text.times import EVER, row_times, times


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("im Jahr 2024", 20240101, 20241231),
        ("Juni 2025", 20250601, 20250631),
        ("Januar bis Juni 2025", 20250101, 20250631),
        ("09.05.2025 9 147", 20250509, 20250509),
        ("vom 16. September 2024 bis zum 30. Juni 2025", 20240916, 20250630),
        ("1. Januar bis 30. Juni 2025", 20250101, 20250630),
        ("seit dem Jahr 2020", 20200101, EVER),
        ("seit dem Stichtag 8. Dezember 2024", 20241208, EVER),
        ("nach Jahren 2019", 20190101, 20191231),
        ("von 2015 bis heute", 20150101, EVER),
        ("nach August 2022", 20220801, EVER),
        ("vor 2020", 0, 20201231),
        ("Q1 2025", 20250101, 20250331),
        ("I. Quartal 2024", 20240101, 20240331),
        ("drittes Quartal 2025", 20250701, 20250931),
        ("erstes Halbjahr 2022", 20220101, 20220631),
        ("2023/24", 20230101, 20241231),
        ("zwischen 2019 und 2023", 20190101, 20231231),
        ("06/2025", 20250601, 20250631),
        ("Sept. 2024", 20240901, 20240931),
        ("18.09.23", 20230918, 20230918),
        ("01.01.–31.12.24", 20240101, 20241231),
        ("am 15.06.72", 19720615, 19720615),
        ("Jul 22", 20220701, 20220731),
        ("Okt. 24 bis Dez. 24", 20241001, 20241231),
        ("1. Q. 2023", 20230101, 20230331),
        ("Quartal IV 2025", 20251001, 20251231),
        ("Quartal 1/2023", 20230101, 20230331),
        ("I/2023", 20230101, 20230331),
        ("2024 Q1", 20240101, 20240331),
        ("1. Hj. 2025", 20250101, 20250631),
    ],
)
def test_a_time(text: str, first: int, last: int) -> None:
    assert [(time.first, time.last) for time in times(text)] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Bundestagsdrucksache 21/2024",
        "Bayern 1.046 1.114",
        "2 019 Fälle",
        "das Gesetz vom 22. Juni 2023",
        "(KldB 2010)",
        "die Entscheidung des Bundesverfassungsgerichts vom 8. Juni 2021",
        "Version 12.34.56",
    ],
)
def test_no_time(text: str) -> None:
    assert times(text) == ()


def test_a_year_over_quarters_is_a_head() -> None:
    assert [time.said for time in times("2024 2025\nQ1 Q2 Q3 Q4 Q1 Q2")] == ["2024", "2025"]


def test_times_that_stand_apart_are_two() -> None:
    assert [time.said for time in times("471 (2023: 501) im Jahr 2024")] == ["2023", "2024"]


def test_what_touches() -> None:
    (june,), (year,), (other,) = times("Juni 2025"), times("2025"), times("August 2025")
    assert june.touches([year])
    assert not june.touches([other])


def test_a_year_and_the_days_behind_it_are_one_time_of_a_row() -> None:
    (time,) = row_times("2022 01.12. 31.12. diverse Funde")
    assert (time.first, time.last, time.span[0]) == (20221201, 20221231, 0)
    assert [one.said for one in row_times("2022 01.12.2023 5")] == [one.said for one in times("2022 01.12.2023 5")]
