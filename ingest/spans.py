"""What the text of a Passage is made of: its Blocks, and of tables the rows and cells, as stretches of that text.

No words are kept twice: a cell says where its words stand, so it can never say something else than the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Spanne(NamedTuple):
    """A stretch of a text, from `start` up to `end`, which is no part of it; empty where both are the same."""

    start: int
    end: int


Zellen = tuple[Spanne, ...]
"""A row of a table, cell by cell. A line that has no cells (a caption, a source below the table) is one cell."""


def row_span(row: Zellen) -> Spanne:
    """Where a row stands, from its first to its last word."""
    return Spanne(row[0].start, row[-1].end)


@dataclass(frozen=True, slots=True)
class TableSpan:
    """A table, or several one below the other, whose file keeps the cells apart: its rows, one a line of the text.

    `anfaenge`: the rows, from 0, with which a ruled table begins; one that goes on over a page begins there again.
    `koepfe`: the rows that are known to head those below them, because a further page prints them again.
    """

    zeilen: tuple[Zellen, ...]
    anfaenge: tuple[int, ...] = ()
    koepfe: tuple[int, ...] = ()

    @property
    def ueberschrift(self) -> Spanne | None:
        """The lines above the first row that has cells; None where there are none."""
        first = next((i for i, row in enumerate(self.zeilen) if len(row) > 1), 0)
        return Spanne(self.zeilen[0][0].start, self.zeilen[first - 1][-1].end) if first else None

    def moved(self, by: int) -> TableSpan:
        """The same so many characters farther on in a text."""
        return replace(self, zeilen=tuple(tuple(Spanne(a + by, b + by) for a, b in row) for row in self.zeilen))

    def cut(self, piece: Spanne) -> TableSpan | None:
        """What of it stands in a piece of the text, counted from the piece's beginning; None where no row does.

        What of a row's cells lies outside is cut off; a cell that lies there whole is empty.
        """
        first = bisect_right(self.zeilen, piece.start, key=lambda row: row_span(row).end)
        stop = bisect_left(self.zeilen, piece.end, key=lambda row: row_span(row).start)
        if first >= stop:
            return None
        return TableSpan(
            tuple(tuple(_clipped(cell, piece) for cell in row) for row in self.zeilen[first:stop]),
            tuple(i - first for i in self.anfaenge if first <= i < stop),
            tuple(i - first for i in self.koepfe if first <= i < stop),
        )


def _clipped(cell: Spanne, piece: Spanne) -> Spanne:
    start, end = (min(max(at, piece.start), piece.end) - piece.start for at in cell)
    return Spanne(start, end)


def cells(text: str, rows: Sequence[Sequence[str]]) -> tuple[Zellen, ...]:
    """Where the cells of a table stand in its text, which prints a row a line; nothing where it has other lines."""
    lines = text.split("\n")
    if len(lines) != len(rows):
        return ()
    found: list[Zellen] = []
    start = 0
    for line, row in zip(lines, rows, strict=True):
        found.append(_in_line(text, Spanne(start, start + len(line)), row))
        start += len(line) + 1
    return tuple(found)


def _in_line(text: str, line: Spanne, row: Sequence[str]) -> Zellen:
    """The cells of one line, one after the other; the whole line as one where its words are not those of the cells."""
    done: list[Spanne] = []
    at = line.start
    for cell in row:
        start = text.find(cell, at, line.end)
        if start < 0:
            return (line,)
        at = start + len(cell)
        done.append(Spanne(start, at))
    return tuple(done)


class Spanart(StrEnum):
    """What a Block is, wherever it stands."""

    TEXT = "text"
    LISTENPUNKT = "listenpunkt"
    TABELLE = "tabelle"
    FUSSNOTE = "fussnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSpan:
    """A Block, or a piece of a long one, as text[start:end] of its Passage.

    `block`: which one it is, counted from 0 among the Blocks of its Antwort, of all Vorbemerkungen, or of all annexes
    of the paper. `ab`: the character of that Block with which the piece begins. `einleitung`: of an item of a list or
    a table the index, among the Passage's `bloecke`, of the paragraph that leads to it ("Gefördert wurden:").
    `tabelle`: the rows and cells of a table, where the file keeps cells apart. `beschaedigt`: the source garbles it.
    """

    art: Spanart
    start: int
    end: int
    block: int
    ab: int = 0
    einleitung: int | None = None
    tabelle: TableSpan | None = None
    beschaedigt: bool = False

    def moved(self, by: int) -> BlockSpan:
        """The same so many characters farther on in the Passage."""
        table = self.tabelle.moved(by) if self.tabelle else None
        return replace(self, start=self.start + by, end=self.end + by, tabelle=table)
