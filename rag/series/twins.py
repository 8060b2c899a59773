"""Which official Fragen of other papers ask the same, but for the time, place or ministry that they ask about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import Frage, Fragenummer, Passage
from rag.parameters import PARAMETERS, Twins
from rag.query.values import without
from rag.text.matching import coverage
from rag.text.official_questions import asked, whole_texts
from rag.text.stemming import content, stem, stems
from rag.text.times import Time, times

# what Fragen say besides what they ask: in which form, and of whom they expect to know it
_ASIDE = re.compile(
    r"\((?:bitte|vgl\.|siehe|zum Vergleich)[^()]{0,800}(?:\([^()]{0,200}\)[^()]{0,800}){0,6}\)"
    r"|\bnach (?:Kenntnis|Auffassung|Ansicht|Einschätzung) der Bundesregierung\b|\b(?:die|der) Bundesregierung\b",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(r"\((?:zum\s|Stand|Stichtag)[^()]{0,80}\)", re.IGNORECASE)
_NAME = r"(?:(?:wirtschaftliche|nukleare|öffentliche)\s)?[A-ZÄÖÜ][\w-]{2,40}"
_OFFICE = (
    re.compile(  # whole: "Bundesministerium des Innern und für Heimat", "Bundesminister für Digitales und Verkehr"
        rf"\bBundesminister(?:iums?|in|s)?\s(?:de[rs]|für)\s{_NAME}(?:(?:,\s|\sund\s(?:für\s|de[rs]\s)?){_NAME}){{0,5}}"
        r"|\bLand(?:es)?(?=\s[A-ZÄÖÜ])"
    )
)
_BROKEN = re.compile(r"(?<=\w)-\s(?=[A-ZÄÖÜ])")  # "Nordrhein- Westfalen", broken over lines


@dataclass(frozen=True, slots=True)
class Asking:
    """An official Frage of a paper: its number, its own words, and all of them (a lettered one behind its main one)."""

    drucksache: str
    nummer: Fragenummer
    own: str
    whole: str


def askings(drucksache: str, fragen: Iterable[Frage]) -> list[Asking]:
    """All Fragen of a paper; those without words are left out."""
    return [Asking(drucksache, f.nummer, f.text, whole) for f, whole in whole_texts(fragen) if f.text.strip()]


def found_in(passages: Iterable[Passage]) -> list[Asking]:
    """The Fragen that Passages answer, each once, in their order."""
    every = (Asking(p.drucksache, f.nummer, f.text, whole) for p in passages for f, whole in asked(p))
    return list({(one.drucksache, one.nummer): one for one in every}.values())


def twins(
    mine: Asking, paper: Sequence[Asking], others: Sequence[Asking], numbers: Twins = PARAMETERS.twins
) -> list[Asking]:
    """Of other papers' Fragen those that ask the same, at most one of each paper.

    `paper`: all Fragen of the paper of `mine`: what is liker to another one of them is no twin of it.
    """
    best: dict[str, tuple[float, Asking]] = {}
    for other in others:
        if other.drucksache == mine.drucksache:
            continue
        score = alike(mine, other, numbers)
        if score >= numbers.same and score > best.get(other.drucksache, (0.0,))[0]:
            best[other.drucksache] = score, other
    return [
        other
        for score, other in best.values()
        if all(alike(one, other, numbers) <= score for one in paper if one.nummer != mine.nummer)
    ]


def alike(one: Asking, other: Asking, numbers: Twins = PARAMETERS.twins) -> float:
    """How far two Fragen ask the same, 0..1: the share of telling words of the one that the other has, both ways.

    Of lettered ones neither their own words nor all of them may differ. 0 where one has too few words to tell.
    """
    return min(_both_ways(one.own, other.own, numbers), _both_ways(one.whole, other.whole, numbers))


def _both_ways(one: str, other: str, numbers: Twins) -> float:
    mine, theirs = telling(one), telling(other)
    if mine == theirs:
        return 1.0 if len(mine) >= numbers.least_words else 0.0
    few = min(len(mine), len(theirs)) < numbers.least_words
    # comparing stems takes time: most Fragen have hardly a word in common
    if few or len(set(mine) & set(theirs)) < numbers.in_common * max(len(mine), len(theirs)):
        return 0.0
    return min(coverage(mine, _stems(other)), coverage(theirs, _stems(one)))


def without_asides(text: str) -> str:
    """What a Frage asks, without what it says besides."""
    return " ".join(_ASIDE.sub(" ", _BROKEN.sub("-", " ".join(text.split()))).split())


def times_asked(text: str) -> tuple[Time, ...]:
    """The times that a Frage asks about; not the day on which it wants that counted ("(Stichtag: 30. Juni 2025)")."""
    return times(_COUNTED_ON.sub(" ", without_asides(text)))


def bare(text: str) -> str:
    """What a Frage asks besides times, places, ministries and parties, and without its asides."""
    return without(_OFFICE.sub(" ", without_asides(text)))


@lru_cache(maxsize=20_000)
def telling(text: str) -> tuple[str, ...]:
    """The stems of the telling words of what a Frage asks."""
    return tuple(dict.fromkeys(stem(word) for word in content(bare(text))))


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return stems(bare(text))
