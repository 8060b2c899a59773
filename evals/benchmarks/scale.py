"""How the index grows: what reading one more paper, a question and a check cost after so many papers.

    python -m evals.benchmarks.scale FOLDER_OF_PAPERS --papers 500 [--longest 12000] [--keep FOLDER]

The papers are real ones (texts, up to `--longest` characters) over and over, under other numbers and with part of
their words exchanged. Vectors are stand-ins, sums of one random vector for each word, so that nothing waits for a
model: what is measured is the index. Printed for ten stretches along the way: CPU milliseconds for each paper without
those of making vectors, of this process (the index) and of the process that reads the files; a question's; memory;
disk.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

import numpy as np

from evals.benchmarks.baselines import megabytes
from rag.embedding.embedder import Floats
from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings

DIM, ROWS = 384, 1 << 14  # of a vector, as the bundled model's; different random vectors
SHARED = 3.0  # how much of each vector is the same for all: real ones lie in a narrow cone
STRETCHES = 10
EXCHANGED = 4  # of so many small words one is exchanged
_WORD = re.compile(r"\b[a-zäöüß]{6,}\b")
_HEAD = re.compile(r"\d\d/\d{1,5}")
QUESTIONS = (
    "Wie viele Fälle sind der Bundesregierung bekannt?",
    "Wie hoch waren die Ausgaben für Forschung in den letzten Jahren?",
    "Welche Maßnahmen plant die Bundesregierung gegen den Fachkräftemangel?",
)


class StandIn:
    """An embedder without a model; counts the CPU seconds that it takes itself."""

    name, dim = "stand-in", DIM

    def __init__(self) -> None:
        chance = np.random.default_rng(0)
        self._rows = chance.standard_normal((ROWS, DIM), dtype=np.float32)
        self._shared = SHARED * chance.standard_normal(DIM, dtype=np.float32)
        self.cpu = 0.0

    def passages(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is searched, shape (n, dim)."""
        began = time.thread_time()
        try:
            return np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, DIM), np.float32)
        finally:
            self.cpu += time.thread_time() - began

    def queries(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is asked, shape (n, dim)."""
        return self.passages(texts)

    def _vector(self, text: str) -> Floats:
        words = re.findall(r"\w{4,}", text.lower())
        places = [crc32(word.encode()) % ROWS for word in words]
        vector: Floats = self._shared + self._rows[places].sum(axis=0) / max(1.0, len(words)) ** 0.5
        return vector / np.float32(np.linalg.norm(vector))


def copies(texts: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """(number, text) of so many papers: the texts over and over, numbers and words exchanged; always the same ones.

    A paper's own number is the first that it prints; its Anfrage's stays.
    """
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    for n in range(count):
        chance = random.Random(n)
        number = f"{19 + n // 99_000}/{n % 99_000 + 1}"

        def exchanged(found: re.Match[str], chance: random.Random = chance) -> str:
            return found[0] if chance.randrange(EXCHANGED) else chance.choice(words)

        text = _WORD.sub(exchanged, texts[n % len(texts)])
        yield number, _HEAD.sub(number, text, count=1)


def written(folder: Path, texts: Sequence[str], count: int) -> None:
    """Write the copies as files, a thousand a folder."""
    for n, (number, text) in enumerate(copies(texts, count)):
        wahlperiode, laufend = number.split("/")
        file = folder / f"{n // 1000:03}" / f"{wahlperiode}-{int(laufend):05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class Stretches:
    """Watches the reading and prints a line for every stretch of it."""

    def __init__(self, engine: Engine, embedder: StandIn, folder: Path, count: int) -> None:
        self._engine, self._embedder, self._folder, self._count = engine, embedder, folder, count
        self._length = max(1, count // STRETCHES)
        self.costs: list[tuple[float, float]] = []
        """CPU milliseconds a paper, of each stretch: of the index, of reading the file."""
        self._began = self._spent()

    def _spent(self) -> tuple[float, float]:
        return time.process_time() - self._embedder.cpu, children()

    def __call__(self, done: int, total: int, _name: str) -> None:
        """As `Index.update` calls it: before each file, and once more after the last."""
        if total < self._count or not done or done % self._length:
            return
        own, read = (1000 * (now - began) / self._length for now, began in zip(self._spent(), self._began, strict=True))
        self.costs.append((own, read))
        asked = ask(self._engine)
        disk = round(megabytes(self._folder))
        print(f"{done:6} | {own:8.1f} | {read:7.1f} | {asked:11.1f} | {memory()[0]:6} | {disk:7}", flush=True)
        self._began = self._spent()


def ask(engine: Engine) -> float:
    """CPU milliseconds of finding the places for a question, the mean over QUESTIONS asked twice."""
    began = time.process_time()
    for question in QUESTIONS * 2:
        engine.find(Query(question))
    return 1000 * (time.process_time() - began) / len(QUESTIONS * 2)


def memory() -> tuple[int, int]:
    """Megabytes of memory that this process holds, and the most that it held; (0, 0) where the system does not say."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0, 0
    now, most = (re.search(rf"{name}:\s+(\d+)", told) for name in ("VmRSS", "VmHWM"))
    return (int(now[1]) // 1024, int(most[1]) // 1024) if now and most else (0, 0)


def children() -> float:
    """CPU seconds that the running children of this process have taken; 0 where there is no /proc."""
    spent, own = 0.0, str(os.getpid())
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if fields[1] == own:
                spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


@contextmanager
def _kept(keep: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as scratch:
        yield keep or Path(scratch)


def measure(papers: Path, count: int, longest: int, folder: Path) -> list[tuple[float, float]]:
    """Write the copies, read them in, ask and check; gives what a paper took in each stretch (Stretches.costs)."""
    files = sorted(papers.glob("*.txt"))
    texts = [text for file in files if len(text := file.read_text(encoding="utf-8")) <= longest]
    written(folder / "papiere", texts, count)
    embedder = StandIn()
    with Engine.open(Settings(index=folder / "index"), embedder) as engine:
        print("papers | ms index | ms file | ms question | MB now | MB disk", flush=True)
        watched = Stretches(engine, embedder, folder / "index", count)
        report = engine.ingest([folder / "papiere"], watched)
        print(f"{len(report.read)} papers, {len(report.refused)} refused, {engine.counts().windows} vectors")
        print(f"most memory while reading: {memory()[1]} MB")
        began = time.process_time()
        problems = engine.check()
        print(f"check: {time.process_time() - began:.1f} s, {problems or 'whole'}, most memory {memory()[1]} MB")
        began = time.process_time()
        engine.ingest([folder / "papiere"])
        print(f"nothing changed: {time.process_time() - began:.1f} s")
    return watched.costs


def main() -> None:
    """Measure, and compare the first stretch with the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts of real papers")
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--longest", type=int, default=12_000, help="characters of a text that is taken")
    parser.add_argument("--keep", type=Path, help="an empty folder where papers and index are left")
    options = parser.parse_args()
    with _kept(options.keep) as folder:
        costs = measure(options.folder, options.papers, options.longest, folder)
    if costs:
        index, whole = costs[-1][0] / costs[0][0], sum(costs[-1]) / sum(costs[0])
        print(f"the last stretch took {index:.2f} times what the first one took in the index, {whole:.2f} times in all")


if __name__ == "__main__":
    main()
