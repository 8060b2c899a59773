"""Requests of our own page: only they may change things. Its script sends a header that a foreign form cannot send."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import HTTPException, Request

User = Callable[[Request], str]
"""Gives the name of who sends a request, "" without a login."""


def own_page(request: Request) -> None:
    """Refuse a request that does not come from the page's script."""
    if request.headers.get("x-antwortfinder") != "1":
        raise HTTPException(403, "Diese Anfrage kommt nicht von der Seite des Antwortfinders.")
