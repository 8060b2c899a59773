"""What those who run the service ask it, over the whole application."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.support.fakes import FakeEngine
from ui.service.readiness import FAILS, STARTS, Readiness
from ui.web import server
from ui.web.desk import Desk
from ui.web.login import Login, hashed

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
