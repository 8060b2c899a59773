"""The running service as a process: papers come in while it runs, commands are handed over, SIGTERM loses nothing."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from rag.engine import Engine
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT
from ui.cli import serving
from ui.storage import endpoint as noted

PAPER = ROOT / "corpus" / "20-11166.txt"
SLOW = """
import sys, time
import rag.engine
from rag import giving_way
from tests.support.fakes import FakeEmbedder
from ui.cli import main


class Slow(FakeEmbedder):
    def passages(self, texts):
        for _ in texts:
            time.sleep({seconds})
            giving_way.give_way(0)
        return super().passages(texts)

    def queries(self, texts):
        if any("hängt" in text for text in texts):
            time.sleep(90)
        return super().queries(texts)


rag.engine.load_embedder = lambda _: Slow()
sys.argv = ["antwortfinder", *{args}]
main.main()
"""
posix = pytest.mark.skipif(os.name != "posix", reason="SIGTERM gibt es nur unter Unix")


def command(*args, seconds=0.0):
    return [sys.executable, "-c", SLOW.format(seconds=seconds, args=list(args))]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / PAPER.name).write_bytes(PAPER.read_bytes())
    return Settings(index=tmp_path / "index", corpus=tmp_path / "corpus")


@pytest.fixture
def environment(settings):
    given = {"ANTWORTFINDER_INDEX": str(settings.index), "ANTWORTFINDER_CORPUS": str(settings.corpus)}
    return os.environ | given | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def start(settings, environment):
    """Starts the service; gives its process once it can be spoken to."""
    running = []

    def started(seconds=0.0, port=0):
        one = command("chat", "--port", str(port or free_port()), seconds=seconds)
        running.append(subprocess.Popen(one, env=environment, stderr=subprocess.PIPE, text=True))
        until(lambda: noted.read(settings.index), running[0], 90)
        return running[0]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def until(true, process, seconds):
    end = time.monotonic() + seconds
    while not true():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def other_paper(settings, number):
    """A paper of its own in the corpus folder."""
    text = PAPER.read_text(encoding="utf-8").replace("20/11166", f"20/{number}")
    (settings.corpus / f"20-{number}.txt").write_text(text, encoding="utf-8")


def numbers(settings):
    with Engine.open(settings, FakeEmbedder()) as engine:
        assert engine.notes == []
        assert engine.check() == []
        return {paper.nummer for paper in engine.papers()}


def _several(said):
    """Whether a check tells of more than the one paper of the beginning."""
    return "enthält" in said and "enthält 1 " not in said


@posix
def test_commands_and_new_papers_while_it_runs_and_sigterm_in_the_middle_of_reading(settings, environment, start):
    process = start(seconds=0.05)
    asked = subprocess.run(
        command("ask", "--json", "In welcher Sprache laufen die Formate?"), env=environment, capture_output=True
    )
    assert asked.returncode == 0, asked.stderr
    assert "belege" in json.loads(asked.stdout)
    for number in range(20_001, 20_041):
        other_paper(settings, number)
    ingest = subprocess.Popen(
        command("ingest", str(settings.corpus)), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    check = command("check")
    until(lambda: _several(subprocess.run(check, env=environment, capture_output=True, text=True).stdout), process, 60)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert time.monotonic() - began < 10
    assert ingest.wait(30) == 1
    assert "abgebrochen" in ingest.communicate()[1].decode()
    assert noted.read(settings.index) is None
    read = numbers(settings)
    assert 1 < len(read) < 41  # it was in the middle


@posix
def test_a_service_that_was_killed_is_noticed(settings, environment, start):
    process = start()
    process.kill()
    process.wait()
    assert noted.read(settings.index) is not None
    checked = subprocess.run(command("check"), env=environment, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "Der Index ist heil" in checked.stdout
    assert noted.read(settings.index) is None


def test_a_time_that_is_none_is_refused_before_anything_is_opened(settings, capsys, monkeypatch):
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **__: pytest.fail("it was opened"))
    code = serving.serve(settings.model_copy(update={"sync": "morgens"}), "127.0.0.1", 1, lambda _: 0)
    assert code == 1
    said = capsys.readouterr().err
    assert said.startswith("ANTWORTFINDER_SYNC='morgens' nennt keine Zeit: ")
    assert said.count("\n") == 1


@posix
def test_sigterm_ends_as_ctrl_c_does_and_a_second_one_does_not_disturb_the_end():
    before = signal.getsignal(signal.SIGTERM)
    seen = []
    try:
        with serving.ended_by_signal():
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                signal.raise_signal(signal.SIGTERM)
                seen.append("closed")
    except KeyboardInterrupt:
        seen.append("ended")
    assert seen == ["closed", "ended"]
    assert signal.getsignal(signal.SIGTERM) is before


def _sent(port, method, path, body=None, headers=None):
    """What comes back; the connection stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, {"Content-Type": "application/json"} | (headers or {}))
    return connection.getresponse()


