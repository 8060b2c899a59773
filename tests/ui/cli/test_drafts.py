"""The command `schon-gefragt`: a file, standard input, JSON, and what is no draft."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.fakes import NUMMER, FakeEngine
from ui.cli import main as cli

ASKED = "1. Wie viele Leuchttürme gibt es an den deutschen Küsten?\n2. Wie hoch ist die Rente?\n"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: FakeEngine())
    monkeypatch.setenv("ANTWORTFINDER_CORPUS", str(tmp_path / "no-such-folder"))
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))


def test_a_file_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "entwurf.txt"
    file.write_text(ASKED, encoding="utf-8")
    assert cli.run(["schon-gefragt", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 von 2 Fragen wurden schon gestellt.")
    assert f"BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1" in said
    assert "2: Wie hoch ist die Rente?\n   nicht gefunden" in said


def test_standard_input_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given: Any = io.TextIOWrapper(io.BytesIO(ASKED.encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert cli.run(["schon-gefragt", "-", "--json"]) == 0
    fragen = json.loads(capsys.readouterr().out)["fragen"]
    assert [one["art"] for one in fragen] == ["wortgleich", "nicht_gefunden"]


def test_what_is_no_draft_ends_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schon-gefragt", str(tmp_path / "fehlt.txt")]) == 1
    assert "fehlt.txt" in capsys.readouterr().err
