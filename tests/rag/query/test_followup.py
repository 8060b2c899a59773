"""Follow-up turns: what is kept, what is put in its place, and which turns stand alone."""

from __future__ import annotations

import pytest

from rag.model import Filters, Query
from rag.query.followup import complete, effective

FIRST = "Wie viel Geld bekam das Internationale Smart Cities Netzwerk 2023?"


@pytest.mark.parametrize(
    ("before", "turn", "whole"),
    [
        (FIRST, "Und im Jahr davor?", FIRST.replace("2023", "2022")),
        (FIRST, "Und im Vorjahr?", FIRST.replace("2023", "2022")),
        (FIRST, "Und im Folgejahr?", FIRST.replace("2023", "2024")),
        (FIRST, "Und 2021?", FIRST.replace("2023", "2021")),
        (FIRST, "And in 2021?", FIRST.replace("2023", "2021")),
        ("Wie viele Anträge gab es in Hessen?", "Und in Bayern?", "Wie viele Anträge gab es in Bayern?"),
        ("Wie viele kommen bei den Symposien?", "Und beim Global Mixer?", "Wie viele kommen beim Global Mixer?"),
        ("Wann wurde mit Kambodscha verhandelt?", "Und wann mit Indien?", "Wann wurde mit Indien verhandelt?"),
        ("Wie viele Fälle gab es zwischen 2019 und 2021?", "Und 2022?", "Wie viele Fälle gab es 2022?"),
    ],
)
def test_what_is_new_is_put_in_place(before: str, turn: str, whole: str) -> None:
    found = complete(Query(turn, vorher=Query(before)))
    assert found is not None
    assert found.text == whole


def test_a_pointing_word_takes_the_question_before_along() -> None:
    before = "Wie viele Obdachlose wurden 2024 Opfer einer Straftat?"
    found = complete(Query("Wie viele davon waren Frauen?", vorher=Query(before)))
    assert found is not None
    assert found.text == f"Wie viele davon waren Frauen? (Es ging um: {before})"


def test_paper_frage_and_filters_stay() -> None:
    filters = Filters(drucksachen=frozenset({"21/392"}), fragen=frozenset({"7"}))
    before = Query("Was steht in Drucksache 21/392, Frage 7 zu Kosten?", filters)
    found = complete(Query("Und warum?", vorher=before))
    assert found is not None
    assert found.text.startswith("Drucksache 21/392, Frage 7: Und warum?")
    assert found.filters == filters


def test_turns_chain() -> None:
    second = Query("Und im Jahr davor?", vorher=Query(FIRST))
    third = complete(Query("Und im Jahr davor?", vorher=second))
    assert third is not None
    assert "2021" in third.text


@pytest.mark.parametrize(
    "turn",
    [
        "Wie viele Banken waren an Cum-Cum-Geschäften beteiligt?",
        "Und wie viele Banken waren nach Kenntnis der BaFin an Cum-Cum-Deals beteiligt?",
        "Was tut die Regierung dafür, dass Mieten in Großstädten bezahlbar bleiben?",
        "Was steht in 21/392?",
    ],
)
def test_a_whole_question_stands_alone(turn: str) -> None:
    assert complete(Query(turn, vorher=Query(FIRST))) is None


def test_the_first_turn_is_what_it_is() -> None:
    query = Query("Und im Jahr davor?")
    assert effective(query) == (query, None)


def test_the_whole_question_is_shown() -> None:
    query, shown = effective(Query("Und 2021?", vorher=Query(FIRST)))
    assert query.text == shown == FIRST.replace("2023", "2021")
