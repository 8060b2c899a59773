"""Fitted numbers: one home, each with where it comes from, none dead, all passed in, named by every kept run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
from evalfakes import case
from fakes import FakeEmbedder, sample_paper
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

import ingest.weights
import rag.parameters
from evals.parameters import described, page
from evals.report import as_json
from evals.run import run_cases
from evals.runs import load, save
from ingest.weights import WEIGHTS
from rag.engine import Engine
from rag.llm import Drafter
from rag.model import Outcome, Query
from rag.parameters import PARAMETERS, Cutoff, Drafting, Matching, Parameters, Ranking, Verification, digest
from rag.refuse import Decision
from rag.settings import Settings
from rag.verify import Source, verify
from rag.words import stem
from rag.write import Writer

ROOT = Path(__file__).parents[1]
ASKED = "Wie viele Leuchttürme stehen an der Ostsee?"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine.open(Settings(index=tmp_path_factory.mktemp("index")), FakeEmbedder()) as opened:
        opened.index.put(sample_paper())
        opened.index.put(sample_paper("20/5"))
        yield opened


def test_the_page_is_what_the_code_says():
    told = "docs/parameters.md differs from the code: python -m evals.parameters > docs/parameters.md"
    assert (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8") == page(), told


@pytest.mark.parametrize("module", [rag.parameters, ingest.weights])
def test_every_number_says_what_it_is(module: ModuleType):
    found = described(module)
    for name, texts in found.items():
        group = getattr(module, name)
        assert is_dataclass(group)
        assert [field.name for field in fields(group)] == list(texts)
        joins = any(is_dataclass(getattr(group(), field)) for field in texts)
        assert joins or all(len(text) > 10 for text in texts.values()), name
    assert len(found) > 4


@pytest.mark.parametrize(
    ("numbers", "folder", "home"), [(PARAMETERS, "rag", "parameters"), (WEIGHTS, "ingest", "weights")]
)
def test_no_number_is_dead(numbers: object, folder: str, home: str):
    files = [path for path in (ROOT / folder).rglob("*.py") if path.stem != home]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    used = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    groups = [getattr(numbers, group.name) for group in fields(numbers)]  # type: ignore[arg-type]
    named = {field.name for group in groups for field in fields(group)} - {"sentences"}
    assert named <= used
    assert {group.name for group in fields(numbers)} <= used  # type: ignore[arg-type]


def test_the_digest_tells_any_number_and_any_file_apart(tmp_path: Path):
    (tmp_path / "words.json").write_text("{}")
    (tmp_path / "code.py").write_text("1")
    first = digest([PARAMETERS], tmp_path)
    (tmp_path / "code.py").write_text("2")
    assert digest([Parameters()], tmp_path) == first
    assert digest([replace(PARAMETERS, ranking=Ranking(keyword=0.03))], tmp_path) != first
    assert digest([PARAMETERS, WEIGHTS], tmp_path) != first
    (tmp_path / "words.json").write_text("[]")
    assert digest([PARAMETERS], tmp_path) != first


def test_a_kept_run_names_its_numbers(engine: Engine, tmp_path: Path):
    mark = engine.about().zahlen
    assert len(mark) == 8
    assert engine.seen_by("anna").about().zahlen == mark
    other = Engine(engine.index, numbers=replace(PARAMETERS, cutoff=Cutoff(likely=0.5)))
    assert other.about().zahlen != mark
    run = load(save(run_cases(engine, [case("a")]), tmp_path))
    assert run.settings["zahlen"] == mark
    assert as_json(run)["einstellungen"] == {"modell": engine.index.embedder.name, "zahlen": mark}


def test_a_typing_error_may_not_count_as_much_as_a_compound():
    with pytest.raises(ValueError, match="typing error"):
        Matching(typing_error=0.8)


def test_an_engine_ranks_by_the_numbers_that_it_is_given(engine: Engine):
    usual = engine.retriever.search(ASKED)
    words = Ranking(higher_cosine=0, window_cosine=0, question_cosine=0, paper_cosine=0, keyword=1)
    by_words = Engine(engine.index, numbers=replace(PARAMETERS, ranking=words)).retriever.search(ASKED)
    assert [hit.score for hit in by_words] != [hit.score for hit in usual]
    few = Engine(engine.index, numbers=replace(PARAMETERS, ranking=Ranking(windows=1, keywords=1)))
    assert 0 < len(few.retriever.search(ASKED)) < len(usual)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch):
    """Whether the papers answer is judged by models that were fitted to real vectors."""
    monkeypatch.setattr("rag.answer.decide", lambda *_: Decision(Outcome.BELEGT))


@pytest.mark.usefixtures("found")
def test_an_engine_quotes_by_the_numbers_that_it_is_given(engine: Engine):
    one = Engine(engine.index, numbers=replace(PARAMETERS, cutoff=Cutoff(sentences=(1,))))
    for seen in (one, one.seen_by("anna")):
        assert len({s.citations[0].passage.id for s in seen.ask(Query(ASKED)).statements}) == 1
    assert len({s.citations[0].passage.id for s in engine.ask(Query(ASKED)).statements}) > 1


@pytest.mark.usefixtures("found")
def test_a_draft_is_proven_by_the_numbers_that_the_writer_is_given(engine: Engine):
    quoted = engine.answerer.answer(ASKED, engine.retriever.search(ASKED))
    text = quoted.statements[0].citations[0].zitat
    strict = replace(PARAMETERS, drafting=Drafting(words=1000))
    for numbers, reasons in ((PARAMETERS, ()), (strict, ("kein ganzer Satz",))):
        model = GenericFakeChatModel(messages=iter([AIMessage(f"{text} [1]")]))
        drafted = Writer(Drafter(model), "fake:m", 4096, 5.0, numbers=numbers).write(ASKED, quoted).draft
        assert drafted[0].reasons == reasons


def test_meaning_is_measured_against_the_number_given():
    source = [Source("An der Ostsee stehen acht Leuchttürme.")]
    sentence = "Acht Leuchttürme stehen an der Ostsee."
    assert not verify(sentence, source, lambda *_: 0.5).proven
    assert verify(sentence, source, lambda *_: 0.5, replace(PARAMETERS, verification=Verification(meaning=0.4))).proven


def test_matching_reaches_the_verifier():
    said, source = "Acht Mittel stehen bereit.", [Source("Acht Fördermittel stehen bereit.")]
    assert verify(said, source).proven
    longest = replace(PARAMETERS, matching=Matching(shortest=len(stem("Mittel")) + 1))
    assert not verify(said, source, numbers=longest).proven
