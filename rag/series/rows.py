"""Figures that rows of a table tell: one for each year, or one for each row, or the total. Pure.

A row counts only where each figure has its column: a time in the head, the one column there is, or the total at its
end. What is in the cells between is never told apart by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.language.sentences import Span
from ingest.model import Passage
from rag.answering.rowvalues import values_of
from rag.answering.units import Part, Rows, Unit
from rag.model import Citation
from rag.series.model import Told
from rag.series.wanted import Measure, Wanted, phrase
from rag.text.figures import figures
from rag.text.stemming import stems
from rag.text.times import Time, times

MOST = 12
"""Rows of a table without a total that are told one by one; more are a list to be read, not compared."""
_TOTAL = re.compile(
    r"\b(?:(?:ins)?gesamt(?:zahl|summe|ergebnis)?|summe)[ :*]*$|^(?:ins)?gesamt\b|^summe\b", re.IGNORECASE
)
_SCALED = re.compile(
    r"\bin\s(?P<unit>(?:(?:T|Tsd\.?|Tausend|Mio\.?|Millionen|Mrd\.?|Milliarden)\s?)?(?:Euro|EUR|€))(?!\w)"
    r"|\(\s?(?P<round>(?:(?:T|Tsd\.?|Tausend|Mio\.?|Mrd\.?)\s?)?(?:Euro|EUR|€))\s?\)"
    r"|(?<!\w)(?P<thousands>T€|TEUR|T Euro)(?!\w)"
)
_COUNTED = re.compile(r"\b(?:An|Gesamt)?[Zz]ahl\s(?:(?:der|von|an)\s)?")  # what follows is what the figures count
_HEADED = re.compile(r"\b(?:Gesamt)?[Aa]nzahl\b")
_NOTE = re.compile(r"\([^()]{1,60}\)")
_OWN_UNIT = re.compile(r"(?:Euro|EUR|€)$")
_SHARE = re.compile(r"%|\bProzent\b|\bAnteil", re.IGNORECASE)
# one figure, its thousands apart as they are printed: no year beside a figure ("2021 707")
_ONE = re.compile(
    r"[–-]?(?:\d{1,3}(?:[. \u00a0\u2002\u2007\u2009\u202f]\d{3}){1,3}|\d+)(?:,\d+)?(?:\s?(?:%|€|Euro|EUR))?[,.]?"
)
_BULLETS = tuple("•▪·–-")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_NUMBERED = re.compile(r"(?:[Ss]chlüssel|\b(?:Nummer|Nr\.|Ziffer))\s*$")  # what follows is a number, and counts nothing
_SCALES = (("Mrd", Decimal(10**9)), ("Milliard", Decimal(10**9)), ("Mi", Decimal(10**6)), ("T", Decimal(1000)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its label, the time of its label, its figures with their columns (None: not known).

    `over`: how many times stand in the head above it.
    """

    label: str
    time: Time | None
    values: tuple[tuple[str | None, str], ...]
    passage: Passage
    span: Span
    over: int = 0


def told(mine: Wanted, parts: Sequence[Part], *, alone: bool) -> list[Told]:
    """The figures that the tables of an answer tell of a quantity; none where it is not certain which do.

    `alone`: whether nothing else is asked that the answer's tables may be about.
    """
    tables = list(_tables(parts))
    if len(tables) > 1 or not alone:
        tables = [units for units in tables if _is_of(mine, units)]
    every = [_of_table(mine, units, alone=alone) for units in tables]
    same = len({tuple(one.wert for one in found) for found in every}) == 1
    return every[0] if same else []


def _of_table(mine: Wanted, units: Sequence[tuple[Passage, Unit]], *, alone: bool) -> list[Told]:
    unit = None if _counts_two(units[0][1].above) else _unit(mine, units)
    found = list(_of_rows(list(_rows(units)), unit)) if unit else []
    # where more is asked, one table may hold the rows of both
    return found if alone or not any(one.was for one in found) else []


