"""The private endpoint: who may speak to it, what goes back, and how it ends."""

import json
import threading
import time
from http.client import HTTPConnection

import pytest

from rag import giving_way
from ui import console
from ui.storage import endpoint as noted
from ui.web.endpoint import PrivateEndpoint

TERMINAL = {"width": 80, "watched": False, "colours": None, "encoding": "utf-8"}


@pytest.fixture
def offered(tmp_path):
    """Offers what `run` does, until the test ends."""
    opened = []

    def offer(run):
        opened.append(PrivateEndpoint(tmp_path, run))
        opened[0].start()
        return opened[0]

    yield offer
    for one in opened:
        one.close()


def request(port, method, path, body=None, headers=None):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, headers or {})
    return connection.getresponse()


def command(one, *args, secret=None):
    body = json.dumps({"args": args, "terminal": TERMINAL})
    headers = {"Authorization": f"Bearer {secret or one.secret}"}
    return request(one.port, "POST", "/befehl", body, headers)


def events(response):
    return [json.loads(line) for line in response]


def test_a_command_is_run_with_its_arguments_and_what_it_prints_comes_back_in_order(offered, tmp_path, capsys):
    def run(args):
        console.say(f"1: {args}")
        console.complain("2: <b>ä\n€")
        console.write_json({"3": ["ü"]})
        return 7

    offered(run)
    one = noted.read(tmp_path)
    assert events(command(one, "ask", "Wie viele?")) == [
        {"say": "1: ['ask', 'Wie viele?']"},
        {"complain": "2: <b>ä\n€"},
        {"json": {"3": ["ü"]}},
        {"end": 7},
    ]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer falsch"}, {"Authorization": "Basic x"}])
def test_who_does_not_know_the_secret_has_nothing_run(offered, tmp_path, header):
    ran = []
    offered(lambda args: ran.append(args) or 0)
    one = noted.read(tmp_path)
    body = json.dumps({"args": ["ask", "x"], "terminal": TERMINAL})
    assert request(one.port, "POST", "/befehl", body, header).status == 401
    assert request(one.port, "POST", "/befehl", body, {**header, "Cookie": one.secret}).status == 401
    assert request(one.port, "GET", "/befehl").status == 405
    assert not ran


def test_it_proves_to_anyone_that_it_knows_the_secret_and_tells_it_to_nobody(offered, tmp_path):
    offered(lambda _: 0)
    one = noted.read(tmp_path)
    said = request(one.port, "GET", "/lebt?nonce=abc").read().decode()
    assert said == one.proof("abc")
    assert one.secret not in said


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[1]", '{"args": ["ask"]}', '{"args": 1, "terminal": {"x": 1}}', "x" * 1_000_001],
)
def test_what_is_no_command_is_refused(offered, tmp_path, body):
    offered(lambda _: 0)
    one = noted.read(tmp_path)
    headers = {"Authorization": f"Bearer {one.secret}"}
    assert request(one.port, "POST", "/befehl", body, headers).status == 400


def test_an_error_is_told_without_its_inside_and_ends_nothing_else(offered, tmp_path):
    offered(lambda args: 1 // (args[0] != "kaputt"))
    one = noted.read(tmp_path)
    *said, end = events(command(one, "kaputt"))
    assert end == {"end": 1}
    assert "ZeroDivisionError" not in json.dumps(said)
    assert events(command(one, "heil")) == [{"end": 1}]


def _endless(begun, ended):
    def run(_):
        begun.set()
        try:
            while True:
                giving_way.check()
                time.sleep(0.01)
        finally:
            ended.set()

    return run


def test_a_command_ends_when_nobody_reads_it_any_more(offered, tmp_path):
    begun, ended = threading.Event(), threading.Event()
    offered(_endless(begun, ended))
    response = command(noted.read(tmp_path), "ingest")
    assert begun.wait(10)
    response.close()
    assert ended.wait(10)


def test_at_the_end_of_the_service_commands_end_with_a_word_and_the_file_is_gone(offered, tmp_path):
    begun, ended = threading.Event(), threading.Event()
    one = offered(_endless(begun, ended))
    response = command(noted.read(tmp_path), "ingest")
    assert begun.wait(10)
    started = time.perf_counter()
    one.close()
    assert time.perf_counter() - started < 6
    assert ended.wait(5)
    said = events(response)
    assert said[-1] == {"end": 1}
    assert "beendet" in said[0]["complain"]
    assert noted.read(tmp_path) is None
