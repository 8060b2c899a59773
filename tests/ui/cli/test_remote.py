"""Commands are handed over to a service that lives and proves itself, and print there what they would print here."""

import json
import socket
import sys
import threading
from datetime import date
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from rag.settings import Settings
from rag.sync import SyncReport
from tests.support.fakes import NUMMER, FakeEngine
from ui.cli import main as cli
from ui.cli import remote, stock
from ui.cli.stock import Running
from ui.service.syncing import Syncs
from ui.storage import endpoint as noted
from ui.web.endpoint import PrivateEndpoint


class Served(FakeEngine):
    """The engine that the service has open."""

    reading = False

    def without_writer(self):  # noqa: D102
        return self


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Those of service and command line alike; who opens the index a second time is told off."""
    monkeypatch.setenv("ANTWORTFINDER_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ANTWORTFINDER_CORPUS", str(tmp_path / "corpus"))
    (tmp_path / "index").mkdir()
    return Settings()


def no_engine(monkeypatch):
    def opened(*_, **__):
        pytest.fail("the command opened the index itself")

    monkeypatch.setattr("rag.engine.Engine.open", opened)


@pytest.fixture
def service(settings, monkeypatch):
    """A running service; gives its engine."""
    engine = Served()
    no_engine(monkeypatch)

    def run(args):
        with stock.inside(Running(engine, settings, None)):
            return cli.run(args)

    endpoint = PrivateEndpoint(settings.index, run)
    endpoint.start()
    yield engine
    endpoint.close()


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["antwortfinder", *args])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_ask_has_the_same_json_as_without_a_service(service, monkeypatch, capsys):
    question = ("ask", "--json", "Wie viele Leuchttürme gibt es?")
    assert run(monkeypatch, *question) == 0
    there = json.loads(capsys.readouterr().out)
    assert [query.text for query in service.asked] == [question[2]]
    monkeypatch.setattr("ui.cli.remote.hand_over", lambda *_: None)
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: FakeEngine())
    assert run(monkeypatch, *question) == 0
    assert json.loads(capsys.readouterr().out) == there


def test_ingest_reads_the_files_that_were_named_from_where_one_stands(service, monkeypatch, tmp_path, capsys):
    here = tmp_path / "hier"
    here.mkdir()
    (here / "gut.txt").touch()
    (here / "kaputt.pdf").touch()
    monkeypatch.chdir(here)
    assert run(monkeypatch, "ingest", "gut.txt", "kaputt.pdf", "fehlt.txt") == 1
    assert service.ingested == [here / "gut.txt", here / "kaputt.pdf"]
    out, err = capsys.readouterr()
    assert out == "1 gelesen, 0 unverändert, 1 nicht gelesen\n"
    assert "fehlt.txt: Diese Datei oder diesen Ordner gibt es nicht." in err
    assert err.count("fehlt.txt") == 1
    assert "kaputt.pdf: kein lesbarer Text" in err


def test_check_and_a_batch_go_there_and_exit_codes_come_back(service, monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, "check") == 0
    assert capsys.readouterr().out == "Der Index ist heil, er enthält 1 Drucksachen.\n"
    service.problems = ["Vektoren: 3 Einträge fehlen"]
    assert run(monkeypatch, "check") == 1
    assert capsys.readouterr().err == "Vektoren: 3 Einträge fehlen\n"
    (tmp_path / "f.jsonl").write_text('{"id": "a", "question": "Leuchttürme"}\nkein json\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "ask", "--batch", "f.jsonl") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "a"
    assert "f.jsonl, Zeile 2: kein JSON" in err


@pytest.mark.usefixtures("service")
def test_eval_draws_its_table_as_it_would_here(monkeypatch, tmp_path, capsys):
    cases = tmp_path / "fragen.jsonl"
    case = {"id": "1", "question": "Wie viele Leuchttürme gibt es?", "answerable": True, "drucksache": NUMMER}
    case["fragen"] = ["1"]
    cases.write_text(json.dumps(case) + "\n", encoding="utf-8")
    monkeypatch.setattr("evals.run.time", SimpleNamespace(perf_counter=lambda: 0.0))  # the table names how long it took
    assert run(monkeypatch, "eval", str(cases)) == 0
    there = capsys.readouterr().out
    monkeypatch.setattr("ui.cli.remote.hand_over", lambda *_: None)
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: FakeEngine())
    assert run(monkeypatch, "eval", str(cases)) == 0
    assert there == capsys.readouterr().out


def test_the_services_language_model_writes_only_where_the_command_has_one(service, settings):
    bare = object()
    service.without_writer = lambda: bare
    for llm, given in (("ollama:x", service), ("", bare)):
        own = settings.model_copy(update={"llm": llm})
        with stock.inside(Running(service, own, None)), stock.opened(own, update=False) as engine:
            assert engine is given


def test_a_corpus_that_the_service_does_not_watch_is_read_first(service, settings, tmp_path):
    other = tmp_path / "anderer"
    for corpus, read in ((settings.corpus, []), (other, [other])):
        corpus.mkdir()
        own = settings.model_copy(update={"corpus": corpus})
        with stock.inside(Running(service, settings, None)), stock.opened(own, update=True):
            assert service.ingested == read


def test_sync_runs_there_with_the_days_and_wahlperioden_that_were_named(settings, monkeypatch, tmp_path, capsys):
    (tmp_path / "daten").mkdir()
    own = settings.model_copy(update={"data": tmp_path / "daten", "dip_key": SecretStr("nur-der-dienst-hat-ihn")})
    requests = []
    syncs = Syncs(Served(), own, lambda request, *_: requests.append(request) or SyncReport(neu=2))
    no_engine(monkeypatch)

    def run_there(args):
        with stock.inside(Running(syncs.engine, own, syncs)):
            return cli.run(args)

    endpoint = PrivateEndpoint(settings.index, run_there)
    endpoint.start()
    try:
        named = ("--seit", "2026-11-01", "--wahlperiode", "20", "--wahlperiode", "21", "--ohne-pdf")
        assert run(monkeypatch, "sync", "--json", *named) == 0
    finally:
        endpoint.close()
    assert json.loads(capsys.readouterr().out)["neu"] == 2
    asked = requests[0]
    assert (asked.seit, asked.bis, asked.wahlperioden, asked.mit_pdf) == (date(2026, 11, 1), None, (20, 21), False)
    assert syncs.last.bericht == SyncReport(neu=2)


def test_wrong_usage_is_told_once(service, monkeypatch, capsys):
    assert run(monkeypatch, "ask", "  ") == 2
    assert capsys.readouterr().err.count("Die Frage ist leer.") == 1
    assert not service.asked


@pytest.mark.usefixtures("service")
def test_a_question_may_look_like_an_option(monkeypatch, capsys):
    assert run(monkeypatch, "ask", "--", "--Leuchttürme") == 0
    assert "Leuchttürme" in capsys.readouterr().out


def _stale(settings, port):
    noted.write(settings.index, noted.new(port))


@pytest.mark.parametrize("left", ["nothing", "a file", "another program at the port"])
def test_what_an_earlier_service_left_is_passed_over_and_taken_away(settings, monkeypatch, capsys, left):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        if left == "another program at the port":
            threading.Thread(target=_answers_anything, args=(other,), daemon=True).start()
        else:
            other.close()
        if left != "nothing":
            _stale(settings, port)
        monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: FakeEngine())
        assert run(monkeypatch, "check") == 0
    assert capsys.readouterr().out == "Der Index ist heil, er enthält 1 Drucksachen.\n"
    assert noted.read(settings.index) is None


def _answers_anything(server):
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            heard = connection.recv(10_000)
            assert b"Bearer" not in heard
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nja")


def test_a_service_that_dies_in_the_middle_is_told(settings, monkeypatch, capsys):
    def run_there(_):
        raise SystemExit

    endpoint = PrivateEndpoint(settings.index, run_there)
    endpoint.start()
    no_engine(monkeypatch)
    monkeypatch.setattr(remote, "_events", lambda _: iter([{"say": "halb"}]))
    try:
        assert run(monkeypatch, "check") == 1
    finally:
        endpoint.close()
    out, err = capsys.readouterr()
    assert out == "halb\n"
    assert "nicht zu Ende geantwortet" in err
