"""What each fitted number does: one halved, then doubled, all else as shipped, over question sets.

usage: python -m evals.benchmarks.vary INDEX SET.jsonl [SET.jsonl ...]

Prints a line for each number and value: how many replies have another outcome or other quotes, and the measures. The
numbers of windows and of drafts are left out: these need an index of their own, those a language model. About ten
seconds of one core for each line and 150 questions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from evals.case_files import read_sets
from evals.model import Case, CaseResult, Run
from evals.run import run_cases
from rag.embedding.embedder import Embedder, Floats, load_embedder
from rag.engine import Engine
from rag.parameters import PARAMETERS
from rag.settings import Settings

MEASURES = ("r1", "facts", "cited", "prec", "kept", "refusal_recall")
LEFT_OUT = ("verification", "drafting", "windows", "before")

Numbers = TypeVar("Numbers")


def varied(numbers: Numbers, factors: Sequence[float] = (0.5, 2)) -> Iterator[tuple[str, Numbers]]:
    """Groups of numbers with one of them changed, each under its name and value: "ranking.keyword 0.01".

    Whole numbers stay whole; a value that its group does not take is passed over.
    """
    whole: Any = numbers
    for group in fields(whole):
        own = getattr(whole, group.name)
        for field in fields(own):
            for factor in factors:
                value = _times(getattr(own, field.name), factor)
                try:
                    other = replace(own, **{field.name: value})
                except ValueError:
                    continue
                yield f"{group.name}.{field.name} {value}", replace(whole, **{group.name: other})


def _times(value: float | tuple[int, ...], factor: float) -> float | tuple[int, ...]:
    if isinstance(value, tuple):
        return tuple(int(one * factor) for one in value)
    return int(value * factor) if isinstance(value, int) else value * factor or 0.0  # no "-0.0"


def outcomes(engine: Engine, cases: Sequence[Case]) -> Iterator[tuple[str, Run]]:
    """The run with the numbers that ship, then one for each change."""
    yield "as shipped", run_cases(engine, cases)
    for name, numbers in varied(PARAMETERS):
        if not name.startswith(LEFT_OUT):
            yield name, run_cases(Engine(engine.index, numbers=numbers), cases)


class Remembered:
    """An embedder that embeds each question once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self._known = embedder, dict[str, Floats]()
        self.name, self.dim, self.passages = embedder.name, embedder.dim, embedder.passages

    def queries(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is asked, shape (n, dim)."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._embedder.queries([text])[0]
        return np.stack([self._known[text] for text in texts])


def line(name: str, run: Run, usual: Run) -> str:
    """A row of the table."""
    changed = sum(map(_differ, run.results, usual.results))
    found = [run.scorecard.figures[m].value for m in MEASURES]
    return f"| {name} | {changed} | {' | '.join('' if v is None else f'{v:.3f}' for v in found)} |"


def _differ(one: CaseResult, other: CaseResult) -> bool:
    return (one.outcome, one.belege) != (other.outcome, other.belege)


def main(index: str, *sets: str) -> None:
    """Print the table."""
    settings, cases = Settings(index=Path(index)), read_sets([Path(name) for name in sets])
    with Engine.open(settings, Remembered(load_embedder(settings))) as engine:
        print(f"| number | replies changed | {' | '.join(MEASURES)} |\n{'| --- ' * (len(MEASURES) + 2)}|")
        usual: Run | None = None
        for name, run in outcomes(engine, cases):
            usual = usual or run
            print(line(name, run, usual), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
