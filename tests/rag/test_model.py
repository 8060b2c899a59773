"""The types from question to reply: what cannot be wrong in them, however they are made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from ingest.model import Seiten, Seitenmarke
from rag.model import Answer, Citation, Filters, Hit, Judged, Outcome, Query, Reply, Statement, Turn
from rag.requested import Art, Requested
from tests.support.fakes import sample_paper, sample_passages

PASSAGE = replace(sample_passages(sample_paper())[0], marken=(Seitenmarke(0, 2), Seitenmarke(24, 3)))
QUOTE = Citation(PASSAGE, 0, 23)


@pytest.mark.parametrize(
    "narrowed",
    [
        Filters(drucksachen=frozenset({"20/1"})),
        Filters(fragen=frozenset({"1"})),
        Filters(wahlperioden=frozenset({20})),
        Filters(ressorts=frozenset({"BMF"})),
        Filters(fraktionen=frozenset({"SPD"})),
        Filters(von=date(2024, 1, 1)),
        Filters(bis=date(2024, 1, 1)),
    ],
)
def test_filters_are_true_where_anything_is_narrowed(narrowed: Filters) -> None:
    assert narrowed
    assert not Filters()


def test_a_number_of_a_drucksache_is_one_however_it_is_written() -> None:
    assert Filters(drucksachen=frozenset({"21/09605"})) == Filters(drucksachen=frozenset({"21/9605"}))


def test_half_a_character_in_a_question_is_replaced() -> None:
    """JSON can name one, a terminal can send a byte that is no UTF-8; no tokenizer takes either."""
    query = Query("Türme \ud800\udc80?")
    assert query.text == "Türme ???"
    assert query.text.encode()


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (7, 3), (0, len(PASSAGE.text) + 1)])
def test_a_citation_of_no_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{PASSAGE.id}: no text at {start}:{end}"):
        Citation(PASSAGE, start, end)


def test_a_quote_is_cut_from_its_passage_and_knows_its_pages() -> None:
    assert (QUOTE.zitat, QUOTE.seiten) == ("Es gibt 17 Leuchttürme.", Seiten(2, 2))
    whole = Citation(PASSAGE, 0, len(PASSAGE.text))
    assert (whole.zitat, whole.seiten) == (PASSAGE.text, Seiten(2, 3))
    assert Citation(replace(PASSAGE, marken=()), 0, 5).seiten is None


def test_citations_are_told_once_in_the_order_of_appearance() -> None:
    later = Citation(PASSAGE, 24, 30)
    said = Answer(Outcome.BELEGT, None, (Statement("A.", (later, QUOTE)), Statement("B.", (QUOTE,))))
    assert (said.antwort, said.citations, said.gefunden) == ("A.\nB.", (later, QUOTE), True)
    assert not replace(said, outcome=Outcome.NAECHSTLIEGEND).gefunden
    assert Answer(Outcome.NICHT_IM_BESTAND, "Nichts.", ()).antwort == ""


def test_a_reply_is_the_turn_and_the_answer() -> None:
    query, filters = Query("Und im Jahr davor?"), Filters(wahlperioden=frozenset({20}))
    turn = Turn(query, "Was war 2022?", filters, "Was war 2022?", (Hit(PASSAGE, 0.9),), began=perf_counter() - 2)
    draft = (Judged("A.", (QUOTE,)),)
    answer = Answer(Outcome.BELEGT, "Hinweis.", (Statement("A.", (QUOTE,)),), "fake:m", draft)
    reply = Reply.of(turn, answer)
    assert (reply.query, reply.gefragt, reply.filters, reply.hits) == (query, "Was war 2022?", filters, turn.hits)
    assert (reply.outcome, reply.grund, reply.statements) == (answer.outcome, answer.grund, answer.statements)
    assert (reply.model, reply.draft) == ("fake:m", draft)
    assert 2000 <= reply.ms < 60_000  # milliseconds, since the question came


def test_a_word_on_what_it_was_made_from_stands_by_whatever_it_came_to() -> None:
    query = Query("Wer?")
    refused = Reply(query, Outcome.NICHT_IM_BESTAND, "Nichts gefunden.", (), (), 1.0)
    assert refused.noted("Es fehlt etwas.").grund == "Nichts gefunden.\nEs fehlt etwas."
    assert Reply(query, Outcome.BELEGT, None, (), (), 1.0).noted("Es fehlt etwas.").grund == "Es fehlt etwas."
    listed = Reply(query, Outcome.BELEGT, None, (), (), 1.0, anliegen=Requested(Art.LISTE, "", "2 Papiere."))
    noted = listed.noted("Es fehlt etwas.")
    assert noted.anliegen is not None
    assert (noted.grund, noted.anliegen.text) == (None, "2 Papiere.\nEs fehlt etwas.")
