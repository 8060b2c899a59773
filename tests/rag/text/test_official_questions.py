"""Official questions, to be read alone."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Frage, Passagenart, Sprecher
from rag.text.official_questions import answer_to, asked_numbers, questions, whole_texts
from tests.support.fakes import answered_in, nr


def test_a_lettered_frage_is_read_with_the_one_that_it_belongs_to() -> None:
    fragen = (Frage(nr("2"), "Was kostet es?"), Frage(nr("2a"), "Und wann?"))
    assert questions(answered_in("2 2a", "Zwölf Euro.", fragen=fragen)) == [
        "Was kostet es?",
        "Was kostet es? Und wann?",
    ]
    assert asked_numbers(answered_in("2 2a", "Zwölf Euro.", fragen=fragen)) == [nr("2"), nr("2a")]


def test_the_stem_alone_is_no_question_of_the_answer_to_its_letter() -> None:
    fragen = (Frage(nr("2"), "Was kostet es?"), Frage(nr("2a"), "Und wann?"))
    assert questions(answered_in("2a", "2025.", fragen=fragen)) == ["Was kostet es? Und wann?"]
    assert asked_numbers(answered_in("2a", "2025.", fragen=fragen)) == [nr("2a")]


def test_a_lettered_frage_is_read_behind_the_one_it_belongs_to() -> None:
    fragen = [Frage(nr("2"), "Was kostet es"), Frage(nr("2a"), "in Bayern?"), Frage(nr("3a"), "Warum?")]
    assert [text for _, text in whole_texts(fragen)] == ["Was kostet es", "Was kostet es in Bayern?", "Warum?"]


def test_what_the_government_says_to_a_frage_in_the_order_printed() -> None:
    said = answered_in("1 2", "Elf.")
    table, annex = replace(said, text="2023 5", art=Passagenart.TABELLE), replace(said, art=Passagenart.ANLAGE)
    askers, empty = replace(said, sprecher=Sprecher.FRAGESTELLER), replace(said, text="")
    assert answer_to(nr("2"), [annex, said, askers, empty, table, answered_in("3", "Zwölf.")]) == [said, table]
