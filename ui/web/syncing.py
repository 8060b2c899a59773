"""Fetching papers, on the page: how it stands, and a run begun by whoever uses the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from ui.views import sync as render_sync
from ui.views.sync import Standing
from ui.web.ours import own_page

if TYPE_CHECKING:
    from ui.service.keeper import Keeper

NO_KEY = "Dafür fehlt der Schlüssel für die Schnittstelle des Bundestages (ANTWORTFINDER_DIP_KEY)."


def add(app: FastAPI, keeper: Keeper | None) -> Callable[[], str]:
    """Add the routes; gives what tells how it stands, as HTML. Without a keeper nothing is fetched."""

    def standing() -> str:
        return render_sync.standing(_standing(keeper))

    @app.get("/papiere/abgleich", response_class=HTMLResponse)
    def stands() -> str:
        """How it stands now."""
        return standing()

    @app.post("/papiere/abgleich")
    def begin(request: Request) -> dict[str, object]:
        """Begin a run; says why it cannot be begun ("grund")."""
        own_page(request)
        possible = keeper is not None and keeper.syncs.possible
        grund = keeper.sync() if keeper is not None and possible else NO_KEY
        return {"grund": grund} if grund else {"begonnen": True}

    return standing


def _standing(keeper: Keeper | None) -> Standing:
    if keeper is None:
        return Standing(possible=False)
    syncs, unread = keeper.syncs, keeper.read.refused if keeper.read else ()
    return Standing(syncs.possible, syncs.going, syncs.last, keeper.next_sync(), unread)
