"""Every route of the running application, what is mounted and included too, and requests without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from ui.web.desk import Desk
from ui.web.gate import Gate

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
ANY = "alle"
"""The method of what is mounted: it gets every request below its path."""
PASSED = 299
"""What `spied` answers to all that passes the gate."""
_SAMPLES = {"fassung": "0123456789ab", "path_or_url": "/daten/x.xlsx", "component_id": "1", "environment": "client"}


def every_route(app: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Method and path, as the application writes it, of all that answers; TypeError for a kind that is not known."""
    for route in app.routes:
        if isinstance(route, APIRoute | Route):
            for method in sorted(route.methods or ()):
                yield method, before + route.path
        elif isinstance(route, Mount):
            if isinstance(route.app, Starlette):
                yield from every_route(route.app, before + route.path)
            else:
                yield ANY, re.sub(r"^/af/\w{12}$", "/af/{fassung}", before + route.path) + "/…"
        elif hasattr(route, "original_router"):  # FastAPI's own class for what was included
            yield from every_route(route.original_router, before)
        else:
            raise TypeError(f"what is {type(route).__name__}? It may answer requests that no test knows of")


def sample(path: str, name: str = "x1") -> str:
    """A path that such a route answers, with a name where it asks for one."""
    filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: _SAMPLES.get(found[1], name), path)
    return filled.replace("/…", "/x/y")


def answers(template: str, path: str) -> bool:
    """Whether a route of this template answers a path."""
    wild = re.sub(r"\\\{\w+:path\\\}", ".+", re.escape(template))
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", wild).replace("/…", "/.*"), path) is not None


async def passed(_: Any, receive: Any, send: Any) -> None:
    """Stands behind a gate: reads all of the body and says that something came through."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": PASSED, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def spied(app: FastAPI) -> Gate:
    """The gate of an application, with nothing behind it but a word that something passed."""
    inner: Any = app.build_middleware_stack()
    while not isinstance(inner, Gate):
        inner = inner.app
    inner.app = passed
    return inner


def named(request: Request) -> str:
    """The user that a request names in its head "user": who sends it, where no login stands before the routes."""
    return request.headers.get("user", "")


@contextmanager
def served(add: Callable[..., None], desk: Desk) -> Iterator[TestClient]:
    """A client of these routes alone, over a desk."""
    app = FastAPI()
    add(app, desk, named)
    with TestClient(app) as opened:
        yield opened


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def ask(
    gate: Any,
    method: str,
    path: str,
    headers: Mapping[str, str] = {},
    pieces: Iterable[bytes] = (),
    client: str = "10.0.0.7",
) -> Answer:
    """Send a request; its body comes in pieces, with no word about its length unless a header says one."""
    path, _, query = path.partition("?")
    given = {"host": "akte.example"} | {name.lower(): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": quote(path).encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": (client, 1),
        "server": ("127.0.0.1", 7860),
        "scheme": "http",
        "http_version": "1.1",
    }
    left, answer = iter(pieces), Answer()

    async def receive() -> dict[str, object]:
        piece = next(left, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        answer.body += message.get("body", b"")

    await gate(scope, receive, send)
    return answer
