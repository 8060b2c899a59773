"""What speaks for and against an answer being there, as numbers; no model.

Cosine alone is at chance for questions near the topic that the papers do not answer. What helps (measured, each left
out in turn: docs/answering.md): a place named that the answer does not name, the thing counted or named, the numbers,
the kind of thing asked for, and how much of the question's telling words is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.language.sentences import sentences
from rag.answerability.reads import NEVER, Read
from rag.model import Hit
from rag.parameters import PARAMETERS, Answerability, Matching, Parameters
from rag.query.analysis import Asked, Kind, holds, no_knowledge
from rag.retrieval.expansion import MAX_PARTS, Place
from rag.text.gazetteer import orte
from rag.text.matching import match, rarity, stands_in
from rag.text.stemming import content, english, stem, stems, tokens

COUNTABLE = frozenset({Kind.BETRAG, Kind.ZAHL, Kind.DATUM})

_ASKS_FOR = (
    r"wie\s?viele?|welche[mnrs]?|how many|how much|which|wie heißt (?:der|die|das)|wie hoch (?:ist|war|sind|waren) "
    r"(?:der|die|das)"
)
_HEAD_NOUN = re.compile(rf"\b(?i:{_ASKS_FOR})\s+((?:[\w-]+\s+){{0,3}}?)([A-ZÄÖÜ][\w-]+)")
_PARTS = re.compile(r"(?<!Baden)(?<!Rheinland)(?<!Sachsen)(?<!Nordrhein)(?<!Mecklenburg)(?<!Schleswig)-")


@dataclass(frozen=True, slots=True)
class Features:
    """What the models weigh, each about 0 to 1. The names are those of rag/data/outcome.json.

    `vector`, `text`, `keyword`: what found the best hit (`HitScores`). `lead`: how far its score is ahead of a hit
    some places below. `mass`: summed rarity of the question's telling words that are found. `place`: 1 if the question
    names a place that the answer does not (this one speaks against). `noun`: how well the thing counted or named is
    found. `numbers`: share of the question's numbers that stand there. `kind`: 1 if an amount, number or date stands
    there where one is asked for. `english`: 1 for a question in English. `ahead`: by how much of a cosine the question
    is nearer to the official Frage than to the answer's text, 0 where it is not: who asks what was asked there is
    mostly answered. `read`, `first`: what the reader says, as logarithms of odds: of the best place shown, and of the
    first.
    """

    vector: float
    text: float
    lead: float
    keyword: float
    mass: float
    place: float
    noun: float
    numbers: float
    kind: float
    english: float
    ahead: float = 0.0
    read: float = NEVER
    first: float = NEVER

    def value(self, name: str) -> float:
        """One of them by its name; AttributeError for another name."""
        return float(getattr(self, name))


def features(asked: Asked, hits: Sequence[Hit], where: Place, numbers: Parameters = PARAMETERS) -> Features:
    """What speaks for the place `where` of the first of the `hits` being the answer; `numbers` are the fitted ones."""
    hit, own, like = hits[0], numbers.answerability, numbers.matching
    scores = hit.scores
    text = where.everything
    there = stems(text)
    rare = [rarity(s) for s in asked.stems]
    found = [match(s, there, like) for s in asked.stems]
    mass = sum(r * f for r, f in zip(rare, found, strict=True))
    return Features(
        vector=scores.vector if scores else hit.score,
        text=(scores.text or 0.0) if scores else 0.0,
        lead=hit.score - hits[min(len(hits), own.behind) - 1].score,
        keyword=scores.keyword if scores else 0.0,
        mass=min(mass, own.mass) / own.mass,
        place=_foreign(asked, text, like),
        noun=_noun(asked, there, like),
        numbers=_numbers(asked, text),
        kind=_kind(asked, where),
        english=float(english(asked.text)),
        ahead=max(0.0, (scores.question or 0.0) - scores.text) if scores and scores.text else 0.0,
    )


def with_reading(found: Features, reads: Sequence[Read]) -> Features:
    """With what the reader says of the places shown: the best odds of a place, and those of the first one."""
    whole = [read.whole for read in reads]
    return replace(found, read=max(whole, default=NEVER), first=next(iter(whole), NEVER))


def named(asked: Asked, where: Place, numbers: Parameters = PARAMETERS) -> bool:
    """Whether the topic is in the papers: title and Frage of the place have every telling word of the question.

    Of a keyword or two that were typed alone it is enough that the answer has them.
    """
    there = stems(f"{where.titel or ''} {where.hit.passage.frage}")
    if keywords(asked, numbers.answerability):
        there |= frozenset().union(*(stems(p.text) for p in where.own[:MAX_PARTS]))
    return all(stands_in(s, there, numbers.matching) for s in asked.stems)


def keywords(asked: Asked, numbers: Answerability = PARAMETERS.answerability) -> bool:
    """Whether only a word or two were typed, and no question."""
    return len(asked.words) <= numbers.keywords and asked.kinds == (Kind.ANDERES,) and "?" not in asked.text


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
    said = where.said
    if all(holds(k, said) for k in COUNTABLE & set(asked.kinds)):
        return 1.0
    return float(any(no_knowledge(said[start:end]) for start, end in sentences(said)))


def _numbers(asked: Asked, text: str) -> float:
    """Share of the question's numbers and years that stand there; 1 where it has none."""
    there = set(tokens(text))
    return sum(n in there for n in asked.numbers) / len(asked.numbers) if asked.numbers else 1.0
