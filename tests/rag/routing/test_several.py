"""Several questions in one text, told apart by what answers them, and answered in one Reply."""

from __future__ import annotations

from dataclasses import replace

from rag.model import Citation, Outcome, Query, Reply, Statement
from rag.requested import Art, Requested
from rag.routing.several import answered_apart, chained, summed, takes_up, together
from tests.support.fakes import answered_in

BRIDGES = answered_in("1", "Zwölf Brücken wurden gesperrt.", "Wie viele Brücken sind gesperrt?")


def reply(question: str, drucksache: str) -> Reply:
    """A Reply that quotes the answer on bridges from a paper."""
    quote = Citation(replace(BRIDGES, drucksache=drucksache), 0, len(BRIDGES.text))
    return Reply(Query(question), Outcome.BELEGT, None, (Statement(quote.zitat, (quote,)),), (), 2.0)


def nothing(question: str, outcome: Outcome = Outcome.NICHT_IM_BESTAND) -> Reply:
    return Reply(Query(question), outcome, "Nichts.", (), (), 1.0)


def test_apart_are_questions_that_other_papers_answer() -> None:
    bridges = reply("Wie viele Brücken sind gesperrt?", "20/1")
    assert answered_apart([bridges, reply("Was kosten Radwege?", "20/2")])
    assert not answered_apart([bridges, reply("Was kosten Radwege?", "20/1")])  # one paper answers both
    assert not answered_apart([bridges, nothing("Was kosten Radwege?")])
    assert not answered_apart([bridges, reply("Wann sind Brücken gesperrt?", "20/2")])  # it goes on with the first


def test_each_question_follows_the_one_before_it() -> None:
    query = Query("Eins? Zwei?", vorher=Query("Null?"))
    first, second = chained(query, ["Eins?", "Zwei?"])
    assert (first.vorher, second.vorher) == (query.vorher, first)
    assert takes_up("Und was kosten sie?")
    assert not takes_up("Was kosten Radwege?")


def test_one_reply_says_and_cites_what_all_do() -> None:
    parts = (nothing("Was kosten Radwege?"), reply("Wie viele Brücken sind gesperrt?", "20/1"))
    whole = together(Query("Radwege? Brücken?"), parts)
    assert (whole.outcome, whole.grund, whole.statements, whole.ms) == (
        Outcome.BELEGT, "Nichts.", parts[1].statements, 3.0
    )  # fmt: skip
    assert (whole.teile, whole.art) == (parts, Art.ANTWORT)
    assert whole.anliegen is not None
    assert whole.anliegen.verstanden == "2 Fragen: Was kosten Radwege?; Wie viele Brücken sind gesperrt?"


def test_of_several_that_find_nothing_the_best_outcome_counts() -> None:
    parts = (nothing("Eins?"), nothing("Zwei?", Outcome.NAECHSTLIEGEND))
    whole = summed(Query("Eins gegen zwei"), parts, Requested(Art.VERGLEICH, "Vergleich", ""))
    assert (whole.outcome, whole.grund, whole.art) == (Outcome.NAECHSTLIEGEND, "Nichts.", Art.VERGLEICH)
