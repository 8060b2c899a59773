"""Tables as papers' text gives them: rows of figures, a line each or over several, under a head that may be repeated.

A label broken over lines belongs to the figures that end it ("Anzahl Fälle mit | Phänomen X | 743 208"). Where a page
ends, many papers print the head again: those lines are no row's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ingest.sentences import Span

HEAD_LINES = 8  # most lines of a head; flattened heads are broken often
HEAD = 320  # characters of a head
ROW = 200  # characters of a row; longer lines are prose
SHORT = 2  # more words before a full stop are a sentence ("Siehe hierzu Frage 3.")
LABEL_LINES = 4  # most lines of a row's label
WORDS = 6  # most words for each number in a row that ends with a figure; more are a sentence

_NUMBER = re.compile(r"\d+(?:[.,\s\u2002\u2007\u202f]\d+)*")
_PROSE_END = re.compile(r"[.!?:;]\)?[“\"]?$")
_ROW_END = re.compile(r"(?:\d[\d.,]*|[-–—*/]|k\. ?A\.|n\. ?v\.|%|Prozent|Euro|€|Mio\.?|Mrd\.?)\)?\*?$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its head (None: cut off, or none printed) and its rows, each with the lines of its label."""

    head: Span | None
    rows: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From head to last row."""
        return (self.head or self.rows[0])[0], self.rows[-1][1]


def is_row(line: str) -> bool:
    """Whether a line is a row of figures: short, no sentence, ends with a figure or is full of figures."""
    text = line.strip()
    if not text or len(text) > ROW or not re.search(r"\d", text):
        return False
    numbers = len(_NUMBER.findall(text))
    words = len(re.findall(r"[^\W\d]{2,}", text))
    if text.endswith(".") and words > SHORT:
        return False
    return (_ROW_END.search(text) is not None and numbers * WORDS >= words) or numbers > words


def is_fragment(line: str) -> bool:
    """Whether a line is neither row nor sentence nor list item: the head of a table, a caption."""
    text = line.strip()
    return not is_row(text) and _PROSE_END.search(text) is None and re.match(r"[•▪·–—-]\s|.*,$", text) is None


def tables(text: str) -> list[Table]:
    """The tables of a text, in order."""
    return [table for run in _runs(text) for table in [_table(text, run)] if table]


def _runs(text: str) -> Iterator[list[Span]]:
    """Lines that may be a table: rows and short lines that are no sentences, ending with a row."""
    run: list[Span] = []
    last = 0  # lines of the run up to its last row
    for line in _lines(text):
        words = _cut(text, line)
        short = 0 < len(words) <= ROW and not _PROSE_END.search(words)
        if is_row(words):
            run.append(line)
            last = len(run)
        elif short and (not last or len(run) - last < HEAD_LINES):
            run.append(line)
        else:
            if last:
                yield run[:last]
            run, last = ([line] if short else []), 0
    if last:
        yield run[:last]


def _table(text: str, lines: list[Span]) -> Table | None:
    """A run of lines as a table."""
    first = next((i for i, line in enumerate(lines) if is_row(_cut(text, line))), len(lines))
    head = _head(text, lines[:first])
    repeated = {_cut(text, line) for line in lines[:first]}
    rows: list[Span] = []
    label: list[Span] = []
    for line in lines[first:]:
        if not is_row(_cut(text, line)):
            label += [] if _cut(text, line) in repeated else [line]
            continue
        start = label[0] if 0 < len(label) <= LABEL_LINES else line
        rows.append(_strip(text, (start[0], line[1])))
        label = []
    return Table(head, tuple(rows)) if rows else None


def _head(text: str, above: list[Span]) -> Span | None:
    """The lines above the first row, nearest first, as many as a head has."""
    top = len(above)
    while top and len(above) - top < HEAD_LINES and above[-1][1] - above[top - 1][0] <= HEAD:
        top -= 1
    return _strip(text, (above[top][0], above[-1][1])) if top < len(above) else None


def _lines(text: str) -> list[Span]:
    ends = list(accumulate(len(line) for line in text.splitlines(keepends=True)))
    return list(zip([0, *ends], ends, strict=False))


def _cut(text: str, span: Span) -> str:
    return text[span[0] : span[1]].strip()


def _strip(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())