def _counts_two(above: Sequence[str]) -> bool:
    """Whether a head names two counts side by side, so that no figure of a row is certain ("Anzahl … Anzahl …")."""
    return any(len(_HEADED.findall(line)) > 1 for line in above[:1])


def _tables(parts: Sequence[Part]) -> Iterator[list[tuple[Passage, Unit]]]:
    """The rows of each table."""
    for part in parts:
        rows: dict[int, list[tuple[Passage, Unit]]] = {}
        for unit in part.units:
            if unit.rows:
                rows.setdefault(id(unit.rows), []).append((part.passage, unit))
        yield from rows.values()


def _above(units: Sequence[tuple[Passage, Unit]]) -> str:
    return " ".join(units[0][1].above)


def _is_of(mine: Wanted, units: Sequence[tuple[Passage, Unit]]) -> bool:
    """Whether what stands above a table, or beside its total, names what is counted."""
    labels = (p.text[slice(*u.span)] for p, u in units)
    there = stems(" ".join((_above(units), *(label for label in labels if "gesamt" in label))))
    return mine.among(there)


def _unit(mine: Wanted, units: Sequence[tuple[Passage, Unit]]) -> str | None:
    """The unit of a table's figures; None where money is asked for and no unit is printed."""
    if mine.measure is Measure.ANZAHL:
        return next(filter(None, map(_counted, units[0][1].above)), " ".join(mine.nouns))
    over = " ".join((_above(units), *(p.text[: u.span[0]][-300:] for p, u in units[:1])))
    if mine.measure is Measure.ANTEIL:
        return "%" if _SHARE.search(over) else None
    scaled = _SCALED.search(over)
    if scaled:
        return " ".join(next(filter(None, scaled.groups())).split())
    own = all(_OWN_UNIT.search(p.text[slice(*u.span)].strip()) for p, u in units)
    return "Euro" if own else None


def _counted(above: str) -> str:
    """What a line above a table says that is counted ("Anzahl der Verträge"); "" where it says nothing."""
    found = _COUNTED.search(above)
    nouns, end = phrase(above, found.end()) if found else ((), 0)
    return " ".join(above[found.end() : end].split()) if found and nouns else ""


def _rows(units: Sequence[tuple[Passage, Unit]]) -> Iterator[_Row]:
    """The rows; a head that was taken for the first of them ("Jahr A 13 A 14 gesamt") is none."""
    first = _row(*units[0])
    head = first.label if not first.values and _TOTAL.search(first.label) else ""
    yield from (_row(passage, unit, head) for passage, unit in units[1 if head else 0 :])


@lru_cache(maxsize=64)  # all rows of a table have the same
def _times_over(head: str) -> int:
    """How many times a table's head names."""
    return len(times(head))


def _row(passage: Passage, unit: Unit, head: str = "") -> _Row:
    rows: Rows | None = unit.rows
    label, values = values_of(passage, rows, unit.span, head) if rows else (None, ())
    found = times(_NOTE.sub(" ", label or ""))  # "2025 (Stand: 20. Mai 2025)"
    time = found[0] if len(found) == 1 else None
    over = _times_over(rows.head_text) if rows else 0
    return _Row(label or "", time, tuple(values), passage, unit.span, over)


def _of_rows(rows: Sequence[_Row], unit: str) -> Iterator[Told]:
    """The total where there is one; else each row, as far as they are few."""
    whole = [row for row in rows if _TOTAL.search(row.label)]
    dated = [row for row in rows if row.time]
    if dated and len(dated) >= len(rows) - len(whole):
        if _by_time(dated):
            for row in dated:
                yield from _single(row, unit)
    elif len(whole) == 1 or (len(rows) == 1 and not rows[0].label):
        one = (whole or rows)[0]
        if _one_line(one) and _like_others(one, rows):
            yield from _each(one, unit, "")
    elif not whole and len(rows) <= MOST and all(row.label for row in rows):
        every = [[*(_single(row, unit) if row.time else _each(row, unit, row.label))] for row in rows]
        # where few rows can be read, their columns are not understood
        if 2 * sum(map(bool, every)) >= len(rows):
            yield from (one for found in every for one in found)


