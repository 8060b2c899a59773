"""Replies as they are kept with a conversation: places in Passages, not copies of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pydantic import TypeAdapter, ValidationError

from ingest.model import Passage
from rag.model import Citation, Hit, Outcome, Query, Reply, Statement
from rag.requested import Requested
from ui.storage import filter_query

Lookup = Callable[[str], Passage | None]
"""The Passage of an id; None where there is none any more, or where the user may not see it."""

Former = Callable[[str], Iterable[Passage]]
"""What the Passage of an id was in versions of its paper that were replaced, newest first."""

_HITS = 5
"""How many hits are kept: enough to offer the nearest Fragen again."""

VERSION = 3
"""Of what is kept. Raise it when its form changes, and let `_read` bring the ones before to the new one."""


class KeptReplyError(ValueError):
    """What is kept is damaged, or a newer version of the program has kept it."""


@dataclass(frozen=True, slots=True)
class KeptCitation:
    """A place in a Passage by its id, and the words that stood there; `ueber`: the id of the Passage that led here."""

    passage: str
    start: int
    end: int
    zitat: str
    ueber: str | None = None
    zeile: str | None = None
    spalte: str | None = None


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A sentence with its places."""

    text: str
    citations: tuple[KeptCitation, ...]


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply: its hits by Passage id with their score, its filters as an address has them (`filter_query.py`).

    `anliegen`: what a request came to; `teile`: the replies it was put together from; `frage`: the text of a part.
    """

    outcome: Outcome
    grund: str | None
    statements: tuple[KeptStatement, ...]
    hits: tuple[tuple[str, float], ...]
    ms: float
    gefragt: str | None
    filters: str
    model: str | None
    version: int = 1  # which the first one did not name
    anliegen: Requested | None = None  # from the third on
    teile: tuple[KeptReply, ...] = ()
    frage: str = ""


_KEPT = TypeAdapter(KeptReply)


def dump(reply: Reply) -> str:
    """A reply as JSON, for `load`: of papers it holds ids, places and the words quoted, of its hits the best."""
    return _KEPT.dump_json(_kept(reply)).decode()


def _kept(reply: Reply, frage: str = "") -> KeptReply:
    return KeptReply(
        outcome=reply.outcome,
        grund=reply.grund,
        statements=tuple(KeptStatement(s.text, tuple(map(_citation, s.citations))) for s in reply.statements),
        hits=tuple((hit.passage.id, round(hit.score, 4)) for hit in reply.hits[:_HITS]),
        ms=round(reply.ms, 1),
        gefragt=reply.gefragt,
        filters=filter_query.write(reply.filters),
        model=reply.model,
        version=VERSION,
        anliegen=reply.anliegen,
        teile=tuple(_kept(part, part.query.text) for part in reply.teile),
        frage=frage,
    )


def _citation(citation: Citation) -> KeptCitation:
    via = citation.ueber.id if citation.ueber else None
    return KeptCitation(
        citation.passage.id, citation.start, citation.end, citation.zitat, via, citation.zeile, citation.spalte
    )


def _read(text: str) -> KeptReply:
    """What was kept; the first two versions had the same fields but for those of requests."""
    try:
        kept = _KEPT.validate_json(text)
    except ValidationError as error:
        raise KeptReplyError(str(error)) from error
    if kept.version > VERSION:
        raise KeptReplyError(f"version {kept.version}")
    return kept


def passages(text: str) -> set[str]:
    """The ids of all Passages that a kept reply names: quoted, led through, or among its hits; else KeptReplyError."""
    return _passages(_read(text))


def _passages(kept: KeptReply) -> set[str]:
    citations = [citation for statement in kept.statements for citation in statement.citations]
    quoted = {id_ for citation in citations for id_ in (citation.passage, citation.ueber) if id_}
    return quoted.union({id_ for id_, _ in kept.hits}, *map(_passages, kept.teile))


def listed(text: str) -> set[str]:
    """The numbers of all papers that a kept reply lists without quoting them; KeptReplyError as above."""
    return _listed(_read(text))


def _listed(kept: KeptReply) -> set[str]:
    shown = kept.anliegen
    named = {paper.drucksache for paper in shown.papiere} if shown else set()
    named |= {one.drucksache for one in (*shown.fragen, *shown.reihe)} if shown else set()
    return named.union(*map(_listed, kept.teile))


def whole_question(text: str) -> str | None:
    """The whole question that a kept reply answers, where a turn was completed from those before; KeptReplyError."""
    return _read(text).gefragt


def quotes(text: str) -> list[str]:
    """The words that a kept reply quotes, in their order; KeptReplyError."""
    return [citation.zitat for statement in _read(text).statements for citation in statement.citations]


def load(text: str, query: Query, lookup: Lookup, former: Former = lambda _: ()) -> Reply:
    """The reply of a `text` that `dump` wrote, to the query that it answered; KeptReplyError if it is unreadable.

    A citation whose Passage reads differently now is of a version of the paper that was replaced, and is looked for
    there. One that is found nowhere is left out, so that nothing wrong is marked; likewise a hit that is gone.
    """
    return _loaded(_read(text), query, lookup, former)


def _loaded(kept: KeptReply, query: Query, lookup: Lookup, former: Former) -> Reply:
    found = [(lookup(id_), score) for id_, score in kept.hits]
    return Reply(
        query=query,
        outcome=kept.outcome,
        grund=kept.grund,
        statements=tuple(Statement(s.text, _citations(s.citations, lookup, former)) for s in kept.statements),
        hits=tuple(Hit(passage, score) for passage, score in found if passage),
        ms=kept.ms,
        gefragt=kept.gefragt,
        filters=filter_query.read(kept.filters),
        model=kept.model,
        anliegen=kept.anliegen,
        teile=tuple(_loaded(part, replace(query, text=part.frage), lookup, former) for part in kept.teile),
    )


def _citations(kept: Sequence[KeptCitation], lookup: Lookup, former: Former) -> tuple[Citation, ...]:
    found = []
    for one in kept:
        versions = chain((lookup(one.passage),), (former(one.passage) if one.zitat else ()))
        passage = next((p for p in versions if p and one.zitat and p.text[one.start : one.end] == one.zitat), None)
        if passage is not None:
            via = lookup(one.ueber) if one.ueber else None
            found.append(Citation(passage, one.start, one.end, via, one.zeile, one.spalte))
    return tuple(found)
