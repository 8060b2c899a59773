"""A flattened row: its label, and how many figures it has where blanks part cells and thousands alike."""

from __future__ import annotations

import pytest

from rag.text.flatrows import apart, count, filled, label_of, parted


@pytest.mark.parametrize(
    ("row", "label", "figures"),
    [
        ("Bayern 15 316 2 400", "Bayern", "15 316 2 400"),
        ("Hessen........ 26 %", "Hessen", "26 %"),
        ("§ 188 StGB 468", "§ 188 StGB", "468"),
        ("2015 21 9", "2015", " 21 9"),
        ("15 16", None, "15 16"),
        ("1 500 Euro für Bau 7", None, "7"),  # what follows figures is not told apart from the next cell
    ],
)
def test_label_and_figures(row: str, label: str | None, figures: str) -> None:
    assert parted(row) == (label, figures)


def test_blanks_part_figures_only_where_that_gives_the_number_wanted() -> None:
    assert apart("15 316 2 400", 2) == ["15 316", "2 400"]
    assert apart("15 316 2 400", 4) == ["15", "316", "2", "400"]
    assert (count("Bayern 15 316 2 400", 4), count("Bayern 15 316 2 400", 3)) == (4, 2)


def test_what_stands_before_the_figures_wanted_is_the_label() -> None:
    assert label_of("1 500 Euro 3,67 Euro 6,67 Euro", 2) == "1 500 Euro"
    assert label_of("1 500 Euro 3,67 Euro 6,67 Euro", 0) is None


def test_a_row_with_fewer_figures_than_another_has_empty_cells() -> None:
    assert filled("Iran 9 2", ["Iran 9 2", "Irak 1 234 5"])
    assert not filled("Algerien 1 1", ["Algerien 1 1", "Iran 9 2 7"])
