"""Two runs side by side: which cases were won and lost, and whether the difference is more than chance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pydantic import TypeAdapter, ValidationError

from evals.metrics import MEASURES, SPEED, Measure
from evals.model import Case, CaseError, Run, Scorecard
from evals.stats import mean_interval, sign_test

_BASELINE = TypeAdapter(dict[str, float])


@dataclass(frozen=True, slots=True)
class Change:
    """A case whose value differs between the runs."""

    case: Case
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure over the `n` cases that both runs hold and that it applies to in both.

    `before` and `after` are its means. `difference` is after - before, `low` and `high` its 95 % interval by paired
    bootstrap; `p` is two-sided, of the exact sign test over the cases that differ (for yes/no measures that is
    McNemar's exact test; McNemar 1947). `gains` and `losses`: the cases that got better and worse.
    """

    measure: Measure
    n: int
    before: float
    after: float
    low: float
    high: float
    p: float
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def significant(self) -> bool:
        """Whether chance explains it in fewer than 5 of 100 such comparisons."""
        return self.p < 0.05


def compare(before: Run, after: Run) -> list[Compared]:
    """Every measure over the cases that both runs hold unchanged; empty where they share none."""
    known = {case.id: case for case in before.cases}
    shared = [case for case in after.cases if known.get(case.id) == case]
    return [found for m in MEASURES if (found := _compared(m, shared, before, after)) is not None]


def read_baseline(path: Path) -> dict[str, float]:
    """The figures that must not be fallen below, from a JSON file; CaseError where it is none.

    By name of measure; "refused KIND" is the share refused of the unanswerable questions of a kind; "ms_p50" and
    "ms_p95", in milliseconds, must not be exceeded.
    """
    try:
        return _BASELINE.validate_python(json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise CaseError(path.name, "lässt sich nicht öffnen; gibt es die Datei?") from None
    except (ValueError, ValidationError):
        raise CaseError(path.name, "muss ein JSON-Objekt aus Namen und Zahlen sein") from None


def fail_under(card: Scorecard, baseline: Mapping[str, float]) -> list[str]:
    """What falls below a baseline of `read_baseline`, as German sentences; empty when all holds."""
    return [reason for name, wanted in baseline.items() if (reason := _fallen(card, name, wanted))]


def _fallen(card: Scorecard, name: str, wanted: float) -> str | None:
    figure = card.refused.get(name.removeprefix("refused ")) if name.startswith("refused ") else card.figures.get(name)
    if figure is None or figure.value is None:
        return f"{name}: wurde nicht gemessen, verlangt ist {wanted:g}."
    if name in SPEED:
        return f"{name}: {figure.value:g} ms statt höchstens {wanted:g} ms." if figure.value > wanted else None
    # a figure is kept with four digits: what is equal to that precision has not fallen
    return f"{name}: {figure.value:g} statt mindestens {wanted:g}." if figure.value < wanted - 5e-5 else None


def _compared(measure: Measure, cases: Sequence[Case], before: Run, after: Run) -> Compared | None:
    old, new = before.by_id, after.by_id
    pairs = [(case, measure.of(case, old.get(case.id)), measure.of(case, new.get(case.id))) for case in cases]
    changes = [Change(case, a, b) for case, a, b in pairs if a is not None and b is not None]
    if not changes:
        return None
    gains = tuple(c for c in changes if c.after > c.before + 1e-9)
    losses = tuple(c for c in changes if c.after < c.before - 1e-9)
    # cases are drawn in pairs, so what both runs find hard cancels out
    low, high = mean_interval([c.after - c.before for c in changes])
    means = fmean(c.before for c in changes), fmean(c.after for c in changes)
    return Compared(measure, len(changes), *means, low, high, sign_test(len(gains), len(losses)), gains, losses)
