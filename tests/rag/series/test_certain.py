"""What makes a figure uncertain: bounds, ranges, one of several bodies, an answer to something else."""

from __future__ import annotations

import pytest

from rag.series.certain import exact, whole
from rag.series.wanted import wanted

COUNT = "Wie viele Anlagen wurden in den Ländern überprüft?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("es sind 12 Anlagen", True),
        ("es sind rund 12 Anlagen", True),
        ("im Jahr 2024 waren es 12 Anlagen bis März", True),
        ("es sind mehr als 12 Anlagen", False),
        ("es sind bis zu rund 12 Anlagen", False),
        ("es sind 3 bis 12 Anlagen", False),
        ("es sind drei bis 12 Anlagen", False),
        ("es sind 12 bis 15 Anlagen", False),
        ("es sind 12–15 Anlagen", False),
        ("es sind zwischen 3 und 12 Anlagen", False),
    ],
)
def test_a_bound_and_the_end_of_a_range_are_no_figure(text: str, told: bool) -> None:
    start = text.index("12")
    assert exact(text, start, start + 2) is told


def sure(frage: str, *answer: str, at: int = 0, none: bool = False, timely: bool = False, lead: str = "") -> bool:
    return whole(wanted(frage)[0], f"{lead} {frage}", answer, at, none=none, timely=timely)


def test_what_one_of_several_bodies_tells_is_not_all_of_it() -> None:
    zoll, police = "Durch den Zoll wurden 12 Anlagen überprüft.", "Die Bundespolizei zählt die Anlagen nicht."
    assert not sure(COUNT, zoll, police)
    assert not sure(COUNT, "Der Zoll hat geantwortet.", "Überprüft wurden 12 Anlagen.", police, at=1)
    assert sure(COUNT, zoll)
    assert sure(COUNT, "Insgesamt wurden 12 Anlagen überprüft.", zoll, police)  # told of all
    assert sure(COUNT, zoll, police, lead="Was haben Zoll und Bundespolizei getan?")


def test_what_stands_under_one_of_several_heads_is_told_of_that_alone() -> None:
    assert not sure(COUNT, "Gruppe „Nord“:", "Alle.", "Gruppe „Süd“:", "Es wurden 12 Anlagen überprüft.", at=3)
    assert sure(COUNT, "Es ergibt sich:", "Es wurden 12 Anlagen überprüft.", at=1)


def test_money_and_shares_are_told_in_words_for_them() -> None:
    money, share = "Wie hoch waren die Kosten der Anlagen?", "Wie hoch ist der Anteil der Anlagen?"
    assert sure(money, "Die Ausgaben für Anlagen lagen bei 12 Euro.", "Mehr ist nicht zu sagen.")
    assert not sure(money, "Der Umsatzsteueranteil der Anlagen sank um 12 Euro.", "Mehr ist nicht zu sagen.")
    assert not sure(money, "Die Ausgaben für Brücken lagen bei 12 Euro.", "Mehr ist nicht zu sagen.")
    assert sure(share, "Der Anteil der Anlagen lag", "– 2023 bei 12 Prozent,", "– 2024 bei 13 Prozent.", at=2)
    assert not sure(share, "Eine Anlage gilt ab 65 Prozent als abhängig.")


def test_what_is_told_instead_of_what_is_not_known() -> None:
    unknown, instead = "Wie viele überprüft wurden, ist nicht bekannt.", "Es gibt 12 Anlagen."
    assert sure(COUNT, instead)
    assert not sure(COUNT, instead, unknown)
    assert not sure(
        COUNT, "Keine Anlagen wurden überprüft.", "Zu den übrigen liegen keine Erkenntnisse vor.", none=True
    )


def test_a_long_answer_must_speak_of_what_is_asked() -> None:
    answer = ("Es gibt 12 Anlagen.", "Sie stehen am Meer.", "Sie sind alt.", "Sie rosten.")
    assert not sure(COUNT, *answer)
    assert sure(COUNT, *answer, timely=True)
    assert sure(COUNT, "Überprüft wurden 12 Anlagen.", *answer[1:])


def test_what_is_denied_is_not_asked_for() -> None:
    assert not sure(COUNT, "Davon wurden 12 Anlagen nicht überprüft.")
    assert sure("Wie viele Anlagen wurden nicht überprüft?", "Davon wurden 12 Anlagen nicht überprüft.")


def test_the_whole_does_not_answer_how_many_of_it() -> None:
    frage = "Wie viele der Anlagen gehören kleinen Unternehmen?"
    assert not sure(frage, "Es gibt 12 Anlagen.")
    assert sure(frage, "Kleinen Unternehmen gehören 12 Anlagen.")
