"""Examples to learn reading from: questions with a page of the paper that they were written to, and what of it answers.

No index is needed: an answerable question has the page of its own answer (units that hold the evidence are right) and
one of the answer of the same paper that holds most of its words (nothing is right); a near one the page that would be
mistaken for an answer. Where a page holds the year or place that a question names, the question with another one is a
near one more.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from evals.run import place_of
from ingest.model import Drucksache, ParseError, Passage, Sprecher
from ingest.papers import load
from ingest.passages import passages
from rag.answering.candidates import Candidate
from rag.answering.pages import Page, page_of, weighed
from rag.answering.selection import worths
from rag.engine import Engine
from rag.model import Hit, Query
from rag.query.analysis import read
from rag.query.followup import understood
from rag.reading.net import Tokens, page_tokens, question_tokens
from rag.retrieval.expansion import Place, place
from rag.settings import Settings
from rag.text.gazetteer import orte
from rag.text.matching import coverage
from rag.text.stemming import stems

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

LEAST = 0.5  # share of unit or evidence that lies in the other, so that the unit holds it
SEARCHED = 12  # hits of a search
READ = 4000  # characters of an answer whose words are compared


class Papers:
    """Parsed papers by their number; a Lookup without an index."""

    def __init__(self, folder: Path) -> None:
        self._papers: dict[str, tuple[Drucksache, list[Passage]]] = {}
        for file in sorted(folder.glob("*.txt")):
            try:
                paper = load(file)
            except ParseError:
                continue
            self._papers[paper.nummer] = paper, passages(paper)

    def passages_of(self, nummer: str) -> Sequence[Passage]:
        """A paper's Passages in the order printed."""
        return self._papers[nummer][1] if nummer in self._papers else ()

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record."""
        return self._papers[nummer][0] if nummer in self._papers else None


@dataclass(frozen=True, slots=True)
class Question:
    """A line of a set. `text` is whole, also of a follow-up turn; `quote`: its evidence, or what is mistaken for it."""

    id: str
    text: str
    paper: str
    fragen: frozenset[str]
    answerable: bool
    quote: str


def questions(file: Path) -> list[Question]:
    """The questions of a set of evals/training."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    queries: dict[str, Query] = {}
    found = []
    for row in rows:
        queries[row["id"]] = query = Query(row["question"], vorher=queries.get(row.get("nach", "")))
        named = row["fragen"] or row.get("near_fragen", ())
        quote = row.get("evidence") or row.get("verwechselt") or ""
        paper = row["drucksache"] or row.get("near") or ""
        text = understood(query, lambda _alone, _joined: True).whole  # written as a follow-up: it leans
        found.append(Question(f"{file.stem}:{row['id']}", text, paper, frozenset(named), row["answerable"], quote))
    return found


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a page in tokens. `right`: the units that answer; `kind`: "right", "near" or "other"."""

    question: Question
    kind: str
    asked: Tokens
    page: Tokens
    right: tuple[int, ...] = ()


def examples(papers: Papers, every: Iterable[Question], tokenizer: PreTrainedTokenizerFast) -> Iterator[Example]:
    """What is learnt from each question; none of those whose evidence is in no unit."""
    for question in every:
        asked = question_tokens(tokenizer, question.text)
        for kind, found, right in _pages(papers, question):
            tokens = page_tokens(tokenizer, found)
            there = tuple(unit for unit in right if unit in tokens.units)
            if there or kind != "right":
                yield Example(question, kind, asked, tokens, there)


FOUND = {True: 1, False: 2}  # places of a search that are read beside: of answerable questions, of others
TWIN = 0.8  # share of an official question's stems in another one's from which both may be answered alike


def found(
    index: Path, every: Iterable[Question], barred: Container[str], tokenizer: PreTrainedTokenizerFast
) -> Iterator[Example]:
    """Pages that a search finds first and that do not answer: of other papers than the question's and those `barred`.

    Of answerable questions those are left out whose official question is nearly the same: papers repeat each other.
    """
    with Engine.open(Settings(index=index)) as engine:
        for question in every:
            hits = engine.retriever.search(question.text, most=SEARCHED)
            own = [h.passage for h in hits if h.passage.drucksache == question.paper]
            same = [_stems(p) for p in own if question.fragen & set(place_of(p).fragen)] if question.answerable else []
            others = [h for h in hits if h.passage.drucksache not in barred and h.passage.drucksache != question.paper]
            others = [h for h in others if not any(coverage(one, _stems(h.passage)) >= TWIN for one in same)]
            asked, tokens = read(question.text), question_tokens(tokenizer, question.text)
            for hit in others[: FOUND[question.answerable]]:
                where = place(hit, engine)
                pool = weighed(asked, where)
                if pool:
                    page = page_tokens(tokenizer, page_of(asked, where, pool))
                    yield Example(question, "found" if question.answerable else "near", tokens, page)


def _stems(passage: Passage) -> frozenset[str]:
    return stems(passage.frage)


def _pages(papers: Papers, question: Question) -> Iterator[tuple[str, Page, Sequence[int]]]:
    """Pages with the places of their right units."""
    own, others = _answers(papers, question)
    if question.answerable:
        holding = next(((w, p, at) for w, p, at in _read(papers, question, own) if at), None)
        if holding is None:
            return
        yield "right", *_paged(question, *holding)
        same = {passage.text for passage in own}
        others = [passage for passage in others if passage.text not in same]
        yield from (
            ("other", _paged(question, where, pool, ())[0], ())
            for where, pool, _ in _read(papers, question, others[:1])
        )
        return
    mistaken = [one for one in _read(papers, question, own[:3]) if one[2] or not question.quote]
    for where, pool, at in mistaken[:1] or list(_read(papers, question, [*own, *others][:1])):
        yield "near", _paged(question, where, pool, at)[0], ()


def _answers(papers: Papers, question: Question) -> tuple[list[Passage], list[Passage]]:
    """The first Passage of each answer of the paper: of the Fragen named, of others; those with most words first."""
    seen: dict[object, Passage] = {}
    for passage in papers.passages_of(question.paper):
        if passage.sprecher is Sprecher.BUNDESREGIERUNG:
            seen.setdefault(passage.nummern or passage.art, passage)
    wanted = read(question.text).stems
    ranked = sorted(seen.values(), key=lambda p: -coverage(wanted, stems(f"{p.frage} {p.text[:READ]}")))
    own = [passage for passage in ranked if question.fragen & set(place_of(passage).fragen)]
    return own, [passage for passage in ranked if passage not in own]


def _read(
    papers: Papers, question: Question, some: Iterable[Passage]
) -> Iterator[tuple[Place, list[Candidate], list[int]]]:
    """Places with their units, and which of these hold the quote."""
    asked = read(question.text)
    for passage in some:
        where = place(Hit(passage, 0.0), papers)
        pool = weighed(asked, where)
        if pool:
            yield where, pool, holding(pool, question.quote)


def _paged(
    question: Question, where: Place, pool: Sequence[Candidate], at: Sequence[int]
) -> tuple[Page, tuple[int, ...]]:
    """The page with the two best of those units in it, and where on the page they stand."""
    asked = read(question.text)
    worth = worths(asked, pool)
    best = sorted(at, key=lambda i: -worth[i])[:2]
    made = page_of(asked, where, pool, also=best)
    right = {id(pool[i]) for i in at}
    return made, tuple(i for i, unit in enumerate(made.units) if id(unit) in right)


def holding(pool: Sequence[Candidate], quote: str) -> list[int]:
    """Which units hold a quote, white space apart; also what leads to the list that holds it."""
    done, spans = [], dict[str, tuple[int, int] | None]()
    for i, unit in enumerate(pool):
        span = spans.setdefault(unit.passage.id, _span(quote, unit.passage.text))
        if span is None:
            continue
        shorter = min(unit.span[1] - unit.span[0], span[1] - span[0])
        inside = min(unit.span[1], span[1]) - max(unit.span[0], span[0])
        listed = min(unit.until or 0, span[1]) - max(unit.span[0], span[0])
        if (inside > 0 and inside >= LEAST * shorter) or listed >= 0.8 * (span[1] - span[0]):
            done.append(i)
    return done


def _span(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, white space apart."""
    places = [i for i, char in enumerate(text) if not char.isspace()]
    wanted = "".join(quote.split())
    at = "".join(text.split()).find(wanted) if wanted else -1
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


