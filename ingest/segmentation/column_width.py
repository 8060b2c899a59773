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

from ingest.text.lines import Line
from ingest.text.widths import BLANK, width
from ingest.weights import WEIGHTS, LayoutWeights

_COLUMNS = tuple(29.5 + 0.25 * i for i in range(17))  # em: the widths that a paper's column may have

_ENDS = re.compile(r"[.!?:;,)“]$")


class _Span(NamedTuple):
    """Widths in em: of a line, and of it with the next line's first word; `wraps`: no sentence ends here."""

    own: float
    need: float | None
    wraps: bool


class Layout:
    """For every line, how much its setting speaks for a question (positive) or an answer (negative), in log odds."""

    def __init__(self, lines: Sequence[Line], weights: LayoutWeights = WEIGHTS.layout) -> None:
        self._lines, self._weights = lines, weights
        self._spans = [self._span(i) for i in range(len(lines))]
        self._column = _column(self._spans, weights)
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
        need = own + BLANK + width(after.text.split(" ", 1)[0])
        return _Span(own, need, wraps=bool(line.wraps) or not _ENDS.search(line.text))

    def _odds(self, i: int) -> float:
        line, span, w = self._lines[i], self._spans[i], self._weights
        if line.printed_row:
            return 0.0
        if line.groesse is not None and not line.blank:
            return w.size if line.groesse < w.question_size else -w.size
        if span is None or not w.shortest < span.own < w.widest:
            return 0.0
        if span.own > self._column - w.indent:
            return w.too_wide
        if span.need is None or not span.wraps:
            return 0.0
        return w.fitted if span.need < self._column - w.sure else w.narrow

    def question(self, start: int, stop: int) -> float:
        """Sum over the lines start..stop (exclusive); positive: set like a question."""
        return self._sums[stop] - self._sums[start]

    def too_wide(self, start: int, stop: int) -> float:
        """The part of `question` that speaks against one, 0 or negative: lines wider than a question's column."""
        return self._wide[stop] - self._wide[start]

    def answer(self, start: int, stop: int) -> float:
        """Sum over the lines start..stop (exclusive); positive: set like an answer.

        Narrow lines count only in its first paragraph, further on they may be tables.
        """
        near = min(stop, start + self._weights.first_lines)
        narrow = (self._sums[near] - self._sums[start]) - (self._wide[near] - self._wide[start])
        return -(self._wide[stop] - self._wide[start]) - narrow

    def filled(self, i: int) -> bool | None:
        """Whether the next word would not have fitted even a narrow line; None if the file does not tell."""
        span = self._spans[i]
        return None if span is None or span.need is None else span.need > self._weights.filled


def _column(spans: Sequence[_Span | None], w: LayoutWeights) -> float:
    """The width into which most lines fit that the next word would have left."""
    known = [s for s in spans if s is not None and s.wraps and s.own > w.shortest]
    wrapped = [(s.own, s.need) for s in known if s.need is not None]
    if len(wrapped) < w.measured:
        return w.column
    return max(_COLUMNS, key=lambda column: sum(own <= column < need for own, need in wrapped))