def _health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/gesund")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except OSError:
        return 0, {}
    finally:
        connection.close()


@posix
def test_it_says_that_it_starts_and_is_ready_before_it_says_that_it_runs(environment):
    port = free_port()
    environment |= {"ANTWORTFINDER_PROTOKOLL": "json"}
    one = command("chat", "--port", str(port), seconds=0.05)  # reads its paper first
    with subprocess.Popen(one, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            until(lambda: _health(port)[0] == 503, process, 180)
            assert _health(port)[1]["bereit"] is False
            said = next(line for line in map(json.loads, process.stderr) if "Antwortfinder" in line["text"])
            assert said["text"].startswith("Antwortfinder läuft: http://")
            until(lambda: _health(port)[0], process, 30)  # it listens as soon as it has said so
            assert _health(port) == (200, {"bereit": True})
        finally:
            process.kill()


@posix
def test_a_backup_while_papers_are_read_in_is_put_back_whole(settings, environment, start, tmp_path):
    process = start(seconds=0.02)
    for number in range(20_001, 20_031):
        other_paper(settings, number)
    check = command("check")
    until(lambda: _several(subprocess.run(check, env=environment, capture_output=True, text=True).stdout), process, 60)
    made = subprocess.run(
        command("sicherung", str(tmp_path / "sicherung")), env=environment, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    assert "Gesichert" in made.stdout
    process.kill()
    process.wait()
    there = settings.model_copy(update={"index": tmp_path / "neu" / "index", "corpus": tmp_path / "neu" / "corpus"})
    elsewhere = environment | {
        "ANTWORTFINDER_INDEX": str(there.index),
        "ANTWORTFINDER_CORPUS": str(there.corpus),
    }
    back = subprocess.run(
        command("wiederherstellen", str(tmp_path / "sicherung")), env=elsewhere, capture_output=True, text=True
    )
    assert back.returncode == 0, back.stderr
    assert 1 < len(numbers(there)) < 31


STUCK = """
import hashlib
from ui.cli import serving

serving.ENDS = 1.0
with serving.ended_by_signal():
    print("da", flush=True)
    hashlib.pbkdf2_hmac("sha256", b"x", b"y", 2_000_000_000)  # many minutes inside of one call
"""


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_deep_in_a_library_is_ended_in_time(environment, number):
    one = [sys.executable, "-c", STUCK]
    with subprocess.Popen(one, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "da\n"
            time.sleep(0.2)
            process.send_signal(number)
            assert process.wait(10) == 0
            assert serving.CUT_OFF in process.stderr.read()
        finally:
            process.kill()


@posix
def test_sigterm_ends_in_time_while_a_sync_waits_a_question_is_answered_and_a_page_is_open(
    settings, environment, start
):
    port = free_port()
    with socket.create_server(("127.0.0.1", 0)) as silent:  # the interface takes the connection and says nothing
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/api/v1"
        environment |= {"ANTWORTFINDER_DIP_KEY": "x", "ANTWORTFINDER_DIP_URL": url}
        process = start(port=port)
        until(lambda: _health(port)[0] == 200, process, 180)
        begun = _sent(port, "POST", "/papiere/abgleich", headers={"x-antwortfinder": "1"}).read()
        assert json.loads(begun) == {"begonnen": True}
        silent.accept()
        event = json.loads(_sent(port, "POST", "/gradio_api/call/ask", json.dumps({"data": ["Was hängt?"]})).read())
        answer = _sent(port, "GET", f"/gradio_api/call/ask/{event['event_id']}")  # hangs in the model
        page = _sent(port, "GET", "/gradio_api/heartbeat/seite")  # a page that stays open
        assert (answer.status, page.status) == (200, 200)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert time.monotonic() - began < 10
    assert numbers(settings) == {"20/11166"}
