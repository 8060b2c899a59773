"""How sure a figure is: seeded bootstrap intervals, those of a share, and the exact sign test for two runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2000
"""Bootstrap resamples: the interval's ends then move by less than a tenth of its width (Efron, Tibshirani 1993)."""

_SEED = 20_11166


def mean_interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % percentile-bootstrap interval of the mean of one or more values."""
    known = np.array(values, dtype=np.float64)
    return _ends(known[_draws(len(known))].mean(axis=1))


def percentile_interval(values: Sequence[float], share: int) -> tuple[float, float]:
    """95 % percentile-bootstrap interval of a percentile (0..100) of one or more values."""
    known = np.array(values, dtype=np.float64)
    return _ends(np.percentile(known[_draws(len(known))], share, axis=1))


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which `share` of 100 lie, interpolated."""
    return float(np.percentile(np.array(values, dtype=np.float64), share))


def sign_test(gains: int, losses: int) -> float:
    """Two-sided p of the exact sign test: how often a fair coin falls at least as unevenly.

    For yes/no measures this is McNemar's exact test (McNemar 1947): ties say nothing.
    """
    from scipy.stats import binomtest  # takes a second to load

    return float(binomtest(gains, gains + losses).pvalue) if gains + losses else 1.0


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """95 % Wilson interval of a share of one or more (Wilson 1927): it does not close where all or none are."""
    from scipy.stats import binomtest  # takes a second to load

    found = binomtest(part, whole).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def _draws(n: int) -> NDArray[np.int64]:
    """SAMPLES rows of n positions, drawn with replacement; the same for the same n."""
    return np.random.default_rng(_SEED).integers(0, n, size=(SAMPLES, n))


def _ends(drawn: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)
