"""Papers that are in the store, not yet in vectors and keywords: many go there at once, for each going costs as much.

Until then they are not whole, and nobody sees them. Whoever is killed meanwhile has lost none: the store has their
records and vectors, and the next opening writes them (rag.index.mending). Nothing is told as read before it is whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ingest.model import Passage
from rag.index.kept import Kept, floats
from rag.index.keywords import Keywords
from rag.index.standins import Exact, NoKeywords
from rag.index.state import State
from rag.index.store import Store
from rag.index.vectors import Floats, Vectors
from rag.index.windows import Window

PAPERS, WINDOWS = 32, 1000  # after so many the batch is written; that costs some megabytes and half a second


@dataclass(slots=True)
class Batch:
    """What waits: Passages with the titles of their papers, window ids with their vectors, papers' keys."""

    keys: list[str] = field(default_factory=list)
    texts: list[tuple[Sequence[Passage], str | None]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    vectors: list[Floats] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    """The keys of those of which vectors and keywords may have an earlier state."""

    def add(
        self,
        key: str,
        text: tuple[Sequence[Passage], str | None],
        windows: Sequence[Window],
        vectors: Sequence[Kept],
        *,
        former: bool,
    ) -> None:
        """A paper (by its key) that is in the store: its Passages and title, its windows and their vectors."""
        self.keys.append(key)
        self.texts.append(text)
        if windows:
            self.ids += [window.id for window in windows]
            self.vectors.append(floats(one.vector for one in vectors))
        if former:
            self.former.append(key)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self.keys) >= PAPERS or len(self.ids) >= WINDOWS or bool(self.former)

    def write(self, store: Store, vectors: Vectors | Exact, keywords: Keywords | NoKeywords) -> None:
        """Write all that waits and mark it whole; whatever goes wrong is raised, and nothing waits any longer."""
        keys, texts, ids, rows, former = self.keys, self.texts, self.ids, self.vectors, self.former
        self.keys, self.texts, self.ids, self.vectors, self.former = [], [], [], [], []
        for key in former:
            vectors.drop(key)
            keywords.drop(key)
        if ids:
            vectors.put(ids, np.concatenate(rows))
        for passages, title in texts:
            keywords.put(passages, title)
        if keys:
            keywords.commit()
            store.set_states(keys, State.WHOLE)
