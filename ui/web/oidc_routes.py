"""The ways of a login by the house's OpenID provider: there, back, and out of it."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ui.web.login import Login, address_of
from ui.web.provider import BACK, Refused

NOT_SET_UP = "Über einen Anmeldedienst meldet man sich hier nicht an."

_log = logging.getLogger(__name__)


def add(app: FastAPI, login: Login) -> None:
    """Add the routes; where no provider is set up, they say so."""
    oidc = login.oidc

    @app.get("/oidc")
    async def begin(request: Request, ziel: Annotated[str, Query(max_length=200)] = "") -> Response:
        """To the provider."""
        try:
            return await oidc.begin(request, ziel) if oidc else _nowhere(login)
        except Refused as refused:
            return _told(login, refused, request)

    @app.get(f"/{BACK}")
    async def back(request: Request) -> Response:
        """From the provider, into the chat."""
        if oidc is None:
            return _nowhere(login)
        try:
            name, aim = await oidc.end(request)
        except Refused as refused:
            response = _told(login, refused, request)
        else:
            response = login.known_elsewhere(name, aim, secure=oidc.secure)
        oidc.forget(response)
        return response

    @app.get("/oidc-ende")
    async def leave(request: Request) -> Response:
        """To the provider, to log out there."""
        try:
            return RedirectResponse(await oidc.leave(), status_code=303) if oidc else _nowhere(login)
        except Refused as refused:
            return _told(login, refused, request)


def _nowhere(login: Login) -> Response:
    return HTMLResponse(login.page(NOT_SET_UP), 404)


def _told(login: Login, refused: Refused, request: Request) -> Response:
    _log.warning("Anmeldung über OIDC abgelehnt: %r, Adresse %r", refused.why, address_of(request))
    headers = {"Retry-After": "60"} if refused.status == 503 else {}
    return HTMLResponse(login.page(str(refused)), refused.status, headers)
