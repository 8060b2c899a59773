"""Intervals and significance against values that can be worked out by hand."""

from __future__ import annotations

import pytest

from evals.stats import mean_interval, percentile, share_interval, sign_test


@pytest.mark.parametrize(
    ("gains", "losses", "p"),
    [(0, 0, 1.0), (1, 1, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (0, 6, 0.03125), (10, 2, 158 / 4096)],
)
def test_sign_test_is_the_exact_binomial(gains: int, losses: int, p: float) -> None:
    assert sign_test(gains, losses) == pytest.approx(p)


def test_intervals_are_the_same_each_time_and_close_around_what_is_certain() -> None:
    assert mean_interval([0.0, 1.0, 1.0]) == mean_interval([0.0, 1.0, 1.0])
    assert mean_interval([1.0] * 20) == (1.0, 1.0)


def test_percentile() -> None:
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0


def test_the_interval_of_a_share_stays_open_where_all_are_right() -> None:
    low, high = share_interval(10, 10)
    assert (round(low, 3), high) == (0.722, 1.0)  # Wilson: 10 / (10 + 1.96 ** 2)
