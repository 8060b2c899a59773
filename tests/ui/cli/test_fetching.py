"""`antwortfinder sync`: what is said of a run, and how it ends."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.support.dip import KEY, Fault, dip
from tests.support.dipstock import UNREADABLE, Stock, without_proxies
from tests.support.fakes import FakeEngine
from ui.cli import main as cli


class Engine(FakeEngine):
    """The invented engine, which papers are fetched into."""

    def __init__(self) -> None:
        super().__init__()
        self.ingest = Stock().ingest


@pytest.fixture
def server(monkeypatch, tmp_path):
    """The stand-in, and a command line that asks it."""
    engine = Engine()
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: engine)
    monkeypatch.setenv("ANTWORTFINDER_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ANTWORTFINDER_DIP_KEY", KEY)
    with without_proxies(os.environ), dip() as running:
        monkeypatch.setenv("ANTWORTFINDER_DIP_URL", running.url)
        yield running


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["antwortfinder", "sync", *args])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_what_came_is_counted(server, monkeypatch, capsys):
    server.add("21/1", "Antwort")
    server.add("21/2", "Kleine Anfrage", "Kleine Anfrage")
    assert run(monkeypatch) == 0
    out, err = capsys.readouterr()
    first, second, stand = out.splitlines()
    assert (first, err) == ("1 neu, 0 geändert, 0 unverändert, 0 noch nicht aufgenommen", "")
    assert second == "Anfragen, neu oder geändert: 1 (ohne Antwort, nicht zitierbar)"
    assert stand.startswith("Stand: ")


def test_json_is_all_that_stdout_gets(server, monkeypatch, capsys):
    server.add("21/1", "Antwort", pdf=b"%PDF-")
    server.add("21/2", UNREADABLE)
    assert run(monkeypatch, "--json", "--ohne-pdf") == 1
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert (said["neu"], said["fehlt_noch"], said["pdf_fehlt"]) == (1, 1, 0)
    assert said["abgelehnt"] == [{"drucksache": "21/2", "grund": "Das Papier lässt sich nicht lesen."}]
    assert err == "Nicht aufgenommen: 21/2: Das Papier lässt sich nicht lesen.\n"


def test_dates_and_wahlperioden_are_handed_on(server, monkeypatch):
    args = ("--seit", "2025-01-01", "--bis", "31.12.2025", "--wahlperiode", "20", "--wahlperiode", "21")
    assert run(monkeypatch, *args) == 0
    given = {value for asked in server.asked for value in asked.params}
    assert {("f.datum.start", "2025-01-01"), ("f.datum.end", "2025-12-31")} <= given
    assert {("f.wahlperiode", "20"), ("f.wahlperiode", "21")} <= given


@pytest.mark.parametrize(("key", "said"), [("", "fehlt ein Schlüssel"), ("falsch", "nimmt den Schlüssel")])
def test_no_key_or_a_wrong_one_is_told_with_how_to_get_one(server, monkeypatch, capsys, key, said):
    monkeypatch.setenv("ANTWORTFINDER_DIP_KEY", key)
    assert run(monkeypatch, "--json") == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert said in err
    assert "dip.bundestag.de" in err
    assert "ANTWORTFINDER_DIP_KEY" in err
    assert key == "" or key not in err
    assert len(server.asked) == (1 if key else 0)


def test_a_run_that_was_cut_off_says_so(server, monkeypatch, capsys):
    server.add("21/1", "Antwort")
    monkeypatch.setattr("rag.fetching.client.time.sleep", lambda _: None)
    server.plan(Fault.GONE, times=99)
    assert run(monkeypatch) == 1
    err = capsys.readouterr().err
    assert err.startswith("DIP antwortet nicht, wie es soll: nicht erreichbar")
    assert err.rstrip().endswith("Der nächste Abruf macht dort weiter.")


def test_what_is_still_without_pdf_is_no_failure(server, monkeypatch, capsys):
    server.add("21/1", "Antwort", pdf=b"%PDF-")
    server.pdfs.clear()
    assert run(monkeypatch) == 0
    assert "Noch ohne PDF: 1 (gelesen aus dem Text)" in capsys.readouterr().out
