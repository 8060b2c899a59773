"""The tables of a paper, of a Frage, of a list of papers as an Excel file. Nothing of it is kept on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from ingest.model import Fragenummer
from rag.papertables import paper_tables
from ui.views import workbook
from ui.views.workbook import Found
from ui.web.desk import Desk
from ui.web.fair import Places
from ui.web.ours import User, attached

AT_ONCE = 2
"""Files made at the same time, of one user one: a large one takes ten seconds of one core."""
MOST_PAPERS = 100
"""Papers of a list in one file, the newest."""
TOO_MANY = "Es werden schon mehrere Excel-Dateien für Sie gemacht. Bitte warten Sie, bis eine fertig ist."

Named = Annotated[str, Query(max_length=200)]


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the route; `user` gives the name of who sends a request, "" without a login."""
    making = Places(AT_ONCE, each=1, under_way=5, says=TOO_MANY)

    @app.get("/tabellen.xlsx")
    async def tables(request: Request, nummer: Named = "", frage: Named = "", antwort: Named = "") -> Response:
        """The tables of a paper, of one `frage` of it alone, or of the papers that an own `antwort` lists."""
        who = user(request)
        async with making.taken(who):
            if antwort:
                return await run_in_threadpool(_of_list, desk, who, antwort)
            return await run_in_threadpool(_of_paper, desk, who, nummer, frage)


def _of_paper(desk: Desk, who: str, nummer: str, frage: str) -> Response:
    paper = desk.seen(who).drucksache(nummer)
    if paper is None:
        raise HTTPException(404, f"Die Drucksache {nummer} ist nicht oder nicht mehr im Bestand.")
    try:
        asked = Fragenummer.read(frage) if frage else None
    except ValueError as error:
        raise HTTPException(404, f"In Drucksache {nummer} gibt es keine Frage „{frage}“.") from error
    of = f" Frage {asked}" if asked else ""
    return _file([Found(paper, paper_tables(paper, asked))], (), f"Tabellen {paper.nummer.replace('/', '-')}{of}")


def _of_list(desk: Desk, who: str, key: str) -> Response:
    turn = desk.turn(who, key)
    listed = turn.reply.anliegen.papiere if turn and turn.reply and turn.reply.anliegen else ()
    if not listed:
        raise HTTPException(404, "Diese Liste gibt es nicht mehr. Bitte stellen Sie die Anfrage noch einmal.")
    engine = desk.seen(who)
    papers = [paper for one in listed[:MOST_PAPERS] if (paper := engine.drucksache(one.drucksache)) is not None]
    notes = [f"Liste: {turn.question}"] if turn else []
    if len(listed) > MOST_PAPERS:
        notes.append(f"Die Liste nennt {len(listed)} Papiere; in dieser Datei stehen die {MOST_PAPERS} neuesten.")
    return _file([Found(paper, paper_tables(paper)) for paper in papers], notes, "Tabellen einer Liste")


def _file(found: Sequence[Found], notes: Sequence[str], title: str) -> Response:
    said = notes if any(one.tables for one in found) else [*notes, "Hier wurde keine Tabelle gefunden."]
    return Response(
        workbook.xlsx(found, said), media_type=workbook.EXCEL, headers=attached(title, date.today(), "xlsx")
    )
