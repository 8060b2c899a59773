"""Three outcomes: what speaks for an answer being there, and what is told when it is not."""

from __future__ import annotations

import pytest

from rag.answerability.decision import ASK, EMPTY, KEYWORD, NOT_HERE, decide
from rag.answerability.reads import Read
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
    assert decide(asked, [where(0.93).hit], [where(0.93)])[:2] == (Outcome.BELEGT, None)


def test_near_the_topic_is_said_to_be_near() -> None:
    asked = read("Wie viele Zwillinge kamen 2019 in Thüringen aus dem Fonds Sexueller Missbrauch?")
    decided = decide(asked, [where(0.91).hit], [where(0.91)])
    assert decided[:2] == (Outcome.NAECHSTLIEGEND, None)  # why is told of what is shown


@pytest.mark.parametrize("text", ["Wer gewinnt die Bundesliga?", "Mein Drucker druckt nicht, was tun?"])
def test_off_topic_is_not_here(text: str) -> None:
    assert decide(read(text), [where(0.78).hit], [where(0.78)])[:2] == (Outcome.NICHT_IM_BESTAND, NOT_HERE)


def test_a_figure_alone_does_not_make_a_place_speak_of_it() -> None:
    """Two figures of the place and one word that it has not: "Fondue" is what is asked about."""
    decided = decide(read("Wie macht man Fondue 2024 für 1 200?"), [where(0.6).hit], [where(0.6)])
    assert decided[:2] == (Outcome.NICHT_IM_BESTAND, NOT_HERE)


def test_that_nothing_was_found_is_not_said_over_a_place_with_the_words() -> None:
    far = where(0.6)
    decided = decide(read("Stimmt es, dass der Fonds Missbrauch Anträge hat?"), [far.hit], [far])
    assert decided.outcome is Outcome.NAECHSTLIEGEND


def test_what_the_reader_finds_in_no_place_is_only_near() -> None:
    asked = read("Wie viele Anträge auf Hilfe wurden 2024 in Bayern beim Fonds Sexueller Missbrauch gestellt?")
    hits, places = [where(0.93).hit], [where(0.93)]
    assert decide(asked, hits, places, reads=[Read((4.0,))]).outcome is Outcome.BELEGT
    assert decide(asked, hits, places, reads=[Read((-6.0,))]).outcome is Outcome.NAECHSTLIEGEND


def test_a_topic_that_is_there_is_not_called_unknown_for_what_is_asked_next() -> None:
    far, text = where(0.6), "Wie viele Anträge beim Fonds Missbrauch? Wer schrieb Drehbuch und Kantate?"
    assert decide(read(text), [far.hit], [far])[0] is Outcome.NICHT_IM_BESTAND
    asked = read(text, own="Wer schrieb Drehbuch und Kantate?")
    assert decide(asked, [far.hit], [far])[0] is Outcome.NAECHSTLIEGEND


def test_without_a_telling_word_nothing_is_asked() -> None:
    assert decide(read("Wie ist das?"), [where(0.95).hit], [where(0.95)])[0] is Outcome.NICHT_IM_BESTAND


def test_an_empty_selection_says_so() -> None:
    assert decide(read("Wie viele Anträge?"), [], [])[:2] == (Outcome.NICHT_IM_BESTAND, EMPTY)


@pytest.mark.parametrize("text", ["", "  ", "???!!"])
def test_nothing_asked_is_asked_for(text: str) -> None:
    assert decide(read(text), [], [])[:2] == (Outcome.NICHT_IM_BESTAND, ASK)
    assert decide(read(text), [where(0.9).hit], [where(0.9)])[:2] == (Outcome.NICHT_IM_BESTAND, ASK)


def test_a_topic_typed_as_a_keyword_is_in_the_papers() -> None:
    far = where(0.6)
    assert decide(read("Missbrauch"), [far.hit], [far])[:2] == (Outcome.NAECHSTLIEGEND, KEYWORD)
    assert decide(read("Bundesliga"), [far.hit], [far])[:2] == (Outcome.NICHT_IM_BESTAND, NOT_HERE)
    assert decide(read("Bayern"), [far.hit], [far])[:2] == (Outcome.NAECHSTLIEGEND, KEYWORD)  # in the answer alone
    assert decide(read("Fondue"), [far.hit], [far])[:2] == (
        Outcome.NICHT_IM_BESTAND,
        NOT_HERE,
    )  # no compound of "Fonds"


def test_a_turn_whose_own_things_no_place_has_is_not_answered_from_the_topic_before() -> None:
    """Seen in the chat: "Wie viele Radwege hat der Bund gebaut?" behind another question, answered with its topic."""
    topic = "Wie viele Anträge auf Hilfe wurden 2024 in Bayern beim Fonds Sexueller Missbrauch gestellt?"
    new = "Wie viele Radwege hat der Bund 2024 gebaut?"
    hits, places = [where(0.93).hit], [where(0.93)]
    sure, unsure = (read(f"{topic} {new}", own=new, unsure=it) for it in (False, True))
    assert (sure.things, unsure.things) == ((), ("Radwege",))
    assert decide(sure, hits, places).outcome is Outcome.BELEGT
    assert decide(unsure, hits, places).outcome is Outcome.NAECHSTLIEGEND


def test_a_turn_that_names_what_stands_there_is_answered() -> None:
    topic, again = "Wie viele Anträge wurden 2024 beim Fonds Missbrauch gestellt?", "Wie viele Anträge in Bayern?"
    asked = read(f"{topic} {again}", own=again, unsure=True)
    assert "Bayern" in asked.things
    assert decide(asked, [where(0.93).hit], [where(0.93)]).outcome is Outcome.BELEGT
