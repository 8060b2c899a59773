"""Follow-up questions over HTTP: drafted from an answer, worded further, taken out, handed out as a Word file."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from ingest.model import Fragenummer
from rag import citation as cite
from rag import nachfrage
from ui.storage.drafts import FIELDS, FILE, Drafts
from ui.views import drafts as render
from ui.views import word
from ui.web.desk import Desk
from ui.web.ours import User, attached, own_page

Field = Annotated[str, Form(max_length=200)]
Text = Annotated[str, Form(max_length=render.LONGEST)]
MOST = 200
"""Fragen of a draft; a draft that is checked takes no more either (ingest.parsing.entwurf)."""

_NOT_HELD = "Die Drucksache {} ist nicht oder nicht mehr im Bestand."
_NO_ANSWER = "In Drucksache {} steht keine Antwort auf Frage „{}“."
_NO_NUMBER = "Dieses Papier hat keine Drucksachennummer, auf die sich eine Nachfrage beziehen könnte."
_FULL = f"Der Entwurf hat schon {MOST} Fragen. Bitte entfernen Sie erst eine."
_GONE = "Diese Frage steht nicht mehr im Entwurf."


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the routes; `user` gives the name of who sends a request, "" without a login."""
    drafts = Drafts(desk.folder / FILE)
    _showing(app, desk, user, drafts)
    _wording(app, user, drafts)

    @app.post("/nachfragen/entwerfen")
    def draft(request: Request, drucksache: Field, frage: Field) -> dict[str, object]:
        """Draft a follow-up to an answer and put it to the user's draft; says how many Fragen that has now."""
        own_page(request)
        who = user(request)
        before = drafts.fragen(who)
        if len(before) >= MOST:
            raise HTTPException(422, _FULL)
        added = _drafted(desk, drafts, who, drucksache, frage)
        return {"neu": added, "anzahl": len(before) + added}


def _drafted(desk: Desk, drafts: Drafts, who: str, nummer: str, frage: str) -> bool:
    """Draft a follow-up; HTTPException that says why where that cannot be. False where it was drafted before."""
    paper = desk.seen(who).drucksache(nummer)
    if paper is None:
        raise HTTPException(404, _NOT_HELD.format(nummer))
    if not cite.paper_url(paper.nummer):
        raise HTTPException(422, _NO_NUMBER)
    try:
        antwort = paper.antwort_auf(Fragenummer.read(frage))
    except ValueError:
        antwort = None
    if antwort is None:
        raise HTTPException(404, _NO_ANSWER.format(nummer, frage))
    text = nachfrage.draft(paper, antwort)
    return drafts.add(who, paper.nummer, str(antwort.nummern[0]), antwort.status, text)


def _showing(app: FastAPI, desk: Desk, user: User, drafts: Drafts) -> None:
    @app.get("/nachfragen", response_class=HTMLResponse)
    def page(request: Request) -> str:
        """The user's draft."""
        who = user(request)
        return render.page(drafts.head(who), drafts.fragen(who))

    @app.get("/nachfragen/kleine-anfrage.docx")
    def word_file(request: Request) -> Response:
        """The user's draft as a Word file in the form of a Kleine Anfrage."""
        who, day = user(request), date.today()
        head = drafts.head(who)
        newest = next((paper.wahlperiode for paper in desk.seen(who).papers() if paper.wahlperiode), None)
        text = render.docx(head, drafts.fragen(who), newest, day)
        title = f"Kleine Anfrage {head.titel}".strip()
        return Response(text, media_type=word.MIME, headers=attached(title, day, "docx"))


def _wording(app: FastAPI, user: User, drafts: Drafts) -> None:
    @app.post("/nachfragen/aendern")
    def change(request: Request, feld: Field, text: Text = "") -> dict[str, bool]:
        """Write a field of the head, or a Frage by its key."""
        own_page(request)
        if feld in FIELDS:
            drafts.write_head(user(request), feld, text)
        elif not drafts.write(user(request), feld, text):
            raise HTTPException(404, _GONE)
        return {"getan": True}

    @app.post("/nachfragen/vorziehen")
    def raise_(request: Request, feld: Field) -> dict[str, bool]:
        """Put a Frage before the one above it."""
        own_page(request)
        drafts.raise_(user(request), feld)
        return {"getan": True}

    @app.post("/nachfragen/entfernen")
    def remove(request: Request, feld: Field = "") -> dict[str, bool]:
        """Take a Frage out; without a key the whole draft is deleted."""
        own_page(request)
        if feld:
            drafts.remove(user(request), feld)
        else:
            drafts.clear(user(request))
        return {"getan": True}
