"""Several questions in one text, or several sides of one: put apart, and their Replies put together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.model import Outcome, Query, Reply
from rag.nearest import LEAST
from rag.query.leaning import OPENING, pronoun
from rag.requested import Art, Requested
from rag.routing.request import AS_QUESTION
from rag.text.matching import coverage
from rag.text.proforms import points
from rag.text.stemming import content, stem, stems


def answered_apart(replies: Sequence[Reply]) -> bool:
    """Whether other papers answer each question by itself, and no answer has the words of the next question."""
    papers = [{c.passage.drucksache for c in reply.citations} for reply in replies if reply.gefunden]
    apart = len(papers) == len(replies) and not set.intersection(*papers)
    return apart and not any(_speaks_of(one, then.query) for one, then in pairwise(replies))


def _speaks_of(reply: Reply, question: Query) -> bool:
    """Whether an answer has so many telling words of a question that this one is likely to go on with it."""
    there = stems(" ".join(f"{c.passage.frage} {c.passage.text}" for c in reply.citations))
    return coverage([stem(word) for word in content(question.text)], there) >= LEAST


def takes_up(text: str) -> bool:
    """Whether a question says that it goes on with the one before it in the same text."""
    return OPENING.match(text) is not None or points(text) or pronoun(text)


def chained(query: Query, texts: Sequence[str]) -> list[Query]:
    """One Query for each text, each with the one before it as the turn before."""
    found, before = list[Query](), query.vorher
    for text in texts:
        before = Query(text, query.filters, before)
        found.append(before)
    return found


def together(query: Query, replies: Sequence[Reply]) -> Reply:
    """One Reply to a text of several questions."""
    arts = [reply.art for reply in replies]
    art = Art.ANTWORT if Art.ANTWORT in arts else arts[0]
    shown = "; ".join(r.anliegen.verstanden if r.anliegen else r.query.text for r in replies)
    said = Requested(art, f"{len(replies)} Fragen: {shown}", "", als_frage=AS_QUESTION + query.text)
    return summed(query, tuple(replies), said)


def summed(query: Query, parts: tuple[Reply, ...], shown: Requested) -> Reply:
    """One Reply of several, in order: found where one of them is, with all that they say and cite."""
    found = any(part.gefunden for part in parts)
    reasons = [part.grund for part in parts if part.grund and not part.gefunden]
    return Reply(
        query=query,
        outcome=Outcome.BELEGT if found else max((p.outcome for p in parts), key=_worth),
        grund="\n".join(dict.fromkeys(reasons)) or None,
        statements=tuple(s for part in parts for s in part.statements),
        hits=tuple(hit for part in parts for hit in part.hits),
        ms=sum(part.ms for part in parts),
        anliegen=shown,
        teile=parts,
        model=next((part.model for part in parts if part.model), None),
    )


def _worth(outcome: Outcome) -> int:
    return (Outcome.NICHT_IM_BESTAND, Outcome.NAECHSTLIEGEND, Outcome.BELEGT).index(outcome)
