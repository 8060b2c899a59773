"""Log in by OpenID Connect: the house's own provider says who someone is. Off unless settings name one.

The code flow with PKCE, by Authlib. Nothing is asked of the provider before somebody wants to log in, and nobody else
is asked: no proxy of the environment counts, no redirection is followed.
"""

from __future__ import annotations

import asyncio
import hmac
import ssl
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from fastapi import Request, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import OctKey

from ui.web.login import path_of
from ui.web.provider import BACK, Provider, Refused, is_safe
from ui.web.proxy import LONGEST, is_name

COOKIE = "antwortfinder-oidc"
LOGS_IN = 600
"""Seconds that someone may take at the provider."""
KEPT = 3600.0
"""Seconds that what the provider says of itself, and its keys, are believed before it is asked again."""
TIMEOUT, LONGEST_WAIT = 10.0, 20.0
"""Seconds that the provider may take for a step, and for all steps of one request."""
AGAIN = 5.0
"""Seconds without asking, after the provider could not be asked."""
LEEWAY = 60
"""Seconds by which the clocks may differ."""
MANY = 10_000
"""Logins that ended, kept in mind so that none is used twice."""
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures that only the provider can make: not "none", and none by a secret that others may know."""

_SEALED = {"alg": "dir", "enc": "A256GCM"}
_PROVES = ("client_secret_post", "client_secret_basic")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

AWAY = (
    "Der Anmeldedienst Ihres Hauses antwortet nicht, wie er soll. Bitte versuchen Sie es in einer Minute noch einmal; "
    "bleibt es so, dann sagen Sie es denen, die den Antwortfinder verwalten."
)
AFRESH = "Diese Anmeldung ist abgelaufen oder schon benutzt. Bitte melden Sie sich noch einmal an."
NOT_PROVEN = (
    "Der Anmeldedienst hat nicht bewiesen, wer Sie sind. Bitte melden Sie sich noch einmal an; bleibt es so, dann "
    "sagen Sie es denen, die den Antwortfinder verwalten."
)
DENIED = "Der Anmeldedienst hat die Anmeldung abgebrochen. Bitte melden Sie sich noch einmal an."
NO_NAME = (
    "Der Anmeldedienst nennt keinen Namen für Sie, den der Antwortfinder nehmen kann. Bitte sagen Sie es denen, die "
    "ihn verwalten."
)
NOT_OF_GROUP = (
    "Sie gehören nicht zu der Gruppe, die den Antwortfinder benutzen darf. Bitte wenden Sie sich an die, die ihn "
    "verwalten."
)
NO_LEAVING = "Der Anmeldedienst bietet kein Abmelden an. Schließen Sie den Browser, wenn andere ihn auch benutzen."

_FAILED = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RuntimeError,
)
"""What comes of a provider that is away, or sends what is no answer."""


class Oidc:
    """Asks the provider who someone is. Nothing is kept of a login under way but by the browser, sealed."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._key = OctKey.generate_key(256)  # with the program, logins under way end
        self._client: StarletteOAuth2App | None = None
        self._until, self._silent = 0.0, 0.0
        self._asking = asyncio.Lock()
        self._used: OrderedDict[str, None] = OrderedDict()

    async def begin(self, request: Request, aim: str) -> Response:
        """Send someone to the provider; `aim`: what is opened afterwards. Refused where the provider is away."""
        request.scope["session"] = session = dict[str, Any]()  # where Authlib keeps state, nonce and verifier
        async with _patience():
            client = await self._ready()
            response: Response = await client.authorize_redirect(request, f"{self.provider.base}{BACK}")
        self._keep(response, jwt.encode(_SEALED, self._sealed(session, aim), self._key, registry=JWERegistry()))
        return response

    async def end(self, request: Request) -> tuple[str, str]:
        """The name of who comes back from the provider, and their aim; Refused for whoever did not log in there."""
        session, aim = self._opened(request)
        request.scope["session"] = session
        self._once(request)
        try:
            async with _patience():
                client = await self._ready()
                token = await client.authorize_access_token(request, claims_options=self._claims(), leeway=LEEWAY)
        except MismatchingStateError as error:  # of another browser, or of a login begun before the last one
            raise Refused(AFRESH, 403, "fremder oder älterer Rückweg") from error
        except (AuthlibBaseError, JoseError) as error:
            says = DENIED if "error" in request.query_params else NOT_PROVEN
            raise Refused(says, 403, f"{type(error).__name__}: {error.error}"[:LONGEST]) from error
        return self._name(token.get("userinfo")), aim

    async def leave(self) -> str:
        """Where someone logs out at the provider; Refused where that is nowhere."""
        async with _patience():
            client = await self._ready()
        if "end_session_endpoint" not in client.server_metadata:
            raise Refused(NO_LEAVING, 404)
        back = f"{self.provider.base}anmelden"
        given = await client.create_logout_url(back, client_id=self.provider.client_id, state="abgemeldet")
        return str(given["url"])

    def forget(self, response: Response) -> None:
        """Take what was kept of a login away again."""
        response.delete_cookie(COOKIE, path=self._path, secure=self.secure, httponly=True, samesite="lax")

    def _keep(self, response: Response, sealed: str) -> None:
        response.set_cookie(COOKIE, sealed, LOGS_IN, path=self._path, secure=self.secure, httponly=True, samesite="lax")

    @property
    def _path(self) -> str:
        return path_of(self.provider.base)

    @property
    def secure(self) -> bool:
        """Whether cookies go by https alone."""
        return self.provider.base.startswith("https://")

    def _sealed(self, session: dict[str, Any], aim: str) -> dict[str, Any]:
        return {"exp": int(time.time()) + LOGS_IN, "session": session, "ziel": aim}

    def _opened(self, request: Request) -> tuple[dict[str, Any], str]:
        """What `begin` gave this browser; Refused where it has nothing, something else, or has had it for too long."""
        try:
            token = jwt.decode(request.cookies.get(COOKIE, ""), self._key, registry=JWERegistry())
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(token.claims)
        except (JoseError, ValueError) as error:
            raise Refused(AFRESH, 403, "kein oder ein fremdes Cookie") from error
        return token.claims["session"], token.claims["ziel"]

    def _once(self, request: Request) -> None:
        """Refuse a login that has come back before, and one that says it is another provider's (RFC 9207)."""
        state = request.query_params.get("state", "")[:200]
        if state in self._used:
            raise Refused(AFRESH, 403, "schon benutzt")
        self._used[state] = None
        while len(self._used) > MANY:
            self._used.popitem(last=False)
        said = request.query_params.get("iss", self.provider.issuer)
        if not hmac.compare_digest(said.encode(), self.provider.issuer.encode()):
            raise Refused(NOT_PROVEN, 403, "anderer Aussteller")

    def _claims(self) -> dict[str, dict[str, Any]]:
        return {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
        }

    def _name(self, claims: Mapping[str, Any] | None) -> str:
        if claims is None:
            raise Refused(NOT_PROVEN, 403, "kein ID-Token")
        name, groups = claims.get(self.provider.name), claims.get(self.provider.groups)
        if not isinstance(name, str) or not is_name(name):
            raise Refused(NO_NAME, 403, f"{self.provider.name} fehlt oder ist kein Name (bis {LONGEST} Zeichen)")
        if self.provider.name == "email" and claims.get("email_verified") is not True:
            raise Refused(NO_NAME, 403, "email ohne email_verified")
        member = groups if isinstance(groups, list) else [groups]
        if self.provider.group and self.provider.group not in member:
            raise Refused(NOT_OF_GROUP, 403, f"{name!r} ist nicht in der Gruppe")
        return name

    async def _ready(self) -> StarletteOAuth2App:
        """The client, once it knows what the provider says of itself; asked for by one at a time."""
        async with self._asking:
            now = time.monotonic()
            if self._client is None or now >= self._until:
                if now < self._silent:
                    raise Refused(AWAY, 503, "vor wenigen Sekunden nicht erreichbar")
                self._client, self._silent = None, now + AGAIN
                self._client = await self._asked()
                self._until, self._silent = now + KEPT, 0.0
            return self._client

    async def _asked(self) -> StarletteOAuth2App:
        provider = self.provider
        client: StarletteOAuth2App = OAuth().register(
            "oidc",
            client_id=provider.client_id,
            client_secret=provider.secret,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "timeout": TIMEOUT,
                "trust_env": False,
                "verify": ssl.create_default_context(),  # the house's own certificates stand where the system looks
            },
        )
        said = await client.load_server_metadata()
        # nothing else of it: Authlib would set up its client with whatever stands there
        client.server_metadata = self._checked(said)
        return client

    def _checked(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What is needed of what the provider says of itself; ValueError where it cannot be believed."""
        if said.get("issuer") != self.provider.issuer:
            raise ValueError(f"der Anmeldedienst nennt sich {str(said.get('issuer'))[:200]!r}, nicht wie eingestellt")
        wanted = [*_ENDPOINTS, *(["end_session_endpoint"] if said.get("end_session_endpoint") else [])]
        for name in wanted:
            if not is_safe(said.get(name)):
                raise ValueError(f"{name} ist keine sichere Adresse: {str(said.get(name))[:200]!r}")
        given = said.get("id_token_signing_alg_values_supported") or ["RS256"]
        methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return {
            **{name: said[name] for name in ("issuer", "_loaded_at", *wanted)},
            "id_token_signing_alg_values_supported": [one for one in given if one in SIGNED] or ["RS256"],
            # not "basic" where there is a choice: Authlib does not escape there what RFC 6749 (2.3.1) wants escaped
            "token_endpoint_auth_method": next((one for one in _PROVES if one in methods), _PROVES[-1]),
        }


@asynccontextmanager
async def _patience() -> AsyncIterator[None]:
    """Inside, the provider has LONGEST_WAIT seconds; what it does not do as it should becomes Refused."""
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            yield
    except _FAILED as error:
        raise Refused(AWAY, 503, f"{type(error).__name__}: {error}"[:LONGEST]) from error
