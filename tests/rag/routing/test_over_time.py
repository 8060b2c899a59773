"""Requests for a comparison over time, and what is said to them."""

from __future__ import annotations

import pytest

from rag.model import Outcome, Query
from rag.requested import Art
from rag.routing.over_time import OverTime, read_over_time
from rag.routing.skeleton import skeleton
from tests.support.reihen import Comparing, yearly


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("21/1234 Frage 3 im Zeitvergleich", OverTime("3")),
        ("Frage 2a aus 21/1234 in anderen Papieren", OverTime("2a")),
        ("Vergleiche Frage 3 aus 21/1234 mit anderen Papieren", OverTime("3")),
        ("Wie hat sich die Zahl der Abschiebungen über die Jahre entwickelt?", OverTime(thema="Abschiebungen")),
        ("Vergleiche die Antworten zu Abschiebungen über die Zeit", OverTime(thema="Abschiebungen")),
        ("Abschiebungen des BMI im Zeitvergleich", OverTime(thema="Abschiebungen des BMI")),
        ("Zeitvergleich: Abschiebungen", OverTime(thema="Abschiebungen")),
    ],
)
def test_what_is_a_request(text: str, wanted: OverTime) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert read_over_time(shape) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Wie hat sich die Zahl der Abschiebungen von 2019 bis 2023 entwickelt?",
        "Wie hat sich die Zahl der Abschiebungen entwickelt?",
        "Wie hat sich die Zahl der Abschiebungen von 2019 bis 2023 über die Jahre entwickelt?",
        "Wie viele Abschiebungen gab es im Zeitvergleich?",
        "Wie hat sich der Mindestlohn über die Jahre entwickelt und warum?",
        "Was folgt aus anderen Antworten zu Frage 3 aus 21/1234 für die Länder?",
        "Vergleiche die Zahlen zu Abschiebungen",
    ],
)
def test_in_doubt_it_is_a_question(text: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert read_over_time(shape) is None


def test_the_comparison_says_how_many_and_the_frage_that_is_compared() -> None:
    reply = Comparing(*yearly()).ask(Query("21/102 Frage 1 im Zeitvergleich"))
    assert reply.art is Art.VERGLEICH
    assert reply.anliegen is not None
    assert reply.anliegen.text.startswith("3 Papiere fragen dasselbe; 3 nennen eine Zahl, die sicher dazugehört.")
    assert "Geändert: 1." in reply.anliegen.text
    assert "Verschieden für denselben Zeitraum: 1." in reply.anliegen.text
    assert [(one.drucksache, one.frage) for one in reply.anliegen.fragen] == [("21/102", "1")]
    assert len(reply.statements) == 3


def test_alone_or_unknown_it_is_said() -> None:
    engine = Comparing(*yearly())
    alone = engine.ask(Query("21/103 Frage 1 im Zeitvergleich"))
    assert alone.anliegen is not None
    assert "Kein anderes Papier" in alone.anliegen.text
    unknown = engine.ask(Query("21/103 Frage 9 im Zeitvergleich"))
    assert unknown.outcome is Outcome.NICHT_IM_BESTAND
    assert unknown.grund == "BT-Drs. 21/103 hat keine Frage 9."


def test_a_topic_that_no_two_papers_ask_about_is_answered_as_a_question() -> None:
    reply = Comparing(*yearly()).ask(Query("Wie hat sich die Zahl der Windräder über die Jahre entwickelt?"))
    assert reply.art is Art.ANTWORT
