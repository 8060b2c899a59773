"""Filters named in a question are understood; wording that may mean the content is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.model import Filters, Paper
from rag.query.filters import read_filters

PAPERS = [
    Paper(
        "21/392", "Bundesstraße 1", date(2025, 6, 3), "Bundesministerium für Verkehr", ("AfD",), "21/184", "a", 8, 21
    ),
    Paper("21/500", "Fonds", date(2025, 5, 9), "Bundesministerium der Finanzen", ("Die Linke",), "21/400", "b", 3, 21),
]


@pytest.mark.parametrize(
    ("text", "filters", "rest"),
    [
        (
            "Was stand in der Antwort an die AfD von Mai 2025 zur Oderbrücke?",
            Filters(fraktionen=frozenset({"AfD"}), von=date(2025, 5, 1), bis=date(2025, 5, 31)),
            "Was stand zur Oderbrücke?",
        ),
        ("Drucksache 21/392, Frage 7", Filters(frozenset({"21/392"}), frozenset({"7"})), ""),
        (
            "Wie teuer wird die Brücke laut BT-Drs. 21/392 Fragen 2a bis 3?",
            Filters(frozenset({"21/392"}), frozenset({"2a", "3"})),
            "Wie teuer wird die Brücke ?",
        ),
        (
            "Was sagt Bundestagsdrucksache 21/184 zu Frage 2 c und 4 bis 6?",  # the Anfrage's number
            Filters(frozenset({"21/392"}), frozenset({"2c", "4", "5", "6"})),
            "",
        ),
        (
            "Was kostet der Fonds nach der Antwort des Finanzministeriums auf die Kleine Anfrage der Linken?",
            Filters(ressorts=frozenset({"Bundesministerium der Finanzen"}), fraktionen=frozenset({"Die Linke"})),
            "Was kostet der Fonds ?",
        ),
        (
            "Was steht in der Antwort der Bundesregierung vom 3. Juni 2025 auf Drucksache 21/392 zur Brücke?",
            Filters(frozenset({"21/392"}), von=date(2025, 6, 3), bis=date(2025, 6, 3)),
            "Was steht zur Brücke?",
        ),
        ("in den Antworten an die FDP: Wärmepumpen?", Filters(fraktionen=frozenset({"FDP"})), "Wärmepumpen?"),
        ("Frage 7 der Drucksache 21/392", Filters(frozenset({"21/392"}), frozenset({"7"})), ""),
        ("Was sagt die Antwort auf Frage 7 in Drs. 21/392?", Filters(frozenset({"21/392"}), frozenset({"7"})), None),
        ("21/392, Frage 7", Filters(frozenset({"21/392"}), frozenset({"7"})), ""),
        ("21/392", Filters(frozenset({"21/392"})), ""),
        ("Was steht in Drucksache 19/1?", Filters(frozenset({"19/1"})), ""),
    ],
)
def test_named_filters_are_read_and_cut_out(text: str, filters: Filters, rest: str | None):
    found, left = read_filters(text, PAPERS)
    assert found == filters
    assert rest is None or left == rest


@pytest.mark.parametrize(
    "text",
    [
        "Wie viele Straftaten verübten Anhänger der AfD im Mai 2025?",
        "Wie hoch war das Budget des Finanzministeriums 2025?",
        "Was hat sich in der 20. Wahlperiode geändert?",
        "Gab es eine Antwort auf die Frage 7 der Linken?",
        "Wer ist für 20/30 Prozent zuständig?",
        "Wie voll waren die Speicher im Winter 22/23?",
        "Was sagt die Regierung in der Antwort zur Brücke?",
    ],
)
def test_ambiguous_wording_filters_nothing(text: str):
    assert read_filters(text, PAPERS) == (Filters(), text)


def test_a_paper_that_is_held_is_meant_itself() -> None:
    """A paper may misprint a held paper's number as that of its Anfrage."""
    later = replace(PAPERS[1], nummer="21/700", bezug="21/392")
    assert read_filters("Was kostet die Brücke laut Drucksache 21/392?", [later, *PAPERS])[0].drucksachen == {"21/392"}
    assert read_filters("Was kostet sie laut Drucksache 21/184?", [later, *PAPERS])[0].drucksachen == {"21/392"}


def test_a_number_with_leading_zeros_is_the_same_paper() -> None:
    assert Filters(drucksachen=frozenset({"21/09605"})) == Filters(drucksachen=frozenset({"21/9605"}))
