"""Around every response: German page, nothing from outside, no foreign frames."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

if TYPE_CHECKING:
    from ui.login import Login

Next = Callable[[Request], Awaitable[Response]]

# Gradio compiles templates and sets styles in the page, so eval and inline stay; all else comes from here alone.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
# Gradio's texts follow the browser's language; a German tool speaks German.
_GERMAN = "<script>Object.defineProperty(navigator,'language',{get:()=>'de'});</script>"
_OUTSIDE = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')


def add(app: FastAPI, login: Login | None) -> None:
    """Wrap the application."""

    @app.middleware("http")
    async def wrap(request: Request, proceed: Next) -> Response:
        if login is not None and not login.allows(request):
            return _turned_away(request)
        response = await proceed(request)
        if request.url.path == "/" and response.headers.get("content-type", "").startswith("text/html"):
            response = await _german(response)
        response.headers.update(HEADERS)
        return response


def _turned_away(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/anmelden", status_code=303)
    return JSONResponse({"fehler": "Bitte anmelden."}, status_code=401)


async def _german(response: Response) -> Response:
    """Gradio's page in German and without the pictures it names for social networks."""
    pieces = [piece async for piece in response.body_iterator]  # type: ignore[attr-defined]  # a streaming response
    body = b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces).decode()
    body = _OUTSIDE.sub("", body.replace('lang="en"', 'lang="de"', 1)).replace("<head>", "<head>" + _GERMAN, 1)
    headers = {k: v for k, v in response.headers.items() if k.lower() not in ("content-length", "content-encoding")}
    return Response(body, response.status_code, headers)
