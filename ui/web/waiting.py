"""While index and model are loaded: whoever comes is told so, by a server of its own at the same address."""

from __future__ import annotations

import asyncio
from threading import Thread

import uvicorn
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from ui.service.readiness import STARTS
from ui.views.markup import whole_page
from ui.web.gate import HEADERS, is_for_eyes

AGAIN = 3
"""Seconds after which a browser looks again."""
PATIENCE = 2.0
"""Seconds that it has to let go of the address."""


class WaitingRoom:
    """Answers 503 at an address, from `open` to `close`; nothing where the address cannot be had.

    `said`: what whoever comes is told (German).
    """

    def __init__(self, host: str, port: int) -> None:
        self.said = STARTS
        config = uvicorn.Config(self.answer, host, port, log_level="critical", lifespan="off", interface="asgi3")
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._run, name="warteraum", daemon=True)

    def open(self) -> None:
        """Begin."""
        self._thread.start()

    def tell(self, title: str, done: int, total: int) -> None:
        """Say also how far something is (German `title`) that nobody can be answered before."""
        if total > 0:
            self.said = f"{STARTS} {title}: {100 * done // total} %."

    def close(self) -> None:
        """Let go of the address."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI: not yet, to everyone; a person sees a page that looks again by itself."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope)
        headers = HEADERS | {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
        if is_for_eyes(request) and scope["path"] != "/gesund":
            page: Response = HTMLResponse(whole_page("waiting.html", said=self.said, again=AGAIN), 503, headers)
        else:
            page = JSONResponse(unready(self.said), 503, headers)
        await page(scope, receive, send)

    def _run(self) -> None:
        try:
            asyncio.run(self._server.serve())
        except SystemExit:  # the address is taken: the server that comes after this one says so
            return


def unready(why: str) -> dict[str, object]:
    """What is said where no question is answered."""
    return {"bereit": False, "grund": why}
