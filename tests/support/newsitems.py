"""Pieces of news as the page, the feed and mails are given them."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from rag.model import Paper, Query
from tests.support.fakes import NUMMER, sample_paper, sample_passages, sample_reply
from ui.storage.news import Item
from ui.storage.watchlist import Kept, Kind, Told

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def item(kind=Kind.FRAGE, label="Wie viele?", *, titel="Leuchttürme", again=False, read=False, quoted=True):
    """A piece of news over the sample paper."""
    passage = sample_passages(sample_paper())[0]
    reply = sample_reply(Query(label), passage, (0, 23), (24, 57)) if quoted else None
    told = Told(str(uuid.uuid4()), Kept("k", "anna", kind, "21/1", label, 1), NUMMER, AT, again, "", read, mailed=False)
    paper = Paper(NUMMER, titel, date(2024, 4, 24), "Bundesministerium für Verkehr", (), None, "x.pdf", 4, 20)
    return Item(told, paper, reply)
