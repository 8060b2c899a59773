"""The figures of a paper's answer to one of its Fragen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.passages import passages
from rag.series.told import told
from rag.text.official_questions import answer_to
from tests.support.fakes import nr
from tests.support.reihen import paper

DAY = date(2025, 1, 1)


def test_sentences_go_before_tables_and_the_askers_words_count_nothing() -> None:
    one = paper("21/1", DAY, ("Wie viele Türme stehen?", "Es stehen elf Türme."), ("Welche?", "Alle."))
    read = list(passages(one))
    assert [figure.zahl for figure in told(nr("1"), one.fragen, read)] == ["elf"]
    assert told(nr("2"), one.fragen, read) == []  # no quantity is asked for
    assert told(nr("3"), one.fragen, read) == []
    assert [passage.text for passage in answer_to(nr("1"), read)] == ["Es stehen elf Türme."]


def test_a_sentence_that_breaks_at_bzw_is_read_whole() -> None:
    said = "Das Amt hat drei Anzeigen bzw.\nAnträge gestellt."
    one = paper("21/1", DAY, ("Wie viele Anzeigen hat das Amt gestellt?", said))
    assert [figure.einheit for figure in told(nr("1"), one.fragen, list(passages(one)))] == ["Anzeigen bzw. Anträge"]


def test_a_frage_that_only_begins_its_letters_has_no_figure_of_its_own() -> None:
    one = paper("21/1", DAY, ("Wie viele Türme stehen", "Es stehen elf Türme."), ("Welche?", "Alle."))
    begun = replace(one, fragen=(one.fragen[0], replace(one.fragen[1], nummer=nr("1a"))))
    assert told(nr("1"), begun.fragen, list(passages(begun))) == []
    assert told(nr("1"), one.fragen, list(passages(one)))
