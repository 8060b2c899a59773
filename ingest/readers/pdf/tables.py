"""Tables of a PDF page as cells: the words that stand in a grid of ruling lines, row by row.

A word is in one cell and in no other. Where a line is missing between rows, the figures that stand on one base line
make a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.columns import cut, gaps, pieces
from ingest.readers.pdf.page import Cell, Printed, Word, line
from ingest.readers.pdf.rules import Grid

_LEVEL = 0.45  # of the type size: base lines of one row are not farther apart
_NARROW = 14.0  # points: a column not wider than that only sets in what stands in the next one
_INSIDE = 0.8  # points that a character may reach over a line beside it
_FIGURE = re.compile(r"[-–—+±<>~]?\s?\(?\d[\d.,:/% *†)€-]*|[-–—./*]+|k\.\s?A\.|n\.\s?a\.|X|x")
_PART = re.compile(r"[-–]?\d{1,3}(?:[. ]\d{3})*(?:[. ]\d{0,2}|,\d*)")
_FIGURES = re.compile(r"[-–]?\d{1,3}(?:[. ]\d{3})*(?:,\d+)?\s?[%€]?")
_PADDING = 8.0  # points of a column that stay empty at its sides
_WORDS = 3  # lines from which words beside each other may be rows


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page, its rows from top to bottom, each with as many cells.

    Edges in points from the page's lower left corner.
    """

    links: float
    unten: float
    rechts: float
    oben: float
    zeilen: tuple[tuple[Cell, ...], ...]


def fill(grid: Grid, words: Sequence[Word], seite: int) -> Table | None:
    """The table that the words of page `seite` (from 1) make in their grid; None where it has one row or column.

    `words`: those that are `inside`, in any order.
    """
    cells = _cells(grid, words, seite)
    rows: list[list[Cell]] = []
    for number in range(len(grid.ys) - 1):
        band = [cells.pop((number, column), ()) for column in range(len(grid.xs) - 1)]
        if any(band):
            whole = [grid.feld[number].count(field) == 1 for field in grid.feld[number]]
            sides = [side if w else None for side, w in zip(pairwise(grid.xs), whole, strict=True)]
            rows.extend(_rows([_mended(cell, side) for cell, side in zip(band, sides, strict=True)], sides))
    kept = _parted(_columns(rows, grid))
    if len(kept) < 2 or not kept[0] or len(kept[0]) < 2:
        return None
    return Table(grid.xs[0], grid.ys[-1], grid.xs[-1], grid.ys[0], tuple(tuple(row) for row in kept))


