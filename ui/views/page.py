"""The parts of the page around the answers: conversations at the left, the welcome, the papers, filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from rag.model import Paper
from ui.labels import held
from ui.storage.conversations import Conversation
from ui.views.markup import render
from ui.views.reply import Turn, turn

REASONS = (
    "Falsche Stelle",
    "Antwort fehlt, steht aber im Papier",
    "Unvollständig",
    "Falsche Zahl",
    "Hätte ablehnen sollen",
)
MANY = 8
"""A list longer than this gets a field to narrow it."""

LISTED = 50
"""Conversations listed at first."""

_TITLES = {"wp": "Wahlperiode", "ressort": "Ressort", "fraktion": "Fraktion", "drs": "Drucksache"}


class FilterChoice(NamedTuple):
    """What can be chosen by one filter: its name in the address, its title, the values."""

    name: str
    title: str
    options: Sequence[str]


def head() -> Markup:
    """The head of the page."""
    return render("head.html")


def panel() -> Markup:
    """The empty panel beside the chat."""
    return render("panel.html")


def thread(conversation: str, turns: Sequence[Turn], examples: Sequence[str], stock: str) -> Markup:
    """All turns of a conversation, or the welcome where there are none.

    `conversation`: its key, "" for a new one. `examples` and `stock` (as `stock` says it) stand in the welcome.
    """
    shown = [turn(item) for item in turns]
    return render("thread.html", conversation=conversation, turns=shown, examples=examples, stock=stock)


def stock(papers: Sequence[Paper]) -> str:
    """What lies in the index, in one sentence."""
    if not papers:
        return "Noch ist kein Papier im Bestand. Unter „Papiere“ können Sie welche hinzufügen."
    fragen = sum(paper.fragen for paper in papers)
    days = sorted(paper.datum for paper in papers if paper.datum)
    many = held(len(papers), fragen)
    if not days:
        return f"Im Bestand: {many}."
    if days[0] == days[-1]:
        return f"Im Bestand: {many}, vom {days[0]:%d.%m.%Y}."
    span = f"vom {days[0]:%d.%m.%Y} bis {days[-1]:%d.%m.%Y}"
    return f"Im Bestand: {many}, einzelne Papiere aus der Zeit {span}; nicht alle Antworten."


def conversations(
    items: Sequence[Conversation], current: str, user: str = "", most: int = LISTED, *, kept: bool = True
) -> Markup:
    """The list at the left; where there are more than `most`, the rest is a click away.

    `current`: the key of the one that is shown. `user`: who is in, with the way out; "" where no login is needed.
    `kept`: whether they are there tomorrow.
    """
    older = len(items) > most
    return render("conversations.html", items=items[:most], current=current, older=older, user=user, kept=kept)


def filters(choices: Mapping[str, Sequence[str]], titles: Mapping[str, str] | None = None) -> Markup:
    """The row of chosen filters above the question, and the dialog in which they are chosen.

    `choices`: name in the address -> values, as `filter_query.choices` gives them. `titles`: of Drucksachen, by number.
    The page's script moves what is chosen into the address and shows it as chips.
    """
    given = [FilterChoice(name, _TITLES[name], options) for name, options in choices.items() if options]
    return render("filters.html", choices=given, titles=titles or {}, many=MANY)


def loading() -> Markup:
    """What stands where the page's script has not fetched anything yet."""
    return render("loading.html")


def upload() -> Markup:
    """The box that takes own papers."""
    return render("upload.html")


def rating_dialog() -> Markup:
    """The dialog that asks what was wrong with an answer."""
    return render("rating.html", reasons=REASONS)


def papers(items: Sequence[Paper], own: frozenset[str]) -> Markup:
    """The list of papers; those whose numbers are in `own` stand first and can be removed."""
    listed = sorted(items, key=lambda item: item.nummer not in own)
    return render("papers.html", papers=listed, own=own, stock=stock(items), many=MANY)
