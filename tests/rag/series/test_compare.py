"""Answers side by side, and which figures differ."""

from __future__ import annotations

from datetime import date

import pytest

from rag.requested import Unlike
from rag.series.compare import about, series
from tests.support.reihen import ASKED, answers, paper, yearly


def test_changed_for_another_year_and_against_each_other_for_the_same_one() -> None:
    one, two, three = yearly()
    found = series(answers((three, "2"), (one, "1"), (two, "1")))
    assert [(row.drucksache, row.wert, row.zeit) for row in found.rows] == [
        ("21/101", 11.0, "2022"),
        ("21/102", 20.0, "2023"),
        ("21/103", 30.0, "2023"),
    ]
    assert [(one.art, one.zeilen) for one in found.differences] == [
        (Unlike.GEAENDERT, (0, 1)),
        (Unlike.WIDERSPRUCH, (1, 2)),
    ]
    quoted = [found.statements[row.beleg or 0] for row in found.rows]
    assert quoted[2].text == quoted[2].citations[0].zitat == "Im Jahr 2023 wurden 30 Leuchttürme beschädigt."
    assert (found.rows[0].von, found.rows[0].bis) == (date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (
            "Im Jahr 2023 wurden rund 20 Leuchttürme beschädigt.",
            "Im Jahr 2023 wurden 20,5 Leuchttürme beschädigt.",
            False,
        ),
        ("Im Jahr 2023 wurden 20 Leuchttürme beschädigt.", "Im Jahr 2023 wurden 20 Leuchttürme beschädigt.", False),
        (
            "Im ersten Quartal 2023 wurden 20 Leuchttürme beschädigt.",
            "Im Jahr 2023 wurden 30 Leuchttürme beschädigt.",
            False,
        ),
        ("Das ist unbekannt.", "Im Jahr 2023 wurden 30 Leuchttürme beschädigt.", False),
    ],
)
def test_what_is_rounded_or_of_other_lengths_does_not_differ(first: str, second: str, differ: bool) -> None:
    frage = ASKED.format("im Jahr 2023")
    papers = [paper("21/1", date(2025, 1, 1), (frage, first)), paper("21/2", date(2025, 2, 1), (frage, second))]
    assert bool(series(answers(*((one, "1") for one in papers))).differences) is differ


def test_other_laender_are_no_change_and_a_row_without_figure_has_its_words() -> None:
    bayern = paper("21/1", date(2025, 1, 1), (ASKED.format("2023 in Bayern"), "Es wurden 20 Leuchttürme beschädigt."))
    hessen = paper("21/2", date(2025, 2, 1), (ASKED.format("2023 in Hessen"), "Dazu führt niemand eine Statistik."))
    found = series(answers((hessen, "1"), (bayern, "1")))
    assert [(row.bereich, row.zahl) for row in found.rows] == [("Bayern", "20"), ("Hessen", "")]
    assert not found.differences
    assert found.statements[found.rows[1].beleg or 0].text == "Dazu führt niemand eine Statistik."


def test_what_a_frage_is_about() -> None:
    assert about("Wie viele Anträge stellte das BMF?", "Lage in Bayern") == "BMF"
    assert about("Wie viele Anträge gab es?", "Lage in Bayern") == "Bayern"
    assert about("Wie viele Anträge gab es?", "Lage") == ""
