"""What is shared, as HTML: the question whether to, the page that others see, the list. All of it is text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from rag import citation as cite
from rag.model import Citation, Reply
from ui.labels import counted
from ui.storage.shares import Share
from ui.views.files import notes
from ui.views.markup import render, whole_page
from ui.views.plain_text import reply_text
from ui.views.reply import is_askers_word, marks_in

LEFT_OUT = "wegen eigener oder nicht mehr vorhandener Papiere weggelassen"


class SharedTurn(NamedTuple):
    """A question with what others may read of its reply, None for nothing; `left_out`: statements that they may not."""

    question: str
    reply: Reply | None
    left_out: int


class Listed(NamedTuple):
    """What a user shares, and what is shared with them."""

    mine: Sequence[Share]
    for_me: Sequence[Share]


class Place(NamedTuple):
    """A place cited: its label, the address of our own page of it, that of the official PDF ("" for none)."""

    label: str
    ours: str
    official: str
    askers: bool


class Said(NamedTuple):
    """A turn as the page has it: notes before it, statements each with its places, or lines of a list."""

    question: str
    notes: Sequence[str]
    statements: Sequence[tuple[str, Sequence[Place]]]
    lines: Sequence[str]
    missing: str


def confirmation(title: str, recipient: str | None, turns: Sequence[SharedTurn], *, alone: bool) -> Markup:
    """Who would see what; `alone`: nobody logs in here."""
    many = sum(turn.left_out for turn in turns) + sum(turn.reply is None and not turn.left_out for turn in turns)
    return render(
        "share.html",
        title=title,
        who=_who(recipient, alone=alone),
        what=counted(len(turns), "Frage mit ihrer Antwort", "Fragen mit ihren Antworten"),
        left_out=f"{counted(many, 'Stelle wird', 'Stellen werden')} {LEFT_OUT}." if many else "",
        turns=[_said(turn, ()) for turn in turns],
    )


def _who(recipient: str | None, *, alone: bool) -> str:
    if recipient is not None:
        return f"nur „{recipient}“, nach der Anmeldung"
    return (
        "wer an diesem Rechner den Link öffnet" if alone else "alle, die sich hier anmelden können und den Link haben"
    )


def page(share: Share, turns: Sequence[SharedTurn]) -> Markup:
    """The page that others see."""
    return whole_page(
        "shared.html",
        title=share.title,
        owner=share.owner,
        made=moment(share.made),
        turns=[_said(turn, turn.reply.citations if turn.reply else ()) for turn in turns],
    )


def _said(turn: SharedTurn, cited: Sequence[Citation]) -> Said:
    missing = ""
    if turn.reply is None:
        missing = f"Diese Antwort wird {LEFT_OUT}."
    elif turn.left_out:
        missing = f"{counted(turn.left_out, 'Zitat', 'Zitate')} {LEFT_OUT}."
    reply = turn.reply
    if reply is None:
        return Said(turn.question, (), (), (), missing)
    if reply.anliegen is not None:
        return Said(turn.question, (), (), reply_text(reply).split("\n"), missing)
    shown = [(one.text, [_place(c, cited) for c in dict.fromkeys(one.citations)]) for one in reply.statements]
    said = notes(reply) or ([] if shown or missing else ["In den Papieren steht dazu nichts."])
    return Said(turn.question, said, shown, (), missing)


def _place(citation: Citation, cited: Sequence[Citation]) -> Place:
    marks = marks_in(citation.passage.id, cited or (citation,))
    ours = "/?" + urlencode({"stelle": citation.passage.id, "marken": marks})
    return Place(cite.label(citation), ours, cite.url(citation), is_askers_word(citation))


def listing(listed: Listed, *, alone: bool) -> Markup:
    """What a user shares, to be taken back, and what is shared with them."""
    mine = [(share, _who(share.recipient, alone=alone), moment(share.made)) for share in listed.mine]
    return render("shares.html", mine=mine, for_me=[(share, moment(share.made)) for share in listed.for_me])


def moment(at: datetime) -> str:
    """A time where the server stands."""
    return f"{at.astimezone():%d.%m.%Y, %H:%M} Uhr"
