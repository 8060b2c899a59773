"""The one door for the chat, the command line and the evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from ingest.model import Drucksache, Passage
from rag.answer import Answerer
from rag.embed import Embedder, load_embedder
from rag.filters import read_filters
from rag.followup import effective
from rag.index import Index, Progress, owned
from rag.model import Filters, Hit, IngestReport, Outcome, Paper, Query, Reply
from rag.problems import IndexBusy, IndexProblem
from rag.retrieve import Retriever
from rag.settings import Settings
from rag.windows import questions
from rag.writer import load_writer

__all__ = ["Engine", "IndexBusy", "IndexProblem"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on its way: what is searched for, with what filters, and what was found.

    `gefragt`: the whole question where a follow-up turn was completed.
    """

    query: Query
    text: str
    filters: Filters
    gefragt: str | None = None
    hits: tuple[Hit, ...] = ()


class Engine:
    """An open index that answers; use it in a `with` statement."""

    def __init__(self, index: Index, settings: Settings | None = None) -> None:
        self.index = index
        self.retriever = Retriever(index)
        self.answerer = Answerer(self)
        self.hidden: frozenset[str] = frozenset()
        self.writer = load_writer(settings, index.embedder) if settings else None

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Engine:
        """Open (or begin) the index; IndexBusy if another process owns it, IndexProblem if it does not fit."""
        lock = owned(settings.index)  # before the model is loaded: whoever comes second is told at once
        try:
            model = embedder or load_embedder(settings)
        except BaseException:
            lock.release()
            raise
        return cls(Index(settings.index, model, lock), settings)

    def without(self, hidden: frozenset[str]) -> Engine:
        """The same engine for those from whom papers are hidden: for them they are not there, nor led to."""
        if not hidden:
            return self
        seen = copy(self)
        seen.hidden, seen.answerer = hidden, Answerer(seen)  # the writer writes over what that quotes
        return seen

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def ask(self, query: Query) -> Reply:
        """Search and quote; where a language model is set, let it write what can be proven."""
        return list(self.stream(query))[-1]

    def stream(self, query: Query) -> Iterator[Reply]:
        """Replies that grow by proven sentences, the last one counts; a single one without a language model.

        With one the first has no sentence yet, but the hits: models are slow.
        """
        start = perf_counter()
        for reply in self.write(self.quote(self.retrieve(self.rewrite(query)))):
            yield replace(reply, ms=1000 * (perf_counter() - start))

    # the steps of the chain (rag.chain puts them together as LangChain runnables)
    def rewrite(self, query: Query) -> Turn:
        """A whole question from a follow-up turn; filters that were set go before those that the question names."""
        whole, shown = effective(query)
        filters, text = (whole.filters, whole.text) if whole.filters else read_filters(whole.text, self.papers())
        return Turn(query, text, filters, shown)

    def retrieve(self, turn: Turn) -> Turn:
        """The hits, best first; where only a Frage was named, its own text is what is asked."""
        hits = self.retriever.search(turn.text, turn.filters, hidden=self.hidden)
        if hits and turn.filters.fragen and not turn.text:
            text = next(iter(questions(hits[0].passage)), "")
            hits = self.retriever.search(text, turn.filters, hidden=self.hidden)
            return replace(turn, hits=hits, gefragt=text or None)
        return replace(turn, hits=hits)

    def quote(self, turn: Turn) -> Reply:
        """The quoting answer."""
        return replace(self.answerer.answer(turn.query, turn.hits, turn.gefragt), filters=turn.filters)

    def write(self, quoted: Reply) -> Iterator[Reply]:
        """The quoting answer as it is; or what was found, and then what a language model writes over it."""
        if self.writer is None:
            yield quoted
            return
        if quoted.outcome is not Outcome.NICHT_IM_BESTAND:
            yield replace(quoted, statements=(), model=self.writer.name, grund=None)
        yield from self.writer.stream(quoted)

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> IngestReport:
        """Bring the index in step with files and folders; `progress(done, all, file)` is called before each."""
        return self.index.update(paths, progress)

    def remove(self, nummer: str) -> None:
        """Take a paper out."""
        self.index.remove(nummer)

    def check(self) -> list[str]:
        """What is not whole (German); empty = whole."""
        return self.index.check()

    def papers(self) -> list[Paper]:
        """All papers, newest first."""
        return [paper for paper in self.index.store.papers() if paper.nummer not in self.hidden]

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record."""
        return None if nummer in self.hidden else self.index.store.drucksache(nummer)

    def file(self, nummer: str) -> Path | None:
        """The file that a paper was read from."""
        files = self.index.store.files() if nummer not in self.hidden else {}
        return next((Path(datei) for datei, (_, n) in files.items() if n == nummer), None)

    def passage(self, id_: str) -> Passage | None:
        """One Passage."""
        found = self.index.store.passage(id_)
        return found if found is not None and found.drucksache not in self.hidden else None

    def passages_of(self, nummer: str) -> list[Passage]:
        """A paper's Passages in the order printed."""
        return [] if nummer in self.hidden else self.index.store.passages_of(nummer)

    def counts(self) -> dict[str, int]:
        """How many papers, Passages, windows."""
        return self.index.store.counts()

    def about(self) -> dict[str, str]:
        """What results depend on besides the papers, for those who compare them."""
        return {"modell": self.index.embedder.name} | ({"sprachmodell": self.writer.name} if self.writer else {})
