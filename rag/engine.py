"""The one door for the chat, the command line and the evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from ingest.model import Drucksache, Passage
from rag.answer import Answerer
from rag.embed import Embedder, load_embedder
from rag.filters import read_filters
from rag.followup import effective
from rag.index import Index, Progress
from rag.model import Filters, IngestReport, Paper, Query, Reply
from rag.problems import IndexBusy, IndexProblem
from rag.retrieve import Retriever
from rag.settings import Settings

__all__ = ["Engine", "IndexBusy", "IndexProblem"]


class Engine:
    """An open index that answers; use it in a `with` statement."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.retriever = Retriever(index)
        self.answerer = Answerer(self)

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
        whole, shown = effective(query)
        filters, text = self._filters(whole)
        hits = self.retriever.search(text, filters)
        reply = self.answerer.answer(query, hits, shown)
        return replace(reply, ms=1000 * (perf_counter() - start), filters=filters)

    def _filters(self, query: Query) -> tuple[Filters, str]:
        """Filters that were set go before those that the question names."""
        if query.filters:
            return query.filters, query.text
        return read_filters(query.text, self.papers())

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

    def file(self, nummer: str) -> Path | None:
        """The file that a paper was read from."""
        return next((Path(datei) for datei, (_, n) in self.index.store.files().items() if n == nummer), None)

    def passage(self, id_: str) -> Passage | None:
        """One Passage."""
        return self.index.store.passage(id_)

    def passages_of(self, nummer: str) -> list[Passage]:
        """A paper's Passages in the order printed."""
        return self.index.store.passages_of(nummer)

    def counts(self) -> dict[str, int]:
        """How many papers, Passages, windows."""
        return self.index.store.counts()

    def about(self) -> dict[str, str]:
        """What results depend on besides the papers, for those who compare them."""
        return {"modell": self.index.embedder.name}
