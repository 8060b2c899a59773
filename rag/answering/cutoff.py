"""How many places are shown: one where the first answer stands out, up to four where others may be the right one.

How likely each hit is the right one: the softmax of the scores, sharpened by one number that
evals/training/answerability.py fits (maximum likelihood). What else was tried besides the score did not help
(docs/answering.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Sprecher
from rag.answerability.classifier import fitted
from rag.answerability.reads import Read
from rag.answering.pages import counted
from rag.model import Hit
from rag.parameters import PARAMETERS, Cutoff, Parameters
from rag.query.analysis import Asked
from rag.retrieval.expansion import MAX_PARTS, Lookup, Place, key, place
from rag.text.figures import figures


def likely(scores: Sequence[float], sharp: float) -> list[float]:
    """How likely each hit is the right one, in the same order; they sum to 1.

    `scores` in 0..1; `sharp` multiplies them before the softmax (rag.answerability.classifier).
    """
    best = max(scores, default=0.0)
    raw = [math.exp(sharp * (score - best)) for score in scores]
    return [r / sum(raw) for r in raw]


def answers(hits: Sequence[Hit]) -> list[Hit]:
    """The first hit of each answer, in the order of the hits; what the askers say is left out."""
    seen: dict[object, Hit] = {}
    for hit in hits:
        if hit.passage.sprecher is Sprecher.BUNDESREGIERUNG:
            seen.setdefault(key(hit.passage), hit)
    return list(seen.values())


def raised(asked: Asked, hits: Sequence[Hit], lookup: Lookup, numbers: Cutoff = PARAMETERS.cutoff) -> list[Hit]:
    """The hits in the order in which they are shown: whose answers hold the values asked for gain some score.

    `lookup` gives those answers; without values in the question nothing changes.
    """
    if not asked.figures:
        return list(hits)
    holding = {id(hit) for hit in answers(hits)[: numbers.among] if _holds(asked, place(hit, lookup))}
    weighed = [replace(hit, score=hit.score + numbers.holds) if id(hit) in holding else hit for hit in hits]
    return sorted(weighed, key=lambda hit: -hit.score)


def _holds(asked: Asked, where: Place) -> bool:
    """Whether a place holds all values that the question names."""
    return asked.figures <= {f for p in (*where.own, *where.followed)[:MAX_PARTS] for f in figures(p.text)}


def shown(hits: Sequence[Hit], numbers: Cutoff = PARAMETERS.cutoff) -> list[Hit]:
    """The hits whose places are shown: the first answer, and those behind it that are likely enough (`likely`)."""
    among, places = answers(hits)[: numbers.among], numbers.places
    shares = likely([hit.score for hit in among], fitted().sharpness)
    further = zip(among[1:places], shares[1:places], strict=True)
    return among[:1] + [hit for hit, share in further if share >= numbers.likely]


def read_first(hits: Sequence[Hit], reads: Sequence[Read], numbers: Parameters = PARAMETERS) -> list[int]:
    """The places of the hits shown in the order in which reading puts them; as they are where nothing was read.

    `reads`: one for each hit. What the reader says of a whole place adds to the score that found it.
    """
    if not reads:
        return list(range(len(hits)))
    worth = [numbers.cutoff.read * counted(read.whole, numbers.selection) for read in reads]
    return sorted(range(len(hits)), key=lambda i: -(hits[i].score + worth[i]))
