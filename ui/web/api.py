"""What other programs may call, by Gradio's API and as MCP tools: ask, find, read, papers. Nothing else is public."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

import gradio as gr
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from gradio.events import api
from mcp import types

from ingest.model import Fragenummer
from rag.model import Hit, Paper, Query, Reply
from rag.reply_json import Json, as_json, fragen
from ui import logs
from ui.labels import STATUS
from ui.web import questions
from ui.web.access import PUBLIC
from ui.web.desk import LONGEST_QUESTION, PROBLEM, Desk
from ui.web.fair import Places
from ui.web.limits import EVENTS, Limit
from ui.web.ours import User

if TYPE_CHECKING:
    from rag.engine import Engine

T = TypeVar("T")
_log = logging.getLogger(__name__)


def publish(desk: Desk, user: User, places: Places) -> None:
    """Name the public endpoints; call it inside the Blocks.

    `user` gives the name of who sends a request, "" without a login; `places` says whose question is answered next.
    """

    def who(request: gr.Request) -> str:
        bare = getattr(request, "request", None) or request  # by MCP it comes as the server has it
        return user(cast(Request, bare))

    def seen(request: gr.Request) -> Engine:
        return desk.seen(who(request))

    def measured(ask: Callable[[Query], Reply], frage: str) -> Reply:
        began, reply = monotonic(), None
        try:
            reply = _tried(ask, frage)
        finally:
            desk.metrics.answered("programm", reply, monotonic() - began)
        return reply

    async def ask(frage: str, request: gr.Request) -> Json:
        """Beantwortet eine Frage wörtlich aus den Antworten der Bundesregierung, mit Belegen, oder lehnt ab.

        Args:
            frage: die Frage auf Deutsch
        """
        async with questions.turn(places, who(request)):
            return as_json(await run_in_threadpool(measured, seen(request).ask, frage))

    async def find(suche: str, request: gr.Request) -> list[Json]:
        """Findet die Stellen, die einer Suche am nächsten liegen, mit dem amtlichen Fragetext.

        Args:
            suche: Stichworte oder Frage
        """
        async with questions.turn(places, who(request)):
            hits = await run_in_threadpool(_tried, seen(request).find, suche)
        return [_found(hit) for hit in hits[:10]]

    def read(drucksache: str, frage: str, request: gr.Request) -> Json:
        """Liest eine Frage eines Papiers mit der Antwort der Bundesregierung.

        Args:
            drucksache: Nummer der Drucksache, z. B. 20/11166
            frage: Nummer der Frage, z. B. 2c
        """
        return _read(seen(request), drucksache, frage)

    def papers(request: gr.Request) -> list[Json]:
        """Nennt alle Papiere im Bestand."""
        return [_listed(paper) for paper in seen(request).papers()]

    for function in (ask, find, read, papers):
        # queued, MCP would have to log in at its own server
        api(function, api_name=function.__name__, queue=False, concurrency_limit=None)


def _tried(ask: Callable[[Query], T], text: str) -> T:
    """What a question comes to; whatever fails, the log is not told its words, which Gradio would write there."""
    try:
        return ask(Query(text[:LONGEST_QUESTION]))
    except Exception as error:
        logs.failed(_log, "question of a program")
        raise gr.Error(PROBLEM, print_exception=False) from error


def public_events(page: gr.Blocks) -> frozenset[int]:
    """The numbers of the page's events that are public; Gradio's clients call by them."""
    return frozenset(number for number, event in page.fns.items() if event.api_name in PUBLIC)


def counted_events(page: gr.Blocks) -> dict[int, Limit]:
    """The page's events that one user may not call as often as they like, by their numbers."""
    return {number: EVENTS[str(event.api_name)] for number, event in page.fns.items() if event.api_name in EVENTS}


def only_tools(page: gr.Blocks) -> None:
    """Of MCP leave the tools alone, once the page is mounted.

    For what it calls resources and prompts, of which there are none, Gradio would ask the address that a request names
    as its host: anyone with a key could have this machine ask another one.
    """
    server = page.mcp_server_obj
    if server is not None:
        kinds = types.ReadResourceRequest, types.ListResourcesRequest, types.ListResourceTemplatesRequest
        for kind in (*kinds, types.ListPromptsRequest, types.GetPromptRequest):
            server.mcp_server.request_handlers.pop(kind, None)


def _listed(paper: Paper) -> Json:
    return {
        "drucksache": paper.nummer,
        "titel": paper.titel,
        "datum": paper.datum.isoformat() if paper.datum else None,
        "ressort": paper.ressort,
        "fraktionen": list(paper.fraktionen),
        "fragen": paper.fragen,
    }


def _found(hit: Hit) -> Json:
    passage = hit.passage
    return {"drucksache": passage.drucksache, "gruppe": fragen(passage), "frage": passage.frage, "text": passage.text}


def _read(engine: Engine, drucksache: str, frage: str) -> Json:
    paper = engine.drucksache(drucksache.strip())
    if paper is None:
        return {"fehler": f"Die Drucksache {drucksache} ist nicht im Bestand."}
    try:
        number = Fragenummer.read(frage)
    except ValueError:
        return {"fehler": f"{frage!r} ist keine Fragenummer."}
    asked, antwort = paper.frage(number), paper.antwort_auf(number)
    if asked is None:
        return {"fehler": f"Die Drucksache {drucksache} hat keine Frage {number}."}
    return {
        "drucksache": paper.nummer,
        "nr": str(number),
        "frage": asked.text,
        "antwort": antwort.text if antwort else None,
        "gruppe": [str(n) for n in antwort.nummern] if antwort else [],
        "status": STATUS[antwort.status] if antwort else None,
    }
