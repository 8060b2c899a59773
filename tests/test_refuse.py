"""Three outcomes: what speaks for an answer being there, and what is told when it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeEngine, nr, sample_paper

from ingest.model import Passage, Passagenart, Sprecher
from rag.evidence import features, reading
from rag.fitted import fitted
from rag.model import Hit, Outcome
from rag.places import Place
from rag.question import read
from rag.reader import Read
from rag.refuse import ASK, EMPTY, KEYWORD, NOT_HERE, ONLY_NEAR, decide

TEXT = "Im Jahr 2024 wurden in Bayern 1 200 Anträge auf Hilfe aus dem Fonds Sexueller Missbrauch gestellt."
FRAGE = "13. Wie viele Anträge wurden beim Fonds Sexueller Missbrauch gestellt?"
PASSAGE = Passage("21/1:13", "21/1", Passagenart.ANTWORT, Sprecher.BUNDESREGIERUNG, (nr("13"),), FRAGE, TEXT)


def where(vector: float) -> Place:
    return Place(Hit(PASSAGE, vector, {"vektor": vector, "text": vector}), (PASSAGE,))


def weigh(text: str) -> dict[str, float]:
    return features(read(text), [where(0.9).hit], where(0.9))


def test_a_place_that_the_answer_does_not_name_counts_against() -> None:
    assert weigh("Wie viele Anträge gab es in Thüringen?")["place"] == 1.0
    assert weigh("Wie viele Anträge gab es in Bayern?")["place"] == 0.0
    assert weigh("Wie viele bayerische Anträge gab es?")["place"] == 0.0


def test_the_thing_counted_must_be_found() -> None:
    assert weigh("Wie viele Zwillinge wurden geboren?")["noun"] == 0.0
    assert weigh("Wie viele Anträge wurden gestellt?")["noun"] == 1.0
    assert weigh("Warum wurden Anträge gestellt?")["noun"] == 1.0  # nothing is counted


def test_numbers_and_years() -> None:
    assert weigh("Wie viele Anträge gab es 2024?")["numbers"] == 1.0
    assert weigh("Wie viele Anträge gab es 2019?")["numbers"] == 0.0


def test_a_place_may_be_named_by_another_word() -> None:
    assert weigh("Wie viele Anträge gab es in Bavaria?")["place"] == 0.0
    assert weigh("Wie viele Anträge gab es in den USA?")["place"] == 1.0


def test_the_kind_of_thing_asked_for() -> None:
    assert weigh("Wie viele Anträge wurden gestellt?")["kind"] == 1.0
    assert weigh("Wie viel Geld kosten die Anträge?")["kind"] == 0.0  # no amount is named
    assert weigh("Gab es Anträge?")["kind"] == 1.0


def test_what_the_reader_finds_in_no_place_is_only_near() -> None:
    asked = read("Wie viele Anträge auf Hilfe wurden 2024 in Bayern beim Fonds Sexueller Missbrauch gestellt?")
    hits, places = [where(0.93).hit], [where(0.93)]
    assert decide(asked, hits, places, reads=[Read((4.0,))])[0] is Outcome.BELEGT
    assert decide(asked, hits, places, reads=[Read((-6.0,))]) == (Outcome.NAECHSTLIEGEND, ONLY_NEAR)
    assert reading([Read((-6.0,)), Read((1.0, 1.0))])["read"] > 1.0  # the best place counts, all its units together


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


def test_the_models_use_what_is_weighed() -> None:
    engine = FakeEngine(replace(sample_paper(), titel=None))
    passage = engine.passages_of("20/98765")[0]
    found = features(read("Wie viele?"), [Hit(passage, 0.5)], Place(Hit(passage, 0.5), (passage,)))
    assert all(set(model.weights) <= {*found, *reading([])} for model in fitted().models.values())


def test_a_topic_typed_as_a_keyword_is_in_the_papers() -> None:
    far = where(0.6)
    assert decide(read("Missbrauch"), [far.hit], [far]) == (Outcome.NAECHSTLIEGEND, KEYWORD)
    assert decide(read("Bundesliga"), [far.hit], [far]) == (Outcome.NICHT_IM_BESTAND, NOT_HERE)
    assert decide(read("Bayern"), [far.hit], [far]) == (Outcome.NAECHSTLIEGEND, KEYWORD)  # in the answer alone
    assert decide(read("Fondue"), [far.hit], [far]) == (Outcome.NICHT_IM_BESTAND, NOT_HERE)  # no compound of "Fonds"
