"""Around every response: German page, nothing from outside, no foreign frames."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from ui.publish import PUBLIC

if TYPE_CHECKING:
    from ui.login import Login

ASSETS = Path(__file__).parent / "assets"
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
# Gradio's texts follow the browser's language; a German tool speaks German. Our style sheet comes as a link because
# Gradio confines the one it is given to a part of the page.
_HEAD = """<script>Object.defineProperty(navigator,"language",{get:()=>"de"});</script>
<link rel="stylesheet" href="af/{version}/chat.css"><link rel="stylesheet" href="af/{version}/pruefung.css">
<script type="module" src="af/{version}/chat.js"></script>"""
_CALL = re.compile(r"/gradio_api/(?:call(?:/v2)?|run|api)/([^/]+)")
_OUTSIDE = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')


def add(app: FastAPI, login: Login | None) -> None:
    """Wrap the application and serve the style sheet and the script."""
    app.mount(f"/af/{_version()}", StaticFiles(directory=ASSETS))  # the parts of the script find each other there

    @app.middleware("http")
    async def wrap(request: Request, proceed: Next) -> Response:
        if login is not None and not login.allows(request):
            return _turned_away(request)
        if _is_private(request.url.path):
            return JSONResponse({"fehler": "Diese Funktion ist nicht öffentlich."}, status_code=404)
        response = await proceed(request)
        if request.url.path == "/" and response.headers.get("content-type", "").startswith("text/html"):
            response = await _german(response)
        response.headers.update(HEADERS)
        return response


def _is_private(path: str) -> bool:
    """Whether a path calls one of the page's own events by name, as programs do; Gradio itself would let it."""
    called = _CALL.match(path)
    return called is not None and called[1] not in (*PUBLIC, "predict")  # "predict" is the page itself, by number


def _turned_away(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/anmelden", status_code=303)
    return JSONResponse({"fehler": "Bitte anmelden."}, status_code=401)


async def _german(response: Response) -> Response:
    """Gradio's page in German and without the pictures it names for social networks."""
    pieces = [piece async for piece in response.body_iterator]  # type: ignore[attr-defined]  # a streaming response
    body = b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces).decode()
    body = _OUTSIDE.sub("", body.replace('lang="en"', 'lang="de"', 1))
    body = body.replace("</head>", _HEAD.replace("{version}", _version()) + "</head>", 1)
    headers = {k: v for k, v in response.headers.items() if k.lower() not in ("content-length", "content-encoding")}
    return Response(body, response.status_code, headers)


@cache
def _version() -> str:
    """Changes with the style sheet and the script, so that no browser shows an old one."""
    content = b"".join(path.read_bytes() for path in sorted(ASSETS.iterdir()) if path.is_file())
    return hashlib.sha256(content).hexdigest()[:12]
