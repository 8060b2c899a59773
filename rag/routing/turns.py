"""The turns of a conversation, told apart: which are requests, and what a question may still lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from rag.model import Paper, Query
from rag.query.followup import FURTHEST
from rag.requested import Art
from rag.routing.reading import Stock, read
from rag.routing.request import Request, as_question


class Known(Protocol):
    """What turns are read against."""

    def papers(self) -> Sequence[Paper]:
        """All papers, newest first."""

    def today(self) -> date:
        """The day from which "letzte Woche" is told."""


class Turns:
    """Reads turns, each in the light of the one before it."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def read(self, query: Query) -> Request | None:
        """The request that a turn is; None for a question of substance."""
        return self._told_apart(query)[-1][1]

    def question(self, query: Query) -> Query:
        """A question of substance without the requests before it; one that may lean on it takes up their topic."""
        before: Query | None = None
        for turn, request in self._told_apart(query)[:-1]:
            if request is None:
                before = replace(turn, text=as_question(turn.text) or turn.text, vorher=before)
            elif topic := _topic(request):
                before = replace(turn, text=topic, vorher=before)
        return replace(query, text=as_question(query.text) or query.text, vorher=before)

    def _told_apart(self, query: Query) -> list[tuple[Query, Request | None]]:
        """The turns up to this one, the oldest first, as far as is looked back, each with the request that it is."""
        stock, turns = Stock(self._known.papers(), self._known.today()), [query]
        while turns[-1].vorher is not None and len(turns) <= FURTHEST:
            turns.append(turns[-1].vorher)
        told, before = list[tuple[Query, Request | None]](), None
        for turn in reversed(turns):
            before = read(turn.text, stock, before, first=turn.vorher is None)
            told.append((turn, before))
        return told


def _topic(request: Request) -> str:
    """What of a request a later question takes up: its paper and Frage, or its topic."""
    if request.art is Art.FRAGE and request.drucksachen:
        return f"Drucksache {request.drucksachen[0]}, Frage {', '.join(request.fragen)}"
    if request.art is Art.PAPIER and request.drucksachen and not request.before:
        return f"Drucksache {request.drucksachen[0]}"
    return request.thema if request.art in (Art.LISTE, Art.STATUS, Art.RADAR) else ""
