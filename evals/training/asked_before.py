"""Fit by what a Frage is told to have been asked before: the weights of rag/parameters.py (`Before`), printed.

usage: python -m evals.training.asked_before INDEX

INDEX holds the papers. Fitted on schon-gefragt-alltag.jsonl and the even half of schon-gefragt.jsonl (the form of
both: evals/reworded.py). First the weights: of the Fragen that a search brings up the one that was
reworded shall come first (maximum likelihood of a softmax over them). Then a factor and the level: how often the first
one is the right one at all (logistic regression), the level moved so that of the never asked no more than `ASKED` are
called asked.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.reworded import EVERYDAY, SET, New, read_set
from rag.asked_before import candidates, evidence, narrowed
from rag.engine import Engine
from rag.parameters import Before
from rag.settings import Settings

ASKED = 0.06  # share of the never asked that may be called asked
HELD = 1.0  # how strongly the weights are held to nought, each scaled to the spread of what it weighs
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """A new Frage with its candidates: their evidence, shape (n, 4), and which of them are right, or only related."""

    evidence: Floats
    right: npt.NDArray[np.bool_]
    narrowed: npt.NDArray[np.bool_]
    asked: bool


def known(engine: Engine, new: New) -> Known:
    """What a search brings up for a new Frage."""
    hits, near = engine.retriever.before(new.text, engine.numbers.before.searched)
    every = list(candidates(hits, near, engine.drucksache))
    rows = [evidence(new.text, one.text, one.paper.titel or "", one.cosine, one.found) for one in every]
    return Known(
        np.array(rows).reshape(-1, 4),
        np.array([new.is_it(one.paper.nummer, str(one.frage.nummer)) for one in every], dtype=bool),
        np.array([narrowed(new.text, one.text, one.paper.titel or "") for one in every], dtype=bool),
        new.drucksache is not None,
    )


def weights(data: Sequence[Known]) -> Floats:
    """Those by which the right candidates are likeliest to come first, of shape (4,)."""
    from scipy.optimize import minimize  # takes a second to load

    some = [one for one in data if one.right.any()]
    spread = np.concatenate([one.evidence for one in some]).std(0)
    scaled = [(one.evidence / spread, one.right) for one in some]

    def loss(w: Floats) -> tuple[float, Floats]:
        value, slope = HELD * float(w @ w) / 2, HELD * w
        for x, right in scaled:
            each = np.exp(x @ w - (x @ w).max())
            value += float(np.log(each.sum() / each[right].sum()))
            slope = slope + x.T @ (each / each.sum() - each * right / each[right].sum())
        return value, slope

    return np.asarray(minimize(loss, np.zeros(4), jac=True, method="L-BFGS-B").x / spread)


def factor(data: Sequence[Known], w: Floats) -> float:
    """What the weights are multiplied by, so that their sum is a log odds."""
    from scipy.optimize import minimize

    first = [(int(np.argmax(one.evidence @ w)), one) for one in data if len(one.evidence)]
    x = np.array([float(one.evidence[at] @ w) for at, one in first])
    y = np.array([bool(one.right[at]) and one.asked for at, one in first], dtype=float)
    x = x - x.mean()

    def loss(v: Floats) -> float:
        odds = v[0] * x + v[1]
        return float((np.logaddexp(0, odds) - y * odds).sum())

    return float(minimize(loss, np.array([0.1, 0.0])).x[0])


def level(data: Sequence[Known], w: Floats) -> float:
    """The intercept with which no more than `ASKED` of the never asked reach odds of one to one."""
    never = [one for one in data if not one.asked]
    best = sorted((float(max((one.evidence @ w)[~one.narrowed], default=-np.inf)) for one in never), reverse=True)
    return -best[int(ASKED * len(best))]


def main(index: str) -> None:
    """Read the sets, fit, print the fields of `Before`."""
    fitted = [*read_set(EVERYDAY), *read_set(SET)[::2]]
    with Engine.open(Settings(index=Path(index))) as engine:
        data = [known(engine, new) for new in fitted]
    w = weights(data)
    w = w * factor(data, w)
    names = [field.name for field in fields(Before)]
    for name, value in zip(names, [*w, level(data, w)], strict=False):
        print(f"{name}: float = {value:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
