"""Which hits are worth naming where nothing was found: those that have something of what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rag.model import Hit, Reply
from rag.text.framing import frames
from rag.text.matching import share, stands_in
from rag.text.stemming import content, stem, stems

LEAST = 0.45
"""Share of the question's telling words, by rarity, that a hit's Frage and text have. Of ten far questions (E, 341
papers) one is left with such a hit, "Aktien" beside an answer on a minister's Aktien; at 0.34 four."""
MOST = 3


def nearest(reply: Reply) -> tuple[Hit, ...]:
    """The best hits that have nearly half of what was asked, at most three; none where all are far-fetched."""
    asked = content(reply.gefragt or reply.query.text)
    return tuple(hit for hit in reply.hits[:MOST] if near_enough(asked, f"{hit.passage.frage} {hit.passage.text}"))


def near_enough(words: Iterable[str], text: str) -> bool:
    """Whether a text has nearly half of the words asked for; a part of such a word is another thing."""
    asked = [stem(word) for word in words if not frames(word)]
    return share(asked, partial(stands_in, there=stems(text))) >= LEAST


def beside(reply: Reply) -> tuple[Hit, ...]:
    """The best hits of papers that a list does not hold, at most three: they lie near, and are not counted."""
    shown = reply.anliegen
    listed = {paper.drucksache for paper in (*shown.papiere, *shown.sinnverwandt)} if shown else set()
    return tuple(hit for hit in reply.hits if hit.passage.drucksache not in listed)[:MOST]
