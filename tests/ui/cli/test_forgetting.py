"""The command that deletes what is kept of a user: first it says what there is."""

from __future__ import annotations

import pytest

from rag.engine import Engine
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT
from ui.cli import main
from ui.storage.conversations import FILE, Conversations
from ui.storage.uploads import OwnPapers


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


def test_of_their_papers_nothing_stays_in_the_index_either(settings, capsys):
    settings.corpus.mkdir(parents=True)
    paper = (ROOT / "corpus" / "20-11166.txt").read_text(encoding="utf-8")
    (settings.corpus / "20-11166.txt").write_text(paper, encoding="utf-8")
    with Engine.open(settings, FakeEmbedder()) as engine:
        engine.ingest([settings.corpus])
        assert OwnPapers(engine, settings.data).add("anna", "20-777.txt", paper.encode()).read == ("20/777",)
    (settings.index / "store.sqlite.beschaedigt-1").write_text("anna")
    assert main.run(["vergessen", "--ja", "anna"]) == 0
    assert "store.sqlite.beschaedigt-1" in capsys.readouterr().err
    files = [path for path in settings.index.rglob("*") if path.is_file() and "beschaedigt" not in path.name]
    assert [path.name for path in files if b"20/777" in path.read_bytes()] == []
    with Engine.open(settings, FakeEmbedder()) as engine:
        assert [paper.nummer for paper in engine.papers()] == ["20/11166"]
        assert engine.check() == []
