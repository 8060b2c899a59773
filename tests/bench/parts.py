"""The parts of compose.yaml as processes on this machine, and the vectors' server killed under load.

`python tests/bench/parts.py CORPUS QUESTIONS.jsonl [--more FOLDER] [--users N] [--kill] [--caddy PATH]`

Starts what compose.yaml names with the commands that stand there and in the Dockerfile: the Chroma server, the web, and
Caddy before them (with `--caddy`, else the web is asked itself). Names of machines and folders are put in place of
those of the containers. Asks one question through all of them. With `--kill` people then ask one question after the
other while the papers of `--more` come into the folder one by one, the Chroma server is killed (kill -9), stays away
for a while and comes back; prints one JSON line: what people saw before, meanwhile and after, how long it took to be
whole again, and what `check` finds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from tests.bench import users
from tests.bench.users import Taken, User
from tests.support.chroma import Chroma
from tests.support.compose import CADDYFILE, composed, image_command, image_environment
from ui.web.login import VARIABLE

CALM, AWAY, AFTER = 30.0, 45.0, 45.0
"""Seconds of asking before the kill, until the server comes back, and after all is whole."""
HEALS = 1800.0
"""Seconds in which it must have started, and be whole again."""


def main() -> None:
    """Start, ask, kill, print."""
    options = _options()
    users.PATIENCE = HEALS  # the first start reads the papers in
    questions = users.read_questions(options.questions)
    with tempfile.TemporaryDirectory() as folder, parts(options, Path(folder)) as (chroma, url, given):
        user = User(url, 0)
        taken = user.ask(questions[0])
        print(json.dumps({"url": url, "first": round(taken.first, 2), "limited": taken.limited}), flush=True)
        if options.kill:
            print(json.dumps(killed(options, Path(folder), chroma, url, given, questions)), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--caddy", type=Path)
    return parser.parse_args()


@contextmanager
def parts(options: argparse.Namespace, folder: Path) -> Iterator[tuple[Chroma, str, dict[str, str]]]:
    """The running parts: the Chroma server, where people ask, and the environment of the one they ask."""
    services = composed()["services"]
    chroma = Chroma(folder / "chroma")
    assert services["chroma"]["command"][:2] == ["chroma", "run"]
    shutil.copytree(options.corpus, folder / "papiere")
    port, given = users.free_port(), _environment(folder, chroma, services["web"])
    web = subprocess.Popen(_here(image_command(), port), env=given)
    running = [web]
    try:
        chroma.start()  # after the web, on purpose: it must not need it to start
        url = users.ready(web, f"http://127.0.0.1:{port}")
        if options.caddy:
            proxy = f"http://127.0.0.1:{users.free_port()}"
            line = [str(options.caddy), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
            environment = os.environ | {"ADRESSE": proxy, "WEB": f"127.0.0.1:{port}", "HOME": str(folder)}
            running.append(subprocess.Popen(line, env=environment, stderr=subprocess.DEVNULL))
            url = users.ready(running[-1], proxy)
        yield chroma, url, given
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(60)
        chroma.kill()


def _here(line: list[str], port: int) -> list[str]:
    """The image's command as it is run here."""
    assert line[0] == "antwortfinder"
    given = dict(zip(line[2::2], line[3::2], strict=True)) | {"--host": "127.0.0.1", "--port": str(port)}
    return [sys.executable, "-m", "ui", line[1], *(word for pair in given.items() for word in pair)]


def _environment(folder: Path, chroma: Chroma, web: dict[str, dict[str, str]]) -> dict[str, str]:
    """The image's settings and the service's, with this machine's folders and ports."""
    given = image_environment() | web["environment"]
    given = {
        name: str(folder / Path(value).name) if value.startswith("/var/") else value for name, value in given.items()
    }
    given |= {"ANTWORTFINDER_VECTORS": chroma.url, VARIABLE: str(users.accounts(folder))}
    del given["PATH"], given["ANTWORTFINDER_ADRESSE"]  # pages are asked by this machine's number
    return os.environ | given


