"""Three outcomes: what speaks for an answer being there, and what is told when it is not."""

from __future__ import annotations

import pytest

from rag.answerability.decision import ASK, EMPTY, KEYWORD, NOT_HERE, ONLY_NEAR, decide
from rag.model import Hit, HitScores, Outcome
from rag.query.analysis import read
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

TEXT = "Im Jahr 2024 wurden in Bayern 1 200 Anträge auf Hilfe aus dem Fonds Sexueller Missbrauch gestellt."
FRAGE = "Wie viele Anträge wurden beim Fonds Sexueller Missbrauch gestellt?"
PASSAGE = answered_in("13", TEXT, FRAGE)


def where(vector: float) -> Place:
    return Place(Hit(PASSAGE, vector, HitScores(text=vector)), (PASSAGE,))


def test_an_answered_question_is_proven() -> None:
    asked = read("Wie viele Anträge auf Hilfe wurden 2024 in Bayern beim Fonds Sexueller Missbrauch gestellt?")
    assert decide(asked, [where(0.93).hit], [where(0.93)]) == (Outcome.BELEGT, None)


def test_near_the_topic_is_said_to_be_near() -> None:
    asked = read("Wie viele Zwillinge kamen 2019 in Thüringen aus dem Fonds Sexueller Missbrauch?")
    assert decide(asked, [where(0.91).hit], [where(0.91)]) == (Outcome.NAECHSTLIEGEND, ONLY_NEAR)


@pytest.mark.parametrize("text", ["Wer gewinnt die Bundesliga?", "Mein Drucker druckt nicht, was tun?"])
def test_off_topic_is_not_here(text: str) -> None:
    assert decide(read(text), [where(0.78).hit], [where(0.78)]) == (Outcome.NICHT_IM_BESTAND, NOT_HERE)


def test_without_a_telling_word_nothing_is_asked() -> None:
    assert decide(read("Wie ist das?"), [where(0.95).hit], [where(0.95)])[0] is Outcome.NICHT_IM_BESTAND


def test_an_empty_selection_says_so() -> None:
    assert decide(read("Wie viele Anträge?"), [], []) == (Outcome.NICHT_IM_BESTAND, EMPTY)


@pytest.mark.parametrize("text", ["", "  ", "???!!"])
def test_nothing_asked_is_asked_for(text: str) -> None:
    assert decide(read(text), [], []) == (Outcome.NICHT_IM_BESTAND, ASK)
    assert decide(read(text), [where(0.9).hit], [where(0.9)]) == (Outcome.NICHT_IM_BESTAND, ASK)


def test_a_topic_typed_as_a_keyword_is_in_the_papers() -> None:
    far = where(0.6)
    assert decide(read("Missbrauch"), [far.hit], [far]) == (Outcome.NAECHSTLIEGEND, KEYWORD)
    assert decide(read("Bundesliga"), [far.hit], [far]) == (Outcome.NICHT_IM_BESTAND, NOT_HERE)
    assert decide(read("Bayern"), [far.hit], [far]) == (Outcome.NAECHSTLIEGEND, KEYWORD)  # in the answer alone
    assert decide(read("Fondue"), [far.hit], [far]) == (Outcome.NICHT_IM_BESTAND, NOT_HERE)  # no compound of "Fonds"
