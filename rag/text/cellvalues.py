"""Cells of a table as numbers, where the German form leaves no doubt; all else stays the text that is printed.

"1.234,5", "1 234", "12,5 %", "3,20 €" are numbers. "–", "k. A.", "12 Mio. Euro", "12*", "05315", "1.10." are none. What
a sign of one cell means is judged with the cells beside it: where a table prints "12.5", its points are no thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

DIGITS = 15
"""Digits that a spreadsheet keeps of a number; longer ones stay text."""

_SPACE = "[ \u00a0\u2002\u2007\u2009\u202f]"
_VALUE = re.compile(
    rf"([+−–-])?(0|[1-9]\d{{0,2}}(?:(?P<mark>\.|{_SPACE})\d{{3}}(?:(?P=mark)\d{{3}}){{0,5}})?|[1-9]\d{{3,19}})"
    rf"(?:,(\d{{1,12}}))?(?:{_SPACE}?(%|€|Euro|EUR|Prozent))?",
    re.ASCII,
)
_POINTS = re.compile(r"[+−–-]?\d{1,20}\.(?:\d{1,2}|\d{4,20})|[+−–-]?\d{1,3}(?:,\d{3}){1,6}\.\d{1,9}")
_COMMAS = re.compile(r"[+−–-]?\d{1,3}(?:(?:,\d{3}){2,6}|(?:,\d{3}){1,6}\.\d{1,9})")
_PIECES = re.compile(rf"\d{{1,20}}(?:{_SPACE}\d{{1,20}}){{1,9}}")
_GROUPS = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,9}}")
_LONG = re.compile(r"[1-9]\d{4,19}")
_UNITS = {"Euro": "€", "EUR": "€", "Prozent": "%"}
_MINUS = frozenset("−–-")


class Value(NamedTuple):
    """A number as it is printed: `unit` "%", "€" or ""; of "12,50" two `decimals`; `grouped`: "1.234"; `plus`: "+5"."""

    number: Decimal
    unit: str = ""
    decimals: int = 0
    grouped: bool = False
    plus: bool = False


def typed(rows: Sequence[Sequence[str]]) -> list[list[Value | None]]:
    """For each cell of a table's rows its value, None where it is no number without doubt.

    The first column of several names the rows: what stands there does not say how the table writes its numbers.
    """
    told = [cell.strip() for row in rows for cell in (row[1:] if len(row) > 1 else row)]
    points, commas = any(map(_POINTS.fullmatch, told)), any(map(_COMMAS.fullmatch, told))
    width = max(map(len, rows), default=0)
    blanks = [_blanks_part(row[n].strip() for row in rows if n < len(row)) for n in range(width)]
    return [[_value(cell.strip(), points, commas, blanks[n]) for n, cell in enumerate(row)] for row in rows]


def _blanks_part(column: Iterable[str]) -> bool:
    """Whether blanks in a column may stand between two numbers: some are no thousands, or thousands have none."""
    cells = list(column)
    others = any(_PIECES.fullmatch(cell) and not _GROUPS.fullmatch(cell) for cell in cells)
    return others or any(map(_LONG.fullmatch, cells))


def _value(cell: str, points: bool, commas: bool, blanks: bool) -> Value | None:
    """The value of a cell. `points`, `commas`, `blanks`: these mean something else than thousands or decimals here."""
    match = _VALUE.fullmatch(cell)
    if match is None:
        return None
    sign, digits, decimals, unit = match[1], match[2], match[4] or "", match[5] or ""
    mark = match["mark"]
    doubt = (mark == "." and points) or (mark not in (None, ".") and blanks) or (len(decimals) == 3 and commas)
    plain = re.sub(r"\D", "", digits)
    if doubt or len(plain) + len(decimals) > DIGITS:
        return None
    number = Decimal(f"{plain}.{decimals}" if decimals else plain)
    return Value(
        -number if sign in _MINUS else number,
        _UNITS.get(unit, unit),
        len(decimals),
        grouped=mark is not None,
        plus=sign == "+",
    )
