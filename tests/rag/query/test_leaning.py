"""Whether a turn leans on the one before it, by its words alone."""

from __future__ import annotations

import pytest

from rag.query.leaning import Leans, leans, points_back, pronoun, says_nothing


@pytest.mark.parametrize(
    "turn", ["und 2023?", "Und in Bayern?", "Warum nicht?", "Seit wann?", "Danke!", "Wie viele davon?"]
)
def test_it_leans(turn: str) -> None:
    assert leans(turn) is Leans.SURELY


@pytest.mark.parametrize(
    "turn",
    [
        "Was steht in Drucksache 21/1234?",
        "Wie viele Haftbefehle gegen Rechtsextremisten waren im Frühjahr 2024 noch nicht vollstreckt?",
    ],
)
def test_it_stands_alone(turn: str) -> None:
    assert leans(turn) is Leans.NOT


def test_thanks_say_nothing() -> None:
    assert says_nothing("Vielen Dank, super!")
    assert not says_nothing("Vielen Dank, und die Kosten?")


def test_pronouns_of_what_was_said() -> None:
    assert pronoun("wurde er bestraft?")
    assert not pronoun("gibt es Zahlen zu Brücken?")


def test_what_goes_on_or_takes_up_points_back() -> None:
    assert all(map(points_back, ("Und die Netzreserve im Winter?", "Wie viele davon?", "Was kostet das?")))
    assert not points_back("Frauenanteil in der Kochlehre in Peru?")
