"""What the page fetches and sends about news, the feed, and the pages that links in mails open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from ui.storage.news import NotKept
from ui.views import feed
from ui.views import news as render
from ui.web.desk import Desk
from ui.web.mailing import Mailing, NotSent
from ui.web.ours import User, own_page

Known = Callable[[str], bool]
Field = Annotated[str, Form(max_length=2000)]

_GONE = "Diese Adresse gibt es nicht, oder sie wurde geschlossen."


def add(app: FastAPI, desk: Desk, user: User, known: Known, mailing: Mailing | None, base: str) -> None:
    """Add the routes.

    `user` gives the name of who sends a request, `known` says whether a name still is a user's; `base`: the chat's
    address with a slash at its end, "" where it is the one that a request was sent to.
    """

    def root(request: Request) -> str:
        return base or str(request.base_url)

    _page(app, desk, user, root, mails=mailing is not None)
    _keeping(app, desk, user)
    _ways(app, desk, user, mailing)
    _feed(app, desk, known, root)
    _links(app, desk)


def _page(app: FastAPI, desk: Desk, user: User, root: Callable[[Request], str], *, mails: bool) -> None:
    news = desk.news

    @app.get("/neues", response_class=HTMLResponse)
    def page(request: Request) -> str:
        """The news, which are read then, what is kept, and the ways to be told."""
        who = user(request)
        items, token = news.items(who), news.channels.feed(who)
        address = f"{root(request)}neues/feed/{token}.atom" if token else None
        shown = render.page(items, news.store.kept(who), render.Ways(address, news.channels.mail(who), mails))
        news.store.mark_read(who, [item.told.key for item in items])
        return shown

    @app.get("/neues/zahl")
    def count(request: Request) -> dict[str, int]:
        """How many are unread."""
        return {"zahl": news.unread(user(request))}


def _keeping(app: FastAPI, desk: Desk, user: User) -> None:
    @app.post("/neues/merken")
    def keep(request: Request, antwort: Field = "", auswahl: Field = "", anfrage: Field = "") -> dict[str, str]:
        """Keep the question of a turn, a choice of papers, or an Anfrage; gives its key, or why not ("grund")."""
        own_page(request)
        who = user(request)
        try:
            if antwort:
                kept = desk.news.keep_turn(who, antwort)
            elif auswahl:
                kept = desk.news.keep_filters(who, auswahl, render.filters_in_words)
            else:
                kept = desk.news.keep_anfrage(who, anfrage)
        except NotKept as problem:
            return {"grund": str(problem)}
        return {"gemerkt": kept.key}

    @app.post("/neues/vergessen")
    def forget(request: Request, gemerkt: Field) -> dict[str, bool]:
        """Keep a thing no longer."""
        own_page(request)
        desk.news.store.forget(user(request), gemerkt)
        return {"vergessen": True}


def _ways(app: FastAPI, desk: Desk, user: User, mailing: Mailing | None) -> None:
    @app.post("/neues/feed")
    def feed_address(request: Request, feed: Field = "") -> dict[str, bool]:
        """Give the feed a new address ("neu"), else close it."""
        own_page(request)
        change = desk.news.channels.new_feed if feed == "neu" else desk.news.channels.end_feed
        change(user(request))
        return {"getan": True}

    @app.post("/neues/post")
    def mail_address(request: Request, adresse: Field = "") -> dict[str, object]:
        """Ask an address for its consent; without one there are no more mails."""
        own_page(request)
        if not adresse:
            desk.news.channels.end_mails(user(request))
        elif mailing is None:
            return {"grund": "Mails sind hier nicht eingerichtet."}
        else:
            try:
                mailing.ask(user(request), adresse.strip())
            except NotSent as problem:
                return {"grund": str(problem)}
        return {"getan": True}


def _feed(app: FastAPI, desk: Desk, known: Known, root: Callable[[Request], str]) -> None:
    @app.get("/neues/feed/{token}.atom")
    def atom(token: str, request: Request) -> Response:
        """A user's news for whoever knows the address; nothing else can be had by it."""
        who = desk.news.channels.reader_of(token)
        if who is None or not known(who):
            raise HTTPException(404, _GONE)
        base = root(request)
        text = feed.atom(desk.news.items(who), base, f"{base}neues/feed/{token}.atom")
        return Response(text.encode(), media_type=feed.TYPE)


def _links(app: FastAPI, desk: Desk) -> None:
    """Reading a link changes nothing: programs that look after mails open them too. A button on the page does."""
    channels = desk.news.channels

    @app.get("/neues/bestaetigen/{token}", response_class=HTMLResponse)
    def agree(token: str) -> str:
        """Ask whether mails shall come."""
        mail = channels.of_token(token)
        if mail is None:
            raise HTTPException(404, _GONE)
        said = f"Soll höchstens einmal am Tag eine Mail an {mail.address} gehen, wenn es Neues gibt?"
        return render.mail_page("Mails bestellen", said, "Ja, Mails bestellen")

    @app.post("/neues/bestaetigen/{token}", response_class=HTMLResponse)
    def agreed(token: str) -> str:
        """The address agrees."""
        if channels.of_token(token) is None:
            raise HTTPException(404, _GONE)
        channels.confirm(token)
        return render.mail_page("Mails sind bestellt", "Jede Mail enthält einen Link zum Abbestellen.")

    @app.get("/neues/abbestellen/{token}", response_class=HTMLResponse)
    def leave(token: str) -> str:
        """Ask whether mails shall end."""
        if channels.of_token(token) is None:
            return render.mail_page("Keine Mails", "An diese Adresse gehen keine Mails mehr.")
        return render.mail_page("Mails abbestellen", "Sollen keine Mails mehr kommen?", "Ja, abbestellen")

    @app.post("/neues/abbestellen/{token}", response_class=HTMLResponse)
    def left(token: str) -> str:
        """End the mails; mail programs send this by themselves where their user says so (RFC 8058)."""
        mail = channels.of_token(token)
        if mail is not None:
            channels.end_mails(mail.user)
        return render.mail_page("Keine Mails mehr", "An diese Adresse gehen keine Mails mehr.")
