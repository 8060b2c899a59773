"""Requests of our own page: only they may change things. Its script sends a header that a foreign form cannot send.

What it downloads is named here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import HTTPException, Request

from ui.views import files

User = Callable[[Request], str]
"""Gives the name of who sends a request, "" without a login."""


def own_page(request: Request) -> None:
    """Refuse a request that does not come from the page's script."""
    if request.headers.get("x-antwortfinder") != "1":
        raise HTTPException(403, "Diese Anfrage kommt nicht von der Seite des Antwortfinders.")


def attached(title: str, ending: str, plain: str) -> dict[str, str]:
    """The head that names a file by its title and the day; RFC 6266: `plain` for old clients, UTF-8 for the others."""
    name = quote(files.file_name(title, date.today(), ending))  # the day on the user's own clock
    return {"Content-Disposition": f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{name}"}
