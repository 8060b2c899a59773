"""What each line of a table is whose cells are lost: a row, more of the row above, a head, words, a mark of a page.

A line alone does not tell ("Nummer 3 SGB V", "0504 68713"), so the lines of a table are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import takewhile

from ingest.language.dates import MONTH, SHORT_MONTH, YEAR
from ingest.tablerows import ROW, is_row

YEARS = 2  # from which on they are the heads of columns
KEYED = 3  # rows that begin with a time from which on this is how rows begin
MANY = 4  # figures of a row beside which a single one is no row
SOME = 3  # such rows
GLUED = 7  # digits from which on numbers without blanks are no figure
SHORT_HEAD = 60  # characters of a line that heads a column
MORE_LINES = 7  # lines of bare figures that go on with one row

_HEAD_YEAR = re.compile(
    rf"(?<![\d.,/])(?:(?:\d\d?\.\s?)?(?:{MONTH}|{SHORT_MONTH})\.?\s|(?:\d\d?[./]){{0,2}}){YEAR}(?:\d\)|\*)?(?![\d/]|[.,]\d)"
)
_DAY = rf"(?:\d\d?\.\s?(?:\d\d?\.|(?:{MONTH})\s)\s?|(?:{MONTH})\s)?{YEAR}"
_PLACE = re.compile(  # figures of a line that count nothing: places of a law or a paper, marks of notes, captions
    r"(?:§{1,2}|\b(?:Absatz|Abs\.|Satz|Nummer|Nr\.|Artikel|Art\.|Buchstabe|Anlage|Tabelle|Tab\.|Fragen?|Kapitel|Phase))"
    r"\s?\d[\d/]*\w?"
    r"|\b(?:WZ|KldB|SGB)\s\d+"
    r"|(?<=\w)\s?\d\)|\b\d\d?/\d+\b|^\d{1,2}(?:\.\d{1,2})*\.?\s(?=[^\W\d])|[-–]\s[^\d–-]{1,40}\s[-–]"
)
_ON_DAY = re.compile(  # the same, where other rows have figures besides
    rf"\b(?:vom|am|zum|[Ss]tand:?|Stichtag|seit|bis|ab|im|in|Ende|Anfang|Mitte|\w{{0,20}}[Jj]ahr\w{{0,20}})"
    rf"\s(?:(?:dem|den|Jahre?)\s)?{_DAY}"
)
_UNIT = re.compile(rf"(?:{YEAR}\s)?in\s(?:(?:Mio|Mrd|Tsd)\.?\s)?(?:Euro|EUR|€|T€|Prozent|%)")  # below a column's name
_BROKEN = re.compile(r"[^\W\d]-$")  # a word that the next line goes on with
_LETTERS = re.compile(r"[^\W\d_]")
_UNITS = re.compile(r"\b(?:Euro|EUR|Prozent|Mio|Mrd|Tsd|T€)\b")
_QUARTERS = re.compile(r"(?:Q[1-4]\s){1,12}Q[1-4]")
_KEY = re.compile(rf"(?:\d\d?\.\d\d?\.)?{YEAR}\s(?=\S)")
_RANGE = re.compile(r"\d+\s?[-–]\s?\d+\s")  # "18-25 7 8": ages are labels
_GOES_ON = re.compile(r"\d(?:\.?\s(?:bis|und)|\s?[–—-])$")
_PAGE = re.compile(r"(?:Seite\s)?\d{1,3}\s(?:von|/)\s\d{1,3}|[-–]\s\d{1,3}\s[-–]|Seite\s\d{1,3}")
_NUMBERED = re.compile(r"(?:[^\d]{0,40}\s)?1((?:\s\d{1,2})+)")


class Zeilensorte(StrEnum):
    """What a line of a flattened table is."""

    ROW = "row"
    MORE = "more"
    HEAD = "head"
    WORDS = "words"
    PAGE = "page"


def is_head_of_years(line: str) -> bool:
    """Whether a line of figures is the head of columns, one for each year ("Land 2022 2023 20241)")."""
    rest, years = _HEAD_YEAR.subn(" ", line)
    return years >= YEARS and len(line) <= ROW and re.search(r"\d{2}|\d[.,]\d", rest) is None


def is_time_alone(line: str) -> bool:
    """Whether a line is a year or a day and nothing else: what stands below it holds for that time."""
    return _HEAD_YEAR.fullmatch(line.strip()) is not None


def is_of_times(line: str) -> bool:
    """Whether a line has times and no other figure: the head of a column, or of several ("Ist 2021", "2023 2024")."""
    rest, found = _HEAD_YEAR.subn(" ", line)
    return found > 0 and len(line) <= SHORT_HEAD and re.search(r"\d", rest) is None


def is_head_of_numbers(line: str) -> bool:
    """Whether a line numbers the columns ("1 2 3 4", "insgesamt 1 2 3 4 5")."""
    if len(line) >= GLUED and "123456789101112".startswith(line):  # the blanks between the cells are lost
        return True
    match = _NUMBERED.fullmatch(line.strip())
    numbers = [int(n) for n in match[1].split()] if match else []
    return len(numbers) >= YEARS and numbers == list(range(2, len(numbers) + 2))


def is_head_of_quarters(line: str) -> bool:
    """Whether a line names quarters and nothing else ("Q1 Q2 Q3 Q4 Q1"); their years stand above it."""
    return _QUARTERS.fullmatch(line) is not None


def width(line: str) -> int:
    """How many figures a line has, apart by blanks; those inside of a figure count too."""
    return sum(piece[0].isdigit() or piece in "–—-" for piece in line.split())


def begins_row(line: str) -> bool:
    """Whether a line begins with a time and goes on ("2022 01.04. 30.04. Erfurt"), as rows of years do."""
    return _KEY.match(line) is not None and not (is_head_of_years(line) or _UNIT.fullmatch(line))


def is_figures(line: str) -> bool:
    """Whether a line is a row of figures, and no head or mark of a page."""
    other = _is_head(line) or is_time_alone(line) or _PAGE.fullmatch(line) or _UNIT.fullmatch(line)
    return is_row(line) and not other and _BROKEN.search(line) is None


def _is_head(line: str) -> bool:
    return is_head_of_years(line) or is_head_of_numbers(line) or is_head_of_quarters(line)


def sorted_lines(lines: Sequence[str]) -> list[Zeilensorte]:
    """What the lines of tables that follow one another are, each line without the blanks around it."""
    plain = [_plain(line) for line in lines]
    rows = [line for line, sorte in zip(lines, plain, strict=True) if sorte is Zeilensorte.ROW]
    days = len(rows) >= SOME and 2 * sum(_says(line, days=False) for line in rows) < len(
        rows
    )  # then they are what the rows say
    told = [
        Zeilensorte.WORDS if sorte is Zeilensorte.ROW and not _says(line, days) else sorte
        for line, sorte in zip(lines, plain, strict=True)
    ]
    return list(_joined(lines, _without_columns(lines, _without_times(lines, told))))


def _without_times(lines: Sequence[str], sorten: Sequence[Zeilensorte]) -> list[Zeilensorte]:
    """Lines whose only figures are times head columns where they stand above rows of many, and where they come again.

    So do lines that end with a comma there: they are captions.
    """
    rows = [n for n, sorte in enumerate(sorten) if sorte is Zeilensorte.ROW]
    wide = [width(lines[n]) >= MANY and not lines[n].endswith(",") for n in rows]
    body = next((n for n in range(len(rows)) if all(wide[n : n + SOME]) and n + SOME <= len(rows)), 0)
    heads = {lines[n] for n in rows[:body] if is_of_times(lines[n]) or lines[n].endswith(",")}
    return [
        Zeilensorte.WORDS if sorte is Zeilensorte.ROW and line in heads else sorte
        for line, sorte in zip(lines, sorten, strict=True)
    ]


def _without_columns(lines: Sequence[str], sorten: Sequence[Zeilensorte]) -> list[Zeilensorte]:
    """Single figures above rows of many number the columns ("Pflegegrad | 1"), unless the rows have the same names."""
    rows = [n for n, sorte in enumerate(sorten) if sorte is Zeilensorte.ROW]
    wide = {_named(lines, n) for n in rows if width(lines[n]) >= MANY}
    if len(wide) < SOME:
        return list(sorten)
    leading = {_named(lines, n) for n in takewhile(lambda n: width(lines[n]) < YEARS, rows)} - {""}
    columns = leading if not leading & wide else set()
    return [
        Zeilensorte.WORDS
        if sorte is Zeilensorte.ROW and width(lines[n]) < YEARS and _named(lines, n) in columns
        else sorte
        for n, sorte in enumerate(sorten)
    ]


def _named(lines: Sequence[str], n: int) -> str:
    """What a row is called, by the line above it where it has figures alone."""
    return label(lines[n]) or (lines[n - 1].casefold() if n and not is_row(lines[n - 1]) else "")


def is_keyed(lines: Sequence[str], sorten: Sequence[Zeilensorte]) -> bool:
    """Whether the rows of a table begin with a time, and what stands below goes on with them."""
    starts = [n for n in range(len(lines)) if starts_row(lines, n)]
    whole = sum(sorten[n] is Zeilensorte.ROW for n in starts)  # rows by themselves, as they stand
    keys = len(starts)
    others = sum(
        sorte is Zeilensorte.ROW and has_letters(line) and not begins_row(line)
        for line, sorte in zip(lines, sorten, strict=True)
    )
    return keys >= KEYED and 2 * others < keys and 2 * whole <= keys


def starts_row(lines: Sequence[str], at: int) -> bool:
    """Whether a row begins with a line: it begins with a time that is not the end of a span of time."""
    return begins_row(lines[at]) and not (at and _GOES_ON.search(lines[at - 1]))


def spans_time(lines: Sequence[str], at: int) -> bool:
    """Whether a line and the one above it are one span of time ("01.03.2021 bis | 28.02.2023")."""
    return at > 0 and is_time_alone(lines[at]) and _GOES_ON.search(lines[at - 1]) is not None


def has_letters(line: str) -> bool:
    """Whether a line says more than figures and their units."""
    return _LETTERS.search(_UNITS.sub("", line)) is not None


def label(line: str) -> str:
    """The words before the figures of a row, the time with which it begins included; "" where it has none."""
    key = _KEY.match(line)
    begin = key.end() if key else 0
    figure = re.search(r"(?<!\S)[–—-]?\d", line[begin:])
    return line[: begin + figure.start() if figure else len(line)].strip().casefold()


def _says(line: str, days: bool = True) -> bool:
    """Whether a row says any figure; a dash is one, those of laws and captions are none, `days` as told."""
    if not has_letters(line) or begins_row(line):
        return True
    rest = _PLACE.sub(" ", line if days else _ON_DAY.sub(" ", line))
    return re.search(r"\d", rest) is not None or rest.rstrip().endswith((" –", " —", " -"))  # an empty cell


def _plain(line: str) -> Zeilensorte:
    if _PAGE.fullmatch(line):
        return Zeilensorte.PAGE
    if _is_head(line):
        return Zeilensorte.HEAD
    return Zeilensorte.ROW if is_figures(line) else Zeilensorte.WORDS


def _joined(lines: Sequence[str], plain: Sequence[Zeilensorte]) -> Iterator[Zeilensorte]:
    """Bare figures below a row that has a label go on with it."""
    more, labelled = 0, False
    for n, (line, sorte) in enumerate(zip(lines, plain, strict=True)):
        bare = spans_time(lines, n) or (sorte is Zeilensorte.ROW and not has_letters(line))
        own = starts_row(lines, n) or _RANGE.match(line)
        if bare and not own and labelled and 0 < more <= MORE_LINES:
            more += 1
            yield Zeilensorte.MORE
            continue
        if sorte is Zeilensorte.ROW:
            labelled = has_letters(line) or bool(n and plain[n - 1] is Zeilensorte.WORDS)
            more = 1
        else:
            more = 0
        yield sorte
