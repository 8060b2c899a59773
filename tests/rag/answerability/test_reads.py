"""What reading a page gave, added up."""

from __future__ import annotations

import math

import pytest

from rag.answerability.reads import NEVER, Read


def test_units_add_up_to_more_than_the_best_of_them() -> None:
    assert Read((1.0, 1.0)).whole == pytest.approx(1.0 + math.log(2))
    assert Read((3.0, NEVER)).whole == pytest.approx(3.0, abs=1e-5)


def test_a_page_without_units_is_never_the_answer() -> None:
    assert Read().whole == NEVER
