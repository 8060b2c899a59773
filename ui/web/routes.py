"""What the page fetches beside Gradio's events: sources, papers, uploads, downloads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse

from rag import model
from ui.views import files, over_time_xlsx, pdf_page, word, workbook
from ui.views import paper as render_paper
from ui.views import source as render_source
from ui.views.markup import Span
from ui.views.reply import Turn
from ui.web.access import LARGEST_UPLOAD
from ui.web.desk import Desk
from ui.web.fair import Places
from ui.web.ours import User, attached, own_page

MOST_PAPERS = 500
"""Papers that one user may have added; what is more belongs into the corpus of all."""
MOST_REASONS = 5
"""Papers of a file of which is said why they were refused; of the others only how many they are."""
FULL = f"Sie haben schon {MOST_PAPERS} Papiere hinzugefügt; weitere gehören in den Ordner der Papiere für alle"
READING = 2
"""Uploads read at the same time, of one user one: each is held in memory as a whole."""
TOO_MANY = "Es warten schon 20 Ihrer Papiere. Bitte warten Sie, bis eines gelesen ist."

_NO_PDF = "Zu diesem Papier liegt kein PDF vor."
Named = Annotated[str, Query(max_length=200)]
Marks = Annotated[str, Query(max_length=2000)]
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})")


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the routes; `user` gives the name of who sends a request, "" without a login."""
    _sources(app, desk, user)
    _papers(app, desk, user)
    _sheets(app, desk, user)
    _downloads(app, desk, user)
    _comparisons(app, desk, user)


def _sources(app: FastAPI, desk: Desk, user: User) -> None:
    @app.get("/quelle", response_class=HTMLResponse)
    def source(request: Request, passage: str, marken: Marks = "", ueber: str = "", spalte: Marks = "") -> str:
        """The panel over one Passage, "12-40 80-99" marked; `ueber`: what led to it; `spalte`: the column meant."""
        found = desk.source(user(request), passage, _marks(marken), ueber)
        if found is None:
            raise HTTPException(404, "Diese Stelle ist nicht mehr im Bestand.")
        return render_source.source(replace(found, spalte=spalte))

    @app.get("/papier", response_class=HTMLResponse)
    def paper(request: Request, nummer: Named, frage: Named = "", fassung: int = 0) -> str:
        """The panel over a whole paper, `frage` unfolded; `fassung`: a version that was replaced, by its number."""
        found = desk.paper(user(request), nummer, frage, fassung)
        if found is None:
            what = f"Die Drucksache {nummer}" if fassung < 1 else f"Diese frühere Fassung der Drucksache {nummer}"
            raise HTTPException(404, f"{what} ist nicht oder nicht mehr im Bestand.")
        return render_paper.paper(found)


def _sheets(app: FastAPI, desk: Desk, user: User) -> None:
    @app.get("/blatt", response_class=HTMLResponse)
    def sheet(request: Request, passage: str, nr: int, marken: Marks = "") -> str:
        """The panel over a page of the paper's PDF."""
        found = desk.sheet(user(request), passage, _marks(marken), nr)
        if found is None:
            raise HTTPException(404, _NO_PDF)
        return pdf_page.panel(found)

    @app.get("/seite")
    def picture(request: Request, passage: str, nr: int, marken: Marks = "") -> Response:
        """The page itself as a picture."""
        try:
            found = desk.picture(user(request), passage, _marks(marken), nr)
        except pdf_page.PageError as error:
            raise HTTPException(404, str(error)) from error
        if found is None:
            raise HTTPException(404, _NO_PDF)
        return Response(found, media_type="image/png")

    @app.get("/pdf")
    def file(request: Request, nummer: str) -> Response:
        """The PDF as it was read."""
        path = desk.pdf(user(request), nummer)
        if path is None:
            raise HTTPException(404, _NO_PDF)
        return FileResponse(path, media_type="application/pdf", content_disposition_type="inline")


def _marks(text: str) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in _MARK.findall(text))


def _papers(app: FastAPI, desk: Desk, user: User) -> None:
    reading = Places(READING, each=1, under_way=20, says=TOO_MANY)

    @app.post("/papiere")
    async def upload(datei: UploadFile, request: Request) -> dict[str, object]:
        """Take a file of own papers; says as what they were read ("gelesen"), and why others were not ("grund")."""
        own_page(request)
        name, who = datei.filename or "papier", user(request)
        if (datei.size or 0) > LARGEST_UPLOAD:
            return {"datei": name, "grund": f"größer als {LARGEST_UPLOAD // 1_000_000} MB"}
        most = MOST_PAPERS - len(desk.own.numbers(who))
        if most <= 0:
            return {"datei": name, "grund": FULL}
        async with reading.taken(who):
            report = await run_in_threadpool(desk.own.add, who, name, await datei.read(), most)
        read = [*report.read, *report.skipped]
        said: dict[str, object] = {"datei": name} | ({"gelesen": read} if read else {})
        return said | ({"grund": _reasons([grund for _, grund in report.refused])} if report.refused else {})

    @app.post("/papiere/entfernen")
    def remove(nummer: str, request: Request) -> dict[str, bool]:
        """Take an own paper out again."""
        own_page(request)
        if not desk.own.remove(user(request), nummer):
            raise HTTPException(404, "Dieses Papier ist kein selbst hinzugefügtes.")
        return {"entfernt": True}


def _reasons(refused: list[str]) -> str:
    """Why papers of a file were refused, in one sentence's place."""
    more = len(refused) - MOST_REASONS
    return "; ".join([*refused[:MOST_REASONS], *([f"{more} weitere"] if more > 0 else [])])


def _downloads(app: FastAPI, desk: Desk, user: User) -> None:
    def conversation(request: Request, key: str) -> tuple[str, list[Turn]]:
        title = desk.conversations.title(user(request), key)
        if title is None:
            raise HTTPException(404, "Dieses Gespräch gibt es nicht.")
        return title, desk.turns(user(request), key)

    @app.get("/export/{key}.md")
    def markdown(key: str, request: Request) -> Response:
        """A conversation as Markdown."""
        title, turns = conversation(request, key)
        text = files.markdown(title, turns)
        return Response(text, media_type="text/markdown; charset=utf-8", headers=attached(title, date.today(), "md"))

    @app.get("/export/{key}.docx")
    def word_file(key: str, request: Request) -> Response:
        """A conversation as a Word file."""
        title, turns = conversation(request, key)
        day = date.today()
        return Response(files.docx(title, turns, day), media_type=word.MIME, headers=attached(title, day, "docx"))


def _comparisons(app: FastAPI, desk: Desk, user: User) -> None:
    @app.get("/vergleich.xlsx")
    def excel(request: Request, nummer: Named, frage: Named) -> Response:
        """What several papers answer to a Frage of one of them, as an Excel file."""
        reply = desk.seen(user(request)).ask(model.Query(f"Frage {frage} aus {nummer} in anderen Papieren"))
        if reply.anliegen is None or not reply.anliegen.reihe:
            raise HTTPException(404, f"Zu Frage {frage} der Drucksache {nummer} gibt es keinen Vergleich.")
        name = attached(f"Vergleich Frage {frage} aus {nummer.replace('/', '-')}", date.today(), "xlsx")
        return Response(over_time_xlsx.xlsx(reply, reply.anliegen), media_type=workbook.EXCEL, headers=name)
