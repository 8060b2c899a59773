"""Which papers ask a Frage too, found among all that a user sees, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ingest.model import Drucksache, Fragenummer
from rag.model import Hit
from rag.parameters import PARAMETERS, Twins
from rag.retrieval.expansion import Lookup
from rag.series.compare import Series, series
from rag.series.twins import Asking, askings, bare, found_in, twins
from rag.text.matching import coverage
from rag.text.stemming import content, stem, stems


class Papers(Lookup, Protocol):
    """What a comparison is looked for in: the papers that one user sees."""

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record; None where this user sees no such paper."""

    def asking(self, text: str, most: int) -> tuple[Hit, ...]:
        """What lies nearest to a Frage in all papers, at most so many answers."""


def over_time(papers: Papers, nummer: str, frage: Fragenummer, numbers: Twins = PARAMETERS.twins) -> Series | None:
    """A Frage of a paper and all that ask the same; None where the paper has no such Frage."""
    paper = papers.drucksache(nummer)
    own = askings(nummer, paper.fragen) if paper else []
    mine = next((one for one in own if one.nummer == frage), None)
    if paper is None or mine is None:
        return None
    hits = papers.asking(bare(mine.whole), numbers.searched)
    every = [mine, *twins(mine, own, found_in(hit.passage for hit in hits), numbers)]
    held = ((one, papers.drucksache(one.drucksache)) for one in every)
    return series((one, there, papers.passages_of(one.drucksache)) for one, there in held if there)


def of_topic(
    papers: Papers, thema: str, hits: Sequence[Hit], numbers: Twins = PARAMETERS.twins
) -> tuple[Asking, Series] | None:
    """The Frage that asks for a topic in several papers, and their answers; None where no paper's Frage does.

    `hits`: what a search for the topic brought up, best first.
    """
    # of whichever ministry, place, time it is
    wanted = [stem(word) for word in content(bare(thema).replace("-", " "))]
    asked = [one for one in found_in(hit.passage for hit in hits) if _holds(wanted, one, papers, numbers)]
    for one in asked[: numbers.tried] if wanted else ():
        found = over_time(papers, one.drucksache, one.nummer, numbers)
        if found and len({row.drucksache for row in found.rows}) > 1:
            return one, found
    return None


def _holds(wanted: Sequence[str], one: Asking, papers: Papers, numbers: Twins) -> bool:
    paper = papers.drucksache(one.drucksache)
    return coverage(wanted, stems(f"{one.whole} {paper.titel if paper else ''}")) >= numbers.topic
