"""The sentence that decided is the paper's own, word for word."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Antwort, Block, Blockart, Seitenmarke, Status
from rag.routing.told import told
from tests.support.fakes import nr, sample_paper

PAPER = sample_paper()


def test_the_sentence_is_verbatim() -> None:
    found = told(PAPER, "3", Status.KEINE_ERKENNTNISSE)
    assert found is not None
    assert found.zitat == "Hierzu liegen der Bundesregierung keine Erkenntnisse vor."
    assert found.frage == "Welche Leuchttürme werden abgeschaltet?"


def test_of_a_partial_answer_what_was_held_back_and_its_page() -> None:
    text = "Es gibt 17 Leuchttürme. Zu ihrem Alter liegen keine Daten vor."
    block = Block(Blockart.TEXT, text, marken=(Seitenmarke(0, 3), Seitenmarke(20, 4)))
    paper = replace(PAPER, antworten=(Antwort((nr("1"),), (block,), Status.TEILWEISE),))
    found = told(paper, "1", Status.TEILWEISE)
    assert found is not None
    assert (found.zitat, found.seite) == ("Zu ihrem Alter liegen keine Daten vor.", 4)


def test_a_table_alone_has_no_sentence_and_an_unknown_frage_nothing() -> None:
    table = Antwort((nr("1"),), (Block(Blockart.TABELLE, "1 2\n3 4"),), Status.BEANTWORTET)
    found = told(replace(PAPER, antworten=(table,)), "1", Status.BEANTWORTET)
    assert found is not None
    assert found.zitat == ""
    assert told(PAPER, "99", None) is None
