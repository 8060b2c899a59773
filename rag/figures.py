"""Figures of a German or English text as values: 700 000 = 700.000 = 0,7 Mio. = siebenhunderttausend; dates, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.dates import MONTH, YEAR, month_number

Month = tuple[int, int]  # year, month
_SPACES = "\u00a0\u2002\u2007\u2009\u202f "
SCALES = {
    "Tausend": 3, "Tsd": 3, "thousand": 3, "Mio": 6, "Million": 6, "Millionen": 6, "million": 6, "millions": 6,
    "Mrd": 9, "Milliarde": 9, "Milliarden": 9, "billion": 9, "Billion": 12, "Billionen": 12,
}  # fmt: skip


def _numbered(words: str, first: int = 0) -> dict[str, int]:
    return {word: i for i, word in enumerate(words.split(), start=first)}


_ONES = _numbered(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_TENS = {w: 10 * n for w, n in _numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 2).items()}
_ENGLISH = _numbered("zero one two three four five six seven eight nine ten eleven twelve")
_NUMBER = re.compile(
    rf"(?<![\w,.])(\d{{1,3}}(?:[.{_SPACES}]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d+)(?!\w)(?:[{_SPACES}]?"
    r"(Tsd\.?|Tausend|thousand|Mio\.?|Millionen|Million|millions?|Mrd\.?|Milliarden?|Billionen?|billion)(?!\w))?"
)
_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\.[{_SPACES}]?(?:({MONTH})|(\d{{1,2}})\.)[{_SPACES}]?({YEAR})", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"\b(?:({MONTH})\s(?:bis|und|oder|[–/-]|to|and|until)\s)?({MONTH})\s({YEAR})\b", re.IGNORECASE
)
WRITTEN_YEAR = re.compile(rf"\b{YEAR}\b(?!/)")  # a year as it is written; "2020/11" is none
_PERCENT = re.compile(rf"^[{_SPACES}]?(?:%|Prozent|percent|per cent|v\. ?H\.)")
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_SUM = re.compile(r"((?:\d[\d.,\s]*\+\s*)+\d[\d.,\s]*?)\s*=\s*(\d[\d.,\s]*\d|\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it counts: "%" for percentages, "datum" for dates (value yyyymmdd), "" for all else."""

    value: Decimal
    unit: str = ""


def is_year(figure: Figure) -> bool:
    """Whether a figure is a year of our time, as `ingest.dates.YEAR` has it, and no count."""
    return figure.unit == "" and re.fullmatch(YEAR, f"{figure.value:f}") is not None


def figures(text: str) -> list[Figure]:
    """All figures of a text in order; dates first are taken as one figure, and their year stands alone besides."""
    found: list[Figure] = []
    for match in _DATE.finditer(text):
        month = month_number(match[2]) if match[2] else int(match[3])
        found += [Figure(Decimal(int(match[4]) * 10_000 + month * 100 + int(match[1])), "datum")]
        found += [Figure(Decimal(match[4]))]
    rest = _DATE.sub(lambda m: " " * len(m[0]), text)
    for match in _FRACTION.finditer(rest):
        found.append(Figure(Decimal(match[1]) / Decimal(match[2]) if int(match[2]) else Decimal(0), "bruch"))
    rest = _FRACTION.sub(lambda m: " " * len(m[0]), rest)
    for match in _NUMBER.finditer(rest):
        unit = "%" if _PERCENT.match(rest[match.end() : match.end() + 12]) else ""
        found.append(Figure(_value(match[1], match[2]), unit))
    return found + [Figure(Decimal(value)) for value in _spelled(rest)]


def months(text: str) -> frozenset[Month]:
    """The months named with their year, (2024, 8): "August 2024", "13.08.2024"; both ends of "Januar bis Juni 2025"."""
    dates = {(int(m[4]), month_number(m[2]) if m[2] else int(m[3])) for m in _DATE.finditer(text)}
    names = {(int(m[3]), month_number(name)) for m in _MONTH_YEAR.finditer(text) for name in m.group(1, 2) if name}
    return frozenset(dates | names)


def between(asked: Iterable[Month], there: Iterable[Month]) -> bool:
    """Whether any month lies from the first to the last that are asked for."""
    return any(min(asked) <= month <= max(asked) for month in there)


def _value(digits: str, scale: str | None) -> Decimal:
    plain = digits
    if re.fullmatch(rf"\d{{1,3}}(?:[.{_SPACES}]\d{{3}})+(?:,\d+)?", digits):
        plain = re.sub(rf"[.{_SPACES}]", "", digits)
    value = Decimal(plain.replace(",", "."))
    power = SCALES[scale.rstrip(".")] if scale else 0
    return (value * Decimal(10) ** power).normalize()


def _spelled(text: str) -> list[int]:
    """Number words; "ein" alone is an article and no figure."""
    found = []
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        value = _ENGLISH.get(word, read_word(word))
        if value is not None and word not in ("ein", "one", "null"):
            found.append(value)
    return found


def read_word(word: str) -> int | None:
    """A German number word below a million: "einundzwanzig", "siebenhunderttausend"; None if it is none."""
    if word in _ONES or word in _TENS:
        return _ONES.get(word) or _TENS.get(word, 0)
    for name, factor in (("tausend", 1000), ("hundert", 100)):
        if name in word:
            head, _, tail = word.partition(name)
            many = read_word(head) if head else 1
            more = read_word(tail.removeprefix("und")) if tail else 0
            return None if many is None or more is None else many * factor + more
    ones, und, tens = word.partition("und")
    return _TENS[tens] + _ONES[ones] if und and ones in _ONES and tens in _TENS else None


def sums(text: str) -> list[tuple[list[Figure], Figure]]:
    """Sums shown as such, "73 000 + 350 000 = 423 000": the addends, and what is said to come out."""
    return [(figures(m[1].replace("+", ";")), figures(m[2])[0]) for m in _SUM.finditer(text) if figures(m[2])]


def without_sums(text: str) -> str:
    """A text without the sums that it shows."""
    return _SUM.sub(" ", text)
