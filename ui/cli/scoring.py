"""The command `eval`: run sets, keep the run, print its scorecard, compare it with a baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals import compare, report
from evals.run import SHIPPED, SHIPPED_LLM, evaluate
from evals.workbench import run_files
from ui import console

if TYPE_CHECKING:
    from evals.run import Asked


def baseline(file: Path | None) -> Mapping[str, float]:
    """The least figures wanted, as `evals.compare.read_baseline` reads them; none without a file."""
    return compare.read_baseline(file) if file else {}


def sets_for(given: Sequence[Path] | None, *, llm: bool) -> Sequence[Path]:
    """The sets to run: those given, else the shipped one; with a language model (`llm`) the shipped one made for it."""
    return given or [SHIPPED_LLM if llm else SHIPPED]


def score(engine: Asked, sets: Sequence[Path], wanted: Mapping[str, float], data: Path, *, as_json: bool) -> bool:
    """Run the sets, keep the run under `data`, print the scorecard; True if nothing fell below what is wanted.

    CaseError for a bad set.
    """
    progress = console.Progress("Fragen werden gestellt")
    run = evaluate(engine, sets, progress)
    progress.close()
    run_files.save(run, data)
    if as_json:
        console.write_json(report.as_json(run))
    else:
        for table in (report.table(run), report.draft_table(run)):
            if table is not None:
                console.say_table(table)
    fallen = compare.fail_under(run.scorecard, wanted)
    for reason in fallen:
        console.complain(f"Unter dem Mindestwert: {reason}")
    return not fallen
