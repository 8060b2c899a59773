"""Which addresses may be asked, and with which key."""

from __future__ import annotations

import re

import httpx

_HOUSE = re.compile(r"(?:[a-z0-9-]{1,63}\.){0,5}bundestag\.de")
_HOST = re.compile(r"[a-z0-9._:-]{1,253}")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_GIVEN_BY = "die Parlamentsdokumentation auf Anfrage (https://dip.bundestag.de/über-dip/hilfe/api)"
NO_KEY = f"Für den Abruf bei DIP fehlt ein Schlüssel; ihn vergibt {_GIVEN_BY}, und er gehört in ANTWORTFINDER_DIP_KEY."
WRONG_KEY = f"DIP nimmt den Schlüssel aus ANTWORTFINDER_DIP_KEY nicht an; einen gültigen vergibt {_GIVEN_BY}."
NO_ADDRESS = "ANTWORTFINDER_DIP_URL ist keine Adresse; gebraucht wird eine wie https://…/api/v1."


class SyncProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """Nothing could be asked of the interface (German: what is wrong, what to do)."""


def endpoint(address: str, key: str) -> tuple[str, str]:
    """The interface's address and the key as they are used; SyncProblem (German) where one of them cannot be."""
    key = key.strip().removeprefix("ApiKey ").strip()
    if not _KEY.fullmatch(key):
        raise SyncProblem(WRONG_KEY if key else NO_KEY)
    try:
        asked = httpx.URL(address.strip().rstrip("/"))
    except httpx.InvalidURL as error:
        raise SyncProblem(NO_ADDRESS) from error
    if asked.scheme not in ("http", "https") or not _HOST.fullmatch(asked.raw_host.decode()):
        raise SyncProblem(NO_ADDRESS)
    return str(asked), key


def may_have_pdf(address: str, interface: str) -> bool:
    """Whether a PDF may be fetched from there: the Bundestag's hosts by https, or the interface's own host and port.

    A record is data: it must not make this machine ask whom it likes.
    """
    try:
        asked, own = httpx.URL(address), httpx.URL(interface)
    except httpx.InvalidURL:
        return False
    if asked.userinfo:
        return False
    if (asked.scheme, asked.raw_host, asked.port) == (own.scheme, own.raw_host, own.port):
        return True
    house = _HOUSE.fullmatch(asked.raw_host.decode()) is not None
    return house and asked.scheme == "https" and asked.port is None
