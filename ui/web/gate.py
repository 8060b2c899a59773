"""The gate before everything that is served: nothing passes that `access` does not name, that is too long or too much.

It stands outside of Gradio and of our own routes, so that a way in that either of them adds is closed until it is
written down.
"""

from __future__ import annotations

import logging
import math
import shutil
import tempfile
from collections.abc import Hashable, Mapping
from html import escape
from types import MappingProxyType

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web import events, origin
from ui.web.access import EVERYONE, LARGEST_UPLOAD, PUBLIC, UPLOAD, Caller, Rule, Who, rule_for
from ui.web.bodies import Body
from ui.web.events import NOT_YOURS, Events
from ui.web.fair import Full, Places
from ui.web.limits import Counter, Limit
from ui.web.login import AIM, Login, address_of

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
KEPT = "private, max-age=31536000, immutable"
SPARE = 500_000_000
"""Bytes that stay free on the disk: no upload fills it up."""

CLOSED = "Diese Funktion ist nicht öffentlich."
NO_PAGE = "Diese Seite gibt es nicht. Den Antwortfinder öffnet die Adresse ohne das, was nach dem ersten / steht."
LOGIN = "Bitte anmelden."
NOT_BY_KEY = f"Mit einem Schlüssel gehen nur {', '.join(PUBLIC)}."
TOO_LONG = "Diese Anfrage ist zu lang."
TOO_LARGE = f"Die Datei ist größer als {LARGEST_UPLOAD // 1_000_000} MB."
NO_ROOM = "Auf der Festplatte des Servers ist kein Platz mehr. Bitte sagen Sie es denen, die ihn verwalten."
BROKEN = "Das ging nicht. Bitte noch einmal versuchen; den Grund nennt das Protokoll."
TOO_MANY = "Von Ihnen sind gerade zu viele Anfragen unterwegs. Bitte warten Sie einen Augenblick."
ALONE = Caller("", EVERYONE)
"""Who asks where there is no login: one person and their programs."""

_log = logging.getLogger(__name__)


class Gate:
    """ASGI middleware. `public`: the numbers of the page's events that programs may call.

    `counted`: the limits of events by their numbers; `asking`: whose question is answered next.
    """

    def __init__(
        self,
        app: ASGIApp,
        login: Login | None,
        public: frozenset[int],
        counted: Mapping[int, Limit] = MappingProxyType({}),
        asking: Places | None = None,
    ) -> None:
        self.app, self.login, self.events = app, login, Events(public)
        self._counted, self._asking, self._done = counted, asking, Counter()
        # Of the 40 threads that answer, one caller has 8 at most. A page has two streams, and tabs are many.
        self._requests = Places(1_000, each=8, under_way=200, says=TOO_MANY)
        self._streams = Places(10_000, each=100, under_way=100, says=TOO_MANY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(Request(scope), receive, send)
        else:  # websockets: nothing here speaks them
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, request: Request, receive: Receive, send: Send) -> None:
        caller = self.login.caller(request) if self.login else ALONE
        rule = rule_for(request.method, request.scope["path"])
        body = Body(receive, rule.body)
        reply = _Reply(send, body, keep=rule.keep)
        refused = self._refusal(request, rule, caller)
        if refused is not None:
            await refused(request.scope, receive, reply)
            return
        try:
            async with (self._streams if rule.stream else self._requests).taken(_line(caller, request)):
                await self._through(request, rule, caller, body, reply)
        except Full as full:
            if reply.started:
                raise
            told = _said(request, str(full), 429)
            told.headers["Retry-After"] = str(math.ceil(full.after))
            await told(request.scope, receive, reply)

    def _refusal(self, request: Request, rule: Rule, caller: Caller) -> Response | None:
        """The answer to a request that may not pass, before anything of its body is read."""
        problem = origin.problem(request.method, request.headers, login=self.login is not None)
        if problem:
            return _said(request, problem)
        here = rule.local and request.client is not None and origin.is_here(request.client.host, request.headers)
        if not (rule.who & caller.who or here):
            return _turned_away(request, rule, caller)
        if _length(request) > rule.body:
            return _too_large(rule)
        if rule.body == UPLOAD and shutil.disk_usage(tempfile.gettempdir()).free < SPARE:
            return _no(507, NO_ROOM)
        return None

    async def _through(self, request: Request, rule: Rule, caller: Caller, body: Body, reply: _Reply) -> None:
        try:
            call = events.read(await body.whole()) if rule.event else None
            problem = self._misuse(request, rule, caller, call)
            if problem is None:
                self._count(request, rule, caller, call)
            answer: ASGIApp = _no(403, problem) if problem else self.app
            await answer(request.scope, body.receive, reply)
        except Full:
            raise
        except ClientDisconnect:  # nobody is left to be told
            return
        except Exception:  # whatever failed: the user gets words, the log the rest
            if reply.started:
                raise
            if not body.too_large:
                _log.exception("%s %r", request.method, request.scope["path"])
                await _no(500, BROKEN)(request.scope, body.receive, reply)
        if body.too_large and not reply.started:  # whatever the application made of a body that was cut off
            body.too_large = False
            await _too_large(rule)(request.scope, body.receive, reply)

    def _misuse(self, request: Request, rule: Rule, caller: Caller, call: Mapping[str, object] | None) -> str | None:
        """Why an event or a session may not be had."""
        if rule.event:
            return self.events.problem(call, caller)
        session = _session(request) if rule.stream else None
        return None if session is None or self.events.owns(caller, session) else NOT_YOURS

    def _count(self, request: Request, rule: Rule, caller: Caller, call: Mapping[str, object] | None) -> None:
        """Count what is limited; Full where it is too much."""
        number = call.get("fn_index") if call else None  # a whole number, or none: Events.problem refuses all else
        limit = self._counted.get(number, rule.limit) if isinstance(number, int) else rule.limit
        if limit is not None:
            self._done.take(limit, caller.name or address_of(request))
        if rule.asks and self._asking:
            self._asking.check(caller.name)