_YEAR = re.compile(r"\b20[12]\d\b")
_FIRST = ("Baden-Württemberg", "Ägypten", "Aachen", "Athen")  # the first of the Länder, states, cities, others


def swapped(every: Iterable[Example], tokenizer: PreTrainedTokenizerFast) -> Iterator[Example]:
    """Right examples with a year or place that page and question name put in the place of one that neither does."""
    chance = random.Random(1)
    for one in every:
        text = one.question.text
        words = str(tokenizer.decode(list(one.page.ids)))
        other = _elsewhere(text, words, chance) or _another_year(text, words, chance)
        if one.kind == "right" and other:
            yield replace(one, kind="near", asked=question_tokens(tokenizer, other), right=())


def _another_year(text: str, page: str, chance: random.Random) -> str | None:
    year = _YEAR.search(text)
    if year is None or year[0] not in page:
        return None
    others = [str(int(year[0]) + by) for by in (-3, -2, -1, 1, 2)]
    free = [other for other in others if other not in page and other not in text]
    return text.replace(year[0], chance.choice(free)) if free else None


def _elsewhere(text: str, page: str, chance: random.Random) -> str | None:
    named, low = list(orte().items()), page.lower()
    starts = [list(orte()).index(first) for first in _FIRST]
    for begin, end in pairwise(starts):
        group = named[begin:end]
        there = [name for name, words in group if name in text and any(word in low for word in words)]
        free = [name for name, words in group if not any(word in low for word in words)]
        spot = next((found for name in there if (found := re.search(rf"\b{name}\b", text))), None)
        if spot and free:
            return text[: spot.start()] + chance.choice(free) + text[spot.end() :]
    return None
