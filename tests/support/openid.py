"""A small OpenID provider for the tests: keys of its own, the code flow with PKCE, and every way to do it wrongly.

As OpenID Connect Core 1.0 (sections 2, 3.1), Discovery 1.0 (section 3), RFC 6749 (4.1) and RFC 7636 describe one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry
from pydantic import SecretStr

from rag.settings import Settings
from ui.web import oidc_routes
from ui.web.gate import Gate
from ui.web.login import COOKIE, Login
from ui.web.oidc import Oidc
from ui.web.provider import Provider as Asked

CLIENT, SECRET = "antwortfinder", "geheim + 100 % & ä"
"""The client, and its secret with characters that must be escaped."""
PLAIN = "geheim"
"""Another one, for Basic authentication."""


@cache
def a_key(name: str, of: str = "the provider") -> RSAKey:  # noqa: ARG001
    """The provider's key of this name, or another one that calls itself so; made once, since that takes time."""
    return RSAKey.generate_key(2048, {"kid": name})


@dataclass
class Provider:
    """A running provider. What it says may be changed between requests by the functions, which are given the truth."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: a_key("eins"))
    user: dict[str, Any] = field(default_factory=lambda: {"sub": "u1", "preferred_username": "anna"})
    claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda given: given
    sign: Callable[[Provider, dict[str, Any]], str] | None = None
    metadata: Callable[[dict[str, Any]], Any] = lambda given: given
    answer: Callable[[dict[str, Any]], Any] = lambda given: given
    down: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def signed(self, claims: dict[str, Any], key: RSAKey | None = None, **header: Any) -> str:
        """A token of these claims, by the provider's key or another one."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, **header}, claims, key or self.key)

    def described(self) -> Any:
        """What it says of itself."""
        paths = {"authorization": "auth", "token": "token", "end_session": "ende"}
        said = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in paths.items()}
        said |= {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"]}
        said["token_endpoint_auth_methods_supported"] = ["client_secret_basic", "client_secret_post"]
        return self.metadata(said | {"id_token_signing_alg_values_supported": ["RS256", "none", "HS256"]})

    def let_in(self, address: str) -> str:
        """What a browser does whose user logs in: from the address it was sent to, to the one it is sent back to."""
        given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert given["response_type"] == "code"
        assert given["code_challenge_method"] == "S256"
        assert given["client_id"] == CLIENT
        assert "openid" in given["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        return f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"

    def token(self, given: dict[str, str], authorization: str) -> tuple[int, Any]:
        """Status and JSON for who brings a code."""
        asked = self.codes.pop(given.get("code", ""), None)  # once
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        by_body = (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
        if not by_body and authorization != f"Basic {base64.b64encode(f'{CLIENT}:{PLAIN}'.encode()).decode()}":
            return 401, {"error": "invalid_client"}
        if (
            asked is None
            or asked["redirect_uri"] != given.get("redirect_uri")
            or asked["code_challenge"] != proof.decode().rstrip("=")
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        told = self.claims(claims | self.user)
        id_token = self.sign(self, told) if self.sign else self.signed(told)
        return 200, self.answer({"access_token": "egal", "token_type": "Bearer", "id_token": id_token})


def unsigned(claims: dict[str, Any]) -> str:
    """A token with "alg": "none" (RFC 7519, section 6)."""
    return jwt.encode({"alg": "none"}, claims, OctKey.generate_key(256), registry=JWSRegistry(algorithms=["none"]))


@contextmanager
def provider(host: str = "127.0.0.1") -> Iterator[Provider]:
    """One that runs on this machine, which `host` is a name of."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    running = Provider(f"http://{host}:{server.server_port}")
    server.provider = running  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Discovery, keys and tokens over HTTP."""

    def do_GET(self) -> None:
        provider = self._noted()
        match self.path.partition("?")[0]:
            case "/auth":  # its user is logged in there already
                self.send_response(302)
                self.send_header("Location", provider.let_in(self.path))
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/.well-known/openid-configuration":
                self._send(200, provider.described())
            case "/keys":
                self._send(200, {"keys": [provider.key.as_dict(private=False)]})
            case _:
                self._send(404, {})

    def do_POST(self) -> None:
        provider = self._noted()
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        self._send(*provider.token(given, self.headers.get("Authorization", "")))

    def _noted(self) -> Provider:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        provider.asked.append(self.path)
        return provider

    def _send(self, status: int, given: Any) -> None:
        status = 503 if self.server.provider.down else status  # type: ignore[attr-defined]
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


BASE = "https://haus.example/akte/"
"""The chat's address, below a path, by https."""


def settings(house: Provider, **more: Any) -> Settings:
    """Settings that name a provider; `more`: of their own."""
    given = {"oidc_issuer": house.issuer, "oidc_client_id": CLIENT, "oidc_secret": SecretStr(SECRET)}
    return Settings().model_copy(update=given | {"adresse": BASE} | more)


class Browser:
    """A browser at an application that has only the login, below BASE as a proxy offers it."""

    def __init__(self, house, users=(), **more):
        self.house = house
        self.login = Login(users, oidc=Oidc(Asked.of(settings(house, **more))), base=BASE)
        app = FastAPI()
        self.login.add(app)
        oidc_routes.add(app, self.login)
        app.add_middleware(Gate, login=self.login, public=frozenset())
        self.app = app
        self.client = self.another()

    def another(self):
        """A browser without cookies, which sees the application without its path, as the proxy passes it on."""
        return TestClient(self.app, base_url="https://haus.example", follow_redirects=False)

    def get(self, path, client=None):
        """Cookies go wherever they were set: the proxy takes the path away, the tests' client cannot know."""
        client = client or self.client
        cookies = "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
        return client.get(path, headers={"cookie": cookies})

    def sent(self, path="/oidc"):
        """Where the provider is, for who wants to log in."""
        answer = self.get(path)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def back(self, path="/oidc"):
        """The path at which someone comes back whom the provider let in."""
        return self.house.let_in(self.sent(path)).removeprefix(BASE.rstrip("/"))

    def comes(self, path="/oidc"):
        """What is answered to them."""
        return self.get(self.back(path))

    def name(self):
        """Who the login takes this browser's user for."""
        return next((name for name, _ in self.login._sessions.values()), None)


@pytest.fixture
def house():
    """A provider that runs."""
    with provider() as running:
        yield running


@pytest.fixture
def browser(house):
    """A browser at an application that logs in by it."""
    return Browser(house)


def refused(answer, says, status=403):
    assert answer.status_code == status
    assert says in answer.text
    assert COOKIE not in [one.partition("=")[0] for one in answer.headers.get_list("set-cookie")]
    assert "Traceback" not in answer.text
