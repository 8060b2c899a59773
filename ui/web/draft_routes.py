"""What the page sends of a draft, and the Word file of what came out. Nothing of it is kept on disk."""

from __future__ import annotations

import logging
import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from ingest import guarded, papers
from ingest.model import ParseError
from rag.asked_before import Line
from rag.errors import VectorsAway
from ui import logs
from ui.views import asked_before as render
from ui.views import word
from ui.web.access import LARGEST_UPLOAD
from ui.web.desk import Desk
from ui.web.fair import Places
from ui.web.gate import BROKEN, TOO_LARGE
from ui.web.ours import User, attached, own_page

AT_ONCE = 2
"""Drafts looked through at the same time, of one user one: each takes half a second for every Frage."""
KEPT = 50
"""Users whose last result is kept in memory until they fetch it as a Word file."""
LONGEST = 200_000
"""Characters of a text; what is longer comes as a file."""
TOO_MANY = "Es warten schon mehrere Ihrer Entwürfe. Bitte warten Sie, bis einer geprüft ist."
LATER = "Entwürfe lassen sich gerade nicht prüfen: Die Suche nach dem Sinn ist nicht möglich. Bitte später versuchen."
_GONE = "Dieses Ergebnis gibt es nicht mehr. Bitte prüfen Sie den Entwurf noch einmal."

_log = logging.getLogger(__name__)


class Results:
    """The last result of each user, in memory, at most KEPT; only its user gets it, and only by its key."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Sequence[Line]]] = OrderedDict()
        self._lock = Lock()

    def put(self, user: str, lines: Sequence[Line]) -> str:
        """Keep a result in place of the user's last one; gives its key."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._kept.pop(user, None)
            self._kept[user] = (key, lines)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return key

    def get(self, user: str, key: str) -> Sequence[Line] | None:
        """The user's result of this key; None where there is none."""
        with self._lock:
            kept = self._kept.get(user)
        return kept[1] if kept and secrets.compare_digest(kept[0].encode(), key.encode()) else None


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the routes; `user` gives the name of who sends a request, "" without a login."""
    results, looking = Results(), Places(AT_ONCE, each=1, under_way=5, says=TOO_MANY)

    @app.post("/schon-gefragt", response_class=HTMLResponse)
    async def check(
        request: Request, text: Annotated[str, Form(max_length=LONGEST)] = "", datei: UploadFile | None = None
    ) -> str:
        """For each Frage of a draft, a text or a file, what was asked before."""
        own_page(request)
        who = user(request)
        if datei is not None and (datei.size or 0) > LARGEST_UPLOAD:
            raise HTTPException(413, TOO_LARGE)
        async with looking.taken(who):
            given = text.encode("utf-8", "replace") if datei is None else await datei.read()
            name = "Entwurf.txt" if datei is None else datei.filename or "Entwurf"
            return await run_in_threadpool(_checked, desk, results, who, given, name)

    @app.get("/schon-gefragt/{key}.docx")
    def word_file(key: str, request: Request) -> Response:
        """The user's last result as a Word file."""
        who = user(request)
        lines = results.get(who, key)
        if lines is None:
            raise HTTPException(404, _GONE)
        day = date.today()
        text = render.docx(lines, *desk.seen(who).size(), day)
        return Response(text, media_type=word.MIME, headers=attached(render.TITLE, day, "docx"))


def _checked(desk: Desk, results: Results, who: str, given: bytes, name: str) -> str:
    engine = desk.seen(who)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"Entwurf{Path(name).suffix[:12]}"  # no name that a user gave reaches the disk
            path.write_bytes(given)
            fragen = guarded.within(guarded.SECONDS, papers.load_entwurf, path.resolve())
    except ParseError as error:
        raise HTTPException(422, error.grund) from error
    except guarded.Exceeded as error:
        raise HTTPException(422, str(error)) from error
    try:
        lines = list(engine.asked_before(fragen))
    except VectorsAway as away:
        _log.error("draft: %s", away)
        raise HTTPException(503, LATER) from away
    except Exception as error:
        logs.failed(_log, "draft")
        raise HTTPException(500, BROKEN) from error
    return render.page(lines, results.put(who, lines), *engine.size())
