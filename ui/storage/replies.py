"""Replies as they are kept with a conversation: places in Passages, not copies of papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from ingest.model import Passage
from rag.model import Citation, Hit, Outcome, Query, Reply, Statement
from ui.storage import filter_query

Lookup = Callable[[str], Passage | None]
"""The Passage of an id; None where there is none any more, or where the user may not see it."""

_HITS = 5
"""How many hits are kept: enough to offer the nearest Fragen again."""


def dump(reply: Reply) -> str:
    """A reply as JSON, for `load`: of papers it holds ids, places and the words quoted, of its hits the best."""
    record = {
        "outcome": reply.outcome.value,
        "grund": reply.grund,
        "statements": [_statement(statement) for statement in reply.statements],
        "hits": [[hit.passage.id, round(hit.score, 4)] for hit in reply.hits[:_HITS]],
        "ms": round(reply.ms, 1),
        "gefragt": reply.gefragt,
        "filters": filter_query.write(reply.filters),
        "model": reply.model,
    }
    return json.dumps(record, ensure_ascii=False)


def _statement(statement: Statement) -> dict[str, object]:
    return {"text": statement.text, "citations": [_citation(citation) for citation in statement.citations]}


def _citation(citation: Citation) -> dict[str, object]:
    via = citation.ueber.id if citation.ueber else None
    return {
        "passage": citation.passage.id,
        "start": citation.start,
        "end": citation.end,
        "zitat": citation.zitat,
        "ueber": via,
    }


def passages(text: str) -> set[str]:
    """The ids of all Passages that a reply, as `dump` wrote it, names: quoted, led through, or among its hits."""
    record = cast(Mapping[str, Any], json.loads(text))
    citations = [citation for statement in record["statements"] for citation in statement["citations"]]
    quoted = {citation[name] for citation in citations for name in ("passage", "ueber") if citation[name]}
    return quoted | {id_ for id_, _ in record["hits"]}


def load(text: str, query: Query, lookup: Lookup) -> Reply:
    """The reply of a `text` that `dump` wrote, to the query that it answered.

    A citation whose Passage is gone or reads differently now is left out, so that nothing wrong is marked; likewise a
    hit that is gone.
    """
    record = cast(Mapping[str, Any], json.loads(text))
    passages = [(lookup(key), score) for key, score in record["hits"]]
    return Reply(
        query=query,
        outcome=Outcome(record["outcome"]),
        grund=record["grund"],
        statements=tuple(_load_statement(item, lookup) for item in record["statements"]),
        hits=tuple(Hit(passage, score) for passage, score in passages if passage),
        ms=record["ms"],
        gefragt=record["gefragt"],
        filters=filter_query.read(record["filters"]),
        model=record["model"],
    )


def _load_statement(item: Mapping[str, Any], lookup: Lookup) -> Statement:
    return Statement(item["text"], _load_citations(item["citations"], lookup))


def _load_citations(items: Sequence[Mapping[str, Any]], lookup: Lookup) -> tuple[Citation, ...]:
    found = []
    for item in items:
        passage = lookup(item["passage"])
        if passage is not None and passage.text[item["start"] : item["end"]] == item["zitat"]:
            via = lookup(item["ueber"]) if item["ueber"] else None
            found.append(Citation(passage, item["start"], item["end"], via))
    return tuple(found)
