"""Hours of an office in minutes, to see whether the server grows.

    PYTHONPATH=. python tests/bench/soak.py PAPERS QUESTIONS.jsonl [--minutes N] [--rate N]

Reads papers (files or folders, at most --papers of them) into an index of its own, or takes the one that --index names
(a copy that no other process uses; it is made there where it is missing), starts the real server over it and sends, at
an even rate, what people send: questions, follow-ups, views of the page and of papers, logins. Every --every seconds it
notes the server's memory (resident, with that of the processes that it has started), open files, threads, and how long
answers took since then, from the moment at which they were due: a server that falls behind shows it.

Prints one line for each note, then whether memory, files and threads stayed flat over the last half: the straight line
through its notes may rise by FLAT of the mean. Ends with 1 where one rises, or anything went wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from queue import Queue
from uuid import uuid4

from tests.bench.users import User, read_questions, server, shares

USERS = 24
"""At 5 questions a second none of them comes near to what one may ask (ui/web/limits.py)."""
TURNS = 4
"""Questions of a conversation; then the page is opened anew."""
FLAT = 0.03
"""Share of the mean by which the line may rise over the last half and still be called flat."""
MIXTURE = {"question": 45, "follow_up": 15, "page": 15, "paper": 15, "login": 10}
"""Of a hundred things sent."""
FOLLOW_UPS = ("Und im Jahr davor?", "Und in Bayern?", "Wie viele waren es 2023?", "Warum?", "Und was kostet das?")
PAGES = ("/", "/neues", "/neues/zahl", "/teilen", "/nachfragen", "/radar", "/papiere/abgleich", "/gesund")


@dataclass(frozen=True, slots=True)
class Note:
    """The server at one moment: seconds since the start, MB, numbers; and what was sent since the last note."""

    at: float
    megabytes: float
    files: int
    threads: int
    sent: int
    wrong: int
    p50: float
    p95: float


@dataclass
class Tally:
    """What came back, from many threads."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float, problem: str = "") -> None:
        """One more."""
        with self.lock:
            self.seconds.append(seconds)
            self.kinds[kind] += 1
            if problem:
                self.wrong[f"{kind}: {problem[:160]}"] += 1


class Person(User):
    """A user who does one thing after the other, with the page open as a browser has it."""

    def __init__(self, url: str, name: int, papers: Sequence[str]) -> None:
        super().__init__(url, name)
        self.papers, self.turns = papers, 0
        self._beat = self._connected()

    def do(self, kind: str, chance: random.Random, questions: Sequence[str]) -> None:
        """One thing of the mixture; whatever goes wrong is raised."""
        match kind:
            case "question":
                if self.turns >= TURNS:
                    self.anew()
                self.turns += 1
                self.ask(chance.choice(questions))
            case "follow_up":
                self.turns += 1
                self.ask(chance.choice(FOLLOW_UPS))
            case "page":
                self.client.get(chance.choice(PAGES)).raise_for_status()
            case "paper":
                self.client.get("/papier", params={"nummer": chance.choice(self.papers)}).raise_for_status()
            case "login":
                self.enter()

    def anew(self) -> None:
        """Close the page and open it again."""
        self._beat.__exit__(None, None, None)
        self.session, self.turns = uuid4().hex, 0
        self.client.get("/").raise_for_status()
        self.open()
        self._beat = self._connected()

    def _connected(self):
        """The connection by which the server knows that a page is open."""
        beat = self.client.stream("GET", f"/gradio_api/heartbeat/{self.session}")
        beat.__enter__()
        return beat


def main() -> int:
    """Run and print; the exit code."""
    options = _options()
    questions = read_questions(options.questions)
    with tempfile.TemporaryDirectory() as scratch:
        index = options.index or Path(scratch) / "index"
        if not index.exists():
            _build(index, list(islice(_files(options.paths), options.papers)))
        empty = Path(scratch) / "leer"
        empty.mkdir()
        with server(index, empty) as (process, url):
            papers = _papers(User(url, 0))
            people = [Person(url, name, papers) for name in range(USERS)]
            notes, tally = soak(process.pid, people, questions, options)
    return told(notes, tally)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PAPERS")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=5, help="things sent in a second")
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--every", type=float, default=10, help="seconds between two notes")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _files(paths: Sequence[Path]) -> Sequence[Path]:
    return [one for path in paths for one in (sorted(path.rglob("*.*")) if path.is_dir() else [path]) if one.is_file()]


def _build(index: Path, files: Sequence[Path]) -> None:
    command = [sys.executable, "-m", "ui", "--index", str(index), "ingest", *map(str, files)]
    if subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode not in (0, 1):
        raise SystemExit("the index could not be made")


