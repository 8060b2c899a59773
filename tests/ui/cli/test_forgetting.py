"""The command that deletes what is kept of a user: first it says what there is."""

from __future__ import annotations

import pytest

from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from ui.cli import main
from ui.storage.conversations import FILE, Conversations


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Where the program's folders are, as its commands read it."""
    monkeypatch.setattr("rag.engine.load_embedder", lambda _: FakeEmbedder())
    given = Settings(index=tmp_path / "index", data=tmp_path / "daten", corpus=tmp_path / "papiere")
    for key in ("index", "data", "corpus"):
        monkeypatch.setenv(f"ANTWORTFINDER_{key.upper()}", str(getattr(given, key)))
    return given


def test_what_is_kept_of_a_user_is_said_and_deleted_where_that_is_wanted(settings, capsys):
    settings.data.mkdir(parents=True)
    conversations = Conversations(settings.data / FILE)
    conversations.begin("anna", "Titel")
    assert main.run(["vergessen", "anna"]) == 1
    said = capsys.readouterr()
    assert "Von „anna“: 1 Gespräche" in said.out
    assert "--ja" in said.err
    assert conversations.listed("anna")
    assert main.run(["vergessen", "--ja", "anna"]) == 0
    assert conversations.listed("anna") == []
    assert main.run(["vergessen", " "]) == 2
