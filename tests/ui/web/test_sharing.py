"""What may be shared: how much at a time, and what a long title becomes."""

from pathlib import Path

import pytest

from rag.model import Filters
from tests.support.fakes import FakeEngine
from ui.storage.conversations import LONGEST_TITLE
from ui.web import sharing
from ui.web.desk import Desk
from ui.web.sharing import NotShared, Sharing, Wanted


def test_a_user_shares_only_so_much_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MOST", 2)
    desk = Desk(FakeEngine(), tmp_path)
    sharer = Sharing(desk, lambda _: True, alone=False)
    key = desk.conversations.begin("anna", "T")
    list(desk.ask("anna", key, "Wie viele Leuchttürme gibt es? " * 10, Filters()))
    first = sharer.share("anna", Wanted(turn=desk.conversations.turns("anna", key)[0].key))
    assert len(first.title) <= LONGEST_TITLE
    sharer.share("anna", Wanted(key))
    with pytest.raises(NotShared, match="erst etwas zurück"):
        sharer.share("anna", Wanted(key))
    assert sharer.end("anna", first.token)
    sharer.share("anna", Wanted(key))
