"""Without a history nothing of a question lies on a disk; with one, what is deleted does not lie there any more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from rag.model import Filters, Query
from tests.support.fakes import FakeEngine
from ui.storage.news import NotKept
from ui.storage.temporary import own_folder
from ui.web import server
from ui.web.desk import LASTS, PROBLEM, Desk
from ui.web.sharing import NotShared, Sharing, Wanted

HERE, OURS = "http://127.0.0.1", {"x-antwortfinder": "1"}
WORD = "Quastenflosser"
"""A word that no paper has."""
QUESTION = f"Wie viele Leuchttürme bewohnt der {WORD}?"


def lies_on_disk(folder):
    """The files below a folder that hold the word, in whatever case and encoding."""
    said = [form.encode(code) for form in (WORD, WORD.lower()) for code in ("utf-8", "utf-16-le")]
    held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return sorted(path.name for path, data in held.items() if any(one in data for one in said))


def everything(desk, user="anna"):
    """Ask, ask on, rate, search, rename, export: all that a user does with a conversation; its key and first turn."""
    key = desk.conversations.begin(user, QUESTION)
    for text in (QUESTION, f"Und was kostet ein {WORD}?"):
        turns = list(desk.ask(user, key, text, Filters()))
    first = desk.turns(user, key)[0]
    desk.rate(user, turns[-1].key, "schlecht", f"Kein Wort vom {WORD}")
    desk.conversations.rename(user, key, f"{WORD} und Leuchttürme")
    assert [found.key for found in desk.search.find(user, WORD)]
    assert len(desk.turns(user, key)) == 2
    return key, first.key


def test_without_a_history_nothing_of_a_question_lies_on_a_disk(tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    with own_folder(tmp_path / "daten"):
        desk = Desk(FakeEngine(), tmp_path / "daten", keep=False)
        key, turn = everything(desk)
        with TestClient(server.assemble(desk, None), base_url=HERE) as client:
            event = client.post("/gradio_api/call/ask", json={"data": [QUESTION]}).json()["event_id"]
            assert "complete" in client.get(f"/gradio_api/call/ask/{event}").text
            draft = client.post("/schon-gefragt", data={"text": f"1. {QUESTION}"}, headers=OURS)
            assert WORD in draft.text
        assert lies_on_disk(tmp_path) == []
        with pytest.raises(NotKept, match="nicht aufbewahrt"):
            desk.news.keep_turn("anna", turn)
        with pytest.raises(NotShared, match="nicht aufbewahrt"):
            Sharing(desk, lambda _: True, alone=False).share("anna", Wanted(conversation=key))
        assert lies_on_disk(tmp_path) == []
        assert not (tmp_path / "daten" / "gespraeche.sqlite3").exists()
    assert WORD not in caplog.text


def test_with_one_it_does_lie_there_and_goes_when_it_is_deleted(tmp_path):
    """Also where this shows nothing else: the look at the disk sees what lies there."""
    desk = Desk(FakeEngine(), tmp_path)
    kept = [everything(desk) for _ in range(3)]
    for number in range(20):  # what stays, with words of its own
        key = desk.conversations.begin("anna", f"Gespräch {number}")
        list(desk.ask("anna", key, f"Wie viele Leuchttürme hatte Hafen{number}?", Filters()))
    assert "gespraeche.sqlite3" in lies_on_disk(tmp_path)
    for key, _ in kept:
        desk.delete("anna", key)
    assert lies_on_disk(tmp_path) == ["entwuerfe.jsonl"]  # of answers rated bad, kept on purpose: docs/datenschutz.md


def test_a_conversation_that_is_not_kept_goes_after_its_hours(tmp_path, monkeypatch):
    desk = Desk(FakeEngine(), tmp_path, keep=False)
    key, _ = everything(desk)
    later = datetime.now(UTC) + LASTS + timedelta(minutes=1)
    monkeypatch.setattr("ui.storage.conversations.datetime", type("Later", (datetime,), {"now": lambda _: later}))
    assert desk.conversations.listed("anna") == []
    assert desk.turns("anna", key) == []
    assert desk.search.find("anna", WORD) == []


def test_others_see_nothing_of_it_either(tmp_path):
    desk = Desk(FakeEngine(), tmp_path, keep=False)
    key, turn = everything(desk)
    assert desk.turns("bert", key) == []
    assert desk.turn("bert", turn) is None
    assert desk.search.find("bert", WORD) == []


def test_a_question_that_fails_is_not_written_into_the_log(tmp_path, caplog, capfd, monkeypatch):
    monkeypatch.delenv("ANTWORTFINDER_DEBUG", raising=False)

    class Failing(FakeEngine):
        def stream(self, query: Query):
            raise RuntimeError(query.text)

        ask = find = asked_before = stream

    desk = Desk(Failing(), tmp_path)
    key = desk.conversations.begin("", "Titel")
    assert list(desk.ask("", key, QUESTION, Filters()))[-1].problem == PROBLEM
    with TestClient(server.assemble(desk, None), base_url=HERE) as client:
        for name in ("ask", "find"):
            event = client.post(f"/gradio_api/call/{name}", json={"data": [QUESTION]}).json()["event_id"]
            assert "event: error" in client.get(f"/gradio_api/call/{name}/{event}").text
        draft = client.post("/schon-gefragt", data={"text": f"1. {QUESTION}"}, headers=OURS)
        assert draft.status_code == 500
        assert WORD not in json.dumps(draft.json())
    said = caplog.text + "".join(capfd.readouterr())
    assert "RuntimeError" in said
    assert WORD not in said


def test_the_page_says_that_nothing_is_kept_and_offers_no_sharing(tmp_path):
    from ui.views import page

    desk = Desk(FakeEngine(), tmp_path, keep=False)
    key, _ = everything(desk)
    listed = page.conversations(desk.conversations.listed("anna"), key, "anna", kept=False)
    assert "nicht aufbewahrt" in listed
    assert 'data-tun="teilen"' not in listed
    assert 'data-tun="loeschen"' in listed
    assert 'data-tun="teilen"' in page.conversations(desk.conversations.listed("anna"), key, "anna")
