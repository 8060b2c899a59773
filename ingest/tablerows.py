"""What each row of a table is whose cells the file keeps apart: caption, head, label of a group, row, note.

It is told once, of the whole table, before a long one is cut into Passages: a piece that goes on knows that it has no
head of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.model import Block
from ingest.spans import Tabellenzeile, Zeilenart, cells

ROW = 200  # characters of a row of figures; longer lines are prose
SHORT = 2  # more words before a full stop are a sentence ("Siehe hierzu Frage 3.")
WORDS = 6  # most words for each number in a row that ends with a figure; more are a sentence

_NUMBER = re.compile(r"\d+(?:[.,\s\u2002\u2007\u202f]\d+)*")
_ROW_END = re.compile(r"(?:(?<![\d.,])[.,]*\d[\d.,]*|[-–—*/]|k\. ?A\.|n\. ?v\.|%|Prozent|Euro|€|Mio\.?|Mrd\.?)\)?\*?$")


def is_row(line: str) -> bool:
    """Whether a line is a row of figures: at most ROW characters, no sentence, a figure at its end or full of them."""
    text = line.strip()
    if not text or len(text) > ROW or not re.search(r"\d", text):
        return False
    numbers = len(_NUMBER.findall(text))
    words = len(re.findall(r"[^\W\d]{2,}", text))
    if text.endswith(".") and words > SHORT:
        return False
    return (_ROW_END.search(text) is not None and numbers * WORDS >= words) or numbers > words


def table_rows(block: Block) -> tuple[Tabellenzeile, ...]:
    """The rows of a table as stretches of its text, one a line; empty where no cell is known."""
    spans = cells(block.text, block.zellen)
    if not spans:
        return ()
    lines = block.text.split("\n")
    starts = _starts(block, lines)
    beginnings = frozenset(starts)
    arten = [art for a, b in pairwise([*starts, len(lines)]) for art in _arten(block, lines, a, b)]
    return tuple(
        Tabellenzeile(zellen=zellen, art=art, beginnt=n in beginnings)
        for n, (zellen, art) in enumerate(zip(spans, arten, strict=True))
    )


def each_table(zeilen: Sequence[Tabellenzeile]) -> Iterator[Sequence[Tabellenzeile]]:
    """The rows of each table, of tables that follow one another; the first ones may go on with a table above."""
    starts = [n for n, zeile in enumerate(zeilen) if zeile.beginnt or n == 0]
    for start, stop in pairwise([*starts, len(zeilen)]):
        yield zeilen[start:stop]


def _starts(block: Block, lines: Sequence[str]) -> list[int]:
    """With which rows tables begin: captions are theirs, and one that begins with figures goes on with the one before.

    A table that goes on over a page is drawn again there.
    """
    starts = [0]
    for row in block.anfaenge:
        start = row
        while start > starts[-1] and len(block.zellen[start - 1]) == 1:
            start -= 1
        goes_on = start == row and row not in block.koepfe and is_row(lines[row])
        if start > starts[-1] and not goes_on:
            starts.append(start)
    return starts


def _arten(block: Block, lines: Sequence[str], start: int, stop: int) -> Iterator[Zeilenart]:
    """What the rows from `start` up to `stop`, which are one table, are.

    The head ends with the row that a further page prints again, else where the figures begin; of a table of words
    it is not known.
    """
    rows = range(start, stop)
    captions = next((n for n in rows if len(block.zellen[n]) > 1), start)
    printed_again = max((n + 1 for n in block.koepfe if n in rows), default=None)
    figures = next((n for n in range(captions, stop) if is_row(lines[n])), captions)
    body = figures if printed_again is None else printed_again
    last = max((n for n in range(body, stop) if not _is_label(block, lines, n)), default=None)
    for n in rows:
        if n < body:
            yield Zeilenart.UEBERSCHRIFT if n < captions else Zeilenart.KOPF
        elif last is None or not _is_label(block, lines, n):
            yield Zeilenart.ZEILE
        else:
            yield Zeilenart.GRUPPE if n < last else Zeilenart.ANMERKUNG


def _is_label(block: Block, lines: Sequence[str], n: int) -> bool:
    """Whether a row has a single filled cell, and that is no row of figures."""
    return sum(bool(cell) for cell in block.zellen[n]) < 2 and not is_row(lines[n])
