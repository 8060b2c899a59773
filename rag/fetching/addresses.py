"""Which addresses of a record may be asked: a record is data, and must not make this machine ask whom it likes."""

from __future__ import annotations

import httpx

_HOUSE = "bundestag.de"


def allowed(address: str, interface: str) -> bool:
    """Whether a PDF may be fetched from there: the Bundestag's hosts by https, or the interface's own host and port."""
    try:
        asked, own = httpx.URL(address), httpx.URL(interface)
    except (httpx.InvalidURL, TypeError):
        return False
    if asked.userinfo:
        return False
    if (asked.scheme, asked.host, asked.port) == (own.scheme, own.host, own.port):
        return True
    house = asked.host == _HOUSE or asked.host.endswith(f".{_HOUSE}")
    return house and asked.scheme == "https" and asked.port is None
