"""The places that may answer: an answer with its tables, and what its references lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingest.model import Antwort, Drucksache, Fragenummer, Passage, Passagenart, Sprecher, Status, Verweis, Verweisart
from rag.model import Hit

MAX_PARTS = 12  # parts of an answer in which words and values are looked for


class Lookup(Protocol):
    """Where papers are looked up; an open Engine is one."""

    def passages_of(self, nummer: str) -> Sequence[Passage]:
        """A paper's Passages in the order printed."""

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record."""


@dataclass(frozen=True, slots=True)
class Place:
    """One answer of the government with all that belongs to it: text, tables, what its references lead to, whose it is.

    `hit`: what was found of it; `own`: its text and tables, as printed; `followed`: the answers that its references
    lead to; `only_points`: it says nothing itself ("Es wird auf die Antwort zu Frage 2c verwiesen"); `titel`: the
    paper's.
    """

    hit: Hit
    own: tuple[Passage, ...]
    followed: tuple[Passage, ...] = ()
    only_points: bool = False
    titel: str | None = None
    ressort: str | None = None
    datum: date | None = None

    @property
    def said(self) -> str:
        """All that is said: its own text and what its references lead to."""
        return " ".join(passage.text for passage in (*self.own, *self.followed))

    @property
    def everything(self) -> str:
        """Title, Frage, and all that is said."""
        return f"{self.titel or ''} {self.hit.passage.frage} {self.said}"


def place(hit: Hit, lookup: Lookup) -> Place:
    """The whole answer that a hit is of; what the askers wrote is left out.

    A hit whose paper is no longer there is its own and only part.
    """
    passage = hit.passage
    others = lookup.passages_of(passage.drucksache)
    own = tuple(p for p in others if p.nummern == passage.nummern and _part_of(p, passage)) or (passage,)
    paper = lookup.drucksache(passage.drucksache)
    antwort = paper.antwort_auf(passage.nummern[0]) if paper and passage.nummern else None
    if paper is None or antwort is None:
        return (
            Place(hit, own, titel=paper.titel, ressort=paper.ressort, datum=paper.datum) if paper else Place(hit, own)
        )
    followed = tuple(p for v in antwort.verweise for p in _target(v, antwort, passage.drucksache, lookup))
    unique = tuple({p.id: p for p in followed if p not in own}.values())
    return Place(
        hit=hit,
        own=own,
        followed=unique,
        only_points=antwort.status is Status.VERWIESEN,
        titel=paper.titel,
        ressort=antwort.ressort or paper.ressort,
        datum=antwort.datum or paper.datum,
    )


def _part_of(part: Passage, passage: Passage) -> bool:
    if part.sprecher is not Sprecher.BUNDESREGIERUNG:
        return False
    return bool(passage.nummern) or part.id == passage.id


def _target(verweis: Verweis, antwort: Antwort, nummer: str, lookup: Lookup) -> list[Passage]:
    """The government's Passages that a reference leads to; none where it leaves the papers in the index."""
    paper = verweis.drucksache or nummer
    if verweis.art is Verweisart.VORBEMERKUNG:
        wanted = [p for p in lookup.passages_of(paper) if p.art is Passagenart.VORBEMERKUNG]
    else:
        ziel = set(verweis.nummern if verweis.drucksache else verweis.ziel or verweis.nummern)
        ziel -= set(antwort.nummern) if paper == nummer else set()
        wanted = [p for p in lookup.passages_of(paper) if ziel & set(p.nummern)] if ziel else []
    return [p for p in wanted if p.sprecher is Sprecher.BUNDESREGIERUNG]


def key(passage: Passage) -> tuple[str, tuple[Fragenummer, ...], bool]:
    """What two Passages of the same answer have in common, and those of different ones have not."""
    return passage.drucksache, passage.nummern, passage.art is Passagenart.VORBEMERKUNG
