"""What speaks for and against an answer being there, as numbers; no model.

Cosine alone is at chance for questions near the topic that the papers do not answer. What helps (measured, each left
out in turn: docs/answering.md): a place named that the answer does not name, the thing counted or named, the numbers,
the kind of thing asked for, and how much of the question's telling words is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.model import Hit
from rag.orte import orte
from rag.parameters import PARAMETERS, Answerability, Matching, Parameters
from rag.places import MAX_PARTS, Place
from rag.question import NO_KNOWLEDGE, Asked, Kind, holds
from rag.reader import NEVER, Read
from rag.words import content, english, match, rarity, stem, stems, tokens

COUNTABLE = frozenset({Kind.BETRAG, Kind.ZAHL, Kind.DATUM})

_ASKS_FOR = (
    r"wie\s?viele?|welche[mnrs]?|how many|how much|which|wie heißt (?:der|die|das)|wie hoch (?:ist|war|sind|waren) "
    r"(?:der|die|das)"
)
_HEAD_NOUN = re.compile(rf"\b(?i:{_ASKS_FOR})\s+((?:[\w-]+\s+){{0,3}}?)([A-ZÄÖÜ][\w-]+)")
_PARTS = re.compile(r"(?<!Baden)(?<!Rheinland)(?<!Sachsen)(?<!Nordrhein)(?<!Mecklenburg)(?<!Schleswig)-")

Features = dict[str, float]


def features(asked: Asked, hits: Sequence[Hit], where: Place, numbers: Parameters = PARAMETERS) -> Features:
    """Weigh the place of the best hit (the first) against the question; each about 0 to 1."""
    hit, own, like = hits[0], numbers.answerability, numbers.matching
    text = " ".join([hit.passage.frage, where.titel or "", *(p.text for p in (*where.own, *where.followed))])
    there = stems(text)
    rare = [rarity(s) for s in asked.stems]
    found = [match(s, there, like) for s in asked.stems]
    mass = sum(r * f for r, f in zip(rare, found, strict=True))
    return {
        "vector": hit.anteile.get("vektor", hit.score),
        "text": hit.anteile.get("text", 0.0),
        "lead": hit.score - hits[min(len(hits), own.behind) - 1].score,
        "keyword": hit.anteile.get("stichwort", 0.0),
        "mass": min(mass, own.mass) / own.mass,
        "place": _foreign(asked, text, like),
        "noun": _noun(asked, there, like),
        "numbers": _numbers(asked, text),
        "kind": _kind(asked, where),
        "english": float(english(asked.text)),
    }


def reading(reads: Sequence[Read]) -> Features:
    """What the reader says of the places shown: the best odds of a place, and those of the first one."""
    whole = [read.whole for read in reads]
    return {"read": max(whole, default=NEVER), "first": next(iter(whole), NEVER)}


def named(asked: Asked, where: Place, numbers: Parameters = PARAMETERS) -> bool:
    """Whether a topic is in the papers: title or Frage have every telling word; of a keyword or two, the answer has."""
    there = stems(f"{where.titel or ''} {where.hit.passage.frage}")
    if keywords(asked, numbers.answerability):
        there |= frozenset().union(*(stems(p.text) for p in where.own[:MAX_PARTS]))
    return all(_holds(s, there, numbers.matching.shortest) for s in asked.stems)


def keywords(asked: Asked, numbers: Answerability = PARAMETERS.answerability) -> bool:
    """Whether a word or two was typed instead of a question."""
    return len(asked.words) <= numbers.keywords and asked.kinds == (Kind.ANDERES,) and "?" not in asked.text


def _holds(wanted: str, there: frozenset[str], shortest: int) -> bool:
    """Whether a stem is there, alone or, from so many letters on, as the head or first part of a compound."""
    if len(wanted) < shortest:
        return wanted in there
    return any(s.startswith(wanted) or s.endswith(wanted) for s in there)


def _foreign(asked: Asked, text: str, like: Matching) -> float:
    """1 if the question names a place that the answer, its Frage and the title do not."""
    low, places = text.lower(), orte(like)
    wanted = [places[w] for word in asked.words for w in _PARTS.split(word) if w in places]
    return float(any(not any(word in low for word in words) for words in wanted))


def _noun(asked: Asked, there: frozenset[str], like: Matching) -> float:
    """How well the thing that is counted or named ("wie viele Zwillinge") is found; 1 where none is asked for."""
    found = [match(stem(m[2]), there, like) for m in _HEAD_NOUN.finditer(asked.text) if content(m[2])]
    return min(found, default=1.0)


def _kind(asked: Asked, where: Place) -> float:
    """1 if the place has an amount, a number, a date where one is asked for, or says that it is not known."""
    said = " ".join(p.text for p in (*where.own, *where.followed))
    return float(NO_KNOWLEDGE.search(said) is not None or all(holds(k, said) for k in COUNTABLE & set(asked.kinds)))


def _numbers(asked: Asked, text: str) -> float:
    """Share of the question's numbers and years that stand there; 1 where it has none."""
    there = set(tokens(text))
    return sum(n in there for n in asked.numbers) / len(asked.numbers) if asked.numbers else 1.0
