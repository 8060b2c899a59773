"""Which turns are requests, and what a question still leans on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.index.state import overview
from rag.model import Paper, Query
from rag.requested import Art
from rag.routing.turns import Turns
from tests.support.fakes import sample_paper


class Known:
    """One paper, on one day."""

    def papers(self) -> Sequence[Paper]:
        """As the engine."""
        return [overview(sample_paper("20/12"))]

    def today(self) -> date:
        """As the engine."""
        return date(2025, 10, 31)


TURNS = Turns(Known())


def talk(*texts: str) -> Query:
    query: Query | None = None
    for text in texts:
        query = Query(text, vorher=query)
    assert query is not None
    return query


def test_a_turn_is_read_in_the_light_of_the_one_before_it() -> None:
    found = TURNS.read(talk("Zeige Frage 3 aus 20/12", "und die 2a?"))
    assert found is not None
    assert (found.art, found.fragen, found.before) == (Art.FRAGE, ("2a",), True)
    assert TURNS.read(talk("Was kostet das?", "und die 2a?")) is None


def test_a_question_takes_up_the_topic_of_a_request_and_not_its_words() -> None:
    assert TURNS.question(talk("Was kostet Öl?", "Quelle?", "Und 2024?")) == talk("Was kostet Öl?", "Und 2024?")
    assert TURNS.question(talk("Zeige Frage 3 aus 20/12", "Was kostet das?")) == talk(
        "Drucksache 20/12, Frage 3", "Was kostet das?"
    )
    assert TURNS.question(talk("alle zu Asyl", "Wie viele waren es?")) == talk("Asyl", "Wie viele waren es?")
    plain = talk("Was kostet Öl?", "Und 2024?")
    assert TURNS.question(plain) == plain


def test_a_text_taken_as_a_question_loses_the_words_that_say_so() -> None:
    assert TURNS.question(talk("Als Frage: alle zu Asyl")) == talk("alle zu Asyl")
