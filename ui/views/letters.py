"""Mails to users: in plain words, nothing of a paper or a user in their heads. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language.cutting import cut_at_word
from ui.labels import counted
from ui.storage.news import Item
from ui.views.news import headline, paper_line, place_address, quoted_lines

MOST = 30
"""News that a mail names; of more it says how many."""
QUOTE = 400
"""Characters of a quote in a mail."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's subject and text. `leave`: the address at which its receiver ends such mails; the head names it too."""

    subject: str
    text: str
    leave: str


def daily(items: Sequence[Item], base: str, leave: str) -> Letter:
    """What is new; `base`: the chat's address with a slash at its end."""
    count = counted(len(items), "Meldung", "Meldungen")
    parts = [_part(item, base) for item in items[:MOST]]
    if len(items) > MOST:
        parts.append(f"Dazu {len(items) - MOST} weitere unter „Neu für Sie“: {base}")
    text = "\n\n".join([f"Neu für Sie im Antwortfinder: {count}.", *parts, _foot(leave)])
    return Letter(f"Antwortfinder: {count} für Sie", text, leave)


def _part(item: Item, base: str) -> str:
    quotes = [cut_at_word(line, QUOTE, " …") for line in quoted_lines(item)]
    return "\n".join([headline(item), paper_line(item), *quotes, f"Zur Stelle: {base}{place_address(item)}"])


def consent(base: str, agree: str, leave: str) -> Letter:
    """The question whether mails shall come; `agree`: the address at which its receiver says yes."""
    text = (
        f"Jemand hat im Antwortfinder ({base}) diese Adresse eingetragen, um höchstens einmal am Tag eine Mail über "
        "neue Antworten der Bundesregierung zu bekommen.\n\n"
        f"Wenn Sie das waren, stimmen Sie bitte hier zu:\n{agree}\n\n"
        "Wenn nicht, brauchen Sie nichts zu tun: Ohne Zustimmung kommt nichts."
    )
    return Letter("Antwortfinder: Bitte bestätigen Sie Ihre Adresse", f"{text}\n\n{_foot(leave)}", leave)


def _foot(leave: str) -> str:
    return f"-- \nKeine Mails mehr: {leave}\n"
