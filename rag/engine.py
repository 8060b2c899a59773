"""The one door for the chat, the command line and the evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from ingest.model import Drucksache, Passage
from rag.embed import Embedder, load_embedder
from rag.index import Index, Progress
from rag.model import IngestReport, Outcome, Paper, Query, Reply
from rag.problems import IndexBusy, IndexProblem
from rag.retrieve import Retriever
from rag.settings import Settings

__all__ = ["Engine", "IndexBusy", "IndexProblem"]


class Engine:
    """An open index that answers; use it in a `with` statement."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.retriever = Retriever(index)

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> Engine:
        """Open (or begin) the index; IndexBusy if another process owns it, IndexProblem if it does not fit."""
        return cls(Index(settings.index, embedder or load_embedder(settings)))

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def ask(self, query: Query) -> Reply:
        """Search and quote."""
        start = perf_counter()
        hits = self.retriever.search(query.text, query.filters)
        ms = 1000 * (perf_counter() - start)
        return Reply(
            query, Outcome.NICHT_IM_BESTAND, "Es wird noch nicht zitiert.", (), hits, ms, filters=query.filters
        )

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
        return self.index.store.papers()

    def drucksache(self, nummer: str) -> Drucksache | None:
        """A paper's record."""
        return self.index.store.drucksache(nummer)

    def passage(self, id_: str) -> Passage | None:
        """One Passage."""
        return self.index.store.passage(id_)

    def passages_of(self, nummer: str) -> list[Passage]:
        """A paper's Passages in the order printed."""
        return self.index.store.passages_of(nummer)

    def counts(self) -> dict[str, int]:
        """How many papers, Passages, windows."""
        return self.index.store.counts()
