"""How lines are set: questions smaller (PDF) or narrower (text) than answers.

In Bundestag papers answers are set in 10.7 points over the whole column, about 32 em of Times; questions are set
in 9.6 points and indented, about 30 em, and their letters 28. Where a line wraps says which column it stands in:
it must fit, and the next word must not have fitted. One line is a weak witness, a paragraph a strong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.lines import Line

_COLUMN_EM = 32.0  # width of an answer's lines, where a paper is too short to measure its own
_COLUMNS = tuple(29.5 + 0.25 * i for i in range(17))
_MEASURED = 40  # wrapped lines that it takes to measure the column
_SURE_EM = 0.3  # a word that would have ended this far inside the column would have fitted
_INDENT_EM = 1.85  # lines that reach farther than this before the column's end are seldom a question's
_FULL_EM = 27.5  # the narrowest column that a question is set in
_FITTED = 2.0  # log odds, measured: the next word would have fitted an answer's line
_TOO_WIDE = -0.8
_NARROW = 0.15
_FIRST_LINES = 6
_SHORTEST = 24.0  # em; shorter lines are set by hand or in tables
_WIDEST = 36.0
_BLANK = 0.25
_QUESTION_SIZE = 10.15  # points: between 9.6 and 10.7
_SIZE = 1.5

_ENDS = re.compile(r"[.!?:;,)“]$")

# Widths of Times Roman in 1/1000 em, from its public metrics: ASCII from the blank on, then a few more.
_ASCII = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
    "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
    "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_OTHERS = "ä444 ö500 ü500 Ä722 Ö722 Ü722 ß500 –500 „444 “444 ”444 §500 €500 é444 ’333 …1000"
_WIDTHS = {chr(32 + i): int(w) / 1000 for i, w in enumerate(_ASCII.split())}
_WIDTHS.update((pair[0], int(pair[1:]) / 1000) for pair in _OTHERS.split())


def width(text: str) -> float:
    """Width of a text in em of Times Roman."""
    return sum(_WIDTHS.get(c, 0.5) for c in text)


class _Span(NamedTuple):
    """Widths in em: of a line, and of it with the next line's first word; `wraps`: no sentence ends here."""

    own: float
    need: float | None
    wraps: bool


class Layout:
    """For every line, how much its setting speaks for a question (positive) or an answer (negative)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._spans = [self._span(i) for i in range(len(lines))]
        self._column = _column(self._spans)
        odds = [self._odds(i) for i in range(len(lines))]
        self._sums = list(accumulate(odds, initial=0.0))
        self._wide = list(accumulate((min(0.0, o) for o in odds), initial=0.0))

    def _span(self, i: int) -> _Span | None:
        """How wide a line is, and how wide it would have been with the next word; None if the file does not tell."""
        line = self._lines[i]
        if line.wraps is None or line.blank:
            return None
        after = self._lines[i + 1] if i + 1 < len(self._lines) else None
        own = width(line.text)
        if after is None or after.blank:
            return _Span(own, None, wraps=False)
        need = own + _BLANK + width(after.text.split(" ", 1)[0])
        return _Span(own, need, wraps=bool(line.wraps) or not _ENDS.search(line.text))

    def _odds(self, i: int) -> float:
        line, span = self._lines[i], self._spans[i]
        if line.groesse is not None and not line.blank:
            return _SIZE if line.groesse < _QUESTION_SIZE else -_SIZE
        if span is None or not _SHORTEST < span.own < _WIDEST:
            return 0.0
        if span.own > self._column - _INDENT_EM:
            return _TOO_WIDE
        if span.need is None or not span.wraps:
            return 0.0
        return _FITTED if span.need < self._column - _SURE_EM else _NARROW

    def question(self, start: int, stop: int) -> float:
        """Sum over the lines start..stop (exclusive); positive: set like a question."""
        return self._sums[stop] - self._sums[start]

    def too_wide(self, start: int, stop: int) -> float:
        """The part of it that speaks against a question."""
        return self._wide[stop] - self._wide[start]

    def answer(self, start: int, stop: int) -> float:
        """The same for an answer; narrow lines count only in its first paragraph, further on they may be tables."""
        near = min(stop, start + _FIRST_LINES)
        narrow = (self._sums[near] - self._sums[start]) - (self._wide[near] - self._wide[start])
        return -(self._wide[stop] - self._wide[start]) - narrow

    def filled(self, i: int) -> bool | None:
        """Whether the next word would not have fitted even a narrow line; None if the file does not tell."""
        span = self._spans[i]
        return None if span is None or span.need is None else span.need > _FULL_EM


def _column(spans: Sequence[_Span | None]) -> float:
    """The width into which most lines fit that the next word would have left."""
    wrapped = [(s.own, s.need) for s in spans if s is not None and s.need is not None and s.wraps and s.own > _SHORTEST]
    if len(wrapped) < _MEASURED:
        return _COLUMN_EM
    return max(_COLUMNS, key=lambda column: sum(own <= column < need for own, need in wrapped))
