"""How Fragen were answered, counted: by Ressort, by Fraktion, by month. Lists of Fragen go over the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from statistics import median

from ingest.model import Grund, Status
from rag.index.outlines import Outline
from rag.model import Filters, Paper, Stand
from rag.requested import NOTHING_TOLD, Gezaehlt, Je, Rated, Tafel, Tage, Zeile
from rag.retrieval.retriever import matches
from rag.routing.listing import about, topic
from rag.routing.statuses import NOT_ANSWERED

Read = Callable[[Sequence[str]], Mapping[str, Outline]]
"""Gives the outlines of papers by their numbers; where they were not read yet that takes milliseconds for each."""


@dataclass(frozen=True, slots=True)
class Row:
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
        for place, stand in enumerate(told):
            row = Row(paper, place, stand)
            if _left(row, filters) and (whole or (outline is not None and about(wanted, outline.said[place]))):
                yield row


def _left(row: Row, filters: Filters) -> bool:
    asked = not filters.fraktionen or bool(filters.fraktionen & set(row.fraktionen))
    return asked and (not filters.ressorts or row.ressort in filters.ressorts)


def rated(every: Iterable[Row], status: Set[Status | None], grund: Grund | None = None) -> Iterator[Row]:
    """Those with one of these statuses, and where one is given with this reason of a refusal."""
    return (r for r in every if r.stand.status in status and (grund is None or r.stand.grund is grund))


def fragen(every: Iterable[Row], status: Set[Status | None], read: Read) -> list[Rated]:
    """The Fragen with one of these statuses, with their texts; where all not answered is meant, also those without."""
    found = list(rated(every, NOTHING_TOLD if status == NOT_ANSWERED else status))
    texts = read(list(dict.fromkeys(row.paper.nummer for row in found)))
    return [texts[r.paper.nummer].fragen[r.place] for r in found if r.paper.nummer in texts]


def table(every: Iterable[Row], je: Je) -> Tafel:
    """All of them counted; the lines by the name, months the newest first, what has no name last."""
    groups, whole = dict[str, list[Row]](), list[Row]()
    for row in every:
        whole.append(row)
        for name in dict.fromkeys(names(row, je)):
            groups.setdefault(name, []).append(row)
    order = sorted(groups, reverse=je is Je.MONAT)
    lines = (_line(name, groups[name]) for name in sorted(order, key=lambda name: not name))
    return Tafel(je, tuple(lines), _line("", whole))


def names(row: Row, je: Je) -> Sequence[str]:
    """The lines of a table that a Frage is counted in; "" for the one without a name."""
    match je:
        case Je.RESSORT:
            return (row.ressort,)
        case Je.FRAKTION:
            return row.fraktionen or ("",)
        case _:
            return (f"{row.paper.datum:%Y-%m}" if row.paper.datum else "",)


def _line(name: str, some: Sequence[Row]) -> Zeile:
    stand = Counter(row.stand.status for row in some)
    why = Counter(row.stand.grund for row in some if row.stand.status is Status.ABGELEHNT)
    return Zeile(
        name,
        len(some),
        tuple((one, stand[one]) for one in (*Status, None) if stand[one]),
        tuple((one, why[one]) for one in (*Grund, None) if why[one]),
        _days({row.paper.nummer: row.paper for row in some}.values()),
    )


def listed(row: Row) -> Gezaehlt:
    """A Frage as the list behind a number has it."""
    paper, stand = row.paper, row.stand
    head = (paper.nummer, stand.frage, stand.status, stand.grund, row.ressort, row.fraktionen)
    return Gezaehlt(*head, paper.titel, paper.datum, days(paper))


def days(paper: Paper) -> int | None:
    """The days from the Anfrage's day to the answer's; None where one of them is not known."""
    return (paper.datum - paper.angefragt).days if paper.datum and paper.angefragt else None


def _days(papers: Iterable[Paper]) -> Tage:
    every = [days(paper) for paper in papers]
    known = [one for one in every if one is not None]
    if not known:
        return Tage(0, len(every))
    return Tage(len(known), len(every) - len(known), float(median(known)), max(known))
