"""What one number does: each is changed alone, and the replies are compared with those of the numbers that ship."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from pathlib import Path

import pytest

from evals.benchmarks.vary import MEASURES, Remembered, line, outcomes, varied
from ingest.weights import WEIGHTS
from rag.engine import Engine
from rag.parameters import PARAMETERS
from rag.settings import Settings
from tests.support.evalfakes import case
from tests.support.fakes import FakeEmbedder, sample_paper


def test_one_number_is_changed_at_a_time():
    found = dict(varied(PARAMETERS))
    assert found["ranking.keyword 0.016"].ranking.keyword == 0.016
    assert found["cutoff.sentences (6, 4, 2, 2)"].cutoff.places == 4
    assert found["windows.sentences 1"].windows.sentences == 1
    for numbers in found.values():
        assert sum(getattr(numbers, f.name) != getattr(PARAMETERS, f.name) for f in fields(PARAMETERS)) == 1


def test_what_a_group_does_not_take_is_passed_over():
    found = dict(varied(PARAMETERS))
    assert "matching.typing_error 0.35" in found
    assert not {"matching.typing_error 1.4", "matching.compound 0.4"} & found.keys()


def test_weights_of_the_parser_are_varied_the_same_way():
    found = dict(varied(WEIGHTS, (0,)))
    assert found["ends.mark 0.0"].ends.mark == 0
    assert len(found) == sum(len(fields(getattr(WEIGHTS, group.name))) for group in fields(WEIGHTS))


def test_replies_are_compared_with_those_that_ship(tmp_path: Path):
    cases = [case("a", question="Wie viele Leuchttürme gibt es?", drucksache="20/98765", fragen="1")]
    with Engine.open(Settings(index=tmp_path), FakeEmbedder()) as engine:
        engine.index.put(sample_paper())
        (name, usual), (varied_name, run) = islice(outcomes(engine, cases), 2)
        assert (name, varied_name) == ("as shipped", "ranking.higher_cosine 0.225")
        assert line(name, usual, usual).startswith("| as shipped | 0 | ")
        assert line(varied_name, run, usual).count("|") == len(MEASURES) + 3
        assert run.settings["zahlen"] != usual.settings["zahlen"]


def test_a_question_is_embedded_once(monkeypatch: pytest.MonkeyPatch):
    real, seen = FakeEmbedder(), []
    ask = real.queries
    monkeypatch.setattr(real, "queries", lambda texts: seen.append(texts) or ask(texts))
    once = Remembered(real)
    assert (once.queries(["a b", "c d"]) == ask(["a b", "c d"])).all()
    once.queries(["c d"])
    assert seen == [["a b"], ["c d"]]
