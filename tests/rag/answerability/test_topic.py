"""Whether a turn has a topic of its own, though the topic before it has a better hit."""

from __future__ import annotations

import pytest

from rag.answerability.topic import changes_topic
from rag.model import Hit
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in


def place(text: str, frage: str) -> Place:
    passage = answered_in("1", text, frage)
    return Place(Hit(passage, 0.9), (passage,))


BEFORE = place("Im Jahr 2024 wurden 300 Personen abgeschoben.", "Wie viele Abschiebungen gab es?")
OTHER = place("Die Netzreserve beträgt 6 493 Megawatt.", "Wie viel Netzreserve braucht der Winter?")


@pytest.mark.parametrize(
    "text",
    [
        "Wie groß ist die Netzreserve im Winter?",  # the place for it alone has its words
        "netzreserve winter megawatt",
        "Frauenanteil in der Kochlehre in Peru?",  # no place has them
    ],
)
def test_a_whole_question_does_not_take_up_the_topic_before_it(text: str) -> None:
    assert changes_topic(text, OTHER, BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        "Und wie groß war die Netzreserve im Winter?",
        "Wie viele davon brauchen Netzreserve im Winter?",
        "Wie viele Personen wurden per Charter abgeschoben?",
        "Welche Netzreserve?",  # too few words to tell
    ],
)
def test_what_points_back_or_stands_by_the_topic_takes_it_up(text: str) -> None:
    assert not changes_topic(text, OTHER, BEFORE)