class Asking:
    """People who ask one question after the other until they are told to stop."""

    def __init__(self, url: str, many: int, questions: list[str]) -> None:
        self._questions, self._over = questions, Event()
        self.seen: list[tuple[float, Taken | None, str]] = []
        """When each was asked (seconds of time.monotonic), what came, None where nothing did, and why then."""
        self._threads = [Thread(target=self._ask, args=(User(url, n), n), daemon=True) for n in range(many)]

    def __enter__(self) -> Asking:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(300)

    def _ask(self, user: User, number: int) -> None:
        while not self._over.is_set():
            number += 7
            at = time.monotonic()
            try:
                self.seen.append((at, user.ask(self._questions[number % len(self._questions)]), ""))
            except (Exception, SystemExit) as error:
                self.seen.append((at, None, f"{type(error).__name__}: {error}"[:200]))
                time.sleep(1)

    def between(self, start: float, end: float) -> dict[str, object]:
        """What was asked in that time."""
        chosen = [(taken, why) for at, taken, why in self.seen if start <= at < end]
        came = [taken for taken, _ in chosen if taken is not None]
        waits = sorted(taken.whole for taken in came)
        return {
            "asked": len(chosen),
            "failed": [why for taken, why in chosen if taken is None],
            "keywords_only": sum(taken.limited for taken in came),
            "median_s": round(statistics.median(waits), 2) if waits else None,
            "worst_s": round(waits[-1], 2) if waits else None,
        }


def killed(
    options: argparse.Namespace, folder: Path, chroma: Chroma, url: str, given: dict[str, str], questions: list[str]
) -> object:
    """Ask, let papers come, kill, wait, start again; the figures. `given`: the environment of the one they ask."""
    more = sorted(path for path in (options.more.iterdir() if options.more else ()) if path.is_file())
    over = Event()
    bringing = Thread(target=_bring, args=(more, folder / "papiere", over), daemon=True)
    with Asking(url, options.users, questions) as asking:
        began = time.monotonic()
        bringing.start()
        time.sleep(CALM)
        at = time.monotonic()
        chroma.kill()
        time.sleep(AWAY)
        chroma.start()
        back = time.monotonic()
        healed = _healed(asking, back)
        bringing.join()
        whole = _read(folder, {path.name for path in more})
        time.sleep(AFTER)
        end = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "ui", "check"], env=given,
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    return {
        "before": asking.between(began, at),
        "away": asking.between(at, back),
        "back": asking.between(back, healed),
        "whole_again": asking.between(healed, end),
        "seconds_until_searched_again": round(healed - back, 1),
        "papers_that_came": len(more),
        "read_in_the_end": whole,
        "check": done.stdout.strip() or done.stderr.strip(),
    }


def _bring(more: list[Path], folder: Path, over: Event) -> None:
    """Copy papers into the folder, as many in the time as there are."""
    for path in more:
        shutil.copy(path, folder / path.name)
        if over.wait((CALM + AWAY) / max(1, len(more))):
            return


def _healed(asking: Asking, since: float) -> float:
    """When the first question was asked after that which was answered from the vectors again."""
    until = time.monotonic() + HEALS
    while time.monotonic() < until:
        for at, taken, _ in list(asking.seen):
            if at > since and taken is not None and not taken.limited:
                return at
        time.sleep(0.2)
    raise SystemExit("it did not heal")


def _read(folder: Path, wanted: set[str]) -> int:
    """How many of these files gave papers that are whole, once all did; at the latest after HEALS seconds."""
    until, found = time.monotonic() + HEALS, 0
    store = folder / Path(image_environment()["ANTWORTFINDER_INDEX"]).name / "store.sqlite"
    while time.monotonic() < until and found < len(wanted):
        with suppress(sqlite3.Error):
            db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
            rows = db.execute("select datei from files join papers on paper = key where state = 1").fetchall()
            found = len(wanted & {Path(file).name for (file,) in rows})
            db.close()
        time.sleep(2)
    return found


if __name__ == "__main__":
    main()
