"""Asking while papers are read: `python tests/bench/reading.py INDEX QUESTIONS.jsonl PAPERS [--users N] [--rounds N]`.

Starts the real server over an index (a copy that no other process uses) and lets all users ask at once, as
tests/bench/users.py does: some rounds with nothing else to do, twice as many while the command line has the server read
PAPERS, a folder of papers that the index does not hold yet, and as many with nothing to do again, so that a machine
that others use favours neither. With and without reading the same questions are asked. Prints one JSON line: seconds
until the whole answer without and with reading (p50, p95, worst), the ratio of the two p95, and how many papers were
read meanwhile.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
from users import User, ask_all, read_questions, server, shares

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure and print."""
    options = _options()
    questions = read_questions(options.questions)
    quiet, busy = list[float](), list[float]()
    with tempfile.TemporaryDirectory() as empty, server(options.index, Path(empty)) as (_, url):
        users = [User(url, name) for name in range(options.users)]
        before = _papers(users[0].client)
        ask_all(users, [questions[n % len(questions)] for n in range(options.users)])
        half = range(options.rounds)
        for reading, rounds in ((False, half), (True, (*half, *half)), (False, half)):
            with _reading(options, empty) if reading else nullcontext():
                for number in rounds:
                    start = (number + 1) * options.users
                    asked = [questions[(start + n) % len(questions)] for n in range(options.users)]
                    taken = [one.whole for one in ask_all(users, asked)]
                    (busy if reading else quiet).extend(taken)
                    print(reading, shares(taken), _papers(users[0].client) - before, file=sys.stderr)
        read = _papers(users[0].client) - before
    figures = {"users": options.users, "questions": len(quiet), "without": shares(quiet), "with": shares(busy)}
    print(
        json.dumps(figures | {"ratio_p95": round(figures["with"]["p95"] / figures["without"]["p95"], 2), "read": read})
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("index", "questions", "papers"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


def _papers(client: httpx.Client) -> int:
    """How many papers there are, by the function for programs."""
    event = client.post("/gradio_api/call/papers", json={"data": []}).json()["event_id"]
    stream = client.get(f"/gradio_api/call/papers/{event}").text
    return len(json.loads(stream.split("event: complete\ndata: ")[1].splitlines()[0])[0])


@contextmanager
def _reading(options: argparse.Namespace, corpus: str):
    """The server reads papers inside; SystemExit where it had nothing left to read."""
    command = ["-m", "ui", "--index", str(options.index), "--corpus", corpus, "ingest", str(options.papers)]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(5)  # it has begun
    try:
        yield
        if process.poll() is not None:
            raise SystemExit("there was too little to read")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


if __name__ == "__main__":
    main()
