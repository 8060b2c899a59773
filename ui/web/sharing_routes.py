"""What the page sends to share something, and the page that others see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from ui.views import sharing as render
from ui.views.news import mail_page
from ui.web.ours import User, own_page
from ui.web.sharing import NotShared, Sharing, Wanted

Field = Annotated[str, Form(max_length=200)]


def add(app: FastAPI, sharing: Sharing, user: User) -> None:
    """Add the routes; `user` gives the name of who sends a request, "" without a login."""

    @app.get("/teilen", response_class=HTMLResponse)
    def listed(request: Request) -> str:
        """What the user shares, and what is shared with them."""
        return render.listing(sharing.listed(user(request)), alone=sharing.alone)

    @app.post("/teilen/pruefen")
    def check(request: Request, gespraech: Field = "", antwort: Field = "", name: Field = "") -> dict[str, str]:
        """Who would see what of it ("html"), and the last turn that it holds ("bis"): nothing is shared yet."""
        own_page(request)
        with _refusing():
            offer = sharing.offer(user(request), Wanted(gespraech, antwort, name))
        html = render.confirmation(offer.title, offer.recipient, offer.turns, alone=sharing.alone)
        return {"html": html, "bis": offer.keys[-1]}

    @app.post("/teilen")
    def share(
        request: Request, bis: Field, gespraech: Field = "", antwort: Field = "", name: Field = ""
    ) -> dict[str, str]:
        """Share what was agreed to, up to the turn `bis`; gives the address."""
        own_page(request)
        with _refusing():
            shared = sharing.share(user(request), Wanted(gespraech, antwort, name, bis))
        return {"adresse": f"geteilt/{shared.token}"}

    @app.post("/teilen/zuruecknehmen")
    def end(request: Request, freigabe: Field) -> dict[str, bool]:
        """Share a thing no longer."""
        own_page(request)
        if not sharing.end(user(request), freigabe):
            raise HTTPException(404, "Das teilen Sie nicht oder nicht mehr.")
        return {"zurueckgenommen": True}

    @app.get("/geteilt/{token}", response_class=HTMLResponse)
    def shared(token: str, request: Request) -> Response:
        """What is shared under a token, or a plain word why there is nothing to see."""
        try:
            found, turns = sharing.seen(user(request), token)
        except NotShared as problem:
            return HTMLResponse(mail_page("Nichts zu sehen", str(problem)), problem.status)
        return HTMLResponse(render.page(found, turns))


@contextmanager
def _refusing() -> Iterator[None]:
    """Answer what cannot be shared with the reason."""
    try:
        yield
    except NotShared as problem:
        raise HTTPException(problem.status, str(problem)) from problem