def inside(grid: Grid, word: Word) -> bool:
    """Whether a word stands in a grid: the middle one of its characters does."""
    glyph = word.glyphs[len(word.glyphs) // 2]
    return grid.cell(glyph.x, glyph.y) is not None


def _cells(grid: Grid, words: Sequence[Word], seite: int) -> dict[tuple[int, int], Cell]:
    """The lines of each cell, under the row and column with which it begins."""
    begins: dict[int, tuple[int, int]] = {}
    for r, row in enumerate(grid.feld):
        for c, field in enumerate(row):
            begins.setdefault(field, (r, c))
    inner: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        for piece, field in _pieces(grid, word):
            inner.setdefault(begins[field], []).append(piece)
    return {place: _lines(found, seite) for place, found in inner.items()}


def _pieces(grid: Grid, word: Word) -> list[tuple[Word, int]]:
    """A word with the field it stands in, cut where a line stands between two of its characters."""
    fields = [_field(grid, glyph.x, glyph.y) for glyph in word.glyphs]
    if len(set(fields)) == 1:
        return [(word, fields[0])]
    cuts = [0]
    for n in range(1, len(fields)):
        if fields[n] != fields[n - 1] and word.gedreht == 0:
            left, right = word.glyphs[n - 1].rechts - _INSIDE, word.glyphs[n].links + _INSIDE
            if any(left <= x <= right for x in grid.xs):
                cuts.append(n)
    found: list[tuple[Word, int]] = []
    for start, stop in zip(cuts, [*cuts[1:], len(fields)], strict=True):
        piece = replace(word, glyphs=word.glyphs[start:stop])
        found.append((piece, max(fields[start:stop], key=fields[start:stop].count)))
    return found


def _field(grid: Grid, x: float, y: float) -> int:
    """The field of a point, of the nearest cell if it lies beside the grid."""
    x = min(max(x, grid.xs[0]), grid.xs[-1])
    y = min(max(y, grid.ys[-1]), grid.ys[0])
    row, column = grid.cell(x, y) or (0, 0)
    return grid.feld[row][column]


def _lines(words: Iterable[Word], seite: int) -> Cell:
    """Words of one cell in lines: top to bottom, as these are read; what is turned comes last."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.gedreht, -w.hoehe)):
        size = word.glyphs[0].groesse
        last = groups[-1][0] if groups else None
        if last is not None and last.gedreht == word.gedreht and last.hoehe - word.hoehe <= _LEVEL * size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(line(sorted(group, key=lambda w: w.links), seite) for group in groups)


def _mended(cell: Cell, side: tuple[float, float] | None) -> Cell:
    """A cell with the figures put together that it is too narrow for ("135.10" and, below, "7")."""
    done: list[Printed] = []
    for item in cell:
        last = done[-1] if done else None
        if last is None or side is None or not _breaks_figure(last, item, side[1] - side[0]):
            done.append(item)
            continue
        pieces = ((last.links, last.rechts, last.text + item.text),)
        done[-1] = replace(last, text=last.text + item.text, stuecke=pieces)
    return tuple(done)


def _breaks_figure(a: Printed, b: Printed, width: float) -> bool:
    """Whether two lines are one figure: together it is whole, the first alone is not, and both had no room."""
    broken = _FIGURES.fullmatch(a.text + b.text) if _PART.fullmatch(a.text) and not a.divided else None
    return broken is not None and (a.rechts - a.links) + b.word > width - _PADDING


def _rows(band: Sequence[Cell], sides: Sequence[tuple[float, float] | None]) -> list[list[Cell]]:
    """The rows that stand between two lines: one, or as many as figures stand below each other.

    `sides`: where each column begins and ends, None for a cell that goes over several.
    """
    edges = [side[1] if side else None for side in sides]
    heights = _heights(band)
    if len(heights) < 2 or not (_figures(band) or _parallel(band, edges, heights)):
        return [list(band)]
    rows: list[list[Cell]] = [[() for _ in band] for _ in heights]
    for column, cell in enumerate(band):
        for item in cell:
            at = min(range(len(heights)), key=lambda n: abs(heights[n] - item.grundlinie))
            rows[at][column] = (*rows[at][column], item)
    return _labels_joined(rows, edges[0])


def _heights(band: Sequence[Cell]) -> list[float]:
    """The base lines of a band, top to bottom."""
    done: list[float] = []
    upright = (item for cell in band for item in cell if not item.gedreht)
    for item in sorted(upright, key=lambda p: -p.grundlinie):
        if not done or done[-1] - item.grundlinie > _LEVEL * item.groesse:
            done.append(item.grundlinie)
    return done


def _is_figure(item: Printed) -> bool:
    return _FIGURE.fullmatch(item.text + item.divided) is not None


def _figures(band: Sequence[Cell]) -> bool:
    """Whether figures stand below each other, with something beside them."""
    filled = [cell for cell in band if len(cell) > 1]
    columns = [cell for cell in filled if sum(map(_is_figure, cell[-2:])) == 2 and _mostly(cell)]
    return bool(columns) and len(filled) > 1


def _mostly(cell: Cell) -> bool:
    """Whether a cell holds figures only, its head apart."""
    first = next(n for n, item in enumerate(cell) if _is_figure(item))
    return all(map(_is_figure, cell[first:])) and 2 * first <= len(cell)


def _parallel(band: Sequence[Cell], edges: Sequence[float | None], heights: Sequence[float]) -> bool:
    """Whether words stand beside each other line by line, and no line is full: a list, not wrapped sentences."""
    filled = [(cell, edge) for cell, edge in zip(band, edges, strict=True) if cell]
    if len(filled) < 2 or any(len(cell) != len(heights) or edge is None for cell, edge in filled):
        return False
    return len(heights) >= _WORDS and not any(_full(cell, edge or 0.0) for cell, edge in filled)


def _full(cell: Cell, edge: float) -> bool:
    """Whether the first word of some line would not have fitted the line before it."""
    return any(a.divided or a.rechts + 0.3 * a.groesse + b.word > edge - 2 for a, b in pairwise(cell))


def _labels_joined(rows: list[list[Cell]], edge: float | None) -> list[list[Cell]]:
    """The rows with the first lines of a label that takes several put to its last, which has the figures."""
    done: list[list[Cell]] = []
    for row in rows:
        before = done[-1] if done else None
        alone = before is not None and bool(before[0]) and not any(before[1:])
        if before is not None and alone and row[0] and _full((before[0][-1], row[0][0]), edge or 0.0):
            done[-1] = [before[0] + row[0], *row[1:]]
        else:
            done.append(row)
    return done


def _parted(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows with columns in which the words stand apart, without a line between them, cut at the gaps."""
    if not rows:
        return rows
    parted: list[list[Cell]] = [[] for _ in rows]
    for column in range(len(rows[0])):
        cells = [row[column] for row in rows]
        lines = [item for cell in cells for item in cell]
        apart = sum(len(pieces(item)) > 1 for item in lines)
        places = gaps(lines) if apart > 1 and 2 * apart > len(lines) else []
        for row, cell in zip(parted, cells, strict=True):
            parts = [cut(item, places) for item in cell] if places else []
            row.extend(tuple(x for part in parts for x in part[n]) for n in range(len(places) + 1) if places)
            row.extend([] if places else [cell])
    return parted


def _columns(rows: list[list[Cell]], grid: Grid) -> list[list[Cell]]:
    """The rows without columns that hold nothing, narrow ones put to the next if that loses no cell."""
    if not rows:
        return rows
    widths = [b - a for a, b in pairwise(grid.xs)]
    at = 0
    while at < len(widths):
        empty = not any(row[at] for row in rows)
        last = at + 1 == len(widths)
        if last and not empty:
            break
        if empty:
            rows = [row[:at] + row[at + 1 :] for row in rows]
            widths[at : at + 1] = []
        elif widths[at] <= _NARROW and not any(row[at] and row[at + 1] for row in rows):
            rows = [[*row[:at], row[at] or row[at + 1], *row[at + 2 :]] for row in rows]
            widths[at : at + 1] = []
        else:
            at += 1
    return rows
