"""How Fragen were answered, counted: by Ressort, by Fraktion, by month. Lists of Fragen go over the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from ingest.model import Grund, Status
from rag.index.outlines import Outline
from rag.model import Filters, Paper, Stand
from rag.requested import Gezaehlt, Je, Rated, Tafel, Tage, Zeile
from rag.retrieval.retriever import matches
from rag.routing.listing import about, topic
from rag.routing.statuses import counted

Read = Callable[[Sequence[str]], Mapping[str, Outline]]
"""Gives the outlines of papers by their numbers; where they were not read yet that takes milliseconds for each."""


class Row(NamedTuple):
    """A Frage of a paper; `place`: which one of it, from 0."""

    paper: Paper
    place: int
    stand: Stand

    @property
    def ressort(self) -> str:
        """Who answered it; "" where that is not known."""
        return self.stand.ressort or self.paper.ressort or ""

    @property
    def fraktionen(self) -> tuple[str, ...]:
        """Who asked it."""
        return (self.stand.fraktion,) if self.stand.fraktion else self.paper.fraktionen


def rows(stock: Iterable[Paper], filters: Filters, thema: str, read: Read) -> Iterator[Row]:
    """The Fragen that the filters leave and that are about a topic ("" for any), paper by paper as `stock` has them.

    A Schriftliche Frage has a Ressort and a Fraktion of its own. A topic stands in the paper's title or in the Frage.
    """
    papers = replace(filters, ressorts=frozenset(), fraktionen=frozenset())
    left = [paper for paper in stock if matches(papers, paper)]
    known = read([paper.nummer for paper in left if thema or paper.stand is None])
    wanted = topic(thema)
    for paper in left:
        outline = known.get(paper.nummer)
        told = outline.stand if outline else paper.stand or ()
        whole = not thema or (outline is not None and about(wanted, outline.titel))
        left_whole = _left(Row(paper, 0, _PLAIN), filters)
        for place, stand in enumerate(told):
            row = Row(paper, place, stand)
            fits = _left(row, filters) if stand.ressort or stand.fraktion else left_whole
            if fits and (whole or (outline is not None and about(wanted, outline.said[place]))):
                yield row


_PLAIN = Stand("", None)  # a Frage that has its paper's Ressort and Fraktionen


def _left(row: Row, filters: Filters) -> bool:
    asked = not filters.fraktionen or bool(filters.fraktionen & set(row.fraktionen))
    return asked and (not filters.ressorts or row.ressort in filters.ressorts)


def rated(every: Iterable[Row], status: Set[Status | None], grund: Grund | None = None) -> Iterator[Row]:
    """Those with one of these statuses, and where one is given with this reason of a refusal."""
    return (r for r in every if r.stand.status in status and (grund is None or r.stand.grund is grund))


def behind(
    every: Iterable[Row],
    status: Set[Status | None],
    grund: Grund | None = None,
    line: tuple[Je, str] | None = None,
) -> list[Gezaehlt]:
    """The Fragen behind a number of a table; `line`: of one of its lines, by its name."""
    meant = rated(every, status, grund)
    return [_listed(row) for row in meant if line is None or line[1] in names(row, line[0])]


def fragen(every: Iterable[Row], status: Set[Status], read: Read) -> list[Rated]:
    """The Fragen with one of these statuses, with their texts; where all not answered is meant, also those without."""
    found = list(rated(every, counted(status)))
    texts = read(list(dict.fromkeys(row.paper.nummer for row in found)))
    return [texts[r.paper.nummer].fragen[r.place] for r in found if r.paper.nummer in texts]


def table(every: Iterable[Row], je: Je) -> Tafel:
    """All of them counted; the lines by the name, months the newest first, what has no name last."""
    groups, whole = dict[str, _Tally](), _Tally()
    for _, some in groupby(every, key=attrgetter("paper.nummer")):
        for _, same in groupby(some, key=lambda row: (row.stand.ressort, row.stand.fraktion)):
            fragen = list(same)
            for name in dict.fromkeys(names(fragen[0], je)):
                groups.setdefault(name, _Tally()).add(fragen)
            whole.add(fragen)
    order = sorted(groups, reverse=je is Je.MONAT)
    lines = (groups[name].line(name) for name in sorted(order, key=lambda name: not name))
    return Tafel(je, tuple(lines), whole.line(""))


class _Tally:
    """What is counted of a line: how often each status and reason, and which papers."""

    def __init__(self) -> None:
        self._stand, self._why = Counter[Status | None](), Counter[Grund | None]()
        self._papers = dict[str, Paper]()

    def add(self, fragen: Sequence[Row]) -> None:
        """Count Fragen of a paper."""
        self._stand.update(row.stand.status for row in fragen)
        self._why.update(row.stand.grund for row in fragen if row.stand.status is Status.ABGELEHNT)
        self._papers[fragen[0].paper.nummer] = fragen[0].paper

    def line(self, name: str) -> Zeile:
        """The line of this name."""
        stand, why = self._stand, self._why
        return Zeile(
            name,
            stand.total(),
            tuple((one, stand[one]) for one in (*Status, None) if stand[one]),
            tuple((one, why[one]) for one in (*Grund, None) if why[one]),
            _days(self._papers.values()),
        )


def names(row: Row, je: Je) -> Sequence[str]:
    """The lines of a table that a Frage is counted in; "" for the one without a name."""
    match je:
        case Je.RESSORT:
            return (row.ressort,)
        case Je.FRAKTION:
            return row.fraktionen or ("",)
        case _:
            return (f"{row.paper.datum:%Y-%m}" if row.paper.datum else "",)


def _listed(row: Row) -> Gezaehlt:
    """A Frage as the list behind a number has it."""
    paper, stand = row.paper, row.stand
    head = (paper.nummer, stand.frage, stand.status, stand.grund, row.ressort, row.fraktionen)
    return Gezaehlt(*head, paper.titel, paper.datum, days(paper))


def days(paper: Paper) -> int | None:
    """The days from the Anfrage's day to the answer's; None where one of them is not known, or is misprinted."""
    if paper.datum is None or paper.angefragt is None or paper.datum < paper.angefragt:
        return None
    return (paper.datum - paper.angefragt).days


def _days(papers: Iterable[Paper]) -> Tage:
    every = [days(paper) for paper in papers]
    known = [one for one in every if one is not None]
    if not known:
        return Tage(0, len(every))
    return Tage(len(known), len(every) - len(known), float(median(known)), max(known))
