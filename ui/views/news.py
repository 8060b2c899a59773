"""What is new for a user, as HTML: the news, what is kept, and how else to be told. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from rag.model import Citation
from ui.labels import printable
from ui.storage import filter_query
from ui.storage.channels import Mail
from ui.storage.news import Item
from ui.storage.watchlist import Kept, Kind
from ui.views.markup import render, whole_page
from ui.views.reply import chip_label, is_askers_word, marks_in, said

KINDS = {Kind.FRAGE: "Frage", Kind.FILTER: "Auswahl", Kind.ANFRAGE: "Anfrage"}
"""What a kept thing is called."""
AGAIN = "neue Fassung"


@dataclass(frozen=True, slots=True)
class Ways:
    """How a user is told besides the page: the feed's address, where mails go; `mails`: whether any can be sent."""

    feed: str | None
    mail: Mail | None
    mails: bool


def page(items: Sequence[Item], kept: Sequence[Kept], ways: Ways) -> Markup:
    """All of "Neu für Sie"."""
    news = [(item, headline(item), since(item.told.at), said(item.reply) if item.reply else ()) for item in items]
    return render("news.html", news=news, kept=kept, ways=ways, KINDS=KINDS)


def headline(item: Item) -> str:
    """Why it is told, in a line: "Antwort auf 21/1234 ist da", "Neue Antwort auf Ihre Frage: …"."""
    kept = item.told.kept
    why = {
        Kind.FRAGE: f"Neue Antwort auf Ihre Frage: {kept.label}",
        Kind.FILTER: f"Neues Papier zu Ihrer Auswahl: {kept.label}",
        Kind.ANFRAGE: f"Antwort auf {kept.what} ist da",
    }[kept.kind]
    return one_line(why) + (f" ({AGAIN})" if item.told.again else "")


def paper_line(item: Item) -> str:
    """Which paper it is: number, title, day."""
    paper = item.paper
    day = f", {paper.datum:%d.%m.%Y}" if paper.datum else ""
    return one_line(f"BT-Drs. {paper.nummer}: {paper.titel or 'ohne Titel'}{day}")


def quoted_lines(item: Item) -> list[str]:
    """The words quoted, each with its place in the paper, and with whose they are where the askers wrote them."""
    citations = item.reply.citations if item.reply else ()
    return [one_line(f"„{c.zitat}“ ({c.passage.drucksache}, {chip_label(c)}{_askers(c)})") for c in citations]


def _askers(citation: Citation) -> str:
    return "; so schreiben die Fragesteller" if is_askers_word(citation) else ""


def place_address(item: Item) -> str:
    """Where the page shows it, from its root on: the first place quoted with all that is marked in it, or the paper."""
    if item.reply is None:
        return "?" + urlencode({"papier": item.paper.nummer})
    citations = item.reply.citations
    first = next(c.passage.id for c in citations if c.passage.drucksache == item.paper.nummer)
    return "?" + urlencode({"stelle": first, "marken": marks_in(first, citations)})


def filters_in_words(address: str) -> str:
    """Filters as an address has them, in words."""
    return ", ".join(filter_query.read(address).words())


def mail_page(title: str, text: str, button: str = "") -> Markup:
    """The page that a link in a mail opens; `button`: what can be done there, "" for nothing."""
    return whole_page("mail_page.html", title=title, text=text, button=button)


def since(at: datetime) -> str:
    """A day where the server stands."""
    return f"{at.astimezone():%d.%m.%Y}"


def one_line(text: str) -> str:
    """Text as data in a line: no break of it begins another line, no character steers what shows it."""
    return " ".join(printable(text).split())
