"""Follow-ups over HTTP: drafted from an answer the user sees, kept for them alone, refused with the reason."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.support.fakes import NUMMER, FakeEngine, sample_paper
from tests.support.routes import served
from ui.storage.drafts import FILE, Drafts
from ui.views.drafts import LONGEST
from ui.web import followup_routes
from ui.web.desk import Desk

OURS = {"x-antwortfinder": "1"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(FakeEngine(), tmp_path)


@pytest.fixture
def client(desk: Desk) -> Any:
    with served(followup_routes.add, desk) as opened:
        yield opened


def send(client: Any, way: str, user: str = "anna", **given: str) -> Any:
    return client.post(f"/nachfragen/{way}", headers=OURS | {"user": user}, data=given)


def page(client: Any, user: str = "anna") -> str:
    return client.get("/nachfragen", headers={"user": user}).text


def test_a_follow_up_is_drafted_once_worded_further_and_handed_out(client: Any, desk: Desk) -> None:
    assert send(client, "entwerfen", drucksache=NUMMER, frage="3").json() == {"neu": True, "anzahl": 1}
    assert send(client, "entwerfen", drucksache=NUMMER, frage="3").json() == {"neu": False, "anzahl": 1}
    assert send(client, "entwerfen", drucksache=NUMMER, frage="2a").json() == {"neu": True, "anzahl": 2}
    assert send(client, "entwerfen", drucksache=NUMMER, frage="2").json()["neu"] is False  # the same joint answer
    assert f"zu Frage 3 auf Bundestagsdrucksache {NUMMER}" in page(client)
    key = Drafts(desk.folder / FILE).fragen("anna")[0].key
    assert send(client, "aendern", feld=key, text="Wie sieht es heute aus?").status_code == 200
    assert send(client, "aendern", feld="titel", text="Türme").status_code == 200
    answer = client.get("/nachfragen/kleine-anfrage.docx", headers={"user": "anna"})
    assert "Kleine%20Anfrage%20T%C3%BCrme.docx" in answer.headers["content-disposition"]
    lines = [paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs]
    assert "20. Wahlperiode" in lines[1]
    assert "Wie sieht es heute aus?" in lines
    send(client, "vorziehen", feld=Drafts(desk.folder / FILE).fragen("anna")[1].key)
    assert page(client).index("zu den Fragen 2 und 2a") < page(client).index("Wie sieht es heute aus?")
    send(client, "entfernen", feld=key)
    assert "Wie sieht es heute aus?" not in page(client)
    send(client, "entfernen")
    assert "Türme" not in page(client)


def test_what_one_user_drafted_no_other_sees_or_touches(client: Any, desk: Desk) -> None:
    desk.own.engine.owned["anna", "21/5"] = sample_paper("21/5")
    assert send(client, "entwerfen", drucksache="21/5", frage="3").json()["neu"] is True
    assert send(client, "entwerfen", "bert", drucksache="21/5", frage="3").status_code == 404
    key = Drafts(desk.folder / FILE).fragen("anna")[0].key
    assert send(client, "aendern", "bert", feld=key, text="x").status_code == 404
    send(client, "entfernen", "bert", feld=key)
    assert "21/5" not in page(client, "bert")
    assert "21/5" in page(client)


@pytest.mark.parametrize(
    ("given", "status", "why"),
    [
        ({"drucksache": "21/999", "frage": "1"}, 404, "Die Drucksache 21/999 ist nicht"),
        ({"drucksache": NUMMER, "frage": "99"}, 404, "keine Antwort auf Frage „99“"),
        ({"drucksache": NUMMER, "frage": "<x>"}, 404, "keine Antwort auf Frage „<x>“"),
        ({"drucksache": "eigenes", "frage": "3"}, 422, "keine Drucksachennummer"),
    ],
)
def test_what_cannot_be_followed_up_is_said(client: Any, desk: Desk, given: Any, status: int, why: str) -> None:
    desk.own.engine.owned["anna", "eigenes"] = sample_paper("eigenes")
    answer = send(client, "entwerfen", **given)
    assert answer.status_code == status
    assert why in answer.json()["detail"]


def test_a_draft_holds_only_so_much(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followup_routes, "MOST", 1)
    assert send(client, "entwerfen", drucksache=NUMMER, frage="3").status_code == 200
    assert send(client, "entwerfen", drucksache=NUMMER, frage="1").status_code == 422
    assert send(client, "aendern", feld="titel", text="x" * (LONGEST + 1)).status_code == 422
    assert send(client, "aendern", feld="unbekannt", text="x").status_code == 404


@pytest.mark.parametrize("way", ["entwerfen", "aendern", "vorziehen", "entfernen"])
def test_only_our_own_page_may_change_a_draft(client: Any, way: str) -> None:
    given = {"drucksache": NUMMER, "frage": "3", "feld": "titel"}
    assert client.post(f"/nachfragen/{way}", data=given).status_code == 403
