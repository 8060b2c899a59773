"""Searching: what may be found, what the evidence adds up to, filters, and the same through LangChain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes import NUMMER, FakeEmbedder, sample_paper

from ingest.model import Sprecher
from rag import vectors
from rag.chain import PassageRetriever
from rag.engine import Engine
from rag.model import Filters, Query
from rag.retrieve import Evidence, Retriever, _scores
from rag.settings import Settings


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Two papers that say the same, under two numbers."""
    with Engine.open(Settings(index=tmp_path_factory.mktemp("index")), FakeEmbedder()) as opened:
        opened.index.put(sample_paper())
        opened.index.put(sample_paper("20/5"))
        yield opened


@pytest.fixture
def retriever(engine: Engine) -> Retriever:
    return engine.retriever


def test_the_answer_that_shares_most_comes_first(retriever: Retriever):
    best = retriever.search("Wie viele Leuchttürme stehen an der Ostsee?")[0]
    assert best.passage.id.endswith(":1")
    assert best.passage.text[slice(*(best.window or ()))].startswith("Es gibt 17")
    assert best.scores is not None
    assert best.scores.vector == max(best.scores.question or 0.0, best.scores.text or 0.0) > 0
    assert best.scores.keyword == 1.0


def test_hits_are_ranked_and_one_for_each_answer(retriever: Retriever):
    hits = retriever.search("Leuchttürme Kosten Unterhaltung 2023", most=50)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 <= h.score <= 1 for h in hits)
    places = [(h.passage.drucksache, h.passage.nummern) for h in hits]
    assert len(set(places)) == len(places)


def test_what_the_askers_say_is_never_found(retriever: Retriever):
    hits = retriever.search("Die Fragesteller halten alle Leuchttürme für baufällig.", most=50)
    assert hits
    assert all(h.passage.sprecher is Sprecher.BUNDESREGIERUNG for h in hits)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(drucksachen=frozenset({"20/5"})), {"20/5"}),
        (Filters(fraktionen=frozenset({"CDU/CSU"})), {"20/5", NUMMER}),
        (Filters(fraktionen=frozenset({"SPD"})), set()),
        (Filters(von=date(2024, 4, 25)), set()),
        (Filters(von=date(2024, 4, 1), bis=date(2024, 4, 30)), {"20/5", NUMMER}),
        (Filters(wahlperioden=frozenset({19})), set()),
        (Filters(ressorts=frozenset({"Bundesministerium für Verkehr"})), {"20/5", NUMMER}),
    ],
)
def test_filters_leave_only_their_papers(retriever: Retriever, filters: Filters, numbers: set[str]):
    assert {h.passage.drucksache for h in retriever.search("Leuchttürme", filters)} == numbers


def test_a_named_frage_is_given_without_a_question(retriever: Retriever):
    hits = retriever.search("", Filters(frozenset({NUMMER}), frozenset({"2a"})))
    assert [h.passage.id for h in hits] == [f"{NUMMER}:2-2a"]


def test_filters_named_in_the_question_hold_and_are_told(engine: Engine):
    reply = engine.ask(Query("Was kostete die Unterhaltung laut Drucksache 20/5?"))
    assert reply.filters == Filters(drucksachen=frozenset({"20/5"}))
    assert {h.passage.drucksache for h in reply.hits} == {"20/5"}


def test_filters_that_were_set_go_before_those_in_the_question(engine: Engine):
    asked = Query("Was kostete die Unterhaltung laut Drucksache 20/5?", Filters(drucksachen=frozenset({NUMMER})))
    assert engine.ask(asked).filters == asked.filters


def test_a_named_frage_is_quoted(engine: Engine):
    reply = engine.ask(Query("Drucksache 20/5, Frage 1"))
    assert reply.gefragt == "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    assert [c.passage.id for c in reply.citations] == ["20/5:1"]


def test_an_empty_index_finds_nothing(tmp_path: Path):
    with Engine.open(Settings(index=tmp_path), FakeEmbedder()) as empty:
        assert empty.retriever.search("Leuchttürme") == ()


def test_a_filter_that_leaves_many_papers_holds(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vectors, "FEW", 0)
    wanted = {h.passage.id for h in engine.retriever.search("Leuchttürme", Filters(drucksachen=frozenset({"20/5"})))}
    monkeypatch.setattr(vectors, "ENOUGH", 1)
    found = {h.passage.id for h in engine.retriever.search("Leuchttürme", Filters(drucksachen=frozenset({"20/5"})))}
    assert found == wanted
    assert all(id_.startswith("20/5:") for id_ in found)


def test_each_piece_of_evidence_counts():
    low = {"frage": 0.8, "text": 0.8, "stichwort": 0.1}
    base = {"1/1:1": Evidence(**low), "1/2:1": Evidence(**low)}
    assert _scores(base)["1/1:1"] == _scores(base)["1/2:1"]
    for name, value in (("frage", 0.85), ("text", 0.85), ("stichwort", 1.0)):
        scores = _scores({**base, "1/1:1": Evidence(**{**low, name: value})})
        assert scores["1/1:1"] > scores["1/2:1"]


def test_an_answer_gains_from_good_neighbours_in_its_paper():
    alike = Evidence(frage=0.8, text=0.8)
    scores = _scores({"1/1:1": alike, "1/1:2": Evidence(frage=0.9, text=0.9), "1/2:1": alike, "1/3:1": alike})
    assert scores["1/1:1"] > scores["1/2:1"] == scores["1/3:1"]


def test_langchain_gets_the_same_passages(engine: Engine):
    question = "Wie viele Leuchttürme stehen an der Ostsee?"
    documents = PassageRetriever(engine=engine, most=3).invoke(question)
    hits = engine.retriever.search(question, most=3)
    assert [d.id for d in documents] == [h.passage.id for h in hits]
    assert documents[0].metadata["fragen"] == ["1"]
    assert documents[0].page_content == hits[0].passage.text
