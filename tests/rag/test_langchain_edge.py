"""The same through LangChain: the steps one after the other give what the engine gives; streams grow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from rag.answerability.decision import Decision
from rag.engine import Engine
from rag.generation.llm import Drafter
from rag.generation.writer import Writer
from rag.index.index import Index
from rag.langchain_edge import PassageRetriever
from rag.model import Outcome, Query, Reply
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT

START = ROOT / "corpus"
ASKED = "Wie viel Geld bekam das Internationale Smart Cities Netzwerk 2023?"
DRAFT = "Das Internationale Smart Cities Netzwerk (ISCN) erhielt 700 000 Euro [1]. Es bekam 900 000 Euro [1]."


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine(Index(tmp_path_factory.mktemp("chain") / "index", FakeEmbedder())) as running:
        running.ingest([START])
        yield running


def same(one: Reply, other: Reply) -> bool:
    return (one.outcome, one.statements, one.hits, one.gefragt) == (
        other.outcome,
        other.statements,
        other.hits,
        other.gefragt,
    )


def test_the_chain_gives_what_the_engine_gives(engine: Engine) -> None:
    assert same(engine.chain.invoke(Query(ASKED)), engine.ask(Query(ASKED)))


def test_a_follow_up_turn_goes_through_the_chain(engine: Engine) -> None:
    reply = engine.chain.invoke(Query("Und im Jahr davor?", vorher=Query(ASKED)))
    assert reply.gefragt == ASKED.replace("2023", "2022")


def test_the_retriever_gives_documents_with_their_place(engine: Engine) -> None:
    found = PassageRetriever(engine=engine, most=3).invoke(ASKED)
    assert 1 <= len(found) <= 3
    assert found[0].metadata["drucksache"] == "20/11166"


def test_with_a_model_only_proven_sentences_stream(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # hashed words give no cosines that the outcome models know
    monkeypatch.setattr("rag.answering.answerer.decide", lambda *_, **__: Decision(Outcome.BELEGT))
    model = GenericFakeChatModel(messages=iter([AIMessage(DRAFT), AIMessage(DRAFT)]))
    engine.writer = Writer(Drafter(model), "fake:m", 4096, 5.0)
    try:
        seen = list(engine.chain.stream(Query(ASKED)))
        assert (seen[0].model, seen[0].statements, bool(seen[0].hits)) == ("fake:m", (), True)
        assert seen[-1].model == "fake:m"
        assert seen[-1].statements[0].text == DRAFT.split(" [1]. ")[0] + "."
        assert "900 000" not in seen[-1].antwort
        assert same(engine.chain.invoke(Query(ASKED)), seen[-1])
    finally:
        engine.writer = None


def test_programs_that_only_search_wait_for_no_language_model(engine: Engine) -> None:
    engine.writer = Writer(Drafter(GenericFakeChatModel(messages=iter([]))), "fake:m", 4096, 5.0)  # would fail
    try:
        found = engine.find(Query(ASKED))
    finally:
        engine.writer = None
    assert found == engine.ask(Query(ASKED)).hits


@pytest.mark.parametrize("named", [" laut Drucksache 20/11166", " (BT-Drs. 20/11166)"])
def test_the_words_of_a_filter_are_not_answered_again(engine: Engine, named: str, monkeypatch) -> None:
    seen = []
    real = engine.answerer.answer
    monkeypatch.setattr(
        engine.answerer, "answer", lambda text, *rest, **more: seen.append(text) or real(text, *rest, **more)
    )
    reply = engine.ask(Query(ASKED[:-1] + named + "?"))
    assert reply.filters.drucksachen == {"20/11166"}
    assert "11166" not in seen[0]
    plain = engine.ask(Query(ASKED))
    assert (reply.outcome, reply.statements) == (plain.outcome, plain.statements)
