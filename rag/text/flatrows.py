"""A row of a table that was flattened to lines: what of it is its label, and how many figures it may have.

The blanks between two cells look like those inside of a figure ("1 234 567"): figures are counted both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from rag.text.times import times

FIGURE = re.compile(
    r"(?<![\w.,])[–-]?\d[\d.,]*(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))*(?:,\d{1,2})?(?:\s?(?:%|€|Euro))?"
    r"|(?<!\S)[–—-](?!\S)"
)
"""A figure with all that may belong to it, or the dash of an empty cell."""
_CELL = re.compile(r"[–—\d.,-]+[%€*)]*|%|€|Euro|Prozent|(?:Mio|Mrd|Tsd)\.?")
_DOTS = re.compile(r"\s?\.{3,200}$")
_LETTER = re.compile(r"[^\W\d]")


def parted(row: str) -> tuple[str | None, str]:
    """A row's label and its figures."""
    pieces = row.split()
    end = len(pieces)
    while end and _CELL.fullmatch(pieces[end - 1]):
        end -= 1
    found = times(row)
    begins = found[0] if found and found[0].span[0] == 0 else None
    if begins and (end == len(pieces) or _LETTER.search(row, begins.span[1]) is None):
        return " ".join(begins.said.split()), row[begins.span[1] :]
    figures = " ".join(pieces[end:])
    if end == 0 or (begins is None and FIGURE.match(pieces[0])):
        return None, figures  # what follows figures is not told apart from the next cell
    return _DOTS.sub("", " ".join(pieces[:end])) or None, figures


def label_of(row: str, columns: int) -> str | None:
    """The words before the figures of a row; a time where it begins with one and has no words.

    `columns`: how many figures it has, where that is known: what stands before so many is the label, figures too.
    """
    label = parted(row)[0]
    found = list(FIGURE.finditer(row))
    if label is None and 1 < columns < len(found):
        last = found[-columns:]
        if not re.search(r"\S", "".join(row[a.end() : b.start()] for a, b in pairwise(last)) + row[last[-1].end() :]):
            label = " ".join(row[: last[0].start()].split()) or None
    return label


def count(row: str, wanted: int) -> int:
    """How many figures a row has; blanks inside of figures count as such where that gives the number wanted."""
    return len(apart(parted(row)[1], wanted))


def apart(figures: str, wanted: int) -> list[str]:
    """Figures one by one: what stands between blanks where that gives the number wanted, else as few as may be."""
    pieces = figures.split()
    return pieces if len(pieces) == wanted else FIGURE.findall(figures)


def filled(row: str, rows: Iterable[str]) -> bool:
    """Whether none of the table's rows has more figures: else cells of the row are empty, and nothing tells which.

    Of this row every blank counts as one between figures, of the others as few as may be: thousands may stand apart.
    """
    most = len(parted(row)[1].split())
    return all(count(other, 0) <= most for other in rows)
