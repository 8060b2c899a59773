"""Whose question comes next, on a running server: one who asks a hundred keeps nobody waiting, and is told so."""

from __future__ import annotations

import json
import threading
import time

import httpx
import pytest

from tests.support.browsing import Site
from tests.support.fakes import FakeEngine
from ui.web.login import Login, hashed, hashed_key
from ui.web.questions import EACH, TOO_MANY, UNDER_WAY

QUESTION = "Wie viele Leuchttürme gibt es?"


class SlowEngine(FakeEngine):
    """Answers only once it is let."""

    def __init__(self):
        super().__init__()
        self.go, self.begun = threading.Event(), []

    def ask(self, query):
        """The answer, later."""
        self.begun.append(query)
        self.go.wait(300)
        return super().ask(query)


@pytest.fixture
def site(tmp_path):
    login = Login([("anna", hashed("richtig")), ("bert", hashed("auch richtig")), ("anna", hashed_key("lang"))])
    with Site(SlowEngine(), tmp_path, login) as running:
        yield running
        running.engine.go.set()


def enter(site, name, password):
    client = httpx.Client(base_url=site.url, timeout=120)
    assert client.post("anmelden", data={"name": name, "passwort": password}).status_code == 303
    return client


def join(client, session):
    events = client.get("config").json()["dependencies"]
    number = next(event["id"] for event in events if event["api_name"] == "chat")
    call = {"data": [QUESTION, "", ""], "fn_index": number, "session_hash": session}
    return client.post("gradio_api/queue/join", json=call)


def ends(client, session, most):
    """How the first `most` events of a session end: None, or the error."""
    found = []
    with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            message = json.loads(line.removeprefix("data: ")) if line else {}
            if message.get("msg") == "process_completed":
                found.append(None if message["success"] else message["output"]["error"])
                if len(found) == most:
                    break
    return found


def test_one_who_asks_too_much_is_told_and_the_next_is_answered(site):
    anna, bert = enter(site, "anna", "richtig"), enter(site, "bert", "auch richtig")
    for _ in range(40):
        assert join(anna, "a").status_code == 200
    refused = ends(anna, "a", 40 - UNDER_WAY)
    assert refused == [TOO_MANY] * (40 - UNDER_WAY)
    assert len(site.engine.begun) == EACH  # the other places stay for others
    join(bert, "b")
    start = time.monotonic()
    while len(site.engine.begun) == EACH and time.monotonic() - start < 5:
        time.sleep(0.01)
    assert len(site.engine.begun) == EACH + 1  # bert's is being answered, before six of anna's
    site.engine.go.set()
    assert ends(bert, "b", 1) == [None]


def test_a_program_and_its_owner_ask_for_one(site):
    key = {"authorization": "Bearer lang"}
    with httpx.Client(base_url=site.url, headers=key, timeout=120) as program:
        calls = [program.post("gradio_api/call/ask", json={"data": [QUESTION]}) for _ in range(UNDER_WAY)]
        more = (program.post("gradio_api/call/ask", json={"data": [QUESTION]}) for _ in range(40))
        refused = next(call for call in more if call.status_code != 200)  # once all of them stand in the line
        assert refused.status_code == 429
        assert refused.json()["detail"] == TOO_MANY
        assert refused.headers["retry-after"] == "5"
        anna = enter(site, "anna", "richtig")
        join(anna, "a")
        assert ends(anna, "a", 1) == [TOO_MANY]
        hello = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        called = hello | {"params": {"name": "ask", "arguments": {"frage": QUESTION}}}
        accept = {"accept": "application/json, text/event-stream"}
        assert TOO_MANY in program.post("gradio_api/mcp/", json=called, headers=accept).text
        site.engine.go.set()
        first = calls[0].json()["event_id"]
        assert "event: complete" in program.get(f"gradio_api/call/ask/{first}").text
