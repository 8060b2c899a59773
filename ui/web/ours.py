"""Requests of our own page: only they may change things. Its script sends a header that a foreign form cannot send.

And what all downloads say of themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import HTTPException, Request

from ui.views import word

User = Callable[[Request], str]
"""Gives the name of who sends a request, "" without a login."""


def own_page(request: Request) -> None:
    """Refuse a request that does not come from the page's script."""
    if request.headers.get("x-antwortfinder") != "1":
        raise HTTPException(403, "Diese Anfrage kommt nicht von der Seite des Antwortfinders.")


def attached(title: str, day: date, ending: str) -> dict[str, str]:
    """The head that names a file by the day (on the user's own clock) and its title.

    RFC 6266: plain for old clients, UTF-8 for the others.
    """
    name = quote(word.file_name(title, day, ending))
    return {"Content-Disposition": f"attachment; filename=\"antwortfinder.{ending}\"; filename*=UTF-8''{name}"}
