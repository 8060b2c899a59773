"""The search over HTTP: each user's own conversations, asked for by our page alone."""

from pathlib import Path
from typing import Any

from rag.model import Filters
from tests.support.fakes import FakeEngine
from tests.support.routes import served
from ui.web import conversation_routes
from ui.web.desk import Desk


def test_each_user_finds_their_own_turns(tmp_path: Path) -> None:
    desk = Desk(FakeEngine(), tmp_path)
    list(desk.ask("anna", desk.conversations.begin("anna", "T"), "Wie viele Leuchttürme gibt es?", Filters()))
    with served(conversation_routes.add, desk) as client:

        def found(user: str, **headers: str) -> Any:
            return client.post("/gespraeche/suchen", data={"text": "leuchtturme"}, headers={"user": user} | headers)

        ours = {"x-antwortfinder": "1"}
        assert "<mark>Leuchttürme</mark>" in found("anna", **ours).text
        assert "steht nichts mit" in found("bert", **ours).text
        assert found("anna").status_code == 403
        assert client.post("/gespraeche/suchen", data={"text": "x" * 201}, headers=ours).status_code == 422
