"""Why a place is only near: the words that it lacks, and where it stands."""

from __future__ import annotations

from rag.answerability.reasons import ONLY_NEAR, UNSURE, missing, only_near
from rag.model import Hit
from rag.query.analysis import read
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

PASSAGE = answered_in("7", "Der Bund zahlte 2024 für zwölf Brücken.", "Wie viele Brücken wurden bezahlt?")
HERE = Place(Hit(PASSAGE, 0.9), (PASSAGE,), titel="Brücken an Autobahnen")


def test_a_word_is_there_in_the_title_the_frage_or_the_answer() -> None:
    assert missing(read("Wie viele Brücken an Autobahnen zahlte der Bund 2024?"), HERE) == []
    assert missing(read("Wie viele Tunnel bezahlte der Bund?"), HERE) == ["Tunnel"]


def test_the_reason_names_the_place_and_the_words() -> None:
    said = only_near(read("Wie viele Tunnel bezahlte der Bund?"), HERE)
    assert said.startswith(ONLY_NEAR)
    assert "Antwort zu Frage 7" in said
    assert "„Brücken an Autobahnen“" in said
    assert "„Tunnel“ kommt dort nicht vor" in said


def test_where_no_word_is_missing_it_says_that_it_is_unsure() -> None:
    assert only_near(read("Wie viele Brücken?"), HERE).endswith(UNSURE)
