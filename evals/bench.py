"""Side by side over the same papers: Antwortfinder, keyword search alone, and the pipeline most people would write.

    python -m evals.bench PAPERS QUESTIONS.jsonl [--asked-only] [--out docs/benchmark.md]

The naive pipeline: RecursiveCharacterTextSplitter 1000/200, the same embedding model through LangChain, Chroma with
texts, the four nearest pieces shown. `--asked-only` takes only the papers that the questions name: minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

from evals.metrics import states
from evals.model import Case, Place
from evals.run import place_of
from evals.sets import read_sets
from ingest import papers
from ingest.model import ParseError
from rag.embed import Embedder, LangChainEmbeddings, load_embedder
from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings

SHOWN = 4  # pieces that the naive pipeline shows
_BLANK = re.compile(r"[\s\u00ad-]")


@dataclass(slots=True)
class Shown:
    """What a system brought for one question: places and texts best first, what the user reads, whether it answers."""

    places: list[Place]
    texts: list[str]
    read: str
    gefunden: bool
    cited: list[Place]
    ms: float = 0.0


@dataclass(slots=True)
class System:
    """A system with its answers and what its index cost in CPU seconds and megabytes on disk."""

    name: str
    ask: Callable[[str], Shown]
    cpu: float
    disk: float
    answers: dict[str, Shown] = field(default_factory=dict)


def main() -> None:
    """Build, ask, write the table."""
    options = _options()
    cases = read_sets([options.questions])
    files = _files(options.papers, cases if options.asked_only else None)
    embedder = load_embedder(Settings())
    embedder.queries(["warm"])
    with (
        tempfile.TemporaryDirectory() as scratch,
        _ours(Path(scratch), files, embedder, options.index) as engine_systems,
    ):
        systems = [*engine_systems, _naive(Path(scratch), files, embedder)]
        for system in systems:
            for case in cases:
                start = time.perf_counter()
                system.answers[case.id] = system.ask(case.question)
                system.answers[case.id].ms = 1000 * (time.perf_counter() - start)
        table = report(systems, cases, len(files))
    print(table)
    if options.out:
        options.out.write_text(table, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--asked-only", action="store_true")
    parser.add_argument("--index", type=Path, help="an index that is there already (its making is then not measured)")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def _files(folder: Path, cases: Sequence[Case] | None) -> list[Path]:
    """The papers; only those that the cases name where cases are given."""
    found = papers.find([folder])
    if cases is None:
        return found
    named = {number for case in cases for number, _ in (*case.places, (case.near or "", ()))}
    return [path for path in found if _number(path) in named]


def _number(path: Path) -> str:
    try:
        return papers.load(path).nummer
    except ParseError:
        return ""


@contextmanager
def _ours(scratch: Path, files: list[Path], embedder: Embedder, index: Path | None) -> Iterator[list[System]]:
    """Antwortfinder, and its keyword half alone, over one index."""
    folder = index or scratch / "ours"
    with Engine.open(Settings(index=folder), embedder) as engine:
        start = time.process_time()
        if index is None:
            engine.ingest(files)
        cpu, disk = time.process_time() - start, _megabytes(folder)
        yield [
            System("Antwortfinder", _engine(engine), cpu, disk),
            System("nur Stichwörter", _keywords(engine), 0.0, 0.0),
        ]


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


def _naive(scratch: Path, files: list[Path], embedder: Embedder) -> System:
    """What a tutorial builds: pieces of 1,000 characters, the nearest four."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    start = time.process_time()
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    texts, sources = list[str](), list[dict[str, str]]()
    for path in files:
        pieces = splitter.split_text(path.read_text(encoding="utf-8", errors="replace"))
        texts += pieces
        sources += [{"drucksache": _number(path)}] * len(pieces)
    store = Chroma("pieces", LangChainEmbeddings(embedder), str(scratch / "naive"))
    for at in range(0, len(texts), 2000):
        store.add_texts(texts[at : at + 2000], sources[at : at + 2000])
    cpu, disk = time.process_time() - start, _megabytes(scratch / "naive")

    def ask(question: str) -> Shown:
        found = store.similarity_search(question, k=10)
        pieces = [document.page_content for document in found]
        cited = [Place(drucksache=d.metadata["drucksache"], fragen=()) for d in found]
        return Shown(cited, pieces, "\n".join(pieces[:SHOWN]), True, cited[:SHOWN])

    return System("naive Pipeline", ask, cpu, disk)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text).lower()


