"""Who may call what: every route of the running application against docs/zugriff.md, for everyone who may come."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest

from tests.support.fakes import FakeEngine
from tests.support.paths import ROOT
from tests.support.routes import ANY, METHODS, PASSED, answers, ask, every_route, sample, spied
from ui.web import server
from ui.web.access import PUBLIC
from ui.web.login import COOKIE, Login, hashed, hashed_key

DOC = ROOT / "docs" / "zugriff.md"
_ROW = re.compile(r"^\| (\w+) \| `([^`]+)` \| (jeder|Mensch|Mensch, Programm|Programm|niemand) \|")
ROWS = [found.groups() for found in map(_ROW.match, DOC.read_text(encoding="utf-8").splitlines()) if found]
KEY = {"authorization": "Bearer lang"}
STRANGERS = {
    "without anything": {},
    "with an unknown session": {"cookie": f"{COOKIE}=erfunden"},
    "with a session that is over": {"cookie": f"{COOKIE}=vorbei"},
    "with a wrong key": {"authorization": "Bearer kurz"},
    "with a key as a password": {"authorization": "Basic lang"},
    "with an empty key": {"authorization": "Bearer "},
    "with a password as a key": {"authorization": "Bearer richtig"},
}


class House:
    """The application with a login, anna and bert inside, and a spy behind the gate."""

    def __init__(self, folder: Path) -> None:
        login = Login([("anna", hashed("richtig")), ("bert", hashed("auch richtig")), ("anna", hashed_key("lang"))])
        self.app = server.create(FakeEngine(), folder, login)
        self.gate = spied(self.app)
        self.anna, self.bert = (
            {"cookie": f"{COOKIE}={login.enter(name, password)}"}
            for name, password in (("anna", "richtig"), ("bert", "auch richtig"))
        )
        login._sessions["vorbei"] = ("anna", time.time() - 1)
        page = next(route.app.blocks for route in self.app.routes if hasattr(getattr(route, "app", None), "blocks"))
        self.open = {number: event.api_name in PUBLIC for number, event in page.fns.items()}
        self.call = b'{"data": [], "fn_index": %d}' % next(number for number, public in self.open.items() if public)

    def status(self, method, path, headers, body=None):
        """What a request comes to."""
        pieces = (body or self.call,) if method == "POST" else ()
        return asyncio.run(ask(self.gate, method, path, headers, pieces)).status


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return House(tmp_path_factory.mktemp("daten"))


def test_every_route_of_the_running_application_stands_in_the_table(house):
    running, table = set(every_route(house.app)), {(method, path) for method, path, _ in ROWS}
    assert running - table == set()
    assert len(running) > 90  # the walk has found Gradio's and MCP's
    for method, path in table - running:  # one way through a route with a name, or of what is mounted
        assert any(of in (method, ANY) and answers(template, sample(path)) for of, template in running), (method, path)


@pytest.mark.parametrize(("method", "path", "who"), ROWS, ids=[f"{method} {path}" for method, path, _ in ROWS])
def test_only_those_of_the_table_come_through(house, method, path, who):
    person = 404 if who in ("niemand", "Programm") else PASSED
    program = {"Mensch": 401, "niemand": 404}.get(who, PASSED)
    for sent in METHODS if method == ANY else [method]:  # a session or event has an owner: everyone names their own
        assert house.status(sent, sample(path, "a1"), house.anna) == person
        assert house.status(sent, sample(path, "b1"), house.bert) == person
        assert house.status(sent, sample(path, "p1"), KEY) == program
        for name, headers in STRANGERS.items():
            assert house.status(sent, sample(path), headers) == (PASSED if who == "jeder" else 401), name


def test_every_other_method_is_closed_to_everyone(house):
    named = {(method, sample(path)) for method, path, _ in ROWS}
    for path in {path for _, path in named}:
        for method in METHODS:
            if (method, path) not in named and (ANY, path) not in named:
                assert house.status(method, path, house.anna) == 404, (method, path)
                assert house.status(method, path, KEY) == 404, (method, path)
                assert house.status(method, path, {}) == 401, (method, path)


@pytest.mark.parametrize(
    "path",
    ["/neu", "/gradio_api/neu", "//quelle", "/quelle/", "/QUELLE", "/gradio_api/../quelle", "/gradio_api/call/ask/a/b",
     "/gradio_api/call/ask;x", "/gradio_api/call/chat", "/af/0123456789ab/../chat.js", "/quelle\n", "/export/a/b.md",
     "/gradio_api/file=http://example.org/x", "/gradio_api/file=ftp://example.org/x", "*", ""],
)  # fmt: skip
def test_what_no_table_names_is_closed(house, path):
    assert house.status("GET", path, house.anna) == 404
    assert house.status("GET", path, {}) == 401


def test_a_program_calls_by_number_only_what_is_public(house):
    for number, public in house.open.items():
        call = b'{"data": [], "fn_index": %d}' % number
        assert house.status("POST", "/gradio_api/queue/join", KEY, call) == (PASSED if public else 403)
        assert house.status("POST", "/gradio_api/run/predict", KEY, call) == 401
        assert house.status("POST", "/gradio_api/run/predict", house.anna, call) == PASSED
    assert sum(house.open.values()) == len(PUBLIC)


def test_no_spelling_of_a_number_leads_to_a_private_event(house):
    private = next(number for number, public in house.open.items() if not public)
    public = next(number for number, public in house.open.items() if public)
    for spelled in (f'"{private}"', f"{private}.0", "true", "[]", f'"{public}"', "-1", "1e0"):
        call = f'{{"data": [], "fn_index": {spelled}}}'.encode()
        assert house.status("POST", "/gradio_api/queue/join", KEY, call) == 403, spelled
    twice = f'{{"data": [], "fn_index": {public}, "fn_index": {private}}}'.encode()
    assert house.status("POST", "/gradio_api/queue/join", KEY, twice) == 403
    for broken in (b" ", b"[]", b"x", b'{"data": [}', b"[" * 100_000, b"\xff\xfe"):
        assert house.status("POST", "/gradio_api/queue/join", KEY, broken) == 403, broken[:9]


def test_a_session_belongs_to_who_named_it_first(house):
    joined = b'{"data": [], "session_hash": "sitzung", "fn_index": 0}'
    assert house.status("POST", "/gradio_api/queue/join", house.anna, joined) == PASSED
    listening = [
        "/gradio_api/queue/data?session_hash=sitzung",
        "/gradio_api/queue/data?session_hash=meine&session_hash=sitzung",
        "/gradio_api/heartbeat/sitzung",
        "/gradio_api/heartbeat/sitzung?session_hash=meine",
        "/gradio_api/call/ask/sitzung",
    ]
    for path in listening:
        assert house.status("GET", path, house.bert) == 403, path
        assert house.status("GET", path, KEY) == 403, path  # not even anna's own program
    for path in ("/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/call/ask"):
        assert house.status("POST", path, house.bert, joined) == 403, path
    assert house.status("GET", listening[0], house.anna) == PASSED


def test_nobody_lets_the_server_fetch_a_file_from_the_net(house):
    call = b'{"data": [{"path": "https://example.org/x", "meta": {"_type": "gradio.FileData"}}], "fn_index": 0}'
    for path in ("/gradio_api/run/predict", "/gradio_api/queue/join"):
        assert house.status("POST", path, house.anna, call) == 403
