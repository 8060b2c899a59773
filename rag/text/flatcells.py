"""The rows of a flattened table cut into cells, where its head tells the columns and there is a single way to do it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.text.flatrows import count, parted
from rag.text.times import Time, times

_GROUP = re.compile(r"\d{3}(?:,\d+)?[%€*)]*")  # what goes on with a figure whose thousands stand apart
_OPEN = re.compile(r"[–-]?[1-9]\d{0,2}")  # what it may go on with
_UNITS = frozenset(("%", "€", "Euro", "Prozent", "Mio", "Mio.", "Mrd", "Mrd.", "Tsd", "Tsd."))
_LETTER = re.compile(r"[^\W\d]")
_LEAST_TOLD = 2  # columns from which on a head of times tells them


def heads(head: str) -> tuple[str, ...]:
    """What the columns of a flattened table are called, the one of the labels first; empty where that is not told.

    Told are they by the last line of a head, if times end it and nothing stands between them.
    """
    line = " ".join(head.split("\n")[-1].split())
    years = times(line)
    if len(years) < _LEAST_TOLD or _LETTER.search(_between(line, years)) or re.search(r"\d", line[: years[0].span[0]]):
        return ()
    return (line[: years[0].span[0]].strip(), *(year.said for year in years))


def _between(line: str, years: Sequence[Time]) -> str:
    """What stands between the times of a line and after the last one."""
    ends = [year.span[1] for year in years]
    return " ".join(line[a:b] for a, b in zip(ends, [*(year.span[0] for year in years[1:]), len(line)], strict=True))


def told(rows: Sequence[str], columns: int) -> list[tuple[str, ...] | None]:
    """The rows of a flattened table as cells, its label first; None for a row that `columns` figures do not fill.

    A row with more figures says that the columns are not what they seem, and then none is told.
    """
    lines = [" ".join(row.split()) for row in rows]
    if any(count(line, columns) > columns for line in lines):
        return [None] * len(lines)
    return [_cut(line, columns) for line in lines]


def _cut(line: str, columns: int) -> tuple[str, ...] | None:
    """A row as its label and so many figures; None unless there is one way to cut it."""
    label, figures = parted(line)
    pieces: list[str] = []
    for piece in figures.split():
        if piece in _UNITS and pieces:
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    ways = _ways(pieces, columns)
    return (label or "", *ways[0]) if len(ways) == 1 else None


def _ways(pieces: Sequence[str], columns: int) -> list[tuple[str, ...]]:
    """How pieces make so many figures, their thousands apart or not: of several ways two."""
    ways: list[list[list[tuple[str, ...]]]] = [[[] for _ in range(columns + 1)] for _ in range(len(pieces) + 1)]
    ways[-1][0] = [()]  # ways[n][k]: how the pieces from n on make k figures
    for n in range(len(pieces) - 1, -1, -1):
        for end in _ends(pieces, n):
            for k in range(1, columns + 1):
                made = [(" ".join(pieces[n:end]), *rest) for rest in ways[end][k - 1]]
                ways[n][k] = [*ways[n][k], *made][:2]
    return ways[0][columns]


def _ends(pieces: Sequence[str], start: int) -> Iterator[int]:
    """Where a figure may end that begins with a piece: with it, or with groups of thousands behind it."""
    yield start + 1
    goes_on = _OPEN.fullmatch(pieces[start]) is not None
    for n in range(start + 1, len(pieces)):
        if not goes_on or not _GROUP.fullmatch(pieces[n].split()[0]):
            return
        yield n + 1
        goes_on = pieces[n].isdecimal()
