"""The same Frage in several papers as rows, and which of their figures differ. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from ingest.language import ministries
from ingest.model import Drucksache, Passage
from rag.asked_before import opening
from rag.model import Citation, Statement
from rag.query.named import named
from rag.query.values import values
from rag.requested import Compared, Difference, Unlike
from rag.series.certain import ABOUT
from rag.series.told import told
from rag.series.twins import Asking, times_asked, without_asides
from rag.text.times import EVER, times

_ABOUT = re.compile(rf"^{ABOUT}(?!\w)", re.IGNORECASE)
_MONEY = re.compile(r"Euro|EUR|€")
MONTHS = 12
ROUNDED = 0.05
"""Share by which two figures may differ, one of them told as "rund", without contradicting each other. By hand."""


@dataclass(frozen=True, slots=True)
class Series:
    """The rows, what they quote (`Compared.beleg` counts in it), and which figures differ."""

    rows: tuple[Compared, ...]
    statements: tuple[Statement, ...]
    differences: tuple[Difference, ...]


def series(answers: Iterable[tuple[Asking, Drucksache, Sequence[Passage]]]) -> Series:
    """The answers side by side, by what is asked about and by date; each with its paper and the Passages of that."""
    found = [row for asking, paper, passages in answers for row in _rows(asking, paper, passages)]
    found.sort(key=lambda row: (row[0].bereich, row[0].datum or date.min, row[0].drucksache))
    quoted = list(dict.fromkeys(citation for _, citation in found if citation))
    rows = tuple(replace(row, beleg=quoted.index(citation) if citation else None) for row, citation in found)
    statements = tuple(Statement(citation.zitat, (citation,)) for citation in quoted)
    return Series(rows, statements, tuple(_differences(rows)))


def _rows(asking: Asking, paper: Drucksache, passages: Sequence[Passage]) -> Iterator[tuple[Compared, Citation | None]]:
    """A row for each figure that a paper tells; one with the words alone where no figure is certain."""
    frage = next(frage for frage in paper.fragen if frage.nummer == asking.nummer)
    answer = paper.antwort_auf(asking.nummer)
    row = Compared(
        drucksache=paper.nummer,
        frage=str(asking.nummer),
        text=asking.whole,
        titel=paper.titel,
        datum=paper.datum,
        ressort=paper.ressort,
        fraktionen=(frage.fraktion,) if frage.fraktion else paper.fraktionen,
        status=answer.status if answer else None,
        bereich=about(asking.whole, paper.titel or ""),
        zeit=_time_asked(asking.own),
    )
    figures = told(asking.nummer, paper.fragen, passages)
    for one in figures:
        told_ = replace(row, was=one.was, zahl=one.zahl, wert=float(one.wert), einheit=one.einheit)
        yield _timed(replace(told_, zeit=one.zeit or row.zeit)), one.citation
    if not figures:
        yield _timed(row), opening(asking.nummer, passages)


def _timed(row: Compared) -> Compared:
    """The row with the first and the last day of its time."""
    found = times(row.zeit)
    if len(found) != 1:
        return row
    return replace(row, von=_day(found[0].first), bis=None if found[0].last == EVER else _day(found[0].last))


def _day(yyyymmdd: int) -> date | None:
    """A day; the 31st of a short month is its last one."""
    year, month, day = yyyymmdd // 10_000, yyyymmdd // 100 % 100, yyyymmdd % 100
    if not (year and 1 <= month <= MONTHS):
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))


def about(frage: str, titel: str) -> str:
    """The ministry or the places that a Frage asks about, or where it names none its paper's title does."""
    return next(filter(None, (found for text in (without_asides(frage), titel) for found in _named(text))), "")


def _named(text: str) -> Iterator[str]:
    offices = (ministries.meant(value.name) for value in values(text) if value.kind == "office")
    yield next((office.short for office in offices if office), "")
    yield ", ".join(dict.fromkeys(ort.name for ort, _ in named(text).places))


def _time_asked(frage: str) -> str:
    """The time that a Frage asks about, as said; "" where it names none or several."""
    found = times_asked(frage)
    if len(found) != 1:
        return ""
    said = " ".join(found[0].said.split())
    return f"seit {said}" if found[0].last == EVER and said[:1].isdigit() else said


def _differences(rows: Sequence[Compared]) -> Iterator[Difference]:
    """Contradictions, and figures that changed from one paper to the next about the same."""
    told_ = [(n, row) for n, row in enumerate(rows) if row.wert is not None]
    for (n, one), (m, other) in combinations(told_, 2):
        if not _comparable(one, other) or _same(one, other):
            continue
        if _period(one) is not None and _period(one) == _period(other):
            yield Difference(Unlike.WIDERSPRUCH, (n, m))
        elif m == _next(n, one, told_) and _alone(one, rows) and _alone(other, rows) and _later(one, other):
            yield Difference(Unlike.GEAENDERT, (n, m))


def _comparable(one: Compared, other: Compared) -> bool:
    """Whether two rows of different papers tell the same kind of figure about the same."""
    return (
        one.drucksache != other.drucksache
        and (one.bereich, one.was) == (other.bereich, other.was)
        and bool(_MONEY.search(one.einheit)) == bool(_MONEY.search(other.einheit))
        and ("%" in one.einheit) == ("%" in other.einheit)
    )


def _same(one: Compared, other: Compared) -> bool:
    a, b = one.wert or 0.0, other.wert or 0.0
    rounded = bool(_ABOUT.match(one.zahl) or _ABOUT.match(other.zahl))
    return a == b or (rounded and abs(a - b) <= ROUNDED * max(abs(a), abs(b)))


def _period(row: Compared) -> tuple[date, date] | None:
    """First and last day of the time that a figure is told for; None where it is not told, or goes on."""
    return (row.von, row.bis) if row.von and row.bis else None


def _later(one: Compared, other: Compared) -> bool:
    """Whether the other figure is told for another time as long, or by a later paper where none names a time."""
    mine, theirs = _period(one), _period(other)
    if mine is None or theirs is None:
        return mine == theirs and one.datum != other.datum
    return _months(mine) == _months(theirs)


def _months(period: tuple[date, date]) -> int:
    """How many months a stretch of days goes over, from first to last; a quarter is no half year."""
    first, last = period
    return MONTHS * (last.year - first.year) + last.month - first.month


def _alone(row: Compared, rows: Sequence[Compared]) -> bool:
    """Whether a paper tells one such figure alone: which of several changed into which, nobody knows."""
    return sum((other.drucksache, other.was) == (row.drucksache, row.was) for other in rows) == 1


def _next(n: int, one: Compared, rows: Iterable[tuple[int, Compared]]) -> int | None:
    """The next row after this one about the same in another paper."""
    return next((m for m, row in rows if m > n and _comparable(one, row)), None)
