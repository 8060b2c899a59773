"""Fetching on the page: seen by whoever may see the page, begun by our own page alone, and not again and again."""

import time

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from rag.settings import Settings
from rag.sync import SyncReport
from tests.support.fakes import FakeEngine
from ui.service import syncing as runs
from ui.service.keeper import Keeper
from ui.service.syncing import Syncs
from ui.web import server
from ui.web import syncing as pages

HERE, OURS = "http://127.0.0.1", {"x-antwortfinder": "1"}


def made(tmp_path, key="x"):
    engine = FakeEngine()
    (tmp_path / "daten").mkdir()
    settings = Settings(index=tmp_path / "index", data=tmp_path / "daten", dip_key=SecretStr(key))
    return Keeper(engine, settings, None, Syncs(engine, settings, lambda *_: SyncReport(neu=5)))


@pytest.fixture
def keeper(tmp_path):
    one = made(tmp_path)
    yield one
    one.close()


@pytest.fixture
def client(keeper, tmp_path):
    with TestClient(server.create(keeper.engine, tmp_path / "daten", None, keeper), base_url=HERE) as opened:
        yield opened


def test_a_run_is_begun_and_told_of(client, keeper):
    assert "noch nicht abgeglichen" in client.get("/papiere/abgleich").text
    assert client.post("/papiere/abgleich", headers=OURS).json() == {"begonnen": True}
    until = time.monotonic() + 10
    while keeper.syncs.last is None or keeper.syncs.going is not None:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert "5 neu." in client.get("/papiere/abgleich").text
    assert client.post("/papiere/abgleich", headers=OURS).json() == {"grund": runs.SOON}


def test_another_page_cannot_begin_one(client, keeper):
    assert client.post("/papiere/abgleich").status_code == 403
    assert keeper.syncs.last is None


def test_without_a_key_the_page_says_what_is_missing(tmp_path):
    keeper = made(tmp_path, key="")
    with TestClient(server.create(keeper.engine, tmp_path / "daten", None, keeper), base_url=HERE) as client:
        assert client.post("/papiere/abgleich", headers=OURS).json() == {"grund": pages.NO_KEY}
        assert "<button" not in client.get("/papiere/abgleich").text
    assert keeper.syncs.last is None
