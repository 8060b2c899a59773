"""Flattened rows as cells: where the head tells the columns, and there is one way to cut a row into so many figures."""

from __future__ import annotations

import pytest

from rag.text.flatcells import heads, told


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Fälle nach Land\nLand 2022 2023", ("Land", "2022", "2023")),
        ("2022 2023", ("", "2022", "2023")),
        ("Land 2022 2023 gesamt", ()),
        ("Land 2022", ()),
        ("Fälle 7 2022 2023", ()),
    ],
)
def test_heads_are_told_where_times_end_the_last_line(head: str, found: tuple[str, ...]) -> None:
    assert heads(head) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Bayern 1 234 5 678", ("Bayern", "1 234", "5 678")),
        ("Bayern 5 % 7 Mio. Euro", ("Bayern", "5 %", "7 Mio. Euro")),
        ("Bayern – 7", ("Bayern", "–", "7")),
        ("Bayern 1 234 567", None),  # two ways
        ("Bayern 7", None),
    ],
)
def test_a_row_is_cut_where_there_is_one_way(row: str, found: tuple[str, ...] | None) -> None:
    assert told([row], 2) == [found]


def test_a_row_with_more_figures_says_that_the_columns_are_others() -> None:
    assert told(["Bayern 5 7", "Hessen 5 7 9"], 2) == [None, None]
