"""What the page fetches of counted answers: the table, the list behind a number, both as CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from ingest.model import Grund
from rag.requested import Gezaehlt, Je, Told
from ui.storage import filter_query
from ui.views import radar as render
from ui.web.desk import Desk
from ui.web.ours import User

CSV = "text/csv; charset=utf-8"
Short = Annotated[str, Query(max_length=200)]
Line = Annotated[str | None, Query(max_length=200)]
_UNKNOWN = "Diese Auswahl gibt es nicht."


class Which(NamedTuple):
    """The Fragen behind a number; `zeile`: of one line, `stand`: how answered, `grund`: why refused, "" for any."""

    asked: render.Asked
    zeile: str | None
    stand: str
    grund: str


def _asked(request: Request, je: Je = Je.RESSORT, thema: Short = "") -> render.Asked:
    given = parse_qs(request.url.query)
    return render.Asked(je, filter_query.from_params(given), " ".join(thema.split()))


Counted = Annotated[render.Asked, Depends(_asked)]


def _which(asked: Counted, zeile: Line = None, stand: Short = "", grund: Short = "") -> Which:
    if stand not in render.KINDS or (grund and grund != render.NONE and grund not in set(Grund)):
        raise HTTPException(404, _UNKNOWN)
    return Which(asked, zeile, stand, grund)


Behind = Annotated[Which, Depends(_which)]


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the routes; `user` gives the name of who sends a request, "" without a login."""
    _table(app, desk, user)
    _list(app, desk, user)


def _table(app: FastAPI, desk: Desk, user: User) -> None:
    @app.get("/radar", response_class=HTMLResponse)
    def page(request: Request, asked: Counted) -> str:
        """The form and the table."""
        seen = desk.seen(user(request))
        table = seen.tafel(asked.je, asked.filters, asked.thema)
        return render.page(table, asked, filter_query.choices(seen.papers()))

    @app.get("/radar.csv")
    def file(request: Request, asked: Counted) -> Response:
        """The table for a spreadsheet."""
        table = desk.seen(user(request)).tafel(asked.je, asked.filters, asked.thema)
        return Response(render.table_csv(table), media_type=CSV, headers=_named("radar"))


def _list(app: FastAPI, desk: Desk, user: User) -> None:
    def behind(request: Request, which: Which) -> list[Gezaehlt]:
        asked, zeile, stand, grund = which
        why = Grund(grund) if grund and grund != render.NONE else None
        line = None if zeile is None else (asked.je, zeile)
        every = desk.seen(user(request)).behind(asked.filters, asked.thema, render.KINDS[stand], why, line)
        return [one for one in every if one.grund is None] if grund == render.NONE else every

    def said(request: Request, some: list[Gezaehlt]) -> Iterator[tuple[Gezaehlt, Told | None]]:
        seen = desk.seen(user(request))
        return ((one, seen.said_to(one)) for one in some)

    @app.get("/radar/fragen", response_class=HTMLResponse)
    def fragen(request: Request, which: Behind) -> str:
        """The newest of the Fragen behind a number."""
        every = behind(request, which)
        shown = list(said(request, every[: render.SHOWN]))
        return render.fragen(render.title(*which), shown, len(every), request.url.query)

    @app.get("/radar/fragen.csv")
    def file(request: Request, which: Behind) -> Response:
        """All of them for a spreadsheet."""
        every = behind(request, which)
        return StreamingResponse(render.list_csv(said(request, every)), media_type=CSV, headers=_named("radar-fragen"))


def _named(what: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{date.today().isoformat()}-{what}.csv"'}
