"""The real engine with the real weights on the shipped paper: no figure falls below evals/baseline.json."""

from __future__ import annotations

import pytest

from evals import compare
from evals.model import Run
from evals.run import SHIPPED, evaluate
from rag.engine import Engine

BASELINE = SHIPPED.parents[1] / "baseline.json"


@pytest.fixture(scope="module")
def run(shipped: Engine) -> Run:
    return evaluate(shipped)


def test_no_figure_falls_below_the_baseline(run: Run) -> None:
    assert compare.fail_under(run.scorecard, compare.read_baseline(BASELINE)) == []


def test_every_case_has_an_outcome(run: Run) -> None:
    assert [result.id for result in run.results if result.fehler] == []
    assert run.scorecard.answered == len(run.cases)


def test_what_must_hold_without_exception(run: Run) -> None:
    """Quotes are verbatim and only the government's, whatever else an answer may miss."""
    for name in ("verbatim", "speaker", "alce_recall"):
        assert run.scorecard.figures[name].value == 1.0
