"""The quoting answer, without any language model: the government's sentences that answer best, verbatim, each cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.language.sentences import Span
from ingest.model import Passage
from rag.answerability.binding import around
from rag.answerability.decision import NOT_HERE, Decision, decide
from rag.answerability.reads import Read
from rag.answerability.reasons import not_here, only_near
from rag.answering.candidates import Candidate
from rag.answering.caveats import caveat
from rag.answering.cutoff import answers, raised, read_first, shown
from rag.answering.holding import bound, holding, missing, states, stating
from rag.answering.pages import Page, PageReader, counted, page_of, weighed
from rag.answering.selection import Choice, choose, quotes
from rag.answering.tablecells import Cell, cell
from rag.model import Answer, Citation, Hit, Outcome, Statement
from rag.nearest import near_enough
from rag.parameters import PARAMETERS, Parameters, Selection
from rag.query.analysis import Asked, no_knowledge, read
from rag.query.named import Named, named
from rag.retrieval.expansion import Lookup, Place, key, place
from rag.text.figures import figures
from rag.text.matching import match
from rag.text.stemming import stems

_LIST_MARK = re.compile(r"[-–•·*]\s+")
_STANDS = 0.5  # how well a word of the question must be matched to stand there; a compound with it does


@dataclass(frozen=True, slots=True)
class Seen:
    """A question, what it names, and the places shown: what may be quoted of each, its page, what reading gave.

    `hits`: all of them, those of the places first, in their order.
    """

    asked: Asked
    wanted: Named
    hits: Sequence[Hit]
    places: Sequence[Place]
    pools: Sequence[Sequence[Candidate]]
    pages: Sequence[Page]
    reads: Sequence[Read]


class Answerer:
    """Turns a question and ranked hits into an Answer; `lookup` gives the papers around the hits."""

    def __init__(self, lookup: Lookup, numbers: Parameters = PARAMETERS, reader: PageReader | None = None) -> None:
        self.lookup, self.numbers, self.reader = lookup, numbers, reader

    def answer(self, text: str, hits: Sequence[Hit], own: str = "", *, unsure: bool = False) -> Answer:
        """The quoting answer to a whole question (no filter words) over its hits, best first.

        `own`: what the last turn says of it, "" where that is all; `unsure`: whether it may have changed the topic.
        What is refused says why (German, `grund`).
        """
        seen = self.look(text, hits, own, unsure=unsure)
        best = self._chosen(seen)
        answer = self._said(seen, best)
        if answer.outcome is not Outcome.NAECHSTLIEGEND:
            return answer
        if not self._states_all(seen, best):
            row = self._row_elsewhere(text, seen)
            if row is None:
                return answer
            seen, best = row, self._chosen(row)
        other = self._said(seen, best, sure=self._tells_all(seen, best))
        return other if other.outcome is Outcome.BELEGT else answer

    def _states_all(self, seen: Seen, best: Sequence[Sequence[Choice]]) -> bool:
        """Whether the best of the first place is a row by which all stands that the question names and says."""
        first = best[0] if seen.places and seen.wanted else []
        row = first[0].candidate if first and not first[0].missed else None
        if row is None or not row.rows or not states(seen.wanted, row, around(seen.places[0])):
            return False
        return self._tells_all(seen, best)

    def _tells_all(self, seen: Seen, best: Sequence[Sequence[Choice]]) -> bool:
        """Whether all words of the question stand by the best row of the first place, above it, in Frage or title."""
        where, row = seen.places[0], best[0][0].candidate
        near = stems(" ".join((row.text, *row.above, where.hit.passage.frage, where.titel or "")))
        return all(match(stem, near, self.numbers.matching) >= _STANDS for stem in seen.asked.stems)

    def _said(self, seen: Seen, best: list[list[Choice]], *, sure: bool = False) -> Answer:
        """The answer that the `best` of each place give; `sure`: it is known that the first one answers."""
        numbers, asked, places, reads, hits = self.numbers, seen.asked, seen.places, seen.reads, tuple(seen.hits)
        absent = missing(best)
        # judged as found, not as shown: so the models learnt it
        decision = Decision(Outcome.BELEGT) if sure else decide(asked, hits, places, numbers, absent, reads)
        kept = [] if absent else holding(places, best)
        if kept and decision.outcome is not Outcome.NICHT_IM_BESTAND and kept[0][0] is not places[0]:
            decision = self._of_kept(seen, decision, kept)
        if kept:
            places, best = [where for where, _ in kept], [choices for _, choices in kept]
        if decision.outcome is Outcome.NICHT_IM_BESTAND:
            return Answer(decision.outcome, self._nothing(seen, decision), (), hits=hits)
        chosen = _good(asked, places, best, numbers.selection)
        if decision.outcome is Outcome.NAECHSTLIEGEND:  # beside the nearest place only what is near, too
            chosen = chosen[:1] + [one for one in chosen[1:] if near_enough(asked.words, one[0].everything)]
        statements = tuple(_statements(asked, seen.wanted, chosen, numbers))
        if decision.outcome is Outcome.NAECHSTLIEGEND:
            return Answer(decision.outcome, decision.grund or self._why(seen, chosen), statements, hits=hits)
        told = caveat(asked, seen.wanted, decision, places, best, statements, hits, numbers)
        return Answer(decision.outcome, told, statements, hits=hits)

    def _why(self, seen: Seen, chosen: Sequence[tuple[Place, list[Choice]]]) -> str:
        """Why what is shown is only near."""
        where, missed = next(((w, best[0].missed) for w, best in chosen if best), (chosen[0][0], ()))
        others = [hit.passage.text for hit in seen.hits]
        return only_near(seen.asked, seen.wanted, where, missed, others, self.numbers.matching)

    def _nothing(self, seen: Seen, decision: Decision) -> str | None:
        """Why nothing is shown, with what stands nowhere where something was found."""
        if decision.grund != NOT_HERE:
            return decision.grund
        lacking = not_here(seen.asked, seen.wanted, seen.hits, self.numbers.matching)
        return f"{NOT_HERE} {lacking}" if lacking else NOT_HERE

    def _of_kept(self, seen: Seen, decision: Decision, kept: Sequence[tuple[Place, list[Choice]]]) -> Decision:
        """The decision where something asked for does not hold for the first place found, so that another is shown.

        Both must be good enough, but where the best of the other is a row by which all stands that is named.
        """
        asked, numbers, (where, choices) = seen.asked, self.numbers, kept[0]
        left = [one for one, _ in kept]
        reads = [one for one, p in zip(seen.reads, seen.places, strict=True) if p in left] if seen.reads else ()
        judged = decide(asked, _first([where.hit], seen.hits), left, numbers, reads=reads)
        best = choices[0].candidate if choices else None
        row = best is not None and best.rows is not None and states(seen.wanted, best, around(where))
        if judged.outcome is Outcome.BELEGT and (decision.outcome is Outcome.BELEGT or row):
            return decision if decision.outcome is Outcome.BELEGT else judged
        return Decision(Outcome.NAECHSTLIEGEND)

    def look(self, text: str, hits: Sequence[Hit], own: str = "", *, unsure: bool = False) -> Seen:
        """What would be quoted from, and what reading it gives."""
        asked, wanted = read(text, self.numbers.questions, own, unsure=unsure), named(text)
        ranked = raised(asked, hits, self.lookup, self.numbers.cutoff)
        places = [place(hit, self.lookup) for hit in shown(ranked, self.numbers.cutoff)]
        pools = [weighed(asked, where, self.numbers, wanted) for where in places]
        seen = self._read(text, asked, wanted, ranked, places, pools)
        as_found = {hit.passage.id: hit for hit in hits}
        return replace(seen, hits=[as_found[hit.passage.id] for hit in seen.hits])

    def _read(
        self,
        text: str,
        asked: Asked,
        wanted: Named,
        hits: Sequence[Hit],
        places: Sequence[Place],
        pools: Sequence[Sequence[Candidate]],
    ) -> Seen:
        """The places read, those first that reading finds to answer; `hits` as they were ranked."""
        pages = [page_of(asked, where, pool) for where, pool in zip(places, pools, strict=True)]
        reads = self.reader.read(text, pages) if self.reader else []
        order = read_first([where.hit for where in places], reads, self.numbers)
        first = _first([places[i].hit for i in order], hits)
        places, pools, pages = [places[i] for i in order], [pools[i] for i in order], [pages[i] for i in order]
        return Seen(asked, wanted, first, places, pools, pages, [reads[i] for i in order] if reads else [])

    def _row_elsewhere(self, text: str, seen: Seen) -> Seen | None:
        """A further answer of the first one's paper whose best is a row that states what the question names."""
        shown_ = {key(where.hit.passage) for where in seen.places}
        paper = seen.places[0].hit.passage.drucksache if seen.places else ""
        others = [
            hit for hit in answers(seen.hits) if hit.passage.drucksache == paper and key(hit.passage) not in shown_
        ]
        best: tuple[float, Place, Sequence[Candidate]] | None = None
        for hit in others[: self.numbers.cutoff.among] if seen.wanted else ():
            where = place(hit, self.lookup)
            pool = weighed(seen.asked, where, self.numbers, seen.wanted)
            first = choose(seen.asked, pool, 1, self.numbers.selection, bound(seen.wanted, where))[:1]
            for one in first:
                row, better = one.candidate, best is None or one.score > best[0]
                if row.rows and better and states(seen.wanted, row, around(where)):
                    best = one.score, where, pool
        if best is None:
            return None
        only = best[1]
        return self._read(text, seen.asked, seen.wanted, _first([only.hit], seen.hits), [only], [best[2]])

    def _chosen(self, seen: Seen) -> list[list[Choice]]:
        """The best sentences of each place."""
        numbers = self.numbers.selection
        best: list[list[Choice]] = []
        papers = stating(seen.wanted, seen.places, seen.pools)
        for i, (where, most) in enumerate(zip(seen.places, self.numbers.cutoff.sentences, strict=False)):
            pool = seen.pools[i]
            if seen.reads:
                pool = _judged(pool, seen.pages[i], seen.reads[i], numbers)
            best.append(choose(seen.asked, pool, most, numbers, bound(seen.wanted, where, papers, seen.asked.sought)))
        return best