class _Reply:
    """Sends what is answered, with the headers that every answer has."""

    def __init__(self, send: Send, body: Body, *, keep: bool) -> None:
        self._send, self._body, self._keep = send, body, keep
        self.started = False

    async def __call__(self, message: Message) -> None:
        if self._body.too_large and not self.started:
            return
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]  # Gradio lets any page of this machine read along
            headers.update(HEADERS)
            headers["Cache-Control"] = KEPT if self._keep and message["status"] in (200, 304) else "no-store"
        await self._send(message)


def _line(caller: Caller, request: Request) -> Hashable:
    """Where a caller waits: people and programs by themselves, strangers with all at their address."""
    return caller if caller.name or request.client is None else (caller, address_of(request))


def _session(request: Request) -> str | None:
    """Gradio's session, or event, whose answers a request listens to; None where it listens to none."""
    path: str = request.scope["path"]
    if path.startswith("/gradio_api/mcp"):
        return None
    return request.query_params.get("session_hash") if path.endswith("/data") else path.rsplit("/", 1)[1]


def _length(request: Request) -> int:
    given = request.headers.get("content-length", "0")
    return int(given) if given.isdecimal() else 0


def _no(status: int, why: str) -> Response:
    """A refusal; "detail" is where Gradio's page looks for the reason."""
    return JSONResponse({"fehler": why, "detail": why}, status_code=status)


def _too_large(rule: Rule) -> Response:
    return _no(413, TOO_LARGE if rule.body == UPLOAD else TOO_LONG)


def is_for_eyes(request: Request) -> bool:
    """Whether a page is asked for, as a browser asks."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _turned_away(request: Request, rule: Rule, caller: Caller) -> Response:
    if caller.who is Who.STRANGER:  # is not told what there is
        return RedirectResponse(_login(request), status_code=303) if is_for_eyes(request) else _no(401, LOGIN)
    if rule.who and caller.who is Who.PROGRAM:
        return _no(401, NOT_BY_KEY)
    return _said(request, NO_PAGE if is_for_eyes(request) else CLOSED, 404)


def _login(request: Request) -> str:
    """The address of the login, which leads on to what is shared with whoever has its link."""
    path: str = request.scope["path"]
    return f"/anmelden?ziel={path}" if AIM.fullmatch(path) else "/anmelden"


def _said(request: Request, problem: str, status: int = 403) -> Response:
    if not is_for_eyes(request):
        return _no(status, problem)
    head = '<!doctype html><html lang="de"><meta charset="utf-8"><title>Antwortfinder</title>'
    return HTMLResponse(f"{head}<p>{escape(problem)}</p></html>", status_code=status)
