"""Ruling lines and the grids that they make."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import rules
from ingest.readers.pdf.glyphs import TooMuchError
from ingest.readers.pdf.rules import Grid, grids
from tests.support.printed import drawn

near = partial(pytest.approx, abs=1.1)  # points: pdfium counts the width of a line


def found(folder: Path, draw: Callable[[Canvas], None], turn: int = 0) -> list[Grid]:
    with drawn(folder, draw) as page:
        return grids(page, turn)


def field(xs: tuple[float, ...], ys: tuple[float, ...]) -> Callable[[Canvas], None]:
    """Lines down at these places and across at these heights, from edge to edge."""

    def draw(canvas: Canvas) -> None:
        for x in xs:
            canvas.line(x, min(ys), x, max(ys))
        for y in ys:
            canvas.line(min(xs), y, max(xs), y)

    return draw


XS, YS = (100.0, 200.0, 300.0), (700.0, 650.0, 600.0)


def test_lines_make_a_grid_whose_rows_count_from_the_top(tmp_path: Path):
    (grid,) = found(tmp_path, field(XS, YS))
    assert (grid.xs, grid.ys) == (near(XS), near(YS))
    assert len({number for row in grid.feld for number in row}) == 4
    assert grid.cell(150, 690) == (0, 0)
    assert grid.cell(250, 610) == (1, 1)
    assert grid.cell(99.5, 690) == (0, 0)  # on the edge
    assert grid.cell(90, 690) is None
    assert grid.cell(150, 590) is None


def test_frames_of_cells_and_thin_bars_are_lines_too(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.rect(100, 600, 200, 100)
        canvas.rect(199.5, 600, 1, 100, stroke=0, fill=1)

    (grid,) = found(tmp_path, draw)
    assert grid.xs == near((100, 200, 300))
    assert grid.ys == near((700, 600))


def test_what_no_line_keeps_apart_is_one_cell(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.rect(100, 600, 200, 100)
        canvas.line(100, 650, 300, 650)
        canvas.line(200, 600, 200, 650)

    (((a, b), (c, d)),) = (grid.feld for grid in found(tmp_path, draw))
    assert a == b
    assert len({a, c, d}) == 3


def test_a_line_that_ends_inside_begins_a_row(tmp_path: Path):
    """A head over two columns: the line between these ends at its lower edge, where none is drawn across."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(66, 560, 420, 50)
        canvas.line(206, 560, 206, 610)
        canvas.line(346, 560, 346, 595)

    (grid,) = found(tmp_path, draw)
    assert grid.ys == near((610, 595, 560))
    upper, lower = grid.feld
    assert upper[0] == lower[0]
    assert upper[1] == upper[2]
    assert len({upper[1], lower[1], lower[2]}) == 3


def test_two_drawings_are_two_grids_from_top_to_bottom(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        field(XS, (400.0, 350.0))(canvas)
        field(XS, YS)(canvas)

    assert [grid.ys[0] for grid in found(tmp_path, draw)] == near([700, 400])


def test_pieces_of_a_line_are_one(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        field(XS, YS[::2])(canvas)
        canvas.line(100, 650, 198, 650)
        canvas.line(200, 650.5, 300, 650.5)

    (grid,) = found(tmp_path, draw)
    assert len(grid.ys) == 3
    assert len({number for row in grid.feld for number in row}) == 4


def test_a_page_that_is_turned_is_read_as_it_is_held(tmp_path: Path):
    (grid,) = found(tmp_path, field((100.0, 200.0), YS), turn=1)
    assert (grid.xs, grid.ys) == (near((600, 650, 700)), near((-100, -200)))


def nothing(canvas: Canvas) -> None:
    canvas.drawString(80, 700, "Text")


def curve(canvas: Canvas) -> None:
    canvas.circle(200, 600, 50)


@pytest.mark.parametrize("draw", [nothing, curve, lambda canvas: canvas.rect(100, 600, 200, 100)])
def test_no_lines_and_a_single_cell_are_no_grid(tmp_path: Path, draw: Callable[[Canvas], None]):
    assert found(tmp_path, draw) == []


@pytest.mark.parametrize(("limit", "most"), [("_PATHS", 4), ("_PAIRS", 8), ("_CELLS", 3)])
def test_more_than_a_page_can_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int):
    monkeypatch.setattr(rules, limit, most)
    with pytest.raises(TooMuchError):
        found(tmp_path, field(XS, YS))
