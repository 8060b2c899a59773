"""Values of a turn put for those of the question before."""

from __future__ import annotations

import pytest

from rag.query.values import replaced, shifts, values, without

BEFORE = "Wie viele Anträge gab es 2023 in Bayern?"


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("und 2024?", "Wie viele Anträge gab es 2024 in Bayern?"),
        ("in Hessen?", "Wie viele Anträge gab es 2023 in Hessen?"),
        ("im Jahr davor?", "Wie viele Anträge gab es 2022 in Bayern?"),
    ],
)
def test_a_value_takes_the_place_of_its_kind(turn: str, whole: str) -> None:
    assert replaced(turn, BEFORE) == (whole, True)


def test_a_value_without_a_place_is_said_so() -> None:
    assert replaced("und beim BAMF?", BEFORE) == (BEFORE, False)


def test_of_several_of_a_kind_none_is_put() -> None:
    assert replaced("und in Hessen?", "Wie viele waren es in Bayern und in Berlin?")[1] is False


def test_kinds_and_what_is_left() -> None:
    assert [value.kind for value in values(BEFORE)] == ["time", "land"]
    assert "2023" not in without(BEFORE)
    assert "Bayern" not in without(BEFORE)
    assert shifts("zwei Jahre später")
    assert not shifts("2023")
