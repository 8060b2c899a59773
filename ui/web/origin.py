"""Where a request comes from: without a login only this machine may ask, and no page but our own may send anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ui.web.login import VARIABLE, is_loopback

_HELP = (
    f"Abhilfe: auf diesem Rechner http://127.0.0.1 mit dem Port des Programms aufrufen; sollen andere fragen können, "
    f"mit „antwortfinder passwort NAME“ eine Anmeldung anlegen und in {VARIABLE} nennen."
)
FOREIGN_HOST = f"Ohne Anmeldung antwortet der Antwortfinder nur unter 127.0.0.1 und localhost. {_HELP}"
FORWARDED = (
    f"Diese Anfrage kommt über ein anderes Programm (Proxy), und ohne Anmeldung könnte so jeder im Netz fragen. {_HELP}"
)
FOREIGN_PAGE = "Diese Anfrage kommt nicht von der Seite des Antwortfinders."

_PASSED_ON = frozenset(
    ("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip")
)
"""Headers that programs between browser and server add, besides X-Forwarded-... and X-Original-...."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d+)?")

Headers = Mapping[str, str]


def problem(method: str, headers: Headers, *, login: bool) -> str | None:
    """Why a request is not answered, whoever sends it (German, for who asks); None if nothing speaks against it.

    `headers` by names in small letters.
    """
    if not login:
        if not _here(headers.get("host", "")):
            return FOREIGN_HOST
        if _passed_on(method, headers):
            return FORWARDED
    return None if _of_our_page(method, headers) else FOREIGN_PAGE


def is_here(address: str, headers: Headers) -> bool:
    """Whether a program of this machine asks, and nobody through it: its address, the host it asked for, no proxy."""
    return is_loopback(address) and _here(headers.get("host", "")) and not _passed_on("GET", headers)


def _here(host: str) -> bool:
    """Whether a host, with or without a port, is this machine by a name that nobody else can give out."""
    named = _HOST.fullmatch(host.lower())
    return named is not None and is_loopback(named[1] or named[2])


def _passed_on(method: str, headers: Headers) -> bool:
    """Whether something stands between the browser and us: it says so, or the browser believes to be elsewhere."""
    if any(name in _PASSED_ON or name.startswith(("x-forwarded", "x-original-")) for name in headers):
        return True
    sites = [urlsplit(headers[name]).netloc for name in ("origin", "referer") if headers.get(name, "null") != "null"]
    return not all(map(_here, sites)) and not _follows_link(method, headers)


def _of_our_page(method: str, headers: Headers) -> bool:
    """Whether our own page, no page at all (a program), or a link leads here.

    Another server on this machine is a foreign page too. Old browsers, and plain http in a network, send no
    Sec-Fetch-Site; they do send Origin with whatever changes something.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none") or _follows_link(method, headers)
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _follows_link(method: str, headers: Headers) -> bool:
    """Whether a browser goes here from another page, which sees nothing of the answer."""
    foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    goes = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return method == "GET" and foreign and goes
