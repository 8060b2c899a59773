"""Rotated pages, which DIP's text gives as thousands of lines of one to four characters, put together again.

The pieces keep their blanks ("ie", "n ", "Fä", "lle"), so words come out whole. Where a line or a cell ended there
is no blank: a capital, a number mark or a letter mark after such a seam begins a new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LONGEST = 4  # characters of a piece
_LEAST = 60  # pieces in a row
_LETTERS = 0.3  # share of pieces with small letters from which a run is shattered text, not a table's figures
_DIGITS = re.compile(r"\d[\d.,%]*")
_NUMBER = re.compile(r"\s*\d{1,3}")
_LETTER = re.compile(r"[a-z]\s*\)[a-z]{0,3}.*", re.DOTALL)
_CLOSED = re.compile(r"[a-zäöüß.,;:?!)“\d%]$")


def runs(pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which stretches of a file's lines are shattered text: the first one's index and that behind the last one."""
    start = 0
    for i in range(len(pieces) + 1):
        if i < len(pieces) and len(pieces[i].strip()) <= _LONGEST:
            continue
        if i - start >= _LEAST and _is_text(pieces[start:i]):
            yield start, i
        start = i + 1


def _is_text(pieces: Sequence[str]) -> bool:
    return sum(any(c.islower() for c in p) for p in pieces) > _LETTERS * len(pieces)


def lines(pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which of such pieces make up a line each, told likewise; none is left out."""
    start = 0
    for i in range(1, len(pieces)):
        if _begins(pieces, i):
            yield start, i
            start = i
    yield start, len(pieces)


def _begins(pieces: Sequence[str], i: int) -> bool:
    before, piece = pieces[i - 1], pieces[i]
    after = pieces[i + 1].strip() if i + 1 < len(pieces) else ""
    if not before or not piece or before[-1] == " ":
        return False
    if _NUMBER.fullmatch(piece) and after.startswith("."):
        return before[-1] in ".?!)"
    if piece[0] == " " or not _CLOSED.search(before):
        return False
    return piece[0].isupper() or _LETTER.fullmatch(piece + after) is not None


def words(pieces: Sequence[str]) -> str:
    """The text of a line's pieces; figures stay apart, since their seams say nothing."""
    text = ""
    for piece in pieces:
        if _DIGITS.fullmatch(piece) and text[-1:].isalnum():
            text += " "
        elif piece[:1].islower() and text.endswith("-") and text[-2:-1].isalpha():
            text = text[:-1]
        text += piece
    return text
