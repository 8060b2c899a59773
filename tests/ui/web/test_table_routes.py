"""Tables over HTTP: of a paper, of a Frage, of a list; each user gets those of what they may see."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rag.model import Filters, Query
from rag.requested import Art, Listed, Requested
from tests.support.fakes import NUMMER, FakeEngine, sample_paper
from tests.support.routes import served
from ui.storage import replies
from ui.storage.conversations import KeptTurn
from ui.web import table_routes
from ui.web.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    engine = FakeEngine()
    engine.owned["anna", "21/7"] = sample_paper("21/7")
    return Desk(engine, tmp_path)


@pytest.fixture
def client(desk: Desk) -> Any:
    with served(table_routes.add, desk) as opened:
        yield opened


def get(client: Any, user: str = "anna", **params: str) -> Any:
    return client.get("/tabellen.xlsx", params=params, headers={"user": user})


def numbers(answer: Any) -> set[str]:
    """The papers of the tables of a file."""
    sheet = load_workbook(io.BytesIO(answer.content))["Übersicht"]
    return {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}


def listing(desk: Desk, user: str, *papers: str) -> str:
    """A kept turn of a user that lists these papers; gives its key."""
    listed = tuple(Listed(nummer, "Titel", None, None, ()) for nummer in papers)
    asked = Requested(Art.LISTE, "alle", "so viele", listed)
    reply = replace(desk.seen(user).ask(Query("Leuchttürme")), statements=(), anliegen=asked, filters=Filters())
    store = desk.conversations
    kept = KeptTurn("zug", store.begin(user, "alle"), "alle zu Leuchttürmen", "", replies.dump(reply))
    store.add(user, kept)
    return kept.key


def test_a_paper_and_a_frage_of_it(client: Any) -> None:
    whole = get(client, nummer=NUMMER)
    assert whole.headers["content-type"] == table_routes.workbook.EXCEL
    assert 'filename="antwortfinder.xlsx"' in whole.headers["content-disposition"]
    assert numbers(whole) == {NUMMER}
    assert numbers(get(client, nummer=NUMMER, frage="2a")) == {NUMMER}
    assert numbers(get(client, nummer=NUMMER, frage="3")) == set()
    assert "keine Frage „x“" in get(client, nummer=NUMMER, frage="x").json()["detail"]


def test_an_own_paper_is_for_its_owner_alone(client: Any) -> None:
    assert numbers(get(client, nummer="21/7")) == {"21/7"}
    for user in ("bert", ""):
        refused = get(client, user, nummer="21/7")
        assert refused.status_code == 404
        assert "nicht mehr im Bestand" in refused.json()["detail"]


def test_a_list_gives_the_tables_of_its_papers_to_who_asked(client: Any, desk: Desk) -> None:
    key = listing(desk, "anna", NUMMER, "21/7", "21/999")
    assert numbers(get(client, antwort=key)) == {NUMMER, "21/7"}
    assert get(client, "bert", antwort=key).status_code == 404
    assert get(client, antwort="unbekannt").status_code == 404


def test_of_a_long_list_the_newest_papers_are_taken_and_that_is_said(
    client: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_routes, "MOST_PAPERS", 1)
    answer = get(client, antwort=listing(desk, "anna", NUMMER, "21/7"))
    assert numbers(answer) == {NUMMER}
    said = [row[0] for row in load_workbook(io.BytesIO(answer.content))["Lesehilfe"].iter_rows(values_only=True)]
    assert said[:2] == [
        "Liste: alle zu Leuchttürmen",
        "Die Liste nennt 2 Papiere; in dieser Datei stehen die 1 neuesten.",
    ]
