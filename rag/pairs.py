"""Figures with what they count: "12 in Bayern und 14 in Hessen" does not prove "14 in Bayern".

A text is cut into segments of one figure each, rows of a table being segments. A figure belongs to the words of its
segment; a year holds until the next one is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.figures import Figure, figures, is_year
from rag.parameters import PARAMETERS, Verification
from rag.tables import is_row
from rag.words import content, stem

_CUT = re.compile(r"\n|[;:|()–]|,(?!\d)|\b(?:und|sowie|bzw\.|beziehungsweise|oder|davon|and|of which)\b")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text: its counts (figures that are no years), the years that hold for it, the stems of its nouns."""

    counts: frozenset[Figure]
    years: frozenset[Figure]
    words: frozenset[str]


def segments(text: str) -> list[Segment]:
    """The segments in order."""
    found: list[Segment] = []
    years: frozenset[Figure] = frozenset()
    for part in _CUT.split(text):
        all_ = figures(part)
        own = frozenset(f for f in all_ if is_year(f))
        years = own or years
        nouns = frozenset(stem(word) for word in content(part) if word[0].isupper())
        found.append(Segment(frozenset(all_) - own, years, nouns))
    return found


def paired(sentence: str, sources: Sequence[str], numbers: Verification = PARAMETERS.verification) -> str | None:
    """Whether every count stands with the words and years that it stands with in a source; what is wrong, or None."""
    there = [segment for text in sources for segment in segments(text)]
    tabled = _columns(sources, numbers.columns)
    for segment in segments(sentence):
        for count in segment.counts:
            if count in tabled:
                return f"zur Zahl {count.value.normalize():f} fehlt die Spalte der Tabelle"
            places = [s for s in there if count in s.counts]
            if places and not any(_fits(segment, s, there) for s in places):
                return f"die Zahl {count.value.normalize():f} steht in der Quelle bei anderem"
    return None


def _fits(said: Segment, source: Segment, there: Sequence[Segment]) -> bool:
    """The years agree, the other counts too, and no noun of it stands only with other counts."""
    if said.years and source.years and not said.years <= source.years:
        return False
    if not said.counts <= source.counts:
        return False
    free = source.words.union(*(s.words for s in there if not s.counts))
    rivals = frozenset[str]().union(*(s.words for s in there if s.counts and s is not source))
    return not said.words & rivals - free


def _columns(sources: Sequence[str], least: int) -> frozenset[Figure]:
    """Figures that stand only in rows of at least so many: what each counts is not known."""
    rows, rest = set[Figure](), set[Figure]()
    for line in (line for text in sources for line in text.splitlines()):
        counts = [f for f in figures(line) if not is_year(f) and f.value != Decimal(0)]
        (rows if _row(line) and len(counts) >= least else rest).update(counts)
    return frozenset(rows - rest)


def _row(line: str) -> bool:
    """Whether a line is a row of a table, and no sentence full of figures."""
    return is_row(line) and not line.rstrip().endswith((".", ":"))
