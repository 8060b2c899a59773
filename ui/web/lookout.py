"""The look for new papers, in a thread of its own: at the start, and then from time to time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Event, Thread

from rag import giving_way
from ui.storage.news import News
from ui.web.mailing import Mailing

EVERY = 60.0
"""Seconds between two looks; one that finds nothing new costs a comparison of marks."""
END = 2.0
"""Seconds that the end of the program waits for a look under way; what it has not told, the next start tells."""

_log = logging.getLogger(__name__)


@contextmanager
def lookout(news: News, mailing: Mailing | None) -> Iterator[None]:
    """Look as long as this is entered."""
    over = Event()
    thread = Thread(target=_watch, args=(news, mailing, over), name="neues", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(END)


def _watch(news: News, mailing: Mailing | None, over: Event) -> None:
    with suppress(giving_way.Ended), giving_way.ended_by(over.is_set):
        _look_again_and_again(news, mailing, over)


def _look_again_and_again(news: News, mailing: Mailing | None, over: Event) -> None:
    while True:
        try:
            if not news.waits:
                news.look()
            if mailing is not None:
                mailing.send_due(datetime.now())
        except Exception:  # a full disk, perhaps: the next look goes on from here
            _log.exception("news")
        if over.wait(EVERY):
            return
