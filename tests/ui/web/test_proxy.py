"""A name from a header counts from the proxy that the settings name, and from nobody else, however they send it."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
import time

import pytest
import uvicorn

from rag.settings import Settings
from tests.support.fakes import FakeEngine
from tests.support.routes import PASSED, Answer, spied
from ui.web import chat, server
from ui.web.access import PUBLIC, Who
from ui.web.desk import Desk
from ui.web.login import BY_PROXY, Login, hashed_key
from ui.web.proxy import LONGEST, Noted, ProxyProblem, TrustedProxy

GIVEN = {"proxy_nutzer": "X-Remote-User", "proxy_adressen": "10.1.2.3, 10.9.0.0/24,fd00::/64"}
PROXY = TrustedProxy.of(Settings(**GIVEN))
HOST = ("host", "akte.example")


def ask(app, path, peer, headers):
    """Send a request with these headers, each as often as it stands there, from an address."""
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"",
        "headers": [(name.lower().encode(), value.encode("utf-8")) for name, value in headers],
        "client": (peer, 1), "server": ("127.0.0.1", 7860), "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        answer.status = message.get("status", answer.status)
        answer.body += message.get("body", b"")

    asyncio.run(app(scope, receive, send))
    return answer


class Seen:
    """The gate as it is served, and who it took a request's sender for."""

    def __init__(self, folder, login):
        self.login, self.callers = login, []
        gate = spied(server.create(FakeEngine(), folder, login))
        known = login.caller

        def caller(request):
            self.callers.append(known(request))
            return self.callers[-1]

        login.caller = caller
        self.app = Noted(gate)

    def sent(self, peer, *headers, path="/papier"):
        """The status, and the name."""
        status = ask(self.app, path, peer, [HOST, *headers]).status
        return status, self.callers[-1].name


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return Seen(tmp_path_factory.mktemp("daten"), Login([("anna", hashed_key("lang"))], PROXY))


ANNA = ("X-Remote-User", "anna")


@pytest.mark.parametrize("peer", ["10.1.2.3", "10.9.0.77", "fd00::5", "::ffff:10.1.2.3"])
def test_whom_the_proxy_has_let_in_is_in(seen, peer):
    assert seen.sent(peer, ANNA) == (PASSED, "anna")
    assert seen.sent(peer, ("x-remote-user", "Jörg Müller")) == (PASSED, "Jörg Müller")
    assert seen.callers[-1].who is Who.PERSON


@pytest.mark.parametrize("peer", ["10.1.2.4", "10.9.1.1", "127.0.0.1", "::1", "fd01::5", "192.0.2.1", "", "unix"])
def test_nobody_else_can_say_a_name(seen, peer):
    assert seen.sent(peer, ANNA) == (401, "")
    for spelled in ("X-REMOTE-USER", "x-remote-user", "X_Remote_User", "X-Remote-User "):
        assert seen.sent(peer, (spelled, "anna")) == (401, "")


@pytest.mark.parametrize("allowed", ["127.0.0.1", "*", "192.0.2.1"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Original-Forwarded-For"])
def test_no_header_makes_someone_the_proxy(tmp_path, monkeypatch, allowed, header):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", allowed)  # also where uvicorn believes every X-Forwarded-For
    seen = Seen(tmp_path, Login((), PROXY))
    for value in ("10.1.2.3", "for=10.1.2.3", "10.1.2.3, 192.0.2.1", "192.0.2.1, 10.1.2.3"):
        assert seen.sent("192.0.2.1", ANNA, (header, value)) == (401, "")
    assert seen.sent("10.1.2.3", ANNA, ("X-Forwarded-For", "192.0.2.1")) == (PASSED, "anna")  # and this is the proxy


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("X-Remote-User", ""),),
        (("X-Remote-User", "  "),),
        (ANNA, ("X-Remote-User", "bert")),  # one of the two was sent by who came to the proxy
        (ANNA, ANNA),
        (("X-Remote-User", "anna, bert"),),
        (("X-Remote-User", "anna\tbert"),),
        (("X-Remote-User", "anna\x00"),),
        (("X-Remote-User", "(null)"),),  # Apache, where nobody is logged in
        (("X-Remote-User", "x" * (LONGEST + 1)),),
        (("X_Remote_User", "anna"),),
        (("X-Remote-User2", "anna"),),
    ],
)
def test_what_is_not_one_name_is_none(seen, headers):
    assert seen.sent("10.1.2.3", *headers) == (401, "")


