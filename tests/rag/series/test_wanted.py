"""What quantity a Frage asks for."""

from __future__ import annotations

import pytest

from rag.series.wanted import Measure, phrase, wanted


@pytest.mark.parametrize(
    ("frage", "found"),
    [
        ("Wie viele offene Verfahren hat das Amt geführt (bitte nach Jahren)?", [("anzahl", ("Verfahren",))]),
        ("In wie vielen außergerichtlichen und gerichtlichen Verfahren war es so?", [("anzahl", ("Verfahren",))]),
        ("Wie viele Straf- und Bußgeldverfahren gab es?", [("anzahl", ("Bußgeldverfahren",))]),
        ("Wie viele Anträge bzw. Anzeigen wurden gestellt?", [("anzahl", ("Anträge", "Anzeigen"))]),
        (
            "Wie hoch waren die Kosten, und wie viele Anwälte erhielten sie?",
            [("geld", ("Kosten",)), ("anzahl", ("Anwälte",))],
        ),
        ("Wie hoch ist der Anteil der Frauen?", [("anteil", ("Anteil",))]),
        ("Wie hat sich die Zahl der Stellen entwickelt?", [("anzahl", ("Stellen",))]),
        ("Welche Ausgaben sind angefallen?", [("geld", ("Ausgaben",))]),
        ("Welche Termine stehen fest?", []),
        ("Wie bewertet die Regierung die Zahl der Stellen?", []),
    ],
)
def test_what_is_asked_for(frage: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.measure.value, one.nouns) for one in wanted(frage)] == found


def test_a_phrase_ends_before_what_is_no_adjective() -> None:
    text = "elf offene Verfahren und Klagen, die"
    assert phrase(text, 4) == (("Verfahren", "Klagen"), text.index(","))
    assert phrase("wurden Verfahren", 0)[0] == ()
    assert wanted("Wie viele Türme?")[0].stems == ("turm",)
    assert wanted("Wie viele Türme?")[0].measure is Measure.ANZAHL


def test_a_part_of_a_whole() -> None:
    assert wanted("Wie viele der Türme sind rot?")[0].of_whole
    assert not wanted("Wie viele Türme der Stadt sind rot?")[0].of_whole
    assert wanted("Wie viele Türme sind rot?")[0].counts(["Wassertürme"])
    assert not wanted("Wie viele Türme sind rot?")[0].counts(["Brücken"])
