"""The page that Gradio gives out: in German, with our style sheet and script, nothing from outside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

ASSETS = Path(__file__).parents[1] / "assets"
Next = Callable[[Request], Awaitable[Response]]

# Gradio's texts follow the browser's language; a German tool speaks German. Our style sheet comes as a link because
# Gradio confines the one it is given to a part of the page.
_HEAD = """<script>Object.defineProperty(navigator,"language",{get:()=>"de"});</script>
<link rel="stylesheet" href="af/{version}/chat.css"><link rel="stylesheet" href="af/{version}/pruefung.css">
<script type="module" src="af/{version}/chat.js"></script>"""
_OUTSIDE = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')


def add(app: FastAPI) -> None:
    """Make Gradio's page ours, and serve the style sheet and the script."""
    app.mount(f"/af/{_version()}", StaticFiles(directory=ASSETS))  # the parts of the script find each other there

    @app.middleware("http")
    async def wrap(request: Request, proceed: Next) -> Response:
        response = await proceed(request)
        if request.url.path == "/" and response.headers.get("content-type", "").startswith("text/html"):
            return await _german(response)
        return response


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
