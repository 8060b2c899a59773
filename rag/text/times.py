"""Times that a text names, as stretches of days: "2024", "Juni 2025", "1. Halbjahr 2023", "seit 2020", "2019 bis 2023".

Two texts speak of the same time where the stretches touch: what holds for June says something about the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.language.dates import MONTH, SHORT_MONTH, YEAR, month_number

EVER = 99_999_999  # the last day of what has begun and goes on ("seit 2020")

_LAST_CENTURY = 50  # two digits of a year from which on it is one of the last century
_ORDINAL = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "letzt": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNT = r"(?:(?P<{0}>[1-4])\.?|(?P<{0}w>erste|zweite|dritte|vierte|letzte)[nmrs]?|(?P<{0}r>I{{1,3}}|IV)\.?)"
_ANY_MONTH = rf"(?:{MONTH}|(?:{SHORT_MONTH})\b\.?)"
_TIME = re.compile(
    rf"(?<![\w/])(?:"
    rf"(?P<sday>\d\d)\.(?P<snumber>\d\d)\.(?P<syear>\d\d)(?![.,]?\d)"
    rf"|(?P<day>\d{{1,2}})\.\s?(?:(?P<dmonth>{_ANY_MONTH})|(?P<dnumber>\d{{1,2}})\.)(?:\s?(?P<dyear>{YEAR})(?!\d))?"
    rf"|{_COUNT.format('quarter')}\s?(?:Quartals?\b|Q\b\.?)\s?(?:(?:des\sJahres|von|im)\s)?(?P<qyear>{YEAR})?(?!\d)"
    rf"|(?:Q\s?|Quartal\s)(?P<quarterq>[1-4]|I{{1,3}}|IV)(?:\s|/)*(?P<qqyear>{YEAR})(?!\d)"
    rf"|(?P<quarteri>I{{1,3}}|IV)/(?P<qiyear>{YEAR})(?![\d/])"
    rf"|(?P<yqyear>{YEAR})[ /-]?Q(?P<quartery>[1-4])\b(?!\sQ)"
    rf"|{_COUNT.format('half')}\s?(?:Halbjahre?s?\b|HJ\b\.?)\s?(?:(?:des\sJahres|von|im)\s)?(?P<hyear>{YEAR})?(?!\d)"
    rf"|(?P<smonth>(?:{SHORT_MONTH})\b\.?)[\s-](?P<smyear>\d\d)(?![.,:]?\d|\w|\.)"
    rf"|(?P<month>{_ANY_MONTH})(?:\s|/)?(?P<myear>{YEAR})?(?![\d\w])"
    rf"|(?P<mnumber>0[1-9]|1[0-2])[./](?P<mnyear>{YEAR})(?![\d/])"
    rf"|(?P<from>{YEAR})/(?P<to>{YEAR}|\d\d)(?![\d/])"
    rf"|(?P<year>{YEAR})(?![\d/]|[.,-]\d{{1,3}}(?!\d)|[\w])"
    rf")",
    re.IGNORECASE,
)
_LAW = re.compile(  # the day of a law, a letter, a judgment says nothing of what holds
    r"(?:(?:Gesetz|Verordnung|Urteil|Beschluss|Fassung|Richtlinie|BGBl|Bundesgesetzblatt|Schreiben|Erlass|Bekanntmachung|"
    r"Drucksache\S*|Nummer|Nr\.|Artikel|§|KldB|Zensus)\b[^.;]{0,30}|Entscheidung\b[^.;]{0,40}\bvom\s)$",
)
_YEAR_AND_DAYS = re.compile(
    rf"({YEAR})\s(\d{{1,2}})\.(\d{{1,2}})\.\s(?:(?:bis|[–-])\s)?(\d{{1,2}})\.(\d{{1,2}})\.(?!\s?\d{{4}})"
)
_SINCE = re.compile(
    r"\b(?:seit|ab|nach(?!\sJahren)|since|after)\s(?:dem\s|Anfang\s|Beginn\s|Ende\s|Mitte\s|Jahr\w*\s|Stichtag\s)*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:vor|before)\s(?:dem\s|Jahr\w*\s)*$", re.IGNORECASE)
_TILL_NOW = re.compile(r"\s(?:bis heute|bis jetzt|bis dato|ff\.)", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:bis(?:\s(?:zum|einschließlich|Ende|Anfang|Mitte))*|[–—-])\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|von)\s(?:\w+\s)?$", re.IGNORECASE)
_AND = re.compile(r"\s(?:und|auf)\s(?:\w+\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Time:
    """From `first` to `last` day, each as yyyymmdd; `said`: the words; `span`: where they stand."""

    first: int
    last: int
    said: str
    span: tuple[int, int]

    def touches(self, others: Iterable[Time]) -> bool:
        """Whether any of the others has a day of it."""
        return any(self.first <= other.last and other.first <= self.last for other in others)


@dataclass(frozen=True, slots=True)
class _Yearless:
    """A time whose year stands behind the one that it is joined to ("Januar bis Juni 2025")."""

    first: int
    last: int


def row_times(row: str) -> tuple[Time, ...]:
    """The times of a row of a table; a year and the days behind it are one ("2022 01.12. 31.12. Erfurt")."""
    match = _YEAR_AND_DAYS.match(row)
    if match is None:
        return times(row)
    year, day, month, last_day, last_month = (int(number) for number in match.groups())
    first, last = (year * 10_000 + m * 100 + d for m, d in ((month, day), (last_month, last_day)))
    return (Time(first, max(first, last), " ".join(match[0].split()), match.span()), *times(row[match.end() :]))


def times(text: str) -> tuple[Time, ...]:
    """The times of a text in order; two that are joined ("2019 bis 2023") are one."""
    found: list[Time] = []
    open_: tuple[_Yearless, int, int] | None = None  # with the offsets of its words
    for match in _TIME.finditer(text):
        raw = _read(match)
        if isinstance(raw, _Yearless):
            open_ = (raw, match.start(), match.end())
            continue
        if raw is None:
            continue
        start = match.start()
        first, last = raw
        year = first // 10_000
        if open_ and _joins(text, open_[1], open_[2], start):
            first, start = year * 10_000 + open_[0].first, open_[1]
        open_ = None
        time = Time(first, last, text[start : match.end()], (start, match.end()))
        if found and _joins(text, found[-1].span[0], found[-1].span[1], start):
            before = found.pop()
            time = Time(min(before.first, first), max(last, first), text[before.span[0] : match.end()],
                        (before.span[0], match.end()))  # fmt: skip
        found.append(time)
    return tuple(_open(text, time) for time in found if not _LAW.search(text, max(0, time.span[0] - 60), time.span[0]))


def _open(text: str, time: Time) -> Time:
    begun = _SINCE.search(text, max(0, time.span[0] - 24), time.span[0])
    if begun:
        return replace(time, last=EVER, said=f"{begun[0]}{time.said}")
    if _BEFORE.search(text, max(0, time.span[0] - 24), time.span[0]):
        return replace(time, first=0)
    return replace(time, last=EVER) if _TILL_NOW.match(text, time.span[1]) else time


def _joins(text: str, start: int, end: int, then: int) -> bool:
    """Whether two times are the ends of one: "2019 bis 2023", "zwischen 2019 und 2023"."""
    between = text[end:then]
    if _JOINED.fullmatch(between):
        return True
    return _AND.fullmatch(between) is not None and _BETWEEN.search(text, max(0, start - 24), start) is not None


def _read(match: re.Match[str]) -> tuple[int, int] | _Yearless | None:
    """First and last day of a match; None for what is no time."""
    g = match.groupdict()
    if g["year"]:
        return _days(int(g["year"]), 1, 12)
    if g["from"]:
        first = int(g["from"])
        last = int(g["to"]) if len(g["to"]) == 4 else first // 100 * 100 + int(g["to"])
        return (_days(first, 1, 12)[0], _days(last, 1, 12)[1]) if 0 < last - first < 10 else _days(first, 1, 12)
    if g["sday"]:
        month, inside = int(g["snumber"]), int(f"{g['snumber']}{g['sday']}")
        known = 1 <= month <= 12 and 1 <= int(g["sday"]) <= 31
        return (_century(g["syear"]) * 10_000 + inside,) * 2 if known else None
    if g["smonth"]:
        month = month_number(g["smonth"].rstrip("."))
        return _days(_century(g["smyear"]), month, month)
    if g["day"]:
        month = int(g["dnumber"]) if g["dnumber"] else month_number(g["dmonth"].rstrip("."))
        if not (1 <= month <= 12 and 1 <= int(g["day"]) <= 31):
            return None
        inside = month * 100 + int(g["day"])
        year = int(g["dyear"]) * 10_000 if g["dyear"] else 0
        return (year + inside, year + inside) if year else _Yearless(inside, inside)
    if g["mnumber"]:
        return _days(int(g["mnyear"]), int(g["mnumber"]), int(g["mnumber"]))
    if g["month"]:
        return _within(g["myear"], month_number(g["month"].rstrip(".")), month_number(g["month"].rstrip(".")))
    half = _number(g, "half")
    if half:
        return _within(g["hyear"], 6 * min(half, 2) - 5, 6 * min(half, 2))
    quarter = _number(g, "quarter") or _counted(g["quarterq"] or g["quarteri"] or g["quartery"])
    named = g["qyear"] or g["qqyear"] or g["qiyear"] or g["yqyear"]
    return _within(named, 3 * quarter - 2, 3 * quarter) if quarter else None


def _number(groups: dict[str, str | None], name: str) -> int:
    """The number of a quarter or a half: "1.", "erste", "II"; 0 where there is none."""
    return _counted(groups[f"{name}w"] or groups[f"{name}r"] or groups[name])


def _counted(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdigit() else _ORDINAL[word.lower().removesuffix("e")]


def _century(year: str) -> int:
    """The year that two digits stand for: "24" is 2024, "89" is 1989."""
    return int(year) + (2000 if int(year) < _LAST_CENTURY else 1900)


def _days(year: int, first: int, last: int) -> tuple[int, int]:
    return year * 10_000 + first * 100 + 1, year * 10_000 + last * 100 + 31


def _within(year: str | None, first: int, last: int) -> tuple[int, int] | _Yearless:
    return _days(int(year), first, last) if year else _Yearless(first * 100 + 1, last * 100 + 31)


def years(found: Iterable[Time]) -> Iterator[int]:
    """The years in which times begin and end, what goes on with its beginning alone."""
    for time in found:
        yield time.first // 10_000
        if time.last != EVER:
            yield time.last // 10_000
