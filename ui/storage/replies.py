"""Replies as they are kept with a conversation: places in Passages, not copies of papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from ingest.ids import is_private
from ingest.model import Drucksache, Passage, canonical
from rag.model import Citation, Filters, Hit, Outcome, Paper, Query, Reply, Statement
from rag.requested import Art, Requested
from ui.storage import filter_query

Lookup = Callable[[str], Passage | None]
"""The Passage of an id; None where there is none any more, or where the user may not see it."""

Former = Callable[[str], Iterable[Passage]]
"""What the Passage of an id was in versions of its paper that were replaced, newest first."""
_NUMBER = re.compile(r"(?<![\d/])\d{1,2}/\d{1,6}(?![\d/])")


class Stock(Protocol):
    """The papers that all users see; an Engine for nobody in particular has them."""

    def passage(self, id_: str, /) -> Passage | None:
        """One Passage by its id."""

    def former(self, id_: str, /) -> Iterable[Passage]:
        """What it was in versions that were replaced."""

    def paper(self, nummer: str, /) -> Paper | None:
        """What lists need of a paper."""

    def drucksache(self, nummer: str, /) -> Drucksache | None:
        """A paper's record."""


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
    nur_stichworte: bool = False


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
        nur_stichworte=reply.nur_stichworte,
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
    named = {paper.drucksache for paper in (*shown.papiere, *shown.sinnverwandt)} if shown else set()
    named |= {frage.drucksache for frage in shown.fragen} | {row.drucksache for row in shown.reihe} if shown else set()
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
        nur_stichworte=kept.nur_stichworte,
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


def for_others(text: str, query: Query, stock: Stock) -> tuple[Reply | None, int]:
    """A kept reply as others may read it, and how many of its statements are left out; KeptReplyError as `load`.

    `stock`: what all users see. Of a statement all places must stand there; where a private paper is named at all, only
    such statements are left of the reply. None: a list, a comparison, or several replies that may rest on such a paper;
    they are left out whole.
    """
    return _for_others(_read(text), query, stock)


def _for_others(kept: KeptReply, query: Query, stock: Stock) -> tuple[Reply | None, int]:
    private = any(map(is_private, _passages(kept))) or not _common(kept, stock)
    if private and (kept.anliegen or kept.teile):
        return None, 1
    reply = _loaded(kept, query, stock.passage, stock.former)
    pairs = enumerate(zip(kept.statements, reply.statements, strict=True))
    standing = {n: loaded for n, (one, loaded) in pairs if _stands(one, loaded)}
    parts = [_for_others(part, replace(query, text=part.frage), stock) for part in kept.teile]
    teile = tuple(part for part, _ in parts if part is not None)
    left_out = len(kept.statements) - len(standing) + sum(missing for _, missing in parts)
    asked = _proven(reply.anliegen, list(standing)) if reply.anliegen else None
    shown = replace(reply, statements=tuple(standing.values()), teile=teile, anliegen=asked)
    return (replace(shown, grund=None, gefragt=None, filters=Filters()) if private else shown), left_out


def _proven(shown: Requested, standing: Sequence[int]) -> Requested:
    """What a request came to, where only these statements are left: its rows count in them, or name none."""
    new = {old: n for n, old in enumerate(standing)}
    return replace(
        shown, reihe=tuple(replace(r, beleg=None if r.beleg is None else new.get(r.beleg)) for r in shown.reihe)
    )


def _stands(kept: KeptStatement, loaded: Statement) -> bool:
    """Whether every place of a statement was found, and none is private."""
    ids = [id_ for one in kept.citations for id_ in (one.passage, one.ueber) if id_]
    return 0 < len(kept.citations) == len(loaded.citations) and not any(map(is_private, ids))


def _common(kept: KeptReply, stock: Stock) -> bool:
    """Whether all papers that a reply lists or was narrowed to are seen by all, and said the same then."""
    shown = kept.anliegen
    told = f"{shown.verstanden} {shown.text}" if shown and shown.art is not Art.UNBEKANNT else ""
    named = {canonical(number) for number in _NUMBER.findall(told)}
    numbers = _listed(kept) | filter_query.read(kept.filters).drucksachen | named
    papers = {number: stock.paper(number) for number in numbers}
    if not all(papers.values()):
        return False
    titles = {number: paper.titel for number, paper in papers.items() if paper}
    if shown and any(titles[one.drucksache] != one.titel for one in (*shown.papiere, *shown.sinnverwandt)):
        return False
    texts = {number: _texts(stock, number) for number in ({one.drucksache for one in shown.fragen} if shown else ())}
    return not shown or all(one.text in texts[one.drucksache] for one in shown.fragen)


def _texts(stock: Stock, number: str) -> set[str]:
    paper = stock.drucksache(number)
    return {frage.text for frage in paper.fragen} if paper else set()
