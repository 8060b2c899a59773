"""The second stage: the answer that holds the sentence asked for comes first."""

from __future__ import annotations

from fakes import FakeEngine

from ingest.model import Passage
from rag.model import Hit
from rag.question import read
from rag.rerank import rerank


def found(*ids: str) -> tuple[FakeEngine, list[Hit]]:
    engine = FakeEngine()
    passages: list[Passage | None] = [engine.passage(f"20/98765:{id_}") for id_ in ids]
    return engine, [Hit(p, 0.9 - i / 1000) for i, p in enumerate(passages) if p]


def test_the_answer_that_holds_the_amount_comes_first() -> None:
    engine, hits = found("1", "2-2a")
    ranked = rerank(read("Wie viel Geld kostete die Unterhaltung der Leuchttürme 2023?"), hits, engine)
    assert [h.passage.id for h in ranked] == ["20/98765:2-2a", "20/98765:1"]


def test_a_clear_lead_of_the_first_stage_stays() -> None:
    engine, hits = found("1", "2-2a")
    far = [hits[0], Hit(hits[1].passage, 0.5)]
    ranked = rerank(read("Wie viel Geld kostete die Unterhaltung der Leuchttürme 2023?"), far, engine)
    assert ranked[0].passage.id == "20/98765:1"


def test_an_answer_goes_before_a_preamble_that_is_as_near() -> None:
    engine, hits = found("v", "1")
    assert rerank(read("Wie viele Leuchttürme gibt es?"), hits, engine)[0].passage.id == "20/98765:1"


def test_scores_stay_in_their_range_and_fall() -> None:
    engine, hits = found("1", "2-2a", "3", "v")
    scores = [h.score for h in rerank(read("Leuchttürme 2023"), hits, engine)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)
