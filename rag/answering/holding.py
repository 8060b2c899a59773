"""What the question names and asks for, and whether it holds: for a sentence or row, for a place, for none of them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from rag.answerability.binding import Around, Missed, around, missed, stated
from rag.answerability.lacking import lacking
from rag.answering.candidates import Candidate
from rag.answering.selection import Bound, Choice
from rag.query.named import Named, said
from rag.query.sought import Sought
from rag.retrieval.expansion import Place


def missing(best: Sequence[Sequence[Choice]]) -> tuple[Missed, ...]:
    """What the question names that holds for no place: of the first place that misses anything, if all do."""
    misses = [choices[0].missed for choices in best if choices]
    return misses[0] if misses and all(misses) else ()


def holding(places: Sequence[Place], best: Sequence[list[Choice]]) -> list[tuple[Place, list[Choice]]]:
    """The places with what was chosen of them, but for those for which something asked for does not hold."""
    return [(p, choices) for p, choices in zip(places, best, strict=True) if not (choices and choices[0].missed)]


def stating(wanted: Named, places: Sequence[Place], pools: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """The papers that have a row by which all stands that the question names: of their other rows it is not sure."""
    if not wanted:
        return frozenset()
    found = set[str]()
    for where, pool in zip(places, pools, strict=True):
        paper, here = where.hit.passage.drucksache, around(where)
        rows = (one for one in pool if one.rows and paper not in found)
        if any(states(wanted, one, here) for one in rows):
            found.add(paper)
    return frozenset(found)


def states(wanted: Named, row: Candidate, here: Around) -> bool:
    """Whether all that the question names stands by a row, and nothing else in its place."""
    return stated(wanted, row.text, row.above, here) and not missed(wanted, row.text, row.above, here, row=True)


def bound(wanted: Named, where: Place, papers: Container[str] = (), kind: Sought | None = None) -> Bound:
    """Tells of the sentences and rows of a place what the question asks for that does not hold for them.

    `papers`: those with a row by which all of it stands; what does not stand by another one then does not hold.
    `kind`: what must be told, or what is asked be denied; what comes into the place of a better one,
    because that tells nothing of the kind, may not deny it.
    """
    if not wanted and kind is None:
        return lambda _: ()
    here = around(where)
    sure = where.hit.passage.drucksache not in papers
    may_deny = True

    def tell(one: Candidate) -> tuple[Missed, ...]:
        nonlocal may_deny
        found = missed(wanted, one.text, one.above, here, row=one.rows is not None)
        if found:
            return found
        if not sure and one.rows is not None and not stated(wanted, one.text, one.above, here):
            return (Missed(said(wanted)),)
        untold = lacking(kind, one.led, one.above, may_deny=may_deny)
        may_deny = may_deny and untold is None
        return (untold,) if untold else ()

    return tell
