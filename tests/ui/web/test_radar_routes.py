"""Counted answers over HTTP: a number and its list agree, each user sees their own papers counted too."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.fakes import FakeEngine, sample_paper
from tests.support.routes import served
from ui.web import radar_routes
from ui.web.desk import Desk

OTHER = replace(sample_paper("21/5"), ressort="Bundesministerium des Innern", fraktionen=("AfD",), titel="Brücken")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(FakeEngine(sample_paper(), OTHER), tmp_path)


@pytest.fixture
def client(desk: Desk) -> Any:
    with served(radar_routes.add, desk) as opened:
        yield opened


@pytest.mark.parametrize(
    "query", ["", "je=fraktion", "je=monat&thema=Leuchttürme", "ressort=Bundesministerium+des+Innern"]
)
def test_each_number_opens_as_many_fragen(client: Any, query: str) -> None:
    page = client.get(f"/radar?{query}").text
    found = re.findall(r'data-liste="([^"]+)" aria-label="[^"]*">(\d+)<', page)
    assert found
    for address, many in found:
        shown = client.get("/" + html.unescape(address)).text
        assert shown.count("<li>") == int(many)
        assert f": {many} Frage" in shown


def test_own_papers_are_counted_for_their_owner_alone(client: Any, desk: Desk) -> None:
    desk.own.engine.owned["anna", "21/9"] = sample_paper("21/9")
    assert "21/9" in client.get("/radar/fragen?stand=alle", headers={"user": "anna"}).text
    assert "21/9" not in client.get("/radar/fragen?stand=alle", headers={"user": "bert"}).text


def test_files(client: Any) -> None:
    table = client.get("/radar.csv?je=fraktion")
    assert table.headers["content-disposition"].endswith('-radar.csv"')
    assert "AfD;4;3" in table.text
    listed = client.get("/radar/fragen.csv?stand=nicht").text
    assert "Hierzu liegen der Bundesregierung keine Erkenntnisse vor." in listed
    assert len(listed.splitlines()) == 3


@pytest.mark.parametrize("query", ["stand=x", "stand=abgelehnt&grund=x", ""])
def test_what_is_not_there(client: Any, query: str) -> None:
    assert client.get(f"/radar/fragen?{query}").status_code == 404
