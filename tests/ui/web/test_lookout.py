"""The look for news runs beside the server, goes on after a failure, and ends with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Event, enumerate

import pytest

from tests.support.fakes import FakeEngine, sample_paper
from ui.storage.conversations import FILE, Conversations
from ui.storage.news import News
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
