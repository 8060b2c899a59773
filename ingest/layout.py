"""How lines are set: questions smaller (PDF) or narrower (text) than answers.

In Bundestag papers answers are set in 10.7 points over the whole column, about 32 em of Times; questions are set
in 9.6 points and indented, about 30 em, and their letters 28. Where a line wraps says which column it stands in:
it must fit, and the next word must not have fitted. One line is a weak witness, a paragraph a strong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from ingest.lines import Line

_ANSWER_EM = 31.75  # a word that would have ended here fits an answer's line
_QUESTION_EM = 30.2  # lines wider than this are seldom a question's
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


class Layout:
    """For every line, how much its setting speaks for a question (positive) or an answer (negative)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        odds = [_odds(line, self._after(i)) for i, line in enumerate(lines)]
        self._sums = list(accumulate(odds, initial=0.0))
        self._wide = list(accumulate((min(0.0, o) for o in odds), initial=0.0))

    def _after(self, i: int) -> Line | None:
        after = self._lines[i + 1] if i + 1 < len(self._lines) else None
        return None if after is None or after.blank else after

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
        line, after = self._lines[i], self._after(i)
        if line.wraps is None or after is None:
            return None
        return width(line.text) + _BLANK + width(after.text.split(" ", 1)[0]) > _FULL_EM


def _odds(line: Line, after: Line | None) -> float:
    if line.blank:
        return 0.0
    if line.groesse is not None:
        return _SIZE if line.groesse < _QUESTION_SIZE else -_SIZE
    if line.wraps is None:
        return 0.0
    own = width(line.text)
    if not _SHORTEST < own < _WIDEST:
        return 0.0
    if own > _QUESTION_EM:
        return _TOO_WIDE
    if after is None or (not line.wraps and _ENDS.search(line.text)):
        return 0.0
    need = own + _BLANK + width(after.text.split(" ", 1)[0])
    return _FITTED if need < _ANSWER_EM else _NARROW
