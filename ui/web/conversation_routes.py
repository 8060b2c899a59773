"""What the page fetches of one's own conversations beside Gradio's events: the search."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse

from ui.views import found as render
from ui.web.desk import Desk
from ui.web.ours import User, own_page


def add(app: FastAPI, desk: Desk, user: User) -> None:
    """Add the route; `user` gives the name of who sends a request, "" without a login."""

    @app.post("/gespraeche/suchen", response_class=HTMLResponse)
    def search(request: Request, text: Annotated[str, Form(max_length=200)] = "") -> str:
        """The own turns that hold all words of a text. It is posted, so that no log of addresses has the words."""
        own_page(request)
        return render.found(desk.search.find(user(request), text), text)
