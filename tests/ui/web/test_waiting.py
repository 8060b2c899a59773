"""While the program starts its address answers already, with 503 and a word, and lets go of the address in time."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import time

from tests.support.routes import ask
from ui.service.readiness import STARTS
from ui.web.waiting import WaitingRoom


def _port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_everyone_is_told_that_it_starts():
    for method, path in (("GET", "/gesund"), ("POST", "/gradio_api/call/ask"), ("GET", "/config")):
        told = asyncio.run(ask(WaitingRoom("127.0.0.1", 0).answer, method, path))
        assert told.status == 503
        assert json.loads(told.body) == {"bereit": False, "grund": STARTS}
        assert told.headers["retry-after"] == "3"
        assert told.headers["cache-control"] == "no-store"


def test_a_person_sees_a_page_that_looks_again():
    page = asyncio.run(ask(WaitingRoom("127.0.0.1", 0).answer, "GET", "/", {"accept": "text/html"}))
    assert page.status == 503
    assert STARTS in page.body.decode()
    assert 'http-equiv="refresh" content="3"' in page.body.decode()
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_it_answers_at_the_address_and_lets_go_of_it():
    port = _port()
    room = WaitingRoom("127.0.0.1", port)
    room.open()
    end = time.monotonic() + 20
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/gesund")
            assert connection.getresponse().status == 503
            break
        except OSError:
            assert time.monotonic() < end, "it did not come"
            time.sleep(0.05)
    room.close()
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_an_address_that_is_taken_is_left_to_others():
    with socket.create_server(("127.0.0.1", 0)) as other:
        room = WaitingRoom("127.0.0.1", other.getsockname()[1])
        room.open()
        room._thread.join(10)
        assert not room._thread.is_alive()
        room.close()


def test_how_far_it_is_is_told_to_whoever_comes():
    room = WaitingRoom("127.0.0.1", _port())
    room.tell("Papiere werden gelesen", 0, 0)
    assert json.loads(asyncio.run(ask(room.answer, "GET", "/gesund")).body)["grund"] == STARTS
    room.tell("Papiere werden gelesen", 34, 100)
    told = asyncio.run(ask(room.answer, "GET", "/gesund"))
    assert json.loads(told.body)["grund"] == f"{STARTS} Papiere werden gelesen: 34 %."
    page = asyncio.run(ask(room.answer, "GET", "/", {"accept": "text/html"}))
    assert "Papiere werden gelesen: 34 %." in page.body.decode()
