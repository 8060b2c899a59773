"""Drafts over HTTP: a text or a file, refused with the reason, the Word file only for who asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.fakes import FakeEngine, sample_paper
from tests.support.routes import served
from ui.web import draft_routes
from ui.web.desk import Desk
from ui.web.draft_routes import KEPT, Results

OURS = {"x-antwortfinder": "1"}
ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(FakeEngine(), tmp_path)


@pytest.fixture
def client(desk: Desk) -> Any:
    with served(draft_routes.add, desk) as opened:
        yield opened


def send(client: Any, user: str = "anna", **given: Any) -> Any:
    return client.post("/schon-gefragt", headers=OURS | {"user": user}, **given)


def link(page: str) -> str:
    return "/schon-gefragt/" + page.split('href="schon-gefragt/')[1].split('"')[0]


@pytest.mark.parametrize(
    "given",
    [{"data": {"text": ASKED}}, {"files": {"datei": ("../../x.txt", f"1. {ASKED}".encode())}}],
    ids=["text", "file"],
)
def test_a_draft_is_checked_and_its_word_file_is_for_who_asked_alone(client: Any, given: Any) -> None:
    page = send(client, **given)
    assert page.status_code == 200
    assert "in denselben Worten" in page.text
    way = link(page.text)
    assert client.get(way, headers={"user": "anna"}).content.startswith(b"PK")
    assert client.get(way, headers={"user": "bert"}).status_code == 404
    send(client, data={"text": ASKED})
    assert client.get(way, headers={"user": "anna"}).status_code == 404


def test_papers_of_others_are_not_compared_with(client: Any, desk: Desk) -> None:
    desk.own.engine.stock.clear()
    desk.own.engine.owned["anna", "21/5"] = sample_paper("21/5")
    assert "BT-Drs. 21/5" in send(client, data={"text": ASKED}).text
    assert "21/5" not in send(client, "bert", data={"text": ASKED}).text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"data": {"text": "Nichts."}}, "keine Frage"),
        ({"data": {"text": ""}}, "leer"),
        ({"files": {"datei": ("x.docx", b"PK\x03\x04kaputt")}}, "beschädigt"),
    ],
)
def test_what_is_no_draft_is_refused_with_the_reason(client: Any, given: Any, why: str) -> None:
    answer = send(client, **given)
    assert answer.status_code == 422
    assert why in answer.json()["detail"]


def test_only_our_own_page_may_send(client: Any) -> None:
    assert client.post("/schon-gefragt", data={"text": ASKED}).status_code == 403


def test_no_more_results_are_kept_than_said() -> None:
    results = Results()
    keys = [results.put(str(n), ()) for n in range(KEPT + 1)]
    assert results.get("0", keys[0]) is None
    assert results.get("0", "") is None
    assert results.get(str(KEPT), keys[KEPT]) == ()
