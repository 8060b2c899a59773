"""The ruling lines of a PDF page, and the grids that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.readers.pdf.glyphs import TooMuchError, turned

# in points
_THIN = 2.5  # a path not thicker than this is a line
_SHORT = 4.0  # a path not longer than this is none
_SAME = 1.8  # lines nearer than that are one
_TOUCH = 3.0  # lines that come that near to each other meet

# what a page may hold, and the most that one of five real papers did
_PATHS = 20_000  # (2,600)
_SEGMENTS = 60  # of one path: a drawing has more
_PAIRS = 100_000  # of a line across and one down (6,000)
_CELLS = 5_000  # (900)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `at` is its height if it goes across, its place from the left if it goes down.

    `von`, `bis`: where it begins and ends in the other direction. All in points from the page's lower left corner.
    """

    at: float
    von: float
    bis: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A field of cells: where its columns and rows begin and end, and which cells no line keeps apart.

    `xs` from left to right, `ys` from top to bottom, in points from the page's lower left corner: one more than there
    are columns and rows. `feld[row][column]` is the same number for cells that are one; rows count from the top.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    feld: tuple[tuple[int, ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column, from 0, of a point; None where it lies more than a point outside."""
        if not (self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[-1] - 1 <= y <= self.ys[0] + 1):
            return None
        row = sum(y < edge for edge in self.ys[1:-1])
        column = sum(x > edge for edge in self.xs[1:-1])
        return row, column


def grids(page: pdfium.PdfPage, turn: int) -> list[Grid]:
    """The grids of a page, from top to bottom, seen after `turn` quarter turns (`turned`).

    TooMuchError where a page has more paths, lines or cells than one of a paper can have.
    """
    across, down = _rules(page, turn)
    if len(across) < 2 or len(down) < 2:
        return []
    if len(across) * len(down) > _PAIRS:
        raise TooMuchError
    found: list[Grid] = []
    for rows, columns in _connected(across, down):
        grid = _grid(rows, columns)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda g: (-g.ys[0], g.xs[0]))


def _rules(page: pdfium.PdfPage, turn: int) -> tuple[list[Rule], list[Rule]]:
    """The lines across and down, those that continue each other as one."""
    across: list[Rule] = []
    down: list[Rule] = []
    for n, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if n > _PATHS:
            raise TooMuchError
        for x0, y0, x1, y1 in _strokes(item):
            (ax, ay), (bx, by) = turned(x0, y0, turn), turned(x1, y1, turn)
            wide, high = abs(bx - ax), abs(by - ay)
            if high <= _THIN and wide > _SHORT:
                across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif wide <= _THIN and high > _SHORT:
                down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))
    return _joined(across), _joined(down)


def _strokes(item: pdfium.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """From where to where a path draws straight lines: itself if it is thin, else its edges if they are drawn."""
    links, unten, rechts, oben = item.get_bounds()
    if min(rechts - links, oben - unten) <= _THIN:
        yield links, unten, rechts, oben
        return
    count = raw.FPDFPath_CountSegments(item)
    if not 0 < count <= _SEGMENTS:
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    figures = list(_figures(item, count, matrix))
    for figure in figures:
        xs, ys = [x for x, _ in figure], [y for _, y in figure]
        if len(figures) > 1 and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            yield min(xs), min(ys), max(xs), max(ys)
        elif stroke.value:
            for (ax, ay), (bx, by) in pairwise(figure):
                yield ax, ay, bx, by


def _figures(item: pdfium.PdfObject, count: int, matrix: object) -> Iterator[list[tuple[float, float]]]:
    """The corners of each connected figure of a path."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    m = matrix
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)  # type: ignore[attr-defined]
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(here)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines at one height that touch put together."""
    done: list[Rule] = []
    for group in _near(sorted(rules, key=lambda r: r.at)):
        at = sum(r.at for r in group) / len(group)
        current: Rule | None = None
        for rule in sorted(group, key=lambda r: r.von):
            if current is not None and rule.von <= current.bis + _TOUCH:
                current = Rule(at, current.von, max(current.bis, rule.bis))
                continue
            if current is not None:
                done.append(current)
            current = Rule(at, rule.von, rule.bis)
        if current is not None:
            done.append(current)
    return done


def _near(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > _SAME:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines of each drawing that hangs together."""
    parents = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for i, a in enumerate(across):
        for j, d in enumerate(down, len(across)):
            if a.von - _TOUCH <= d.at <= a.bis + _TOUCH and d.von - _TOUCH <= a.at <= d.bis + _TOUCH:
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n in range(len(parents)):
        rows, columns = groups.setdefault(root(n), ([], []))
        if n < len(across):
            rows.append(across[n])
        else:
            columns.append(down[n - len(across)])
    yield from groups.values()


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    """The cells between lines; None where there is but one row and column, TooMuchError where there are too many."""
    if not across or not down:
        return None
    across = [*across, *_ends(across, down)]
    xs = _edges([r.at for r in down] + [min(r.von for r in across), max(r.bis for r in across)])
    ys = _edges([r.at for r in across] + [min(r.von for r in down), max(r.bis for r in down)])[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    if (len(xs) - 1) * (len(ys) - 1) > _CELLS:
        raise TooMuchError
    return Grid(tuple(xs), tuple(ys), _fields(xs, ys, across, down))


def _ends(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Rule]:
    """The lines across that must be thought where a line down ends in nothing: a cell over two columns ends there."""
    for rule in down:
        for end in (rule.von, rule.bis):
            if any(r.von - _TOUCH <= rule.at <= r.bis + _TOUCH and abs(r.at - end) <= _TOUCH for r in across):
                continue
            beside = [d.at for d in down if d.von + _TOUCH < end < d.bis - _TOUCH]
            left = max((x for x in beside if x < rule.at), default=None)
            right = min((x for x in beside if x > rule.at), default=None)
            if left is not None and right is not None:
                yield Rule(end, left, right)


def _edges(places: Iterable[float]) -> list[float]:
    done: list[float] = []
    for place in sorted(places):
        if not done or place - done[-1] > _SAME:
            done.append(place)
    return done


def _fields(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[tuple[int, ...], ...]:
    """The number of each cell; cells without a line between them share one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    numbers = [[row * columns + column for column in range(columns)] for row in range(rows)]
    parents = list(range(rows * columns))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for row in range(rows):
        y = (ys[row] + ys[row + 1]) / 2
        below = [r for r in across if abs(r.at - ys[row + 1]) <= _SAME]
        here = [r for r in down if r.von <= y <= r.bis]
        for column in range(columns):
            x = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not any(r.von <= x <= r.bis for r in below):
                parents[root(numbers[row + 1][column])] = root(numbers[row][column])
            if column + 1 < columns and not any(abs(r.at - xs[column + 1]) <= _SAME for r in here):
                parents[root(numbers[row][column + 1])] = root(numbers[row][column])
    return tuple(tuple(root(n) for n in line) for line in numbers)
