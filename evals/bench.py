"""Side by side over the same papers: Antwortfinder, keyword search alone, and the pipeline most people would write.

    python -m evals.bench PAPERS QUESTIONS.jsonl [--asked-only] [--out TABLE.md]

The naive pipeline: RecursiveCharacterTextSplitter 1000/200, the same embedding model through LangChain, Chroma with
texts, the four nearest pieces shown. Each question is asked of all systems before the next one, so that other programs
slow all alike. `--asked-only` takes only the papers that the questions name: minutes; 469 papers take an hour.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
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
NEW = 20  # papers that come in addition, as on a day of the Bundestag
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
    cpu: float = 0.0  # ms


@dataclass(frozen=True, slots=True)
class Cost:
    """What an index cost: CPU seconds, seconds on the clock, those of the papers added last, megabytes on disk."""

    cpu: float
    wall: float
    new: float
    disk: float


@dataclass(slots=True)
class System:
    """A system with its answers; `cost` is None where the index was there already, or is another system's."""

    name: str
    ask: Callable[[str], Shown]
    cost: Cost | None
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
        memory = _memory()
        systems = [*engine_systems, _naive(Path(scratch), files, embedder)]
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


def _build(name: str, add: Callable[[Sequence[Path]], object], files: Sequence[Path], folder: Path) -> Cost:
    """Put in all papers but a few, then those; say how long it took."""
    new = set(random.Random(0).sample(files, NEW)) if len(files) > 2 * NEW else set()
    wall, cpu = time.perf_counter(), time.process_time()
    add([path for path in files if path not in new])
    middle = time.perf_counter()
    add(sorted(new))
    end = time.perf_counter()
    cost = Cost(time.process_time() - cpu, end - wall, end - middle, _megabytes(folder))
    print(f"{name}: {cost}", file=sys.stderr, flush=True)
    return cost


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
        cost = _build("Antwortfinder", engine.ingest, files, folder) if index is None else None
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


def _naive(scratch: Path, files: list[Path], embedder: Embedder) -> System:
    """What a tutorial builds: pieces of 1,000 characters, the nearest four."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma("pieces", LangChainEmbeddings(embedder), str(scratch / "naive"))

    def add(some: Sequence[Path]) -> None:
        for path in some:
            pieces = splitter.split_text(path.read_text(encoding="utf-8", errors="replace"))
            store.add_texts(pieces, [{"drucksache": path.stem}] * len(pieces))

    cost = _build("naive Pipeline", add, files, scratch / "naive")

    def ask(question: str) -> Shown:
        found = store.similarity_search(question, k=10)
        pieces = [document.page_content for document in found]
        cited = [Place(drucksache=d.metadata["drucksache"], fragen=()) for d in found]
        return Shown(cited, pieces, "\n".join(pieces[:SHOWN]), True, cited[:SHOWN])

    return System("naive Pipeline", ask, cost)


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
        f"{fmean(shown.cpu for shown in system.answers.values()):.0f}",
        *_costs(system.cost),
    ]


def _costs(cost: Cost | None) -> list[str]:
    if cost is None:
        return ["–"] * 4
    return [f"{cost.cpu:.0f}", f"{cost.wall / 60:.1f}".replace(".", ","), f"{cost.new:.0f}", f"{cost.disk:.0f}"]


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
    "CPU-ms je Frage, Mittel",
    "Index, CPU-Sekunden",
    "Index, Minuten auf der Uhr",
    f"davon die letzten {NEW} Papiere, Sekunden",
    "Index, MB auf der Platte",
)


def report(systems: Sequence[System], cases: Sequence[Case], files: int, memory: int) -> str:
    """The table as Markdown, systems side by side, and the first against the last; `memory`: MB of the first alone."""
    columns = [_rows(system, cases) for system in systems]
    columns.append([_ratio(first, last) for first, last in zip(columns[0], columns[-1], strict=True)])
    head = f"| | {' | '.join(system.name for system in systems)} | {systems[0].name} : {systems[-1].name} |"
    lines = [head, "|---|" + "---:|" * len(columns)]
    lines += [f"| {title} | {' | '.join(values)} |" for title, *values in zip(_TITLES, *columns, strict=True)]
    can = sum(case.answerable for case in cases)
    told = f"{files} Papiere, {can} beantwortbare und {len(cases) - can} nicht beantwortbare Fragen"
    return (
        f"{told}.\n\n" + "\n".join(lines) + f"\n\nArbeitsspeicher des Antwortfinders mit seinem Index: {memory} MB.\n"
    )


def _ratio(first: str, last: str) -> str:
    try:
        one, other = (float(value.replace(",", ".")) for value in (first, last))
        return f"{one / other:.2f}".replace(".", ",") if other else "–"
    except ValueError:
        return "–"


if __name__ == "__main__":
    main()
