"""The quoting answer, without any language model: the government's sentences that answer best, verbatim, each cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.model import Status
from rag.figures import figures
from rag.model import Answer, Citation, Hit, Outcome, Statement
from rag.pages import Page, page_of, weighed
from rag.parameters import PARAMETERS, Parameters, Selection
from rag.places import Lookup, Place, place
from rag.question import NO_KNOWLEDGE, Asked, read
from rag.reader import Read, Reader
from rag.refuse import decide
from rag.select import Candidate, Choice, choose, quotes
from rag.sentences import Span
from rag.shown import raised, shown

_LIST_MARK = re.compile(r"[-–•·*]\s+")
DAMAGED = "Tabelle in der Vorlage beschädigt, siehe PDF."
CLASSIFIED = "Die Bundesregierung hat diese Antwort ganz oder teilweise eingestuft; das steht nicht in der Drucksache."


@dataclass(frozen=True, slots=True)
class Seen:
    """A question with the places that are shown for it: what may be quoted of each, its page, what reading gave."""

    asked: Asked
    places: Sequence[Place]
    pools: Sequence[Sequence[Candidate]]
    pages: Sequence[Page]
    reads: Sequence[Read]


class Answerer:
    """Turns a question and ranked hits into an Answer."""

    def __init__(self, lookup: Lookup, numbers: Parameters = PARAMETERS, reader: Reader | None = None) -> None:
        self.lookup, self.numbers, self.reader = lookup, numbers, reader

    def answer(self, text: str, hits: Sequence[Hit]) -> Answer:
        """The quoting answer to a whole question over its hits, best first."""
        numbers, seen = self.numbers, self.look(text, hits)
        # as found, not as shown: so the models learnt it
        outcome, grund = decide(seen.asked, hits, seen.places, numbers, seen.reads)
        if outcome is Outcome.NICHT_IM_BESTAND:
            return Answer(outcome, grund, ())
        pools = [
            _judged(pool, page, read, numbers.selection) if read else pool
            for pool, page, read in zip_longest(seen.pools, seen.pages, seen.reads)
        ]
        most = numbers.cutoff.sentences
        best = [choose(seen.asked, pool, n, numbers.selection) for pool, n in zip(pools, most, strict=False)]
        chosen = _good(seen.asked, seen.places, best, numbers.selection)
        statements = tuple(_statements(chosen, numbers.selection))
        return Answer(outcome, grund or _hint(seen.places), statements)

    def look(self, text: str, hits: Sequence[Hit]) -> Seen:
        """What would be quoted from, and what reading it gives."""
        asked = read(text, self.numbers.questions)
        ranked = raised(asked, hits, self.lookup, self.numbers.cutoff)
        places = [place(hit, self.lookup) for hit in shown(ranked, self.numbers.cutoff)]
        pools = [weighed(asked, where, self.numbers) for where in places]
        pages = [page_of(asked, where, pool) for where, pool in zip(places, pools, strict=True)]
        return Seen(asked, places, pools, pages, self.reader.read(text, pages) if self.reader else [])


def _judged(pool: Sequence[Candidate], page: Page, read: Read, numbers: Selection) -> list[Candidate]:
    """The pool with what the reader says of those that it read."""
    odds = {id(unit): value for unit, value in zip(page.units, read.units, strict=True)}
    least, most = numbers.read_least, numbers.read_most
    return [
        replace(one, rest=one.rest + numbers.read * min(most, max(least, odds.get(id(one), least)))) for one in pool
    ]


def _good(
    asked: Asked, places: Sequence[Place], chosen: Sequence[list[Choice]], numbers: Selection
) -> list[tuple[Place, list[Choice]]]:
    """The places with what was chosen of them; further ones only where their best sentence is nearly as good.

    Where some quote a value that the question names, those that do not are left out.
    """
    pairs = list(zip(places, chosen, strict=True))
    first = chosen[0][:1]
    good = pairs[:1] + [(where, best) for where, best in pairs[1:] if best and _as_good(best[0], first, numbers)]
    holding = [pair for pair in good if asked.figures & set(figures(" ".join(c.candidate.text for c in pair[1])))]
    return holding or good


def _as_good(best: Choice, first: Sequence[Choice], numbers: Selection) -> bool:
    """Whether a further place's best sentence is nearly as good as the first one's; "no knowledge" must be nearer."""
    if not first:
        return True
    unknown = [NO_KNOWLEDGE.search(choice.candidate.text) is not None for choice in (best, *first)]
    return best.score >= first[0].score - (numbers.unknown_as_good if unknown == [True, False] else numbers.as_good)


def _statements(chosen: Iterable[tuple[Place, list[Choice]]], numbers: Selection) -> Iterable[Statement]:
    """What is quoted, in the order printed within a place; neighbouring sentences are one quote; nothing twice."""
    seen: set[str] = set()
    for where, choices in chosen:
        order = {p.id: i for i, p in enumerate((*where.own, *where.followed))}
        found = [(p, span, c.candidate.ueber) for c in choices for p, span in quotes(c.candidate, numbers)]
        found.sort(key=lambda quote: (order[quote[0].id], quote[1]))
        for passage, ueber in dict.fromkeys((p, ueber) for p, _, ueber in found if p.id not in seen):
            seen.add(passage.id)
            for start, end in merged(passage.text, (span for p, span, _ in found if p is passage)):
                citation = Citation(passage, _behind_mark(passage.text, start, end), end, ueber)
                yield Statement(citation.zitat, (citation,))


def _behind_mark(text: str, start: int, end: int) -> int:
    """Where the words of a list's item begin; of several items each keeps its mark."""
    mark = _LIST_MARK.match(text, start, end)
    return mark.end() if mark and mark.end() < end and "\n" not in text[start:end] else start


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch (but for white space) or overlap as one."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and not text[done[-1][1] : start].strip():
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def _hint(places: Sequence[Place]) -> str | None:
    """A word about what cannot be quoted: a damaged table, an answer that is classified."""
    if any(p.beschaedigt for where in places for p in where.own):
        return DAMAGED
    return CLASSIFIED if places[0].hit.passage.status is Status.EINGESTUFT else None
