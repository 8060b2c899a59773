"""The private endpoint of the running service: the command line of the same user hands its commands over to it.

It listens on this machine's own address, at a port of the system's choice. Whoever speaks to it must bring the secret
of the file beside the lock (ui.storage.endpoint), which only this user can read; and it proves that it knows the secret
before that is sent, so that no other program that got the port hears it. What a command prints goes back line by line,
each a JSON object (ui.console.Event), the last one {"end": exit code}.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from rag import giving_way
from ui import console
from ui.console import FAILED, INTERRUPTED, Terminal
from ui.storage import endpoint as noted
from ui.web.bodies import Body, TooLarge

LONGEST = 1_000_000
"""Bytes of a command with its question and paths."""
LOOK = 0.5
"""Seconds after which it is noticed that whoever sent a command has gone."""
PATIENCE = 1.0
"""Seconds that commands have to end in when the service ends."""
ENDING = "Der laufende Antwortfinder wurde beendet; der Befehl ist abgebrochen. Abhilfe: noch einmal ausführen."
BROKEN = "Der laufende Antwortfinder konnte den Befehl nicht ausführen; den Grund nennt sein Protokoll."

Run = Callable[[list[str]], int]
"""Runs a command of the command line in this process and gives its exit code."""
_log = logging.getLogger(__name__)


class PrivateEndpoint:
    """Offers to run commands, from `start` to `close`. `folder`: of the index, whose lock this process holds."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.over = folder, Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.endpoint = noted.new(self._socket.getsockname()[1])
        app = application(self.endpoint, run, self.over.is_set)
        config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=int(PATIENCE))
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, args=([self._socket],), name="befehle", daemon=True)

    def start(self) -> None:
        """Listen, and say where; OSError where that cannot be written beside the lock."""
        self._thread.start()
        noted.write(self.folder, self.endpoint)

    def close(self) -> None:
        """Take no more commands, end those that run."""
        noted.forget(self.folder)
        self.over.set()
        self._server.should_exit = True
        self._thread.join(2 * PATIENCE)
        self._socket.close()


def application(endpoint: noted.Endpoint, run: Run, over: Callable[[], bool]) -> Starlette:
    """The two ways in: to ask for the proof, and to have a command run; `over`: whether the service ends."""

    async def alive(request: Request) -> Response:
        return PlainTextResponse(endpoint.proof(request.query_params.get("nonce", "")))

    async def command(request: Request) -> Response:
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or not endpoint.opened_by(secret):
            return PlainTextResponse("", 401)
        try:
            asked = json.loads(await Body(request.receive, LONGEST).whole())
            job = Job(run, [str(one) for one in asked["args"]], Terminal(**asked["terminal"]), over)
        except (TooLarge, ValueError, KeyError, TypeError):
            return PlainTextResponse("", 400)
        return StreamingResponse(_lines(job, request), media_type="application/x-ndjson")

    return Starlette(routes=[Route("/lebt", alive), Route("/befehl", command, methods=["POST"])])


async def _lines(job: Job, request: Request) -> AsyncIterator[bytes]:
    """What the job prints, as it comes; it is told to end when nobody reads that any more."""
    job.begin(asyncio.get_running_loop())
    try:
        while True:
            try:
                event = await asyncio.wait_for(job.printed.get(), LOOK)
            except TimeoutError:
                if await request.is_disconnected():
                    return
                continue
            yield json.dumps(event).encode() + b"\n"
            if "end" in event:
                return
    finally:
        job.left.set()


class Job:
    """A command that runs in a thread of its own. `left`: nobody waits for it; `printed`: its Events, to be sent."""

    def __init__(self, run: Run, args: list[str], terminal: Terminal, over: Callable[[], bool]) -> None:
        self._run, self._args, self._terminal, self._over = run, args, terminal, over
        self.left, self.printed = Event(), asyncio.Queue[console.Event]()

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start it; what it prints comes to that loop's tasks."""
        Thread(target=self._work, args=(loop,), name=f"befehl {self._args[:1]}", daemon=True).start()

    def _ended(self) -> bool:
        return self.left.is_set() or self._over()

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        def put(event: console.Event) -> None:
            with suppress(RuntimeError):  # the loop has ended: so has the service
                loop.call_soon_threadsafe(self.printed.put_nowait, event)

        def send(event: dict[str, Any]) -> None:
            giving_way.check()  # what prints no more need not go on
            put(event)

        code = FAILED
        try:
            with giving_way.ended_by(self._ended), console.elsewhere(send, self._terminal):
                code = self._run(self._args)
            if code == INTERRUPTED:  # what Typer makes of Ended
                raise giving_way.Ended
        except giving_way.Ended:
            code = FAILED
            put({"complain": ENDING})
        except BaseException:  # a thread's error would be seen by nobody
            _log.exception("command %r", self._args[:1])
            put({"complain": BROKEN})
        put({"end": code})
