"""The look for news runs beside the server, goes on after a failure, and ends with it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from threading import Event, enumerate
from time import monotonic

import pytest

from rag.model import Hit, Query
from tests.support.fakes import FakeEngine, sample_paper
from ui.storage.conversations import FILE, Conversations
from ui.storage.news import News
from ui.storage.watchlist import Kind
from ui.web import lookout


class Mails:
    """Counts what is due."""

    def __init__(self) -> None:
        self.times: list[datetime] = []
        self.twice = Event()

    def send_due(self, now: datetime) -> None:
        """As the real one."""
        self.times.append(now)
        if len(self.times) == 1:
            raise OSError("kein Platz")
        self.twice.set()


def test_it_looks_at_the_start_goes_on_after_a_failure_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(lookout, "EVERY", 0.01)
    engine, mails = FakeEngine(), Mails()
    news = News(engine, tmp_path, Conversations(tmp_path / FILE))
    news.keep_filters("anna", "wp=20", str)
    engine.stock["21/2"] = sample_paper("21/2")
    with lookout.lookout(news, mails):
        assert mails.twice.wait(10)
        assert [item.paper.nummer for item in news.items("anna")] == ["21/2"]
    assert "kein Platz" in caplog.text
    assert "neues" not in [thread.name for thread in enumerate()]


def test_a_look_that_takes_long_does_not_hold_up_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go = Event(), Event()
    monkeypatch.setattr(lookout, "END", 0.2)

    class Slow(FakeEngine):
        """Takes long for one search, and would be asked for two."""

        def find(self, query: Query) -> tuple[Hit, ...]:
            """As the real one."""
            inside.set()
            go.wait(30)
            return super().find(query)

    engine = Slow()
    news = News(engine, tmp_path, Conversations(tmp_path / FILE))
    for user in ("anna", "bert"):
        news.store.keep(user, Kind.FRAGE, json.dumps([["Wie viele Leuchttürme gibt es?", ""]]), "Leuchttürme", seen=0)
    engine.stock["21/2"] = sample_paper("21/2")
    began = monotonic()
    with lookout.lookout(news, None):
        assert inside.wait(10)
        began = monotonic()
    assert monotonic() - began < 5
    inside.clear()
    go.set()
    for thread in enumerate():
        if thread.name == "neues":
            thread.join(10)
    assert not inside.is_set()  # the second question was not asked any more
    assert "neues" not in [thread.name for thread in enumerate()]


def test_nothing_is_news_that_an_index_being_made_again_hid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "EVERY", 0.01)
    engine, mails = FakeEngine(), Mails()
    news = News(engine, tmp_path, Conversations(tmp_path / FILE))
    news.keep_filters("anna", "wp=20", str)
    engine.noticed, hidden = "Der Index wird gerade erneuert.", engine.stock.copy()
    engine.stock.clear()
    with lookout.lookout(news, mails):
        assert mails.twice.wait(10)
        engine.stock.update(hidden)
        engine.noticed = ""
        mails.twice.clear()
        assert mails.twice.wait(10)
    assert news.items("anna") == []