def _first(these: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """All hits, `these` before the others."""
    known = set(map(id, these))
    return [*these, *(hit for hit in hits if id(hit) not in known)]


def _judged(pool: Sequence[Candidate], page: Page, read: Read, numbers: Selection) -> list[Candidate]:
    """The pool with what the reader says of those that it read."""
    odds = {id(unit): value for unit, value in zip(page.units, read.units, strict=True)}
    unread = numbers.read_least
    return [
        replace(one, worth=replace(one.worth, read=numbers.read * counted(odds.get(id(one), unread), numbers)))
        for one in pool
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
    with_value = [pair for pair in good if asked.figures & set(figures(" ".join(c.candidate.text for c in pair[1])))]
    return with_value or good


def _as_good(best: Choice, first: Sequence[Choice], numbers: Selection) -> bool:
    """Whether a further place's best sentence is nearly as good as the first one's; "no knowledge" must be nearer."""
    if not first:
        return True
    unknown = [no_knowledge(choice.candidate.text) for choice in (best, *first)]
    return best.score >= first[0].score - (numbers.unknown_as_good if unknown == [True, False] else numbers.as_good)


def _statements(
    asked: Asked, wanted: Named, chosen: Iterable[tuple[Place, list[Choice]]], numbers: Parameters
) -> Iterable[Statement]:
    """What is quoted, in the order printed within a place; neighbouring sentences are one quote; nothing twice."""
    seen: set[str] = set()
    for where, choices in chosen:
        order = {p.id: i for i, p in enumerate((*where.own, *where.followed))}
        found = [(p, span, c.candidate.ueber) for c in choices for p, span in quotes(c.candidate, numbers.selection)]
        found.sort(key=lambda quote: (order[quote[0].id], quote[1]))
        for passage, ueber in dict.fromkeys((p, ueber) for p, _, ueber in found if p.id not in seen):
            seen.add(passage.id)
            for start, end in merged(passage.text, (span for p, span, _ in found if p is passage)):
                where_ = _cell(asked, wanted, choices, passage, (start, end), numbers)
                citation = Citation(passage, _behind_mark(passage.text, start, end), end, ueber, *where_)
                yield Statement(citation.zitat, (citation,))


def _cell(
    asked: Asked, wanted: Named, choices: Sequence[Choice], passage: Passage, quote: Span, numbers: Parameters
) -> Cell:
    """Row and column of the best row that stands in a quote."""
    for one in (choice.candidate for choice in choices):
        if one.rows and one.passage is passage and quote[0] <= one.span[0] and one.span[1] <= quote[1]:
            return cell(asked, wanted, passage, one.rows, one.span, numbers.matching)
    return Cell()


def _behind_mark(text: str, start: int, end: int) -> int:
    """Where the words of a list's item begin; of several items each keeps its mark."""
    mark = _LIST_MARK.match(text, start, end)
    return mark.end() if mark and mark.end() < end and "\n" not in text[start:end] else start


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans of a text in order, those as one that overlap or have only white space between them."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and not text[done[-1][1] : start].strip():
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done
