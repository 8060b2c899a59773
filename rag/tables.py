"""Rows and heads of tables as papers' text gives them: one row a line, the head in the lines above."""

from __future__ import annotations

import re
from itertools import accumulate

from rag.sentences import Span

HEAD_LINES = 8  # most lines of a head; flattened heads are broken often
HEAD = 320  # characters of a head
ROW = 200  # characters of a row; longer lines are prose

_NUMBER = re.compile(r"\d+(?:[.,\s\u2002\u2007\u202f]\d+)*")
_PROSE_END = re.compile(r"[.!?:;]\)?[“\"]?$")
_ROW_END = re.compile(r"(?:\d[\d.,]*|[-–—*/]|k\. ?A\.|n\. ?v\.|%|Prozent|Euro|€|Mio\.?|Mrd\.?)\)?\*?$")


def is_row(line: str) -> bool:
    """Whether a line is a row of figures: short, no sentence, ends with a figure or is full of figures."""
    text = line.strip()
    if not text or len(text) > ROW or not re.search(r"\d", text):
        return False
    numbers = len(_NUMBER.findall(text))
    words = len(re.findall(r"[^\W\d]{2,}", text))
    return (_ROW_END.search(text) is not None and numbers * 6 >= words) or numbers > words


def is_fragment(line: str) -> bool:
    """Whether a line is neither row nor sentence nor list item: the head of a table, a caption."""
    text = line.strip()
    return not is_row(text) and _PROSE_END.search(text) is None and re.match(r"[•▪·–—-]\s|.*,$", text) is None


def table_at(text: str, place: Span) -> tuple[Span | None, Span] | None:
    """The head (or None) and the run of rows around the row at this place; None if no row stands there."""
    lines = _lines(text)
    at = next((i for i, (start, end) in enumerate(lines) if start <= place[0] < end), None)
    if at is None or not is_row(_cut(text, lines[at])):
        return None
    first = last = at
    while first and is_row(_cut(text, lines[first - 1])):
        first -= 1
    while last + 1 < len(lines) and is_row(_cut(text, lines[last + 1])):
        last += 1
    return _head(text, lines[:first]), _strip(text, (lines[first][0], lines[last][1]))


def _head(text: str, above: list[Span]) -> Span | None:
    """The lines above that are no sentences, nearest first, as many as a head has."""
    top = len(above)
    while top and len(above) - top < HEAD_LINES and not _PROSE_END.search(_cut(text, above[top - 1])):
        if above[-1][1] - above[top - 1][0] > HEAD or is_row(_cut(text, above[top - 1])):
            break
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
