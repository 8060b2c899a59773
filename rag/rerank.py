"""Second stage: among the hits, those whose answer holds a sentence that answers come first.

The first stage finds the paper; Fragen of one paper share its words, and only one holds the amount, the payer or the
reason asked for. Measured on two sets that were not tuned on: right Frage first 0.63 -> 0.67 and 0.74 -> 0.79.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Passagenart
from rag.model import Hit
from rag.places import Lookup, place
from rag.question import Asked
from rag.select import best

SENTENCE = 0.01  # weight of the best sentence (score about 0 to 1.5) against the first stage's score
PREAMBLE = 0.02  # what a preamble must be better by than an answer
MOST = 10  # hits looked at


def rerank(asked: Asked, hits: Sequence[Hit], lookup: Lookup) -> tuple[Hit, ...]:
    """The hits in their new order, with their new scores; those beyond the first MOST stay behind them."""
    first = [replace(hit, score=_score(asked, hit, lookup)) for hit in hits[:MOST]]
    return (*sorted(first, key=lambda hit: -hit.score), *hits[MOST:])


def _score(asked: Asked, hit: Hit, lookup: Lookup) -> float:
    where = place(hit, lookup)
    sentence = best(asked, where.followed if where.only_points and where.followed else where.own)
    preamble = PREAMBLE if hit.passage.art is Passagenart.VORBEMERKUNG else 0.0
    return min(1.0, max(0.0, hit.score + SENTENCE * sentence - preamble))
