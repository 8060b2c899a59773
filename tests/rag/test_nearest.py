"""What is offered where nothing was found: nothing far-fetched."""

from __future__ import annotations

from dataclasses import replace

from rag.model import Hit, Outcome, Query, Reply
from rag.nearest import MOST, nearest
from tests.support.fakes import answered_in

BRIDGES = answered_in("1", "Zwölf Brücken wurden gesperrt.", "Wie viele Brücken sind gesperrt?")


def reply(question: str, many: int = 1) -> Reply:
    return Reply(Query(question), Outcome.NICHT_IM_BESTAND, "Nichts.", (), (Hit(BRIDGES, 0.5),) * many, 1.0)


def test_a_hit_with_half_of_the_words_is_near() -> None:
    assert [hit.passage for hit in nearest(reply("Welche Brücken fehlen?"))] == [BRIDGES]


def test_a_hit_without_them_is_not_offered() -> None:
    assert nearest(reply("Wer gewinnt die Bundesliga?")) == ()


def test_of_many_the_best_are_offered() -> None:
    assert len(nearest(reply("Brücken gesperrt", 9))) == MOST


def test_a_part_of_what_is_asked_is_another_thing() -> None:
    """Seen: questions on the Rentenversicherung under one about Versicherer and their Sicherungsfonds."""
    insured = answered_in("1", "Die Versicherung sichert Beiträge.", "Was deckt die Rentenversicherung?")
    said = reply("Können Versicherer Beiträge aus dem Sicherungsfonds zurückfordern?")
    assert nearest(replace(said, hits=(Hit(insured, 0.5),))) == ()


def test_words_that_frame_a_question_bring_nothing_near() -> None:
    """Seen: Mittel for Raumfahrt under a question on Geld for Hanfforschung."""
    space = answered_in("1", "Das Geld wird gezahlt.", "Wie viel Geld fließt in die Raumfahrt?")
    said = reply("wieviel geld gibt der bund für hanfforschung aus")
    assert nearest(replace(said, hits=(Hit(space, 0.5),))) == ()
