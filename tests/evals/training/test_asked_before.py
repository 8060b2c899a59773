"""Fitting what was asked before, on invented evidence."""

from __future__ import annotations

import numpy as np

from evals.training.asked_before import ASKED, Known, factor, level, weights

CHANCE = np.random.default_rng(1)


def invented(asked: bool) -> Known:
    """Five candidates; of one that was asked the right one has more of the first evidence, the rest is noise."""
    evidence = CHANCE.uniform(0, 1, (5, 4))
    right = np.arange(5) == 2
    evidence[2, 0] += 0.8 * asked
    return Known(evidence, right & asked, np.zeros(5, dtype=bool), asked)


DATA = [invented(asked=n % 2 == 0) for n in range(200)]


def test_what_tells_the_right_one_gets_the_weight() -> None:
    found = weights(DATA)
    assert found[0] > 5 * np.abs(found[1:]).max()


def test_the_level_lets_as_many_of_the_never_asked_through_as_are_allowed() -> None:
    w = weights(DATA)
    w = w * factor(DATA, w)
    at = level(DATA, w)
    never = [one for one in DATA if not one.asked]
    called = sum(bool((one.evidence @ w + at > 0).any()) for one in never)
    assert called == int(ASKED * len(never))
    before = [one for one in DATA if one.asked]
    assert sum(bool((one.evidence @ w + at > 0)[2]) for one in before) > 0.6 * len(before)


def test_a_candidate_that_is_only_related_calls_nothing_asked() -> None:
    w = np.array([1.0, 0.0, 0.0, 0.0])
    none = Known(np.array([[0.9, 0, 0, 0], [0.4, 0, 0, 0]]), np.zeros(2, bool), np.array([True, False]), asked=False)
    assert level([none], w) == -0.4
