"""The login: names and hashes in a file. Off on loopback, required at any other address.

People come with a password (scrypt, since it may be weak) and get a session; programs come with a key of ours
("Authorization: Bearer ..."), which is long and random, so that a fast hash will do.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import logging
import math
import os
import re
import secrets
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import FastAPI, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ui.views.markup import whole_page
from ui.web.access import Caller, Who
from ui.web.attempts import Attempts
from ui.web.proxy import TrustedProxy

if TYPE_CHECKING:
    from ui.web.oidc import Oidc

VARIABLE = "ANTWORTFINDER_AUTH"
COOKIE = "antwortfinder"
LASTS = 12 * 3600
"""Seconds that a login lasts."""
SESSIONS = 50
"""Sessions that one person may have: more browsers than anyone uses. The oldest ends when another begins."""
PAUSE = 1.0
"""Seconds that a wrong password costs."""
HASHING = 2
"""Passwords checked at the same time: each takes 16 MB and, on a slow computer, a tenth of a second of one core."""
WAITING = 40
"""Passwords that may wait for that, a few seconds' worth."""

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_HASHES = {"scrypt": 3, "sha256": 2}
"""Kinds of hashes and how many parts each has."""
BY_PROXY = (
    "An- und abgemeldet wird hier bei dem Server, über den Sie kommen. Sehen Sie diese Seite unerwartet, "
    "dann hat er keinen Namen mitgeschickt; das können die beheben, die ihn verwalten."
)
_TOO_OFTEN = "Zu viele Versuche. Bitte warten Sie {minutes} und melden Sie sich dann noch einmal an."
_TOO_MANY = "Gerade melden sich zu viele an. Bitte versuchen Sie es in einer Minute noch einmal."

AIM = re.compile("/geteilt/[A-Za-z0-9_-]{1,64}")
"""What a login may lead to besides the chat: nobody is sent to another server by a link."""

_SHOWN = 80
"""Signs of a name that are kept in mind and logged."""

_log = logging.getLogger(__name__)


class LoginProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """The login cannot be used as it is set up (German, for the user)."""


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as the file keeps it: "scrypt$salt$hash", both base64."""
    salt = salt or os.urandom(16)
    digest = hashlib.scrypt(password.encode(), salt=salt, **_COST)
    return f"scrypt${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def hashed_key(key: str) -> str:
    """A program's key as the file keeps it: "sha256$hash"."""
    return f"sha256${hashlib.sha256(key.encode()).hexdigest()}"


def matches(password: str, kept: str) -> bool:
    """Whether the password is the one of a hash that `hashed` gave."""
    salt = base64.b64decode(kept.split("$")[1])
    return hmac.compare_digest(hashed(password, salt), kept)