def test_without_the_setting_the_header_says_nothing(tmp_path):
    seen = Seen(tmp_path, Login([("anna", hashed_key("lang"))]))
    assert seen.sent("10.1.2.3", ANNA) == (401, "")


def test_where_it_was_not_noted_who_speaks_nobody_is_believed(tmp_path):
    gate = spied(server.create(FakeEngine(), tmp_path, Login((), PROXY)))
    assert ask(gate, "/papier", "10.1.2.3", [HOST, ANNA]).status == 401


def test_programs_still_come_with_a_key_and_a_name_is_no_program(seen):
    key = ("Authorization", "Bearer lang")
    assert seen.sent("192.0.2.1", key, path="/config") == (PASSED, "anna")
    assert seen.callers[-1].who is Who.PROGRAM
    assert seen.sent("192.0.2.1", key, ANNA) == (401, "anna")  # the key opens what it opens


def test_no_call_of_a_program_comes_back_from_this_machine_with_its_headers(tmp_path):
    """Gradio's MCP calls what is queued over http, from here, with the caller's headers: as a proxy here would."""
    page = chat.build(Desk(FakeEngine(), tmp_path), lambda _: "", lambda: "")
    named = [event for event in page.fns.values() if event.api_name in PUBLIC]
    assert len(named) == len(PUBLIC)
    assert not any(event.queue for event in named)


def test_other_pages_send_nothing_in_anyones_name(seen):
    for headers in ((("Sec-Fetch-Site", "cross-site"),), (("Origin", "http://boese.example"),)):
        assert seen.sent("10.1.2.3", ANNA, *headers)[0] == 403


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"proxy_adressen": ""}, "gehören zusammen"),
        ({"proxy_nutzer": ""}, "gehören zusammen"),
        ({"proxy_adressen": "10.1.2.3/24"}, "ist keine Adresse"),
        ({"proxy_adressen": "proxy.example"}, "ist keine Adresse"),
        ({"proxy_adressen": "10.1.2.3,"}, "ist keine Adresse"),
        ({"proxy_adressen": "0.0.0.0/0"}, "heißt jeder"),
        ({"proxy_adressen": "::/0"}, "heißt jeder"),
        ({"proxy_nutzer": "X Remote"}, "keine Kopfzeile"),
        ({"proxy_nutzer": "Cookie"}, "keine Kopfzeile"),
        ({"proxy_nutzer": "X-Forwarded-For"}, "keine Kopfzeile"),
    ],
)
def test_settings_that_name_no_proxy_are_refused(given, says):
    with pytest.raises(ProxyProblem, match=says):
        TrustedProxy.of(Settings(**(GIVEN | given)))
    assert TrustedProxy.of(Settings()) is None


def test_it_is_a_login_at_every_address_and_its_page_says_where_that_is(tmp_path, monkeypatch):
    monkeypatch.delenv("ANTWORTFINDER_AUTH", raising=False)
    login = Login.for_address("0.0.0.0", PROXY)
    assert login is not None
    assert login.knows("wer auch immer")  # what users keep is not deleted because no file names them
    assert Login.for_address("127.0.0.1", PROXY) is not None
    page = ask(Noted(server.create(FakeEngine(), tmp_path, login)), "/anmelden", "192.0.2.1", [HOST])
    assert BY_PROXY in page.body.decode()


@pytest.mark.parametrize(("trusted", "status"), [("127.0.0.1", 200), ("10.1.2.3", 401)])
def test_as_it_is_served_the_address_is_that_of_the_connection(tmp_path, trusted, status):
    proxy = TrustedProxy.of(Settings(**(GIVEN | {"proxy_adressen": trusted})))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = uvicorn.Server(server.config(server.create(FakeEngine(), tmp_path, Login((), proxy)), "127.0.0.1", port))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    for name in ("anna", "bert"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/neues/zahl", headers={"X-Remote-User": name, "X-Forwarded-For": "10.1.2.3"})
        assert connection.getresponse().status == status
        connection.close()
    running.should_exit = True
    thread.join(10)
