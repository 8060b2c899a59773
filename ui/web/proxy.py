"""A name that a proxy has made sure of, taken from a header; and only from that proxy, whoever else sends the header.

Who speaks to us is noted before anything else looks at the request: further in, the address is the one that headers of
proxies name (FORWARDED_ALLOW_IPS), and those anyone may write.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

if TYPE_CHECKING:
    from rag.settings import Settings

NAME, ADDRESSES = "ANTWORTFINDER_PROXY_NUTZER", "ANTWORTFINDER_PROXY_ADRESSEN"
PEER = "antwortfinder.peer"
"""Where in a request's scope the address stands from which it came to us."""
LONGEST = 200
"""Characters of a name."""
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_OF_OTHERS = frozenset(("host", "cookie", "authorization", "origin", "referer", "user-agent", "x-forwarded-for"))
"""Headers that browsers or proxies fill with something else."""

_NOBODY = "(null)"
"""What Apache writes in the place of a name that it does not have."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ProxyProblem(ValueError):  # noqa: N818 - it is shown as a message
    """Settings that name no proxy one could trust (German, for the user)."""


@dataclass(frozen=True, slots=True)
class TrustedProxy:
    """The header (in small letters) in which a proxy names who it has let in, and where that proxy may speak from."""

    header: str
    networks: tuple[Network, ...]

    @classmethod
    def of(cls, settings: Settings) -> TrustedProxy | None:
        """The one that the settings name; None where they name none, ProxyProblem where they name half of one."""
        name, addresses = settings.proxy_nutzer.strip(), settings.proxy_adressen.strip()
        if not name and not addresses:
            return None
        if not name or not addresses:
            raise ProxyProblem(f"{NAME} (die Kopfzeile) und {ADDRESSES} (von wem sie gilt) gehören zusammen.")
        if not _HEADER.fullmatch(name) or name.lower() in _OF_OTHERS:
            raise ProxyProblem(f"{NAME}={name[:60]!r} ist keine Kopfzeile für einen Namen, z. B. X-Remote-User.")
        return cls(name.lower(), tuple(map(_network, addresses.split(","))))

    def user(self, request: Request) -> str | None:
        """The name that the proxy says; None where it was not the proxy, or it says none or more than one."""
        try:
            peer = ipaddress.ip_address(request.scope.get(PEER) or "")
        except ValueError:
            return None
        peer = getattr(peer, "ipv4_mapped", None) or peer
        said = request.headers.getlist(self.header)
        if len(said) != 1 or not any(peer in network for network in self.networks):
            return None
        return _name(said[0])


def _network(text: str) -> Network:
    try:
        network = ipaddress.ip_network(text.strip())
    except ValueError:
        raise ProxyProblem(
            f"{ADDRESSES}: {text.strip()[:60]!r} ist keine Adresse und kein Netz, z. B. 127.0.0.1 oder 10.1.2.0/24."
        ) from None
    if network.prefixlen == 0:
        raise ProxyProblem(f"{ADDRESSES}: „{text.strip()}“ heißt jeder, und jeder könnte sich dann als jeder ausgeben.")
    return network


def _name(said: str) -> str | None:
    """A header's text as a name; a comma would join what two have said."""
    try:
        name = said.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return None
    return name if is_name(name) else None


def is_name(name: str) -> bool:
    """Whether a name that another server gives can be a user's here."""
    fits = 0 < len(name) <= LONGEST and name.isprintable() and "," not in name and name == name.strip()
    return fits and name != _NOBODY


class Noted:
    """ASGI: notes who speaks to us, then lets headers of proxies name whom they speak for, as uvicorn does."""

    def __init__(self, app: ASGIApp) -> None:
        trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
        inner: Any = app  # uvicorn describes requests more closely than Starlette does
        self.app: Any = ProxyHeadersMiddleware(inner, trusted_hosts=trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on."""
        client = scope.get("client")
        await self.app({**scope, PEER: client[0] if client else None}, receive, send)
