"""Side by side over the same papers: Antwortfinder, keyword search alone, and the pipeline most people would write.

    python -m evals.benchmarks.baselines PAPERS QUESTIONS.jsonl [--asked-only] [--keep FOLDER] [--out TABLE.md]

The naive pipeline: RecursiveCharacterTextSplitter 1000/200, the same embedding model through LangChain (as it is
bundled, without what was learnt on top), Chroma with texts, the four nearest pieces shown. Each question is asked of
all systems before the next one, so that other programs slow all alike. `--asked-only` takes only the papers that the
questions name: minutes; 469 papers take an hour. `--keep` keeps both indexes with what they cost, so that another run
only asks.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from evals.benchmarks.table import NEW, SHOWN, Cost, Shown, System, report
from evals.case_files import read_sets
from evals.model import Case, Place
from evals.run import place_of
from ingest import papers
from ingest.model import ParseError
from rag.embedding.embedder import Embedder, load_embedder, plain_embedder
from rag.engine import Engine
from rag.langchain_edge import LangChainEmbeddings
from rag.model import Query
from rag.settings import Settings


def main() -> None:
    """Build, ask, write the table."""
    options = _options()
    cases = read_sets([options.questions])
    files = _files(options.papers, cases if options.asked_only else None)
    embedder = load_embedder(Settings())
    embedder.queries(["warm"])
    with _folder(options.keep) as folder, _ours(folder, files, embedder) as engine_systems:
        memory = _memory()
        systems = [*engine_systems, _naive(folder, files, plain_embedder(Settings()))]
        for case in cases:
            for system in systems:
                system.answers[case.id] = _asked(system, case.question)
        table = report(systems, cases, len(files), memory)
    print(table)
    if options.out:
        options.out.write_text(table, encoding="utf-8")


def _asked(system: System, question: str) -> Shown:
    wall, cpu = time.perf_counter(), time.process_time()
    shown = system.ask(question)
    shown.ms, shown.cpu = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
    return shown


def _memory() -> int:
    """Most megabytes of memory that the process has held so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Where the indexes lie: what was named, else a folder that vanishes."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


def _build(add: Callable[[Sequence[Path]], object], files: Sequence[Path], folder: Path) -> Cost:
    """Put in all papers but a few, then those; say and keep how long it took. What an earlier run kept is taken."""
    kept = folder.with_suffix(".json")
    if kept.exists():
        return Cost(**json.loads(kept.read_text(encoding="utf-8")))
    new = set(random.Random(0).sample(files, NEW)) if len(files) > 2 * NEW else set()
    wall, cpu = time.perf_counter(), time.process_time()
    add([path for path in files if path not in new])
    middle = time.perf_counter()
    add(sorted(new))
    end = time.perf_counter()
    cost = Cost(time.process_time() - cpu, end - wall, end - middle, megabytes(folder))
    print(f"{folder.name}: {cost}", file=sys.stderr, flush=True)
    kept.write_text(json.dumps(asdict(cost)), encoding="utf-8")
    return cost


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--asked-only", action="store_true")
    parser.add_argument("--keep", type=Path, help="where both indexes and their costs are kept for another run")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def _files(folder: Path, cases: Sequence[Case] | None) -> list[Path]:
    """The papers; only those that the cases name where cases are given."""
    found = papers.find([folder])
    if cases is None:
        return found
    named = {number for case in cases for number, _ in case.places} | {case.near for case in cases if case.near}
    return [path for path in found if _number(path) in named]


def _number(path: Path) -> str:
    try:
        return papers.load(path).nummer
    except ParseError:
        return ""


@contextmanager
def _ours(folder: Path, files: list[Path], embedder: Embedder) -> Iterator[list[System]]:
    """Antwortfinder, and its keyword half alone, over one index."""
    with Engine.open(Settings(index=folder / "antwortfinder"), embedder) as engine:
        cost = _build(engine.ingest, files, folder / "antwortfinder")
        engine.ask(Query("Worum geht es?"))  # what is read at the first question only
        yield [System("Antwortfinder", _engine(engine), cost), System("nur Stichwörter", _keywords(engine), None)]


def _engine(engine: Engine) -> Callable[[str], Shown]:
    def ask(question: str) -> Shown:
        reply = engine.ask(Query(question))
        places = [place_of(hit.passage) for hit in reply.hits]
        cited = [place_of(citation.passage) for citation in reply.citations]
        texts = [hit.passage.text for hit in reply.hits]
        return Shown(places, texts, reply.antwort, reply.gefunden, cited)

    return ask


def _keywords(engine: Engine) -> Callable[[str], Shown]:
    def ask(question: str) -> Shown:
        ids = engine.index.keywords.search(question, 50)
        found = engine.index.store.passages(ids)
        ranked = [found[id_] for id_ in ids if id_ in found]
        places = list(dict.fromkeys(place_of(p) for p in ranked))[:10]
        read = "\n".join(p.text[:1000] for p in ranked[:SHOWN])
        return Shown(places, [p.text for p in ranked[:10]], read, True, places[:SHOWN])

    return ask


def _naive(folder: Path, files: list[Path], embedder: Embedder) -> System:
    """What a tutorial builds: pieces of 1,000 characters, the nearest four."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma("pieces", LangChainEmbeddings(embedder), str(folder / "naiv"))

    def add(some: Sequence[Path]) -> None:
        for path in some:
            pieces = splitter.split_text(path.read_text(encoding="utf-8", errors="replace"))
            store.add_texts(pieces, [{"drucksache": path.stem}] * len(pieces))

    cost = _build(add, files, folder / "naiv")

    def ask(question: str) -> Shown:
        found = store.similarity_search(question, k=10)
        pieces = [document.page_content for document in found]
        cited = [Place(drucksache=d.metadata["drucksache"], fragen=()) for d in found]
        return Shown(cited, pieces, "\n".join(pieces[:SHOWN]), True, cited[:SHOWN])

    return System("naive Pipeline", ask, cost)


def megabytes(folder: Path) -> float:
    """How much the files below a folder hold, in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