def _papers(user: User) -> list[str]:
    """The numbers of the papers that can be opened."""
    event = user.client.post("/gradio_api/call/papers", json={"data": []}).raise_for_status().json()["event_id"]
    text = user.client.get(f"/gradio_api/call/papers/{event}").raise_for_status().text
    data = next(line for line in text.splitlines() if line.startswith("data: ["))
    return [paper["drucksache"] for paper in json.loads(data.removeprefix("data: "))[0]]


def soak(
    pid: int, people: Sequence[Person], questions: Sequence[str], options: argparse.Namespace
) -> tuple[list[Note], Tally]:
    """Send at an even rate, and note how the server is meanwhile."""
    chance, tally, notes = random.Random(options.seed), Tally(), list[Note]()
    free: Queue[Person] = Queue()
    for person in people:
        free.put(person)
    kinds = chance.choices([*MIXTURE], [*MIXTURE.values()], k=int(options.minutes * 60 * options.rate))
    began = time.monotonic()

    def one(kind: str, due: float, seed: int) -> None:
        person = free.get()
        try:
            problem = _problem(lambda: person.do(kind, random.Random(seed), questions))
        finally:
            free.put(person)
        tally.add(kind, time.monotonic() - due, problem)

    over = threading.Event()
    noting = threading.Thread(target=_note, args=(pid, began, options.every, tally, notes, over))
    noting.start()
    with ThreadPoolExecutor(len(people)) as pool:
        for number, kind in enumerate(kinds):
            due = began + number / options.rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(one, kind, due, chance.randrange(1 << 30))
    over.set()
    noting.join()
    return notes, tally


def _problem(do: Callable[[], None]) -> str:
    """What went wrong, "" where nothing did; a SystemExit of the users' too."""
    try:
        do()
    except (Exception, SystemExit) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _note(pid: int, began: float, every: float, tally: Tally, notes: list[Note], over: threading.Event) -> None:
    print(
        f"{'s':>6} {'MB':>7} {'files':>6} {'threads':>7} {'sent':>6} {'wrong':>6} {'p50 s':>7} {'p95 s':>7}", flush=True
    )
    sent = wrong = 0
    while True:
        ended = over.wait(every)
        with tally.lock:
            seconds, all_wrong = tally.seconds[sent:], tally.wrong.total()
        ranked = shares(seconds) if seconds else {"p50": 0.0, "p95": 0.0}
        at = round(time.monotonic() - began, 1)
        note = Note(at, *_process(pid), len(seconds), all_wrong - wrong, ranked["p50"], ranked["p95"])
        sent, wrong = sent + len(seconds), all_wrong
        notes.append(note)
        print(
            f"{note.at:>6.0f} {note.megabytes:>7.1f} {note.files:>6} {note.threads:>7} {note.sent:>6} {note.wrong:>6} "
            f"{note.p50:>7.2f} {note.p95:>7.2f}",
            flush=True,
        )
        if ended:
            return


def _process(pid: int) -> tuple[float, int, int]:
    """MB of a process and of those that it has started, its open files, its threads (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    threads = int(status.partition("Threads:")[2].split()[0])
    every = [pid, *_children(pid)]
    return sum(map(_resident, every)), len(list(Path(f"/proc/{pid}/fd").iterdir())), threads


def _children(pid: int) -> list[int]:
    found = [int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    return [*found, *(grandchild for child in found for grandchild in _children(child))]


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:  # it has just ended
        return 0.0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024 if "VmRSS:" in status else 0.0


def rise(times: Sequence[float], values: Sequence[float]) -> float:
    """By how much the straight line through the values rises from the first time to the last (least squares)."""
    mean_t, mean_v = sum(times) / len(times), sum(values) / len(values)
    spread = sum((t - mean_t) ** 2 for t in times)
    slope = sum((t - mean_t) * (v - mean_v) for t, v in zip(times, values, strict=True)) / spread if spread else 0.0
    return slope * (times[-1] - times[0])


def told(notes: Sequence[Note], tally: Tally) -> int:
    """Print what it came to; the exit code."""
    half = notes[len(notes) // 2 :]
    times, flat = [note.at for note in half], True
    for name in ("megabytes", "files", "threads"):
        values = [float(getattr(note, name)) for note in half]
        rises, mean = rise(times, values), sum(values) / len(values)
        flat_here = rises <= FLAT * mean
        hourly = rises / (times[-1] - times[0]) * 3600 if times[-1] > times[0] else 0.0
        said = "flat" if flat_here else "RISES"
        print(f"{name}: {said}, {rises:+.1f} over the last half ({hourly:+.1f} an hour), mean {mean:.1f}")
        flat = flat and flat_here
    for what, count in tally.wrong.most_common(20):
        print(f"wrong {count} times: {what}")
    whole = {"sent": tally.kinds.total(), "wrong": tally.wrong.total(), "flat": flat}
    print(json.dumps(whole | {"kinds": dict(tally.kinds)} | {f"s_{k}": v for k, v in shares(tally.seconds).items()}))
    return 0 if flat and not tally.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
