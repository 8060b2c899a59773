"""The page: a Gradio app whose looks and small moves are our own (assets/chat.css, assets/chat.js)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator
from contextlib import closing
from dataclasses import dataclass

import gradio as gr
from fastapi.concurrency import iterate_in_threadpool

from ui.storage import filter_query
from ui.views import asked_before as render_drafts
from ui.views import found as render_found
from ui.views import page as render_page
from ui.views import radar as render_radar
from ui.views.reply import Turn
from ui.web import questions
from ui.web.api import publish
from ui.web.desk import LONGEST_QUESTION, Desk
from ui.web.evaluation_tab import build_tab
from ui.web.fair import Places
from ui.web.ours import User

AT_ONCE = 8
"""Followers of a running evaluation served at the same time; each holds a thread."""
EVENTS = 1_000
"""Events that Gradio takes up at the same time. A question waits for its turn in `questions` and holds no thread."""
SESSIONS = 200
"""Pages of which Gradio keeps what they show, a quarter of a megabyte each; a page opened is one, for as long as the
server runs. Who comes back to an older one is led on by its address, as after a restart."""
EVERY = 10_000
"""More conversations than anyone has."""

Shown = tuple[object, ...]

_ADDRESS = "(...given) => [...given.slice(0, -1), window.location.search]"
_ASKED = "(...given) => { window.afGefragt(given[0]); return [...given.slice(0, -1), window.location.search]; }"
_REFUSED = "() => window.afAbgelehnt()"
_BRIDGE = "window.afEreignis = (daten) => trigger('submit', daten);"


def build(desk: Desk, user: User, standing: Callable[[], str], places: Places | None = None) -> gr.Blocks:
    """The whole page over a desk; `user` gives the name of who sends a request, "" without a login.

    `standing`: how fetching papers stands, as HTML; `places`: says whose question is answered next.
    """
    page = gr.Blocks(title="Antwortfinder", analytics_enabled=False, fill_width=True)
    page.max_threads, page.state_session_capacity = EVENTS, SESSIONS
    places = places or questions.Line()
    with page:
        _html("af-kopf", render_page.head())
        with gr.Tabs(elem_id="af-tabs"):
            with gr.Tab("Fragen", elem_id="af-fragen"):
                _questions(desk, page, places)
            with gr.Tab("Entwurf", elem_id="af-schon") as drafts:
                _html("af-nachfragen", render_page.loading())
                drafts.select(None, js="() => { window.afNachfragen?.(); }")  # the page's script fetches them
                _html("af-entwuerfe", render_drafts.form())
            with gr.Tab("Neu für Sie", elem_id="af-neues") as news:
                _html("af-neuigkeiten", render_page.loading())
                news.select(None, js="() => { window.afNeues?.(); }")  # the page's script fetches it
            with gr.Tab("Papiere", elem_id="af-papiere"):
                _papers(desk, page, standing)
            with gr.Tab("Prüfung", elem_id="af-pruefung"):
                build_tab(lambda: desk.shared, desk.folder)
        _html("af-dialoge", render_page.rating_dialog())
        publish(desk, user, places)
    page.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    return page


def theme() -> gr.themes.Base:
    """System fonts, nothing fetched; the colours are set by the style sheet."""
    sans = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
    mono = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")
    return gr.themes.Base(font=sans, font_mono=mono, radius_size="sm", neutral_hue="slate", primary_hue="sky")


@dataclass(frozen=True, slots=True)
class Room:
    """What the tab of the chat shows: the list at the left, the thread, the filters chosen, the question."""

    listed: gr.HTML
    thread: gr.HTML
    chosen: gr.HTML
    question: gr.Textbox
    send: gr.Button


def _room() -> Room:
    """Lay out the list, the conversation and the source."""
    with gr.Row(elem_id="af-raum"):
        with gr.Column(elem_id="af-links"):
            _html("af-suchen", render_found.search())
            listed = _html("af-gespraeche")
        with gr.Column(elem_id="af-mitte"):
            thread = _html("af-verlauf")
            with gr.Column(elem_id="af-eingabe"):
                chosen = _html("af-filterleiste")
                with gr.Row(elem_id="af-zeile"):
                    question = gr.Textbox(
                        label="Ihre Frage",
                        placeholder="Ihre Frage …",
                        elem_id="frage",
                        lines=1,
                        max_lines=6,
                        max_length=LONGEST_QUESTION,
                        container=False,
                        scale=1,
                    )
                    send = gr.Button("Fragen", elem_id="af-senden", variant="primary", scale=0)
        _html("af-quelle", render_page.panel())
    return Room(listed, thread, chosen, question, send)


def _questions(desk: Desk, page: gr.Blocks, places: Places) -> None:
    """The tab of the chat and its events."""
    current, address = gr.State(""), gr.Textbox(visible=False)
    room, handlers = _room(), Handlers(desk, places)
    bridge = gr.HTML(elem_id="af-bruecke", js_on_load=_BRIDGE, apply_default_css=False)
    asked = gr.on(
        [room.question.submit, room.send.click],
        handlers.ask,
        [room.question, current, address],
        [room.thread, current, room.listed],
        js=_ASKED,  # empties the field at once: what is typed while the answer comes is the next question
        show_progress="hidden",
        api_visibility="private",
        api_name="chat",  # "ask" is the public one's name
        trigger_mode="multiple",  # the next question may be asked before the last one's list has come
        concurrency_limit=None,  # whose turn it is the places say
    )
    asked.failure(None, js=_REFUSED)
    bridge.submit(
        handlers.act,
        [current],
        [room.thread, current, room.listed],
        show_progress="hidden",
        api_visibility="private",
        queue=False,
        trigger_mode="multiple",  # a button pressed while the one before is being answered is not lost
    )
    page.load(
        handlers.open,
        [address],
        [room.thread, current, room.listed, room.chosen],
        js=_ADDRESS,
        show_progress="hidden",
        api_visibility="private",
        queue=False,
    )


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=name, apply_default_css=False)


def _papers(desk: Desk, page: gr.Blocks, standing: Callable[[], str]) -> None:
    """The tab of the papers; its script uploads and removes, then asks for the list anew."""
    _html("af-hochladen", render_page.upload())
    stands = _html("af-abgleich")
    _html("af-auszaehlung", render_radar.section())
    shown = _html("af-papierliste")
    bridge = gr.HTML(elem_id="af-papierbruecke", js_on_load="window.afPapiere = () => trigger('submit', {});")

    def listed(request: gr.Request) -> tuple[str, str]:
        user = _user(request)
        return standing(), render_page.papers(desk.seen(user).papers(), desk.own.numbers(user))

    for event in (page.load, bridge.submit):
        event(listed, None, [stands, shown], show_progress="hidden", api_visibility="private", queue=False)


class Handlers:
    """The events of the chat; every one knows its user from the request."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self.desk, self.places = desk, places

    async def ask(self, question: str, current: str, address: str, request: gr.Request) -> AsyncIterator[Shown]:
        """Show the question once it is its turn, then the answer as it grows."""
        user = _user(request)
        async with questions.turn(self.places, user):
            with closing(self._asked(user, question, current, address)) as every:
                async for shown in iterate_in_threadpool(every):
                    yield shown

    def _asked(self, user: str, question: str, current: str, address: str) -> Generator[Shown]:
        text = question.strip()[:LONGEST_QUESTION]
        if not text:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        store = self.desk.conversations
        if not current or store.title(user, current) is None:  # after a restart only the page's address knows it
            current, _ = self.desk.addressed(user, address)
        if not current:
            current = store.begin(user, text)
        before = self.desk.turns(user, current)
        listed: object = gr.skip() if before else self._list(user, current)  # a new one is seen before it is answered
        for turn in self.desk.ask(user, current, text, filter_query.read(address)):
            if turn.finished:
                listed = self._list(user, current)  # with the last state: every message costs time
            yield self._thread(user, current, [*before, turn]), current, listed
            listed = gr.skip()

    def act(self, current: str, event: gr.EventData, request: gr.Request) -> Shown:
        """What a button of the page asks for: open, begin, rename, delete, rate, list all."""
        user, store = _user(request), self.desk.conversations
        action, key, text = (str(getattr(event, name, "") or "") for name in ("tun", "key", "text"))
        match action:
            case "neu":
                current = ""
            case "oeffnen":
                current = key
            case "umbenennen":
                store.rename(user, key, text)
            case "loeschen":
                self.desk.delete(user, key)
                current = "" if key == current else current
            case "gut" | "schlecht":
                self.desk.rate(user, key, action, text)
        most = EVERY if action == "alle" else render_page.LISTED
        return self._thread(user, current, self.desk.turns(user, current)), current, self._list(user, current, most)

    def open(self, address: str, request: gr.Request) -> Shown:
        """The page as its address says: a conversation, one answer, or the welcome."""
        user = _user(request)
        current, turns = self.desk.addressed(user, address)
        papers = self.desk.seen(user).papers()
        titles = {paper.nummer: paper.titel for paper in papers if paper.titel}
        bar = render_page.filters(filter_query.choices(papers), titles)
        return self._thread(user, current, turns), current, self._list(user, current), bar

    def _thread(self, user: str, current: str, turns: list[Turn]) -> str:
        if turns:
            return render_page.thread(current, turns, (), "")
        return render_page.thread("", (), self.desk.examples(), render_page.stock(self.desk.seen(user).papers()))

    def _list(self, user: str, current: str, most: int = render_page.LISTED) -> str:
        store = self.desk.conversations
        return render_page.conversations(store.listed(user, most + 1), current, user, most, kept=store.kept)


def _user(request: gr.Request) -> str:
    """The name that the login gave; "" where none is needed."""
    return request.username or ""