def _one_line(row: _Row) -> bool:
    """Whether a row without a label is one, and not lines with labels of their own ("2022: 163 672,")."""
    return bool(row.label) or not any(letter in row.passage.text[slice(*row.span)] for letter in ":;")


def _like_others(total: _Row, rows: Sequence[_Row]) -> bool:
    """Whether the columns of a total are understood: most of the other rows have as many figures.

    A single figure whose thousands no space parts ("3.109") is one, whatever the others have.
    """
    others = [row for row in rows if row is not total]
    if len(total.values) == 1 and " " not in total.values[0][1].strip():
        return True
    return not others or 2 * sum(len(row.values) == len(total.values) for row in others) > len(others)


def _by_time(dated: Sequence[_Row]) -> bool:
    """Whether a time is all that tells rows apart, and most have one figure or a total.

    Not so "2024 versucht 53 | 2024 vollendet 16", nor "2021 38 32 | 2022 71 111", where one row looks like one figure.
    """
    apart = len({(row.time.first, row.time.last) for row in dated if row.time}) == len(dated)
    read = [row for row in dated if len(row.values) == 1 or any(v[0] and _TOTAL.search(v[0]) for v in row.values)]
    return apart and 2 * len(read) >= len(dated)


def _single(row: _Row, unit: str) -> Iterator[Told]:
    """The one figure of a row of a time, or its total."""
    values = row.values if len(row.values) == 1 else [v for v in row.values if v[0] and _TOTAL.search(v[0])]
    if len(values) == 1 and row.time:
        yield from _told(row, values[0], unit, " ".join(row.time.said.split()), "")


def _each(row: _Row, unit: str, was: str) -> Iterator[Told]:
    """Each figure of a row that has a time above it, or the only one."""
    if len(row.values) == 1:
        column = row.values[0][0] or ""
        yield from _told(row, row.values[0], unit, column if times(column) else "", was)
    elif row.values and _times_apart(row):
        for value in row.values:
            yield from _told(row, value, unit, value[0] or "", was)


def _times_apart(row: _Row) -> bool:
    """Whether each figure has a time above it, and none the same as another ("2023 2024 2023 2024")."""
    every = [times(column or "") for column, _ in row.values]
    return all(every) and len({(found[0].first, found[0].last) for found in every}) == len(every)


def _no_count(row: _Row, said: str) -> bool:
    """Whether a figure counts nothing, or its row is none of a table: "PKS-Schlüssel 100000", "-0-", "• Schäden: 3".

    Nor does a year, where it is taken for a figure ("Gesamt 2023 6 075 Gesamt 2024 3 467").
    """
    alone = len(row.values) == 1 and row.values[0][0] is None
    if alone and row.over > 1 and row.time is None:  # "161 265 157 850" below "2020 2021"
        return True
    if _NUMBERED.search(row.label) or row.label.startswith(_BULLETS) or said.startswith(("-", "–")):
        return True
    return any(_YEAR.fullmatch(value.strip()) and times(row.passage.text[slice(*row.span)]) for _, value in row.values)


def _power(unit: str) -> Decimal:
    """What a figure in a unit is multiplied by: a thousand for "T Euro"."""
    return next((power for begins, power in _SCALES if unit.startswith(begins)), Decimal(1))


def _told(row: _Row, value: tuple[str | None, str], unit: str, zeit: str, was: str) -> Iterator[Told]:
    column, said = value
    found = figures(said)
    power = _power(unit)
    if len(found) != 1 or not _ONE.fullmatch(said.strip()) or ("%" in said and unit != "%") or _no_count(row, said):
        return
    citation = Citation(row.passage, *row.span, zeile=row.label or None, spalte=column)
    yield Told(found[0].value * power, " ".join(said.split()).rstrip(",."), unit, zeit, was, citation)