def _holds(texts: Sequence[str], evidence: str) -> bool:
    """Whether the words that prove the answer stand in one of the texts; line breaks and hyphens do not count."""
    return any(_squeezed(evidence) in _squeezed(text) for text in texts)


def _share(values: Sequence[bool | float]) -> str:
    return f"{fmean(values):.2f}".replace(".", ",") if values else "–"


def _rows(system: System, cases: Sequence[Case]) -> list[str]:
    """The figures of one system, in the order of `_TITLES`."""
    can = [(case, system.answers[case.id]) for case in cases if case.answerable]
    cannot = [(case, system.answers[case.id]) for case in cases if not case.answerable]
    fragen = any(place.fragen for _, shown in can for place in shown.places)
    ranks = [shown.places for _, shown in can]
    at = [
        _share([any(case.accepts(p) for p in places[:k]) for (case, _), places in zip(can, ranks, strict=True)])
        for k in (1, 3, 10)
    ]
    times = sorted(shown.ms for shown in system.answers.values())
    return [
        *(at if fragen else ["–"] * 3),
        _share([_holds(shown.texts[:1], case.evidence) for case, shown in can if case.evidence]),
        _share([_holds(shown.texts[:SHOWN], case.evidence) for case, shown in can if case.evidence]),
        _share([fmean(states(shown.read, fact) for fact in case.facts) for case, shown in can if case.facts]),
        f"{median(len(shown.read) for _, shown in can):.0f}",
        _share([any(case.accepts(p) for p in shown.cited) for case, shown in can]) if fragen else "–",
        _share([not shown.gefunden for case, shown in cannot if case.near is None]),
        _share([not shown.gefunden for case, shown in cannot if case.near is not None]),
        f"{median(times):.0f}",
        f"{times[int(0.95 * (len(times) - 1))]:.0f}",
        f"{system.cpu:.0f}" if system.cpu else "–",
        f"{system.disk:.0f}" if system.disk else "–",
    ]


_TITLES = (
    "richtige Frage auf Platz 1",
    "unter den ersten 3",
    "unter den ersten 10",
    "Beleg im ersten Text",
    f"Beleg in den ersten {SHOWN} Texten",
    "Fakten in dem, was gezeigt wird",
    "Zeichen, die man dafür liest (Median)",
    "richtige Frage unter den Belegen",
    "abgelehnt: fern vom Thema",
    "abgelehnt: nah am Thema",
    "ms, Median",
    "ms, 95 von 100",
    "Index, CPU-Sekunden",
    "Index, MB auf der Platte",
)


def report(systems: Sequence[System], cases: Sequence[Case], files: int) -> str:
    """The table as Markdown, systems side by side."""
    columns = [_rows(system, cases) for system in systems]
    head = f"| | {' | '.join(system.name for system in systems)} |"
    lines = [head, "|---|" + "---:|" * len(systems)]
    lines += [f"| {title} | {' | '.join(values)} |" for title, *values in zip(_TITLES, *columns, strict=True)]
    can = sum(case.answerable for case in cases)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{files} Papiere, {can} beantwortbare und {len(cases) - can} nicht beantwortbare Fragen"
    note = json.dumps({"speicher_mb": round(peak)}, ensure_ascii=False)
    return f"{told}.\n\n" + "\n".join(lines) + f"\n\nArbeitsspeicher des ganzen Laufs: `{note}`\n"


if __name__ == "__main__":
    main()
