"""Lines of a PDF page that stand in columns without ruling lines: rows of open tables, and text set in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.page import Cell, Printed, is_prose

# in type sizes
_GAP = 1.1  # between two cells at least
_NEAR = 2.6  # lines of one table are not farther apart

_ROWS = 3  # lines in pieces from which they are a table
_BETWEEN = 2  # lines in one piece that may stand between them
_COVERED = 0.1  # share of a table's rows that may reach over the gap between two columns
_LEAST_PROSE = 4  # lines of such text
_MARK = re.compile(r"(?:[-–—•▪●·*]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\d{1,3}\.\s?[a-z]\)|\d{1,2}|\*{1,3}\)?)")
_ASKER = re.compile(r"\d{1,3}\. Abgeordnete")
_WORD = re.compile(r"[^\W\d_]{3}")

Piece = tuple[float, float, str]
"""A piece of text on a line: where it begins and ends, in points from the left, and its words."""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Rows of cells; `zeilen` as printed, one a row."""

    zeilen: tuple[Printed, ...]
    zellen: tuple[tuple[Cell, ...], ...]


def in_columns(lines: Sequence[Printed]) -> Iterator[Printed | OpenTable]:
    """A page's lines in reading order, open tables as such; `lines` as `in_order` gives them."""
    at = 0
    for start, stop in _runs(lines):
        yield from lines[at:start]
        yield from _understood(lines[start:stop])
        at = stop
    yield from lines[at:]


def pieces(item: Printed) -> tuple[Piece, ...]:
    """The pieces of a line that stand wide apart; the mark of an item belongs to what it marks."""
    if item.gedreht:
        return ((item.links, item.rechts, item.text),)
    done: list[Piece] = []
    for links, rechts, text in item.stuecke:
        marked = len(done) == 1 and _MARK.fullmatch(done[0][2]) and _WORD.search(text)
        if done and (marked or links - done[-1][1] < _GAP * item.groesse):
            done[-1] = (done[-1][0], rechts, f"{done[-1][2]} {text}")
        else:
            done.append((links, rechts, text))
    return tuple(done)


def _runs(lines: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """From where to where lines stand in pieces, near to each other."""
    apart = [len(pieces(item)) > 1 for item in lines]
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
    gutters = gaps(lines)
    if not gutters:
        yield from lines
        return
    rows = [cut(item, gutters) for item in lines]
    if len(gutters) == 1 and _items(rows):
        yield from lines
        return
    if len(gutters) == 1 and _columns(rows):
        for column in (0, 1):
            yield from (item for row in rows for item in row[column])
        return
    yield _open_table(lines, rows)


def _open_table(lines: Sequence[Printed], rows: Sequence[tuple[Cell, ...]]) -> OpenTable:
    """The rows, the first lines of a label that takes several put to its last, which has the figures."""
    edge = max((row[0][0].rechts for row in rows if row[0]), default=0.0)
    places: list[Printed] = []
    done: list[tuple[Cell, ...]] = []
    for item, row in zip(lines, rows, strict=True):
        before = done[-1] if done else ((),)
        if before[0] and not any(before[1:]) and row[0] and label_goes_on(before[0][-1], row[0][0], edge):
            done[-1] = (before[0] + row[0], *row[1:])
            places[-1] = item
        else:
            done.append(row)
            places.append(item)
    return OpenTable(tuple(places), tuple(done))


def label_goes_on(a: Printed, b: Printed, edge: float) -> bool:
    """Whether a label goes on from line `a` in line `b`, the column ending at `edge` (points from the left)."""
    return bool(a.divided) or (b.text[:1].islower() and a.rechts + 0.3 * a.groesse + b.word > edge)


def gaps(lines: Sequence[Printed]) -> list[float]:
    """The middles of the gaps between columns, in points from the left; nearly no line in pieces reaches over one."""
    rows = [found for item in lines if len(found := pieces(item)) > 1]
    edges: set[float] = set()
    for row in rows:
        edges.update(edge for piece in row for edge in piece[:2])
    places: list[float] = []
    open_from: float | None = None
    for a, b in pairwise(sorted(edges)):
        middle = (a + b) / 2
        covered = sum(any(p[0] < middle < p[1] for p in row) for row in rows)
        if covered <= _COVERED * len(rows):
            open_from = a if open_from is None else open_from
        elif open_from is not None:
            places.append((open_from + a) / 2)
            open_from = None
    return [x for x in places if _kept_apart(rows, x)]


def _kept_apart(rows: Sequence[Sequence[Piece]], x: float) -> bool:
    """Whether most lines have something on both sides."""
    return 2 * sum(row[0][0] < x < row[-1][1] for row in rows) > len(rows)


def cut(item: Printed, gutters: Sequence[float]) -> tuple[Cell, ...]:
    """The line cut at the gaps, which `gaps` gives, into one cell more than these.

    A piece that reaches over one stays in the column where it begins.
    """
    row: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in pieces(item):
        row[sum(piece[0] > x for x in gutters)].append(piece)
    last = max(n for n, found in enumerate(row) if found)
    return tuple(_cell(item, found, last=n == last) for n, found in enumerate(row))


def _cell(item: Printed, found: Sequence[Piece], *, last: bool) -> Cell:
    if not found:
        return ()
    links, rechts = found[0][0], found[-1][1]
    text = " ".join(piece[2] for piece in found)
    divided = item.divided if last else ""
    if divided:
        text = text[: -len(divided)]
    return (replace(item, text=text, links=links, rechts=rechts, divided=divided, stuecke=((links, rechts, text),)),)


def _items(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether lines in two pieces are the items of a list behind their marks, whatever marks these are."""
    marks, texts = ([row[n][0].text for row in rows if row[n]] for n in (0, 1))
    return all(len(mark) <= 2 for mark in marks) and is_prose(texts)


def _columns(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether lines in two pieces are two columns of text, or askers beside what they ask, not rows."""
    left, right = ([row[n][0].text for row in rows if row[n]] for n in (0, 1))
    if not is_prose(right) or len(right) < _ROWS:
        return False
    return _ASKER.match(left[0]) is not None or (is_prose(left) and len(left) >= _LEAST_PROSE)
