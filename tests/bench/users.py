"""Twenty people asking at once: `python tests/bench/users.py INDEX QUESTIONS.jsonl [--users N] [--rounds N]`.

Starts the real server over an index (a copy that no other process uses), opens the page once for each user and asks
over HTTP what the page asks: the same event, the same stream. Each user has a login, for nobody may have twenty
questions under way. In each round all users ask at once, each something
else; the next round begins when all have read their answers. Prints one JSON line: seconds until the first word and
until the whole answer (p50, p95, worst), and the server's CPU seconds a question. The first round warms up and is not
counted.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import httpx

from ui.web.login import hashed

WORD = "af-statement"
"""Stands in the page's HTML as soon as a sentence is shown."""
LIMITED = "Die Suche nach dem Sinn einer Frage ist gerade nicht m"
"""Stands there where the vectors were away."""
NONE = "af-none"
"""Stands there where nothing was found."""
PATIENCE, STARTS = 300.0, 900.0
"""Seconds for an answer, and until the server is ready: on a busy machine the model alone takes minutes."""
MOST, PASSWORD = 40, "nur zum Messen"
"""Users with a login, and what they log in with."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of one question: until the first word, until the whole answer.

    `limited`: the keywords alone were searched.
    """

    first: float
    whole: float
    limited: bool = False


def main() -> None:
    """Measure and print."""
    options = _options()
    questions = read_questions(options.questions)
    with tempfile.TemporaryDirectory() as empty, server(options.index, Path(empty)) as (process, url):
        users = [User(url, name) for name in range(options.users)]
        ask_all(users, questions[: options.users])
        before, taken = _cpu(process.pid), list[Taken]()
        for number in range(1, options.rounds + 1):
            start = number * options.users
            asked = [questions[(start + n) % len(questions)] for n in range(options.users)]
            taken += ask_all(users, asked)
        cpu = (_cpu(process.pid) - before) / len(taken)
    figures = {"users": options.users, "questions": len(taken), "cpu_per_question": round(cpu, 3)}
    for name in ("first", "whole"):
        figures[name] = shares([getattr(one, name) for one in taken])
    print(json.dumps(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def read_questions(path: Path) -> list[str]:
    """The questions of a set, one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


def accounts(folder: Path) -> Path:
    """A file for the login in this folder: as many users as ever ask at the same time, all with PASSWORD."""
    path = folder / "anmeldung"
    path.write_text("".join(f"{name}:{hashed(PASSWORD)}\n" for name in range(MOST)), encoding="utf-8")
    return path


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def server(index: Path, corpus: Path):
    """The chat over an index and a corpus folder, and its address; ended afterwards."""
    port = free_port()
    command = ["-m", "ui", "--index", str(index), "--corpus", str(corpus), "chat", "--port", str(port)]
    environment = os.environ | {"ANTWORTFINDER_AUTH": str(accounts(corpus))}
    process = subprocess.Popen([sys.executable, *command], cwd=Path(__file__).parents[2], env=environment)
    try:
        yield process, ready(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)


def ready(process: subprocess.Popen[bytes], url: str) -> str:
    """Its address, once it answers."""
    until = time.monotonic() + STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/anmelden", timeout=10).is_success:
                return url
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


class User:
    """Somebody who has logged in, under a number for a name, opened the page and asks as it does."""

    def __init__(self, url: str, name: int) -> None:
        self.client, self.session = httpx.Client(base_url=url, timeout=PATIENCE), uuid4().hex
        self.name = name
        self.enter()
        listed = self.client.get("/config").json()["dependencies"]
        events = {event["api_name"]: event["id"] for event in listed if event["api_name"]}
        self.event = events["chat"]
        self.load = events["open"]
        self.open()

    def enter(self) -> None:
        """Log in, once more too."""
        entered = self.client.post("/anmelden", data={"name": str(self.name), "passwort": PASSWORD})
        if entered.status_code != 303:
            raise SystemExit(f"the login was refused: {entered.status_code}")

    def open(self) -> None:
        """Open the page, under the name of the session."""
        opened = {"data": [""], "fn_index": self.load, "session_hash": self.session}
        self.client.post("/gradio_api/run/predict", json=opened).raise_for_status()

    def ask(self, question: str, start: Barrier | None = None) -> Taken:
        """Wait for the others, if there are any, ask, read the answer."""
        if start is not None:
            start.wait(PATIENCE)
        begun, first, limited = time.perf_counter(), None, False
        asked = {"data": [question, "", ""], "fn_index": self.event, "session_hash": self.session}
        self.client.post("/gradio_api/queue/join", json=asked).raise_for_status()
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                if first is None and (WORD in line or NONE in line):
                    first = time.perf_counter() - begun
                limited = limited or LIMITED in line
                if '"process_completed"' in line:
                    if first is None:
                        raise SystemExit(f"no answer to {question!r}: {line[:300]}")
                    return Taken(first, time.perf_counter() - begun, limited)
        raise SystemExit(f"the stream broke off at {question!r}")


def ask_all(users: list[User], questions: list[str]) -> list[Taken]:
    """All at once, each something else."""
    start = Barrier(len(users))
    with ThreadPoolExecutor(len(users)) as pool:
        return list(pool.map(lambda user, question: user.ask(question, start), users, questions))


def _cpu(pid: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def shares(seconds: list[float]) -> dict[str, float]:
    ranked = sorted(seconds)
    at = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 2) for name, share in at.items()}


if __name__ == "__main__":
    main()
