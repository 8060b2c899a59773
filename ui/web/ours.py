"""Requests of our own page: only they may change things. Its script sends a header that a foreign form cannot send."""

from __future__ import annotations

from fastapi import HTTPException, Request


def own_page(request: Request) -> None:
    """Refuse a request that does not come from the page's script."""
    if request.headers.get("x-antwortfinder") != "1":
        raise HTTPException(403, "Diese Anfrage kommt nicht von der Seite des Antwortfinders.")
