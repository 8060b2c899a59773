"""The client asks as the description says, waits as it is told, and gives up in words."""

from __future__ import annotations

import email.utils
import itertools
import time
from pathlib import Path

import pytest

from rag.fetching import client as clients
from rag.fetching.client import ATTEMPTS, Client, Garbled, Unreachable
from rag.sync import SyncProblem
from tests.support.dip import KEY, Dip, Fault
from tests.support.dipstock import request

ANSWERS = [("f.drucksachetyp", "Antwort")]


@pytest.fixture
def client(server: Dip, tmp_path: Path) -> Client:
    return Client(request(server.url, tmp_path))


def test_a_list_is_asked_for_until_its_cursor_stays(server: Dip, client: Client) -> None:
    for number in range(1, 251):
        server.add(f"21/{number}", "x")
    pages = list(client.pages("drucksache", ANSWERS))
    assert [len(page.documents) for page in pages] == [100, 100, 50, 0]
    assert {page.found for page in pages} == {250}
    cursors = [dict(asked.params).get("cursor") for asked in server.asked]
    assert cursors == [None, *(page.cursor for page in pages[:3])]


def test_key_and_name_go_with_every_question_and_the_key_to_no_pdf(server: Dip, client: Client) -> None:
    server.add("21/1", "x", pdf=b"%PDF-1.7 x")
    (delivered,) = client.texts(["2100001"])
    assert client.pdf(delivered["fundstelle"]["pdf_url"]) == b"%PDF-1.7 x"
    asked, pdf = server.asked
    assert asked.headers["authorization"] == f"ApiKey {KEY}"
    assert asked.headers["user-agent"].startswith("Antwortfinder/")
    assert "authorization" not in pdf.headers


def test_a_wrong_key_is_told_at_once(server: Dip, client: Client) -> None:
    server.key = "anders"
    with pytest.raises(SyncProblem, match="nimmt den Schlüssel"):
        client.count("drucksache", ANSWERS)
    assert len(server.asked) == 1


def test_the_interface_is_asked_no_faster_than_the_pause(server: Dip, tmp_path: Path) -> None:
    with Client(request(server.url, tmp_path, pause=0.1)) as client:
        for _ in range(3):
            client.count("drucksache", ANSWERS)
    times = [asked.when for asked in server.asked]
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.1


def test_waits_double_and_give_up(server: Dip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(clients.time, "sleep", lambda seconds: waited.append(seconds))
    server.plan(Fault.BUSY, times=99)
    with Client(request(server.url, tmp_path, pause=0.25)) as client, pytest.raises(Unreachable, match="HTTP 503"):
        client.count("drucksache", ANSWERS)
    assert [seconds for seconds in waited if seconds >= 1] == [1, 2, 4, 8, 16]
    assert len(server.asked) == ATTEMPTS


@pytest.mark.parametrize("after", ["7", "date"])
def test_a_server_that_says_how_long_to_wait_is_obeyed(
    server: Dip, client: Client, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(clients.time, "sleep", lambda seconds: waited.append(seconds))
    said = email.utils.formatdate(time.time() + 8, usegmt=True) if after == "date" else after
    server.plan(Fault.SLOW_DOWN, after=said)
    client.count("drucksache", ANSWERS)
    assert 4 <= max(waited) <= 8


def test_a_server_that_wants_a_long_pause_gets_it(server: Dip, client: Client) -> None:
    server.plan(Fault.SLOW_DOWN, after="3600")
    with pytest.raises(Unreachable, match="erst in 60 Minuten"):
        client.count("drucksache", ANSWERS)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("fault", "kind"), [(Fault.GARBAGE, Garbled), (Fault.CUT, Unreachable), (Fault.GONE, Unreachable)]
)
def test_what_never_comes_whole_is_given_up(server: Dip, client: Client, fault: Fault, kind: type[Exception]) -> None:
    server.plan(fault, times=99)
    with pytest.raises(kind):
        client.count("drucksache", ANSWERS)
    assert len(server.asked) == ATTEMPTS


@pytest.mark.usefixtures("server")
def test_nobody_there_is_told(tmp_path: Path) -> None:
    with Client(request("http://127.0.0.1:9/api/v1", tmp_path)) as client, pytest.raises(Unreachable):
        client.count("drucksache", ANSWERS)


def test_more_than_anything_real_is_not_taken(server: Dip, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    server.add("21/1", "x" * 5000, pdf=b"%PDF-" + b"x" * 5000)
    monkeypatch.setattr(clients, "PAGE_BYTES", 4000)
    monkeypatch.setattr(clients, "PDF_BYTES", 4000)
    with pytest.raises(Garbled, match="MB auf einmal"):
        client.texts(["2100001"])
    with pytest.raises(Garbled):
        client.pdf(server.records["2100001"]["fundstelle"]["pdf_url"])


def test_a_slow_answer_is_given_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "SECONDS", -1.0)
    with pytest.raises(Unreachable, match="zu langsam"):
        client.count("drucksache", ANSWERS)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.pdf", "https://example.org/x.pdf", "//example.org/x.pdf"])
def test_no_foreign_host_is_asked_for_a_pdf_not_even_by_redirection(server: Dip, client: Client, address: str) -> None:
    assert client.pdf(address) is None
    server.onward["/btd/1.pdf"] = address
    assert client.pdf(server.origin + "/btd/1.pdf") is None
    assert [asked.path for asked in server.asked] == ["/btd/1.pdf"]


def test_a_redirection_within_the_house_is_followed_but_not_for_ever(server: Dip, client: Client) -> None:
    server.pdfs["/btd/2.pdf"] = b"%PDF-"
    server.onward |= {"/btd/1.pdf": "2.pdf", "/btd/3.pdf": "3.pdf"}
    assert client.pdf(server.origin + "/btd/1.pdf") == b"%PDF-"
    assert client.pdf(server.origin + "/btd/3.pdf") is None
    assert len(server.asked) < 10


def test_the_proxy_of_the_environment_is_used(server: Dip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.origin)
    with Client(request("http://dip.invalid/api/v1", tmp_path)) as client:
        client.count("drucksache", ANSWERS)
    assert server.asked[0].headers["host"] == "dip.invalid"
