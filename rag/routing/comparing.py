"""Requests to set two things side by side: two years, Länder, parties, ministries, or two papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.filters import Filters
from rag.model import Query
from rag.query.values import values
from rag.routing.skeleton import PAPER, skeleton

_POLITE = r"(?:(?:mal|bitte|mir|uns|doch|einmal|zwischen|von|zwei|die|das|den)\s)*"
_BEGINS = re.compile(rf"(?:bitte\s)?(?:vergleich(?:e|en)?|stell(?:e|en)?|gegenüberstellung)\s{_POLITE}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s(?:und|mit|gegen|zu|versus|vs\.?|im\svergleich\s(?:zu|mit)|verglichen\smit)\s|\s?,\s?", re.IGNORECASE
)
_AGAINST = re.compile(r"\s(?:gegen|versus|vs\.?|im\svergleich\s(?:zu|mit)|verglichen\smit)\s", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s\(?(?:beim?|hinsichtlich|bezüglich|in\sbezug\sauf|in\ssachen|zum\sthema|zu[mr]?|für)\s", re.IGNORECASE
)
_END = re.compile(r"(?:\s(?:gegenüber|miteinander|nebeneinander|bitte)){1,4}$|\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides as typed; `thema`: in what they are compared, "" where that stands in the turn before."""

    first: str
    second: str
    thema: str = ""


def read_comparison(text: str) -> Sides | None:
    """The sides of a comparison; None where the text is none, or its sides are no two things of one kind."""
    plain = _END.sub("", " ".join(text.split()).strip(" ?!."))
    begins = _BEGINS.match(plain)
    between = _BETWEEN if begins else _AGAINST
    rest = plain[begins.end() :] if begins else plain
    about = _ABOUT.search(rest)
    named, thema = (rest[: about.start()], rest[about.end() :]) if about else (rest, "")
    halves = between.split(named, maxsplit=1)
    if len(halves) != 2 or not _alike(*halves):
        return None
    return Sides(halves[0].strip(), halves[1].strip(), thema.strip())


def _alike(one: str, other: str) -> bool:
    """Whether both halves are nothing but one thing each, and both of the same kind."""
    kind = _kind(one)
    return bool(kind) and kind == _kind(other)


def _kind(text: str) -> str:
    shape = skeleton(text)
    if shape is not None and shape.text.strip() == PAPER:
        return "paper"
    found = values(text.strip())
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text.strip())
    return ("place" if found[0].kind == "land" else found[0].kind) if whole else ""


def side_query(side: str, thema: str, filters: Filters, before: Query | None) -> Query:
    """What is asked for one side: the topic with it, or the question before with it in place of its like."""
    if not thema:
        return Query(f"Und {side}?", filters, before)
    value = values(side)[0]
    bare = value.kind in ("land", "place") and not value.preposition
    return Query(f"{thema} {'in ' if bare else ''}{side}", filters)
