"""What those who run the service ask it, over the whole application."""

from __future__ import annotations

import asyncio

import pytest
from fastapi.testclient import TestClient

from rag.model import Filters
from tests.support.fakes import FakeEngine
from tests.support.routes import PASSED, ask, spied
from ui.service.readiness import FAILS, STARTS, Readiness
from ui.web import server
from ui.web.desk import Desk
from ui.web.login import Login, hashed, hashed_key

LOGIN = Login([("anna", hashed("richtig"))])


def _client(tmp_path, readiness, login=LOGIN):
    desk = Desk(FakeEngine(), tmp_path)
    return TestClient(server.assemble(desk, login, readiness=readiness), base_url="http://akte.example")


def test_without_a_login_one_learns_whether_it_is_ready_and_nothing_else(tmp_path):
    readiness = Readiness(FakeEngine())
    with _client(tmp_path, readiness) as client:
        before = client.get("/gesund")
        assert before.status_code == 503
        assert before.json() == {"bereit": False, "grund": STARTS}
        readiness.prepare()
        after = client.get("/gesund")
        assert after.status_code == 200
        assert after.json() == {"bereit": True}
        assert after.headers["cache-control"] == "no-store"


def test_why_it_is_not_ready_names_nothing_private(tmp_path):
    class Broken(FakeEngine):
        def prepare(self):
            raise OSError("/daten/anna/geheim.pdf")

    readiness = Readiness(Broken())
    readiness.prepare()
    with _client(tmp_path, readiness) as client:
        assert client.get("/gesund").json() == {"bereit": False, "grund": FAILS}


LOCAL = {"host": "127.0.0.1:7860"}
KEY = {"authorization": "Bearer lang"}
KEYED = Login([("anna", hashed("richtig")), ("anna", hashed_key("lang"))])


def test_metrics_hold_no_words_and_no_name(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    key = desk.conversations.begin("anna", "Geheimes")
    list(desk.ask("anna", key, "Wie viele Leuchttürme hat der Quastenflosser?", Filters()))
    desk.own.add("anna", "20-777.txt", b"Text")
    with TestClient(server.assemble(desk, KEYED), base_url="http://akte.example") as client:
        given = client.get("/metriken", headers={"authorization": "Bearer lang"})
        event = client.post("/gradio_api/call/ask", json={"data": ["Leuchttürme?"]}, headers=KEY).json()["event_id"]
        assert "complete" in client.get(f"/gradio_api/call/ask/{event}", headers=KEY).text
        counted = client.get("/metriken", headers=KEY).text
    assert given.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'antwortfinder_fragen_total{art="antwort",ergebnis="belegt",weg="seite"} 1.0' in given.text
    assert 'weg="programm"} 1.0' in counted
    for word in ("quastenflosser", "leucht", "anna", "geheim", "20-777", "20/777", str(tmp_path).lower()):
        assert word not in counted.lower(), word


@pytest.mark.parametrize(
    ("client", "headers", "opened"),
    [
        ("127.0.0.1", LOCAL, True),
        ("::1", {"host": "[::1]:7860"}, True),
        ("10.0.0.7", LOCAL, False),  # says that it is here
        ("127.0.0.1", {"host": "akte.example"}, False),  # through a proxy that passes the host on
        ("127.0.0.1", LOCAL | {"x-forwarded-for": "10.0.0.7"}, False),
        ("127.0.0.1", LOCAL | {"x-real-ip": "10.0.0.7"}, False),
        ("127.0.0.1", LOCAL | {"forwarded": "for=10.0.0.7"}, False),
        ("127.0.0.1", LOCAL | {"via": "1.1 proxy"}, False),
        ("127.0.0.1", LOCAL | {"origin": "http://boese.example", "sec-fetch-site": "cross-site"}, False),
        ("10.0.0.7", {"host": "akte.example"} | KEY, True),
        ("10.0.0.7", {"host": "akte.example", "authorization": "Bearer kurz"}, False),
    ],
)
def test_metrics_are_for_this_machine_and_for_who_has_a_key(tmp_path, client, headers, opened):
    gate = spied(server.create(FakeEngine(), tmp_path, KEYED))
    status = asyncio.run(ask(gate, "GET", "/metriken", headers, client=client)).status
    assert (status == PASSED) is opened
    if not opened:
        assert status in (401, 403)
    for path in ("/config", "/papier"):  # nothing else is opened by where one is
        if "authorization" not in headers:
            assert asyncio.run(ask(gate, "GET", path, headers, client=client)).status != PASSED


def test_it_is_ready_and_says_so_while_the_index_is_being_made_again(tmp_path):
    engine = FakeEngine()
    engine.noticed = "Der Index wird gerade erneuert (34 %): Geantwortet wird wie sonst, nur langsamer."
    readiness = Readiness(engine)
    readiness.prepare()
    with _client(tmp_path, readiness) as client:
        told = client.get("/gesund")
        assert (told.status_code, told.json()) == (200, {"bereit": True, "hinweis": engine.noticed})
