"""What speaks for and against an answer being there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answerability.features import Features, features, keywords, named
from rag.model import Hit, HitScores
from rag.parameters import PARAMETERS, Answerability
from rag.query.analysis import read
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

TEXT = "Im Jahr 2024 wurden in Bayern 1 200 Anträge auf Hilfe aus dem Fonds Sexueller Missbrauch gestellt."
FRAGE = "Wie viele Anträge wurden beim Fonds Sexueller Missbrauch gestellt?"
PASSAGE = answered_in("13", TEXT, FRAGE)
HIT = Hit(PASSAGE, 0.9, HitScores(question=0.9, text=0.8, keyword=0.7))
WHERE = Place(HIT, (PASSAGE,), titel="Hilfen für Betroffene")


def weigh(text: str) -> Features:
    return features(read(text), [HIT], WHERE)


def test_a_place_that_the_answer_does_not_name_counts_against() -> None:
    assert weigh("Wie viele Anträge gab es in Thüringen?").place == 1.0
    assert weigh("Wie viele Anträge gab es in Bayern?").place == 0.0
    assert weigh("Wie viele bayerische Anträge gab es?").place == 0.0


def test_the_thing_counted_must_be_found() -> None:
    assert weigh("Wie viele Zwillinge wurden geboren?").noun == 0.0
    assert weigh("Wie viele Anträge wurden gestellt?").noun == 1.0
    assert weigh("Warum wurden Anträge gestellt?").noun == 1.0  # nothing is counted


def test_numbers_and_years() -> None:
    assert weigh("Wie viele Anträge gab es 2024?").numbers == 1.0
    assert weigh("Wie viele Anträge gab es 2019?").numbers == 0.0


def test_a_place_may_be_named_by_another_word() -> None:
    assert weigh("Wie viele Anträge gab es in Bavaria?").place == 0.0
    assert weigh("Wie viele Anträge gab es in den USA?").place == 1.0


def test_the_kind_of_thing_asked_for() -> None:
    assert weigh("Wie viele Anträge wurden gestellt?").kind == 1.0
    assert weigh("Wie viel Geld kosten die Anträge?").kind == 0.0  # no amount is named
    assert weigh("Gab es Anträge?").kind == 1.0


def test_what_the_search_found_is_passed_on() -> None:
    found = weigh("Wie viele Anträge wurden gestellt?")
    assert (found.vector, found.text, found.keyword) == (0.9, 0.8, 0.7)
    bare = Hit(PASSAGE, 0.6)  # found by its place alone
    assert features(read("Anträge"), [bare], replace(WHERE, hit=bare)).vector == 0.6


def test_the_lead_is_over_the_sixth_hit_or_the_last_one() -> None:
    hits = [replace(HIT, score=score) for score in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.1)]
    asked = read("Wie viele Anträge?")
    assert features(asked, hits, WHERE).lead == pytest.approx(0.5)
    assert features(asked, hits[:3], WHERE).lead == pytest.approx(0.2)
    assert features(asked, hits[:1], WHERE).lead == 0.0


def test_who_asks_what_was_asked_there_is_ahead_of_the_text() -> None:
    def ahead(question: float | None, text: float | None) -> float:
        hit = replace(HIT, scores=HitScores(question=question, text=text))
        return features(read("Wie viele Anträge?"), [hit], WHERE).ahead

    assert ahead(0.93, 0.9) == pytest.approx(0.03)
    assert ahead(0.9, 0.93) == ahead(None, 0.9) == 0.0
    assert ahead(0.9, None) == ahead(None, None) == 0.0  # how near the text is, nobody knows
    assert features(read("Wie viele Anträge?"), [replace(HIT, scores=None)], WHERE).ahead == 0.0


def test_rare_words_that_are_found_add_up_to_a_limit() -> None:
    some, more = weigh("Missbrauch?").mass, weigh("Anträge auf Hilfe aus dem Fonds Sexueller Missbrauch?").mass
    assert 0 < some < more <= 1
    few = replace(PARAMETERS, answerability=Answerability(mass=0.1))
    assert features(read("Missbrauch?"), [HIT], WHERE, few).mass == 1.0
    assert weigh("Wer gewinnt die Bundesliga?").mass == 0.0


def test_what_a_reference_leads_to_counts_as_said() -> None:
    other = replace(PASSAGE, id="21/1:14", text="Im Jahr 2019 kostete es in Thüringen 5 Mio. Euro.")
    asked = read("Wie viel Geld kosteten die Anträge 2019 in Thüringen?")
    alone, led = (features(asked, [HIT], replace(WHERE, followed=more)) for more in ((), (other,)))
    assert (alone.place, alone.numbers, alone.kind) == (1.0, 0.0, 0.0)
    assert (led.place, led.numbers, led.kind) == (0.0, 1.0, 1.0)


def test_no_knowledge_is_the_kind_of_thing_asked_for() -> None:
    unknown = replace(PASSAGE, text="Der Bundesregierung liegen dazu keine Erkenntnisse vor.")
    found = features(read("Wie viel Geld kosten die Anträge?"), [HIT], replace(WHERE, own=(unknown,)))
    assert found.kind == 1.0


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Wie viele Anträge beim Fonds gab es?", True),
        ("Wie viele Hilfen für Betroffene?", True),  # in the title
        ("Wie viele Anträge gab es in Bayern?", False),  # only in the answer, and a whole question
        ("Bayern", True),  # in the answer, for a keyword that is enough
        ("Fondue", False),
        ("Sexuell", True),
    ],
)
def test_a_topic_is_named_where_title_or_frage_have_every_telling_word(text: str, is_named: bool) -> None:
    assert named(read(text), WHERE) is is_named


@pytest.mark.parametrize(
    ("text", "typed"),
    [("Radwege", True), ("Radwege Bremen", True), ("Radwege Bremen Ausbau", False), ("Radwege?", False),
     ("Wie viele Radwege", False)],
)  # fmt: skip
def test_a_word_or_two_without_a_question_are_keywords(text: str, typed: bool) -> None:
    assert keywords(read(text)) is typed
