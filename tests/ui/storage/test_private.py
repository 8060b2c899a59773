"""What lies on the disk is its owner's alone."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from evals.case_files import read_set
from evals.run import SHIPPED, run_cases
from evals.workbench.workbench import Workbench
from tests.support.fakes import FakeEngine
from ui.cli import main as cli
from ui.storage import temporary
from ui.storage.conversations import FILE, Conversations
from ui.storage.private import keep_private
from ui.web import server

posix = pytest.mark.skipif(os.name != "posix", reason="Windows kennt keine solchen Rechte")


@pytest.fixture(autouse=True)
def umask():
    """As on most machines; what a test changes is taken back."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


@posix
def test_what_is_there_and_what_comes_is_for_nobody_else(tmp_path):
    data, elsewhere = tmp_path / "daten", tmp_path / "fremd"
    Conversations(data / FILE).begin("anna", "Geheim")
    (data / "eigene").mkdir()
    (data / "eigene" / "papier.txt").write_text("Text")
    elsewhere.write_text("x")
    (data / "verweis").symlink_to(elsewhere)
    program = data / "skript"
    program.touch(0o755)
    keep_private(data, tmp_path / "fehlt")
    assert mode(data) == mode(data / "eigene") == 0o700
    assert mode(data / FILE) == mode(data / "eigene" / "papier.txt") == 0o600
    assert mode(program) == 0o700
    assert mode(elsewhere) == 0o644  # a link leads out: not ours
    Conversations(data / "neu" / FILE).begin("anna", "Auch geheim")
    assert mode(data / "neu") == 0o700
    assert {mode(path) for path in (data / "neu").iterdir()} == {0o600}


@posix
@pytest.mark.parametrize("command", [["check"], ["ask", "Wie viele Leuchttürme gibt es?"]])
def test_every_command_keeps_the_folders_private(monkeypatch, tmp_path, command):
    index, data = tmp_path / "index", tmp_path / "index-daten"
    for folder in (index, data):
        folder.mkdir()
        (folder / "alt.sqlite").touch()
    monkeypatch.setattr("rag.engine.Engine.open", lambda _: FakeEngine())
    monkeypatch.setattr(
        sys, "argv", ["antwortfinder", "--index", str(index), "--corpus", str(tmp_path / "c"), *command]
    )
    with pytest.raises(SystemExit):
        cli.main()
    for folder in (index, data):
        assert mode(folder) == 0o700
        assert mode(folder / "alt.sqlite") == 0o600


def test_where_there_are_no_modes_nothing_is_changed(monkeypatch, tmp_path):
    (tmp_path / "alt").touch(0o644)
    monkeypatch.setattr("ui.storage.private.os.name", "nt")
    monkeypatch.setattr("ui.storage.private.os.umask", lambda _: pytest.fail("Windows has none"))
    keep_private(tmp_path)


def test_spreadsheets_and_uploads_of_the_running_server_lie_there_and_can_be_fetched(tmp_path):
    data = tmp_path / "daten"
    run = run_cases(FakeEngine(), read_set(SHIPPED)[:2], [SHIPPED.name])
    kept = Workbench(data).save(run).name
    with (
        temporary.own_folder(data) as folder,
        TestClient(server.create(FakeEngine(), data), base_url="http://127.0.0.1") as client,
    ):
        events = client.get("/config").json()["dependencies"]

        def happens(name, *data):
            """What one of the page's events gives back."""
            number = next(event["id"] for event in events if event["api_name"] == name)
            call = {"data": data, "fn_index": number, "session_hash": "s"}
            return client.post("/gradio_api/run/predict", json=call).json()["data"]

        happens("open_1")  # the page is loaded: now it may choose the run
        shown = happens("show", SHIPPED.name, kept)
        table = next(part["value"]["path"] for part in shown if isinstance(part, dict) and part.get("interactive"))
        (sent,) = client.post("/gradio_api/upload", files={"files": ("f.csv", b"id,question")}).json()
        for path in (table, sent):
            assert Path(path).is_relative_to(folder)
            assert client.get(f"/gradio_api/file={path}").status_code == 200
        for path in folder.rglob("*"):
            os.utime(path, (0, 0))
        temporary.tidy(folder)
        assert [path for path in folder.rglob("*") if path.is_file()] == []
        assert client.get(f"/gradio_api/file={table}").status_code >= 400
    assert not folder.exists()
