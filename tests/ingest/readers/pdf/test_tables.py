"""Ruled tables: the words in a grid as cells, row by row; each word in one of them."""

from __future__ import annotations

import pytest

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.page import words
from ingest.readers.pdf.rules import Grid
from ingest.readers.pdf.tables import fill, inside
from tests.support.printed import glyphs


def grid(columns: int = 2, rows: int = 2, *, width: float = 100.0, height: float = 20.0) -> Grid:
    """So many columns from 100 points on, and rows from 700 down, all ruled."""
    xs = tuple(100.0 + width * n for n in range(columns + 1))
    ys = tuple(700.0 - height * n for n in range(rows + 1))
    return Grid(xs, ys, tuple(tuple(r * columns + c for c in range(columns)) for r in range(rows)))


def filled(where: Grid, *texts: tuple[str, float, float], size: float = 8.0) -> list[list[str]] | None:
    found: list[Glyph] = []
    for text, x, y in texts:
        found += glyphs(text, x, y, size=size)
    table = fill(where, list(words(found)), 3)
    if table is None:
        return None
    assert {item.seite for row in table.zeilen for cell in row for item in cell} == {3}
    return [[" ".join(item.text + item.divided for item in cell) for cell in row] for row in table.zeilen]


HEAD = (("Land", 102.0, 690.0), ("Zahl", 202.0, 690.0))


def test_each_word_is_in_the_cell_it_stands_in():
    assert filled(grid(), *HEAD, ("Bayern", 102, 670), ("12", 202, 670)) == [["Land", "Zahl"], ["Bayern", "12"]]


def test_a_word_over_a_line_is_cut_there():
    assert filled(grid(), *HEAD, ("Bayern123", 176, 670)) == [["Land", "Zahl"], ["Bayern", "123"]]


def test_lines_of_a_cell_are_read_from_top_to_bottom():
    lines = (*HEAD, ("oder", 102, 672), ("Bayern", 102, 650), ("1", 202, 650))
    assert filled(grid(height=40), *lines) == [["Land oder", "Zahl"], ["Bayern", "1"]]


def test_figures_below_each_other_are_rows_where_no_line_is():
    tall = grid(rows=1, height=60)
    rows = (("Bayern", 102, 680), ("12", 202, 680), ("Berlin", 102, 668), ("3", 202, 668))
    assert filled(tall, *HEAD, *rows) == [["Land", "Zahl"], ["Bayern", "12"], ["Berlin", "3"]]


def test_wrapped_sentences_beside_each_other_are_one_row():
    left = (("Das Amt hat sie geprüft", 102, 690), ("und für gut befunden.", 102, 678), ("a", 102, 620))
    right = (("Und das Land ist auch", 202, 690), ("dieser Ansicht.", 202, 678), ("b", 202, 620))
    found = filled(grid(height=60), *left, *right)
    assert found is not None
    assert found[0] == ["Das Amt hat sie geprüft und für gut befunden.", "Und das Land ist auch dieser Ansicht."]


def test_a_figure_that_its_cell_is_too_narrow_for_is_whole():
    narrow = Grid((100.0, 200.0, 230.0), (700.0, 670.0, 650.0), ((0, 1), (2, 3)))
    lines = (("Länder", 102, 690), ("135.10", 201, 690), ("7", 220, 678), ("Bayern", 102, 660), ("381", 202, 660))
    assert filled(narrow, *lines) == [["Länder", "135.107"], ["Bayern", "381"]]


def test_two_figures_below_each_other_are_not_one():
    wide = grid(height=40)
    found = filled(wide, *HEAD, ("Bayern", 102, 650), ("135", 202, 650), ("7", 202, 640))
    assert found is not None
    assert all("1357" not in cell for row in found for cell in row)


def test_columns_that_stand_apart_without_a_line_are_cut():
    rows = [("Land", "10", "20"), ("Bayern", "11", "21"), ("Berlin", "12", "22")]
    places = (102.0, 302.0, 402.0)
    lines = [(row[c], x, 690.0 - 20 * n) for n, row in enumerate(rows) for c, x in enumerate(places)]
    assert filled(grid(rows=3, width=200), *lines) == [list(row) for row in rows]


def test_columns_that_hold_nothing_or_only_set_in_are_none():
    empty = Grid((100.0, 110.0, 200.0, 300.0), (700.0, 680.0, 660.0), ((0, 1, 2), (3, 4, 5)))
    found = filled(empty, ("I", 102, 690), ("Zahl", 202, 690), ("davon", 112, 670), ("3", 202, 670))
    assert found == [["I", "Zahl"], ["davon", "3"]]


@pytest.mark.parametrize("texts", [(), (("Land", 102.0, 690.0),), HEAD, (HEAD[0], ("Bayern", 102.0, 670.0))])
def test_one_row_or_column_is_no_table(texts: tuple[tuple[str, float, float], ...]):
    assert filled(grid(), *texts) is None


def test_a_word_belongs_to_the_grid_that_its_middle_lies_in():
    (within,) = words(glyphs("Bayern", 90, 690))
    (outside,) = words(glyphs("Bayern", 60, 690))
    assert inside(grid(), within)
    assert not inside(grid(), outside)
