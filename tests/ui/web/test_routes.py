"""What the page fetches, without Gradio around it: each user is served their own, and told what is not there."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest

from rag.model import Filters
from tests.support.fakes import NUMMER, FakeEngine, sample_paper
from tests.support.routes import served
from ui.web import routes
from ui.web.desk import Desk

OURS = {"x-antwortfinder": "1"}


@pytest.fixture
def desk(tmp_path):
    engine = FakeEngine()
    engine.owned["anna", "21/7"] = sample_paper("21/7")
    return Desk(engine, tmp_path)


@pytest.fixture
def client(desk):
    with served(routes.add, desk) as opened:
        yield opened


def get(client, path, user, **params):
    return client.get(path, params=params, headers={"user": user})


@pytest.mark.parametrize(
    ("path", "params"),
    [("/quelle", {"passage": "21/7:1"}), ("/papier", {"nummer": "21/7"})],
)
def test_an_own_paper_is_shown_to_its_owner_alone(client, path, params):
    assert "Leuchttürme an Nord- und Ostsee" in get(client, path, "anna", **params).text
    for user in ("bert", ""):
        refused = get(client, path, user, **params)
        assert refused.status_code == 404
        assert "nicht mehr im Bestand" in refused.json()["detail"]


def test_a_paper_opens_at_a_frage_and_what_is_unknown_is_said(client):
    page = get(client, "/papier", "", nummer=NUMMER, frage="3").text
    assert page.count("open data-ziel") == 1
    assert "keine Frage „99“" in get(client, "/papier", "", nummer=NUMMER, frage="99").text
    unknown = get(client, "/papier", "", nummer="21/999", frage="1")
    assert unknown.status_code == 404
    assert unknown.json()["detail"] == "Die Drucksache 21/999 ist nicht oder nicht mehr im Bestand."
    version = get(client, "/papier", "", nummer=NUMMER, fassung=1)
    assert version.json()["detail"].startswith(f"Diese frühere Fassung der Drucksache {NUMMER} ist nicht")


def test_marks_are_pairs_of_numbers_within_the_text_and_all_else_is_no_mark(client):
    page = get(client, "/quelle", "", passage=f"{NUMMER}:1", marken="0-2 8-10 9-4 7777777777-1 a-b 5 400-900").text
    assert page.count("<mark>") == 2
    assert "<mark>Es</mark> gibt <mark>17</mark>" in page


@pytest.mark.parametrize("path", ["/blatt", "/seite"])
def test_a_paper_that_was_no_pdf_has_no_pages(client, path):
    assert get(client, path, "", passage=f"{NUMMER}:1", nr=1).json()["detail"] == "Zu diesem Papier liegt kein PDF vor."


def test_too_large_a_file_is_refused_with_the_limit_in_words(client, desk, monkeypatch):
    monkeypatch.setattr(routes, "LARGEST_UPLOAD", 2_000_000)
    sent = {"datei": ("gross.pdf", bytes(2_000_001))}
    assert client.post("/papiere", files=sent, headers=OURS).json() == {
        "datei": "gross.pdf",
        "grund": "größer als 2 MB",
    }
    assert desk.own.engine.ingested == []


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_conversation_goes_out_as_a_file_to_its_owner_alone(client, desk, kind):
    key = desk.conversations.begin("anna", "Türme")
    list(desk.ask("anna", key, "Wie viele Leuchttürme gibt es?", Filters()))
    sent = get(client, f"/export/{key}.{kind}", "anna")
    said = sent.headers["content-disposition"]
    assert said.startswith(f"attachment; filename=\"antwortfinder.{kind}\"; filename*=UTF-8''")
    assert unquote(said).endswith(f"{date.today():%Y-%m-%d} Türme.{kind}")  # as the route has it
    assert sent.content.startswith(b"# T\xc3\xbcrme" if kind == "md" else b"PK")
    assert get(client, f"/export/{key}.{kind}", "bert").status_code == 404


@pytest.mark.parametrize(
    ("path", "given"), [("/papiere", {"files": {"datei": ("a.txt", b"x")}}), ("/papiere/entfernen", {})]
)
def test_a_foreign_page_cannot_change_anything(client, path, given):
    refused = client.post(path, params={"nummer": "21/7"}, headers={"user": "anna"}, **given)
    assert refused.status_code == 403
    assert get(client, "/papier", "anna", nummer="21/7").status_code == 200
