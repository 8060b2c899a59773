"""Stretches of days in a request, told from today: "seit Juli", "im Juni 2025", "letzte Woche", "2. Quartal 2025".

A month without a year is the last one of that name that has begun. `PERIOD` is a piece for larger patterns.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.language.dates import MONTH, SHORT_MONTH, YEAR, days, month_number

Span = tuple[date | None, date | None]
"""First and last day; None where it is open."""

_NAME = rf"(?:{MONTH}|(?:{SHORT_MONTH})\b\.?)"
_COUNT = r"(?:erste[nrms]?|zweite[nrms]?|dritte[nrms]?|vierte[nrms]?|[1-4]\.)"
_MOMENT = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?{YEAR})?|(?:\d{{1,2}}\.\s?)?{_NAME}(?:\s{YEAR})?"
    rf"|{_COUNT}\s(?:Quartal|Halbjahr)s?(?:\s(?:des\sJahres\s)?{YEAR})?|(?:Jahre?s?\s)?{YEAR})"
)
_NUMBERS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_UNIT = r"(?:Tage?n?|Wochen?|Monate?n?|Jahre?n?)"
_LAST = r"(?:letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?|diese[nrms]?|laufende[nrms]?)"
_PAST = rf"(?:{_LAST}\s(?:(?:{'|'.join(_NUMBERS)}|\d{{1,3}})\s)?{_UNIT}|heute|gestern|vorgestern)"
_THE = r"(?:de[rmns]\s|die\s|das\s)?"
_LEAD = (
    r"(?:seit|ab|bis(?:\szu[mr]?)?|vor|nach|von|vom|im|in|aus|am|für|zwischen|während|binnen|innerhalb)\s"
    r"(?:de[rmns]\s|die\s|das\s)?"
)
PERIOD = (
    rf"(?<![\w/])(?:{_LEAD})?(?:Monat\s|Zeitraum\s)?(?:{_MOMENT}|{_PAST})"
    rf"(?:\s(?:bis(?:\szu[mr]?)?|und)\s{_THE}(?:{_MOMENT}|{_PAST})|\s?[-–]\s?{_MOMENT})?(?![\w/])"
)
"""A stretch of days with the words that lead to it, to be read in any case; holds no groups."""

_OPEN = re.compile(r"(?P<seit>seit|ab|nach)|(?P<bis>bis|vor)\b", re.IGNORECASE)
_BOUNDS = re.compile(rf"{_MOMENT}|{_PAST}", re.IGNORECASE)
_PARTS = re.compile(
    rf"(?P<tag>\d{{1,2}})\.\s?(?P<zahl>\d{{1,2}})\.(?:\s?(?P<zahljahr>{YEAR}))?"
    rf"|(?P<welches>{_COUNT})\s(?P<stueck>Quartal|Halbjahr)s?(?:\s(?:des\sJahres\s)?(?P<stueckjahr>{YEAR}))?"
    rf"|(?:(?P<mtag>\d{{1,2}})\.\s?)?(?P<monat>{_NAME})(?:\s(?P<monatjahr>{YEAR}))?"
    rf"|(?P<jahr>{YEAR})"
    rf"|(?P<nah>{_LAST})\s(?:(?P<viele>{'|'.join(_NUMBERS)}|\d{{1,3}})\s)?(?P<einheit>{_UNIT})"
    rf"|(?P<tage>heute|gestern|vorgestern)",
    re.IGNORECASE,
)
_ORDER = ("erst", "zweit", "dritt", "viert")
_BACK = {"heute": 0, "gestern": 1, "vorgestern": 2}


def read_period(text: str, today: date) -> Span:
    """The days of a match of PERIOD; (None, None) where what it names is no day ("31. Juni" counts as June)."""
    spans = [_moment(found[0], today) for found in _BOUNDS.finditer(text)]
    if not spans:
        return None, None
    first, last = spans[0], spans[-1]
    opened = _OPEN.match(text.lstrip())
    if opened and opened["seit"]:
        after = opened["seit"].lower() == "nach" and first[1] is not None
        start = first[1] + timedelta(days=1) if after and first[1] else first[0]
        return start, last[1] if len(spans) > 1 else None
    if opened and opened["bis"]:
        before = opened["bis"].lower() == "vor" and first[0] is not None
        return None, first[0] - timedelta(days=1) if before and first[0] else first[1]
    return first[0], last[1]


def _moment(text: str, today: date) -> Span:
    found = _PARTS.search(text)
    if found is None:
        return None, None
    if found["tage"]:
        day = today - timedelta(days=_BACK[found["tage"].lower()])
        return day, day
    if found["einheit"]:
        return _near(found, today)
    if found["stueck"]:
        return _piece(found, today)
    if found["jahr"]:
        return days(int(found["jahr"]))
    named = found["tag"] or found["mtag"]
    month = int(found["zahl"]) if found["zahl"] else month_number((found["monat"] or "").rstrip("."))
    if not 1 <= month <= 12:
        return None, None
    year = found["zahljahr"] or found["monatjahr"]
    return days(int(year) if year else _begun(month, today), month, int(named) if named else None)


def _begun(month: int, today: date) -> int:
    """The year in which a month last began."""
    return today.year if month <= today.month else today.year - 1


def _piece(found: re.Match[str], today: date) -> Span:
    """A quarter or a half of a year; without a year the last one that has begun."""
    word = found["welches"].lower()
    number = int(word[0]) if word[0].isdigit() else 1 + next(i for i, w in enumerate(_ORDER) if word.startswith(w))
    length = 3 if found["stueck"].lower() == "quartal" else 6
    first = length * (number - 1) + 1
    if first > 12:
        return None, None
    year = int(found["stueckjahr"]) if found["stueckjahr"] else _begun(first, today)
    return date(year, first, 1), days(year, first + length - 1)[1]


def _near(found: re.Match[str], today: date) -> Span:
    """A week, month or year before this one or this one itself, whole; of several the days up to today."""
    many, unit = (found["viele"] or "").lower(), found["einheit"][0].lower()
    this = found["nah"].lower().startswith(("dies", "lauf"))
    if many:
        count = int(many) if many.isdigit() else _NUMBERS.index(many) + 1
        return _back(today, count, unit), today
    if unit == "w":
        monday = today - timedelta(days=today.weekday() + (0 if this else 7))
        return monday, monday + timedelta(days=6)
    if unit == "m":
        month = today.month if this else today.month - 1
        return days(today.year if month else today.year - 1, month or 12)
    if unit == "j":
        return days(today.year if this else today.year - 1)
    return (today, today) if this else (today - timedelta(days=1),) * 2


def _back(today: date, count: int, unit: str) -> date:
    if unit in "tw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = 12 * today.year + today.month - 1 - count * (12 if unit == "j" else 1)
    year, month = divmod(max(months, 12), 12)
    return date(year, month + 1, min(today.day, days(year, month + 1)[1].day))
