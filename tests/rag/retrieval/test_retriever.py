"""Searching: what may be found, filters, and the same through LangChain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.ids import key_of
from ingest.model import Sprecher
from rag.engine import Engine
from rag.errors import VectorsAway
from rag.index import vectors
from rag.langchain_edge import PassageRetriever
from rag.model import Filters
from rag.parameters import PARAMETERS, Related
from rag.retrieval.retriever import Retriever
from rag.settings import Settings
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper


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


def test_while_the_vectors_are_away_the_keywords_find(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> dict[str, float]:
        raise VectorsAway("weg")

    monkeypatch.setattr(engine.index.vectors, "nearest", away)
    best = engine.retriever.search("Wie viele Leuchttürme stehen an der Ostsee?")[0]
    assert best.passage.id.endswith(":1")
    assert (best.window, best.scores and best.scores.vector, best.scores and best.scores.keyword) == (None, 0.0, 1.0)
    with pytest.raises(VectorsAway):
        engine.retriever.official("Was ist für das Jahr 2024 vorgesehen?", {"20/5"})
    with pytest.raises(VectorsAway):
        engine.retriever.search("Leuchttürme", whole=True)
    numbers = replace(PARAMETERS.related, papers=1)
    assert engine.retriever.related("Leuchttürme", None, numbers) == {}
    with pytest.raises(VectorsAway):
        engine.retriever.related("Leuchttürme", None, numbers, whole=True)


def test_official_fragen_are_compared_one_by_one_in_the_papers_named(retriever: Retriever):
    near = retriever.official("Was ist für das Jahr 2024 vorgesehen?", {"20/5"})
    assert {nummer for nummer, _ in near} == {"20/5"}
    cosines = {str(nummer): cosine for (_, nummer), cosine in near.items()}
    assert cosines["2a"] > cosines["2"] > 0
    assert cosines["2a"] > cosines["1"]


def test_a_paper_is_related_by_how_much_of_it_lies_near_and_none_of_a_small_stock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    numbers = Related(papers=1)
    with Engine.open(Settings(index=tmp_path), FakeEmbedder()) as opened:
        opened.index.put(sample_paper("20/5"))
        opened.index.put(sample_paper("20/6"))
        opened.index.put(sample_paper("21/7"), "anna")
        private = next(key for key in map(key_of, opened.index.vectors.ids()) if key.startswith("21/7~"))
        near = {"20/5:1#q0": 0.9, "20/5:1#w0": 0.8, "20/6:1#q0": 0.7, f"{private}:1#q0": 0.8, "20/6:1#w0": 0.5}
        monkeypatch.setattr(opened.retriever, "nearest", lambda *_: near)
        each = opened.index.store.windows(["20/5"])["20/5"]
        found = opened.retriever.related("Leuchttürme", None, numbers)
        assert found == pytest.approx({"20/5": (1 + 0.75) / each, "20/6": 0.5 / each})
        assert opened.retriever.related("Leuchttürme", "anna", numbers)[private] == pytest.approx(0.75 / each)
        assert opened.retriever.related("Leuchttürme", None, replace(numbers, papers=3)) == {}


def test_official_fragen_of_another_users_paper_are_not_compared(tmp_path: Path):
    with Engine.open(Settings(index=tmp_path), FakeEmbedder()) as opened:
        opened.index.put(sample_paper("21/7"), "anna")
        asked = "Was ist für das Jahr 2024 vorgesehen?"
        assert opened.retriever.official(asked, {"21/7"}, "anna")
        assert opened.retriever.official(asked, {"21/7"}, "bernd") == {}
        assert opened.retriever.official(asked, {"21/7"}) == {}


def test_hits_are_ranked_and_one_for_each_answer(retriever: Retriever):
    hits = retriever.search("Leuchttürme Kosten Unterhaltung 2023", most=50)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 <= h.score <= 1 for h in hits)
    places = [(h.passage.drucksache, h.passage.nummern) for h in hits]
    assert len(set(places)) == len(places)


def test_of_some_papers_alone_the_hits_keep_the_scores_that_they_have_among_all(retriever: Retriever):
    asked = "Wie viele Leuchttürme stehen an der Ostsee?"
    among_all = retriever.search(asked, most=50)
    alone = retriever.search(asked, only=frozenset({"20/5"}))
    assert alone
    assert alone == tuple(hit for hit in among_all if hit.passage.drucksache == "20/5")
    assert retriever.search(asked, only=frozenset({"20/9"})) == ()
    assert len(retriever.search(asked, most=1, only=frozenset({"20/5"}))) == 1


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


def test_langchain_gets_the_same_passages(engine: Engine):
    question = "Wie viele Leuchttürme stehen an der Ostsee?"
    documents = PassageRetriever(engine=engine, most=3).invoke(question)
    hits = engine.retriever.search(question, most=3)
    assert [d.id for d in documents] == [h.passage.id for h in hits]
    assert documents[0].metadata["fragen"] == ["1"]
    assert documents[0].page_content == hits[0].passage.text
