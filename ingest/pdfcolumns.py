"""Lines of a PDF page that stand in columns without ruling lines: rows of open tables, and text set in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.pdfpage import Printed
from ingest.pdftables import Cell

# in type sizes
_GAP = 1.1  # between two cells at least
_NEAR = 2.6  # lines of one table are not farther apart

_ROWS = 3  # lines in pieces from which they are a table
_BETWEEN = 2  # lines in one piece that may stand between them
_COVERED = 0.1  # share of a table's rows that may reach over the gap between two columns
_PROSE = 28  # characters of a piece, on average, from which it is running text
_LEAST_PROSE = 4  # lines of such text
_MARK = re.compile(r"(?:[-–—•▪●·*]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\d{1,3}\.\s?[a-z]\)|\d{1,2}|\*{1,3}\)?)")

Piece = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Rows of cells; `zeilen` as printed, one a row."""

    zeilen: tuple[Printed, ...]
    zellen: tuple[tuple[Cell, ...], ...]


def in_columns(lines: Sequence[Printed]) -> Iterator[Printed | OpenTable]:
    """The lines in reading order, open tables as such."""
    at = 0
    for start, stop in _runs(lines):
        yield from lines[at:start]
        yield from _understood(lines[start:stop])
        at = stop
    yield from lines[at:]


def _pieces(item: Printed) -> tuple[Piece, ...]:
    """The pieces of a line that stand wide apart; the mark of an item belongs to what it marks."""
    if item.gedreht:
        return ((item.links, item.rechts, item.text),)
    done: list[Piece] = []
    for links, rechts, text in item.stuecke:
        if done and (links - done[-1][1] < _GAP * item.groesse or (len(done) == 1 and _MARK.fullmatch(done[0][2]))):
            done[-1] = (done[-1][0], rechts, f"{done[-1][2]} {text}")
        else:
            done.append((links, rechts, text))
    return tuple(done)


def _runs(lines: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """From where to where lines stand in pieces, near to each other."""
    apart = [len(_pieces(item)) > 1 for item in lines]
    start = last = -1
    for n in range(len(lines) + 1):
        near = start >= 0 and n < len(lines) and n - last <= _BETWEEN + 1 and _near(lines[n - 1], lines[n])
        if start >= 0 and not near:
            if sum(apart[start : last + 1]) >= _ROWS:
                yield start, last + 1
            start = -1
        if n < len(lines) and apart[n]:
            start, last = (n if start < 0 else start), n


def _near(a: Printed, b: Printed) -> bool:
    return bool(a.text and b.text) and 0 <= a.grundlinie - b.grundlinie <= _NEAR * max(a.groesse, b.groesse)


def _understood(lines: Sequence[Printed]) -> Iterator[Printed | OpenTable]:
    gutters = _gutters(lines)
    if not gutters:
        yield from lines
        return
    rows = [_cells(item, gutters) for item in lines]
    if len(gutters) == 1 and all(_is_prose([row[n] for row in rows if row[n]]) for n in (0, 1)):
        for column in (0, 1):
            yield from (item for row in rows for item in row[column])
        return
    yield OpenTable(tuple(lines), tuple(rows))


def _gutters(lines: Sequence[Printed]) -> list[float]:
    """Where, from the left, the gaps between columns are: places that nearly no line in pieces reaches over."""
    rows = [pieces for item in lines if len(pieces := _pieces(item)) > 1]
    edges = sorted({edge for row in rows for piece in row for edge in piece[:2]})
    found: list[float] = []
    open_from: float | None = None
    for a, b in pairwise(edges):
        middle = (a + b) / 2
        covered = sum(any(p[0] < middle < p[1] for p in row) for row in rows)
        if covered <= _COVERED * len(rows):
            open_from = a if open_from is None else open_from
        elif open_from is not None:
            found.append((open_from + a) / 2)
            open_from = None
    return [x for x in found if _kept_apart(rows, x)]


def _kept_apart(rows: Sequence[Sequence[Piece]], x: float) -> bool:
    """Whether most lines have something on both sides."""
    return 2 * sum(row[0][0] < x < row[-1][1] for row in rows) > len(rows)


def _cells(item: Printed, gutters: Sequence[float]) -> tuple[Cell, ...]:
    """The line cut at the gaps; a piece that reaches over one stays in the column where it begins."""
    row: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in _pieces(item):
        row[sum(piece[0] > x for x in gutters)].append(piece)
    last = max(n for n, pieces in enumerate(row) if pieces)
    return tuple(_cell(item, pieces, last=n == last) for n, pieces in enumerate(row))


def _cell(item: Printed, pieces: Sequence[Piece], *, last: bool) -> Cell:
    if not pieces:
        return ()
    links, rechts = pieces[0][0], pieces[-1][1]
    text = " ".join(piece[2] for piece in pieces)
    divided = item.divided if last else ""
    if divided:
        text = text[: -len(divided)]
    return (replace(item, text=text, links=links, rechts=rechts, divided=divided, stuecke=((links, rechts, text),)),)


def _is_prose(cells: Sequence[Cell]) -> bool:
    return len(cells) >= _LEAST_PROSE and sum(len(c[0].text) for c in cells) >= _PROSE * len(cells)
