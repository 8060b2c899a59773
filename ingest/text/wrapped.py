"""Text whose lines are those of print, without a sign where a paragraph ends (pdftotext and the like).

Where the next word would have fitted, a paragraph ended; else the sentence goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles

from ingest.language.dates import PRINTED_MONTH
from ingest.text.cleaning import breaks_url
from ingest.text.widths import BLANK, width

_LONGEST = 130  # characters of a printed line; longer ones are paragraphs
_LONG = 40  # characters from which on a line may have been broken
_LEAST = 0.15  # share of such lines that are followed by a small letter: 0.3 to 0.5 in print, below 0.05 in paragraphs
_FEW = 3  # such lines; fewer tell nothing
_ITEM = re.compile(rf"(?:[-–—•▪●·*]|\(?\d{{1,2}}\)|\d{{1,3}}\.(?!\s(?:{PRINTED_MONTH})\b)|\(?[a-z]\))\s")
_CLOSED = re.compile(r"[?:]$")
_ENDED = re.compile(r"[.!;]\W?$")
_NEARLY = 0.93  # of the column: a line that ends no sentence need not be as full
_HYPHEN = re.compile(r"[^\W\d_]-$")


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether the lines of a file (their evened-out texts) are those of print rather than paragraphs."""
    filled = [text for text in texts if text]
    long = [(a, b) for a, b in pairwise(filled) if len(a) >= _LONG]
    broken = sum(b[0].islower() for _, b in long)
    return broken >= _FEW and broken >= _LEAST * len(long) and sum(len(t) > _LONGEST for t in filled) < broken


def goes_on(texts: Sequence[str]) -> list[tuple[bool, bool]]:
    """Of each line of print, whether its sentence goes on after a blank, and whether it goes on inside the word.

    As a Line's `wraps` and `glued`; never both.
    """
    column = _column(texts)
    found: list[tuple[bool, bool]] = []
    word = ""  # the last word so far; an address may be broken over several lines
    for i, text in enumerate(texts):
        after = texts[i + 1] if i + 1 < len(texts) else ""
        last = text.rsplit(" ", 1)[-1]
        word = word + text if " " not in text else last
        glued = bool(after) and breaks_url(word, after, None)
        found.append((bool(after) and not glued and _wraps(text, after, column), glued))
        word = word if glued else ""
    return found


def _column(texts: Sequence[str]) -> float:
    """Em that a line may be wide: one in ten is wider, those of tables among them."""
    widths = [width(text) for text in texts if _LONG <= len(text) <= _LONGEST]
    return quantiles(widths, n=10)[-1] if len(widths) > 1 else 0.0


def _wraps(text: str, after: str, column: float) -> bool:
    if _HYPHEN.search(text) or len(text) < _LONG:
        return False  # a hyphen is undone where the line is not said to wrap (ingest.text.cleaning)
    if after[0].islower():
        return not _ITEM.match(after)
    if _CLOSED.search(text) or _ITEM.match(after):
        return False
    needed = width(text) + BLANK + width(after.split(" ", 1)[0])
    return needed > column * (1 if _ENDED.search(text) else _NEARLY)
