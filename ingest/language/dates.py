"""Names of months and written years, as papers print them and as people type them, and the days that they mean.

Patterns are pieces for larger ones: they hold no groups and set no word boundaries. Where a pattern ignores case is
said where it is compiled.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TYPED = {"Maerz": 3}  # on a keyboard without umlauts
_SHORT = {
    "Jan": 1,
    "Feb": 2,
    "Mär": 3,
    "Mrz": 3,
    "Apr": 4,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sep": 9,
    "Sept": 9,
    "Okt": 10,
    "Nov": 11,
    "Dez": 12,
}
_NUMBERS = {name.casefold(): number for names in (MONTHS, ENGLISH) for number, name in enumerate(names, start=1)}
_NUMBERS |= {name.casefold(): number for name, number in (_TYPED | _SHORT).items()}

PRINTED_MONTH = "|".join(MONTHS)
"""A month as a German paper prints it."""
SHORT_MONTH = "Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez"
"""A month as tables shorten it, without the full stop; "Mai" is never shortened."""
MONTH = "|".join(dict.fromkeys((*MONTHS, *_TYPED, *ENGLISH)))
"""A month as a question may name it: German with or without umlaut, or English."""
YEAR = r"(?:19|20)\d\d"
"""A year of our time. What may not stand beside it ("2020/11", "12020") is up to the pattern that uses it."""
_NAME = re.compile(rf"{MONTH}|{SHORT_MONTH}", re.IGNORECASE)


def is_month(word: str) -> bool:
    """Whether a word is one of the names or short forms of a month, in any case."""
    return _NAME.fullmatch(word) is not None


def month_number(name: str) -> int:
    """The number of a month, 1 to 12, by any of its names or short forms, in any case; KeyError if it is none."""
    # patterns that ignore case also take "ſ" for s and "ı" for i, which lower() leaves as they are
    return _NUMBERS[name.casefold().replace("ı", "i")]


def days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First and last day of a year, of its month or day; a day that the month does not have counts as the month."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    if day is not None and 1 <= day <= last:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, last)