def read_file(path: Path) -> list[tuple[str, str]]:
    """Names and hashes, as `hashed` or `hashed_key` gave them, one "name:hash" a line; LoginProblem names a bad one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LoginProblem(f"Die Datei {path} aus {VARIABLE} lässt sich nicht lesen.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        name, _, kept = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        kind, *parts = kept.split("$")
        if len(parts) + 1 != _HASHES.get(kind):
            raise LoginProblem(
                f"{path}, Zeile {number}: erwartet wird „Name:scrypt$…“ (antwortfinder passwort) oder "
                "„Name:sha256$…“ (antwortfinder schluessel)."
            )
        found.append((name, kept))
    return found


class Login:
    """Who may come in, and who is in. `users`: names with the hashes of their passwords and keys (`read_file`).

    Sessions are kept in memory for LASTS seconds, and end with the program.
    """

    def __init__(
        self,
        users: Iterable[tuple[str, str]],
        proxy: TrustedProxy | None = None,
        oidc: Oidc | None = None,
        base: str = "",
    ) -> None:
        """`proxy`: who may name people too, without a password; `oidc`: asks the house's provider who someone is.

        `base`: the chat's address as users call it, "" where it is not known.
        """
        every = list(users)
        self._users = {name: kept for name, kept in every if kept.startswith("scrypt$")}
        self._keys = {kept: name for name, kept in every if kept.startswith("sha256$")}
        self._sessions: dict[str, tuple[str, float]] = {}
        self._proxy, self.oidc = proxy, oidc
        self._path = path_of(base)  # other programs of the same host do not get the cookie
        self._nobody = hashed(secrets.token_hex())
        self._attempts, self._waiting = Attempts(), 0
        self._hashing = ThreadPoolExecutor(HASHING, "passwort")  # of its own: who attacks the login slows only it

    @classmethod
    def for_address(
        cls, host: str, proxy: TrustedProxy | None = None, oidc: Oidc | None = None, base: str = ""
    ) -> Login | None:
        """The login that an address to listen at needs: that of the file that VARIABLE names, else none on loopback.

        With a `proxy` or a provider that lets people in there is one at every address, and no file is needed.

        LoginProblem where others could reach the address and no file is named, or the file cannot be read.
        """
        file = os.environ.get(VARIABLE)
        if file:
            return cls(read_file(Path(file)), proxy, oidc, base)
        if proxy is not None or oidc is not None:
            return cls((), proxy, oidc, base)
        if is_loopback(host):
            return None
        raise LoginProblem(
            f"An der Adresse {host} ist der Chat für andere erreichbar und braucht eine Anmeldung. Abhilfe: "
            f"mit „antwortfinder passwort NAME“ eine Datei anlegen und in {VARIABLE} nennen."
        )

    def enter(self, name: str, password: str) -> str | None:
        """A new session's token, or None for a wrong name or password."""
        right = matches(password, self._users.get(name, self._nobody))  # unknown names cost the same time
        return self._begin(name) if right and name in self._users else None

    def _begin(self, name: str) -> str:
        """A new session's token."""
        now, token = time.time(), secrets.token_urlsafe(32)
        self._sessions[token] = (name, now + LASTS)
        self._prune(name, now)
        return token

    def _prune(self, name: str, now: float) -> None:
        """Forget the sessions that are over, and this person's oldest where they have too many."""
        kept = list(self._sessions.items())
        mine = [token for token, (other, _) in kept if other == name]
        for token in [*(token for token, (_, until) in kept if until <= now), *mine[:-SESSIONS]]:
            self._sessions.pop(token, None)

    def caller(self, request: Request) -> Caller:
        """Who sends a request, as far as the login knows."""
        let_in = self._proxy.user(request) if self._proxy else None
        if let_in:
            return Caller(let_in, Who.PERSON)
        name, until = self._sessions.get(request.cookies.get(COOKIE, ""), ("", 0.0))
        if until > time.time():
            return Caller(name, Who.PERSON)
        program = self._program(request)
        return Caller(program, Who.PROGRAM) if program else Caller("", Who.STRANGER)

    def user(self, request: Request) -> str | None:
        """The name of who is in, or None."""
        return self.caller(request).name or None

    def knows(self, name: str) -> bool:
        """Whether the file names someone so, by password or key; whom proxy or provider know they alone can say."""
        return self._proxy is not None or self.oidc is not None or name in self._users or name in self._keys.values()

    def _program(self, request: Request) -> str | None:
        """Whose key a program brings."""
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        return self._keys.get(hashed_key(key.strip())) if kind.lower() == "bearer" else None

    async def attempt(self, name: str, password: str, request: Request, aim: str = "") -> Response:
        """The answer to a form that was sent: into the chat, or to its `aim`, or the form again and why."""
        address, who = address_of(request), name[:_SHOWN]
        wait = self._attempts.begin(who, address)
        if wait:
            minutes = math.ceil(wait / 60)
            said = _TOO_OFTEN.format(minutes="eine Minute" if minutes == 1 else f"{minutes} Minuten")
            return HTMLResponse(self.page(said, aim), 429, {"Retry-After": str(math.ceil(wait))})
        if self._waiting >= WAITING:
            self._attempts.right(who, address)  # it was not tried
            return HTMLResponse(self.page(_TOO_MANY, aim), 503, {"Retry-After": "60"})
        self._waiting += 1
        try:
            token = await asyncio.get_running_loop().run_in_executor(self._hashing, self.enter, name, password)
        finally:
            self._waiting -= 1
        if token is None:
            # repr: a name with line breaks or other signs must not write lines of its own
            _log.warning("Anmeldung abgelehnt: Name %r, Adresse %r", who, address)
            await asyncio.sleep(PAUSE)
            return HTMLResponse(self.page("Name oder Passwort stimmt nicht.", aim), 403)
        self._attempts.right(who, address)
        return self._let_in(token, aim, secure=request.url.scheme == "https")

    def known_elsewhere(self, name: str, aim: str, *, secure: bool) -> Response:
        """Into the chat, or to an `aim`, for someone whom the house's provider knows; `secure`: only by https."""
        return self._let_in(self._begin(name), aim, secure=secure)

    def _let_in(self, token: str, aim: str, *, secure: bool) -> Response:
        response = RedirectResponse(aim if AIM.fullmatch(aim) else "/", status_code=303)
        if self._path != "/":
            response.delete_cookie(COOKIE)  # of an earlier version, for the whole host: it would be taken for this one
        response.set_cookie(COOKIE, token, max_age=LASTS, path=self._path, httponly=True, samesite="lax", secure=secure)
        return response

    def page(self, problem: str = "", aim: str = "", *, left: bool = False) -> str:
        """The page to log in by: with the form for name and password, with the way to the house's provider.

        `problem`: why it is shown again (German); `aim`: what is opened after it; `left`: someone has just logged out.
        """
        form, aim = bool(self._users) or self.oidc is None, aim if AIM.fullmatch(aim) else ""
        return whole_page("login.html", problem=problem, aim=aim, form=form, oidc=self.oidc is not None, left=left)

    def add(self, app: FastAPI) -> None:
        """Add the login's own pages."""

        @app.get("/anmelden", response_class=HTMLResponse)
        def form(ziel: Annotated[str, Query(max_length=200)] = "", ab: bool = False) -> str:
            alone = self._proxy and not self._users and self.oidc is None
            return self.page(BY_PROXY if alone else "", ziel, left=ab)

        @app.post("/anmelden")
        async def submit(
            name: Annotated[str, Form()],
            passwort: Annotated[str, Form()],
            request: Request,
            ziel: Annotated[str, Form(max_length=200)] = "",
        ) -> Response:
            return await self.attempt(name, passwort, request, ziel)

        @app.post("/abmelden")
        def leave(request: Request) -> Response:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)
            return RedirectResponse("/anmelden?ab=1", status_code=303)


def is_loopback(host: str) -> bool:
    """Whether an address reaches only this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def path_of(base: str) -> str:
    """Below which path of its host the chat is offered, "/" for none; `base`: its address as users call it."""
    return urlsplit(base).path.rstrip("/") or "/"


def address_of(request: Request) -> str:
    """Where a request comes from, "" where that is not known."""
    return request.client.host if request.client else ""
