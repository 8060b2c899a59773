"""The gate, attacked: where a request comes from, how long it is, what a key opens, what browsers may keep."""

from __future__ import annotations

import asyncio
import json
import socket
import sys

import pytest
from fastapi.testclient import TestClient

from tests.support.browsing import Site
from tests.support.fakes import NUMMER, FakeEngine
from tests.support.routes import PASSED, ask, spied
from ui.web import access, gate, server
from ui.web.access import PUBLIC
from ui.web.login import Login, hashed, hashed_key

HERE = {"host": "127.0.0.1:7860"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The gate of a server without a login."""
    return spied(server.create(FakeEngine(), tmp_path_factory.mktemp("daten")))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """The gate of a server with a login."""
    return spied(server.create(FakeEngine(), tmp_path_factory.mktemp("daten"), Login([("anna", hashed("richtig"))])))


def status(gate, method, path, headers, *pieces):
    return asyncio.run(ask(gate, method, path, headers, pieces)).status


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:7860", True),
        ("localhost", True),
        ("LOCALHOST:80", True),
        ("127.8.9.1:1", True),
        ("[::1]:7860", True),
        ("akte.example:7860", False),
        ("127.0.0.1.akte.example", False),
        ("localhost.akte.example", False),
        ("akte.example@127.0.0.1", False),
        ("127.0.0.1@akte.example", False),
        ("192.168.0.5", False),
        ("0.0.0.0:7860", False),
        ("[::]:7860", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_without_a_login_only_this_machine_is_answered(alone, guarded, host, answered):
    answer = asyncio.run(ask(alone, "GET", "/quelle", {"host": host, "accept": "text/html"}))
    assert answer.status == (PASSED if answered else 403)
    if not answered:
        assert "ANTWORTFINDER_AUTH" in answer.body.decode()
        assert "text/html" in answer.headers["content-type"]
    assert status(guarded, "GET", "/anmelden", {"host": host}) == PASSED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Forwarded-For", "10.0.0.9"),
        ("X-Forwarded-Host", "akte.example"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Anything", ""),
        ("X-Original-Forwarded-For", "10.0.0.9"),
        ("Forwarded", "for=10.0.0.9"),
        ("X-Real-IP", "10.0.0.9"),
        ("Via", "1.1 proxy"),
        ("Origin", "https://akte.example"),  # a proxy that says nothing: the browser believes to be elsewhere
        ("Referer", "http://akte.example/"),
    ],
)
def test_without_a_login_nothing_that_was_passed_on_is_answered(alone, guarded, name, value):
    answer = asyncio.run(ask(alone, "GET", "/papier", HERE | {name: value, "sec-fetch-site": "same-origin"}))
    assert answer.status == 403
    assert "Proxy" in answer.body.decode()
    assert status(guarded, "GET", "/anmelden", {name: value, "sec-fetch-site": "same-origin"}) == PASSED


LINK = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_page_sends_or_reads_anything(alone, guarded, site):
    foreign = {"sec-fetch-site": site, "origin": "http://127.0.0.1:3000", "referer": "http://127.0.0.1:3000/"}
    for path in ("/gradio_api/run/predict", "/gradio_api/queue/join", "/papiere/entfernen", "/gradio_api/mcp/"):
        assert status(alone, "POST", path, HERE | foreign, b'{"data": []}') == 403
        assert status(alone, "POST", path, HERE | foreign | LINK, b'{"data": []}') == 403  # nor a form
    assert status(alone, "GET", "/papier", HERE | foreign) == 403
    assert status(alone, "GET", "/seite", HERE | foreign | {"sec-fetch-mode": "no-cors"}) == 403
    assert status(alone, "GET", "/", HERE | foreign | LINK | {"sec-fetch-dest": "iframe"}) == 403
    assert status(alone, "GET", "/", HERE | {"sec-fetch-site": site, "referer": "https://wiki/"} | LINK) == PASSED
    assert status(guarded, "POST", "/anmelden", {"sec-fetch-site": site}) == 403


def test_where_browsers_do_not_say_it_the_origin_does(guarded):
    for origin, answered in (("http://akte.example", True), ("http://boese.example", False), ("null", False)):
        assert status(guarded, "POST", "/anmelden", {"origin": origin}) == (PASSED if answered else 403)
    assert status(guarded, "POST", "/anmelden", {}) == PASSED  # a program


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/anmelden", access.FORM),
        ("/abmelden", access.FORM),
        ("/papiere/entfernen", access.FORM),
        ("/gradio_api/run/predict", access.JSON),
        ("/gradio_api/queue/join", access.JSON),
        ("/gradio_api/call/ask", access.JSON),
        ("/gradio_api/mcp/", access.JSON),
        ("/papiere", access.UPLOAD),
        ("/gradio_api/upload", access.UPLOAD),
    ],
)
def test_a_body_is_read_no_further_than_it_may_be_long(alone, path, most):
    assert status(alone, "POST", path, HERE | {"content-length": str(most + 1)}) == 413
    read = 0

    def pieces():
        nonlocal read
        while read < 2 * most:
            read += 8_000
            yield b" " * 8_000

    asked = asyncio.run(ask(alone, "POST", path, HERE, pieces()))  # chunked: nobody says how long it is
    assert asked.status == 413
    assert read <= most + 8_000
    assert "zu lang" in asked.body.decode() or "60 MB" in asked.body.decode()


def test_what_asks_for_nothing_may_carry_nothing(alone):
    assert status(alone, "GET", "/papier", HERE, b"x") == 413
    assert status(alone, "GET", "/papier", HERE | {"content-length": "1"}) == 413


def test_a_broken_off_body_is_answered_in_words_by_the_real_application(tmp_path):
    login = Login([("anna", hashed("richtig"))])
    with TestClient(server.create(FakeEngine(), tmp_path, login)) as client:
        pieces = (b"--x\r\n", b'Content-Disposition: form-data; name="name"; filename="f"\r\n\r\n', b"a" * 200_000)
        answer = client.post(
            "/anmelden", content=iter(pieces), headers={"content-type": "multipart/form-data; boundary=x"}
        )
        assert answer.status_code == 413
        assert answer.json()["fehler"] == gate.TOO_LONG


def test_what_fails_is_said_in_words_and_the_log_knows_why(tmp_path, caplog):
    guard = spied(server.create(FakeEngine(), tmp_path))

    async def failing(*_):
        raise RuntimeError("geheim")

    guard.app = failing
    answer = asyncio.run(ask(guard, "GET", "/papier", HERE))
    assert answer.status == 500
    assert json.loads(answer.body)["fehler"] == gate.BROKEN
    assert "geheim" in caplog.text


def test_no_upload_fills_the_disk(alone, monkeypatch):
    monkeypatch.setattr("ui.web.gate.SPARE", sys.maxsize)
    for path in ("/papiere", "/gradio_api/upload"):
        assert status(alone, "POST", path, HERE, b"x") == 507
    assert status(alone, "GET", "/papier", HERE) == PASSED


def test_nothing_with_content_is_kept_by_a_browser(tmp_path):
    with TestClient(server.create(FakeEngine(), tmp_path), base_url="http://127.0.0.1") as client:
        for path in ("/", f"/papier?nummer={NUMMER}", "/config", "/gradio_api/info", "/theme.css", "/quelle?passage=x"):
            assert client.get(path).headers["cache-control"] == "no-store", path
        assert client.get("/gradio_api/neu").headers["cache-control"] == "no-store"
        styles = client.get("/").text.split('href="af/')[1].split('"')[0]
        assert "immutable" in client.get(f"/af/{styles}").headers["cache-control"]
        assert client.get("/af/0123456789ab/chat.css").headers["cache-control"] == "no-store"  # no such version
        lax = client.get("/config", headers={"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"})
        assert not [name for name in lax.headers if name.startswith("access-control-")]


def test_a_flood_of_one_keeps_nobody_else_waiting(tmp_path):
    login = Login([("anna", hashed("richtig")), ("bert", hashed("auch richtig"))])
    guard = spied(server.create(FakeEngine(), tmp_path, login))
    cookies = [f"antwortfinder={login.enter(*who)}" for who in (("anna", "richtig"), ("bert", "auch richtig"))]

    async def flood():
        inside, go = 0, asyncio.Event()

        async def slow(_scope, _receive, send):
            nonlocal inside
            inside += 1
            await go.wait()
            await send({"type": "http.response.start", "status": PASSED, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        guard.app = slow
        sent = [asyncio.create_task(ask(guard, "GET", "/papier", {"cookie": cookies[0]})) for _ in range(300)]
        await asyncio.sleep(0.05)
        of_anna = inside
        other = asyncio.create_task(ask(guard, "GET", "/papier", {"cookie": cookies[1]}))
        await asyncio.sleep(0.05)
        of_bert = inside - of_anna
        go.set()
        return of_anna, of_bert, [(await one).status for one in sent], (await other).status

    of_anna, of_bert, answers, other = asyncio.run(flood())
    assert of_anna == 8
    assert of_bert == 1
    assert other == PASSED
    assert answers.count(PASSED) == 200
    assert answers.count(429) == 100


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A running server with a login, a conversation of anna's, and her program's key "lang"."""
    login = Login([("anna", hashed("richtig")), ("anna", hashed_key("lang"))])
    with Site(FakeEngine(), tmp_path_factory.mktemp("daten"), login) as running:
        yield running


KEY = {"Authorization": "Bearer lang"}


def test_gradios_own_client_calls_the_four_with_a_key_and_nothing_else(site):
    from gradio_client import Client

    client = Client(site.url, headers=KEY, verbose=False)
    assert client.predict(api_name="/papers")[0]["drucksache"] == NUMMER
    assert client.predict("Wie viele Leuchttürme gibt es?", api_name="/ask")["belege"]
    assert client.predict("Leuchttürme", api_name="/find")[0]["drucksache"] == NUMMER
    assert client.predict(NUMMER, "1", api_name="/read")["nr"] == "1"
    client.close()


def test_a_key_opens_no_conversation_and_no_upload(site):
    import httpx

    config = httpx.get(f"{site.url}config", headers=KEY).json()["dependencies"]
    private = [event["id"] for event in config if event["api_name"] not in PUBLIC]
    assert len(private) > 20
    for number in private:
        call = {"data": ["", "", ""], "fn_index": number, "session_hash": "p"}
        assert httpx.post(f"{site.url}gradio_api/queue/join", json=call, headers=KEY).status_code == 403
        assert httpx.post(f"{site.url}gradio_api/run/predict", json=call, headers=KEY).status_code == 401
    files = {"files": ("f.csv", b"id,question")}
    assert httpx.post(f"{site.url}gradio_api/upload", files=files, headers=KEY).status_code == 401


def test_mcp_with_a_key_answers(site):
    import httpx

    called = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"frage": "Wie viele Leuchttürme gibt es?"}},
    }
    accept = {"accept": "application/json, text/event-stream"}
    for path in ("gradio_api/mcp/", "gradio_api/mcp"):
        answer = httpx.post(site.url + path, json=called, headers=KEY | accept, follow_redirects=True)
        assert "17 Leuchttürme" in answer.text, path
    assert [tool["name"] for tool in json.loads(httpx.get(site.url + "gradio_api/mcp/schema", headers=KEY).text)]


MCP = {
    "resources/read": {"uri": "paper://x"},
    "prompts/get": {"name": "ask"},
    "resources/list": {},
    "resources/templates/list": {},
    "prompts/list": {},
    "resources/subscribe": {"uri": "http://127.0.0.1/"},
    "completion/complete": {"ref": {"type": "ref/prompt", "name": "ask"}, "argument": {"name": "x", "value": "y"}},
    "logging/setLevel": {"level": "debug"},
}


@pytest.mark.parametrize("method", MCP)
def test_nobody_makes_the_server_ask_an_address_by_mcp(site, method):
    """Gradio would ask the host that a request names, for what is neither a tool nor there."""
    import httpx

    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.5)
        host = f"127.0.0.1:{elsewhere.getsockname()[1]}"
        told = {"host": host, "x-forwarded-host": host, "accept": "application/json, text/event-stream"}
        call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": MCP[method]}
        answer = httpx.post(f"{site.url}gradio_api/mcp/", json=call, headers=KEY | told, timeout=30)
        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert "Method not found" in answer.text
