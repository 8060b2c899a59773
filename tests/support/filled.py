"""A store with papers in it, without vectors and keywords beside it: as an index would write them."""

from __future__ import annotations

from pathlib import Path

from ingest.model import Drucksache
from ingest.passages import passages
from rag.index.kept import vectors_of
from rag.index.store import State, Store
from rag.index.windows import windows
from tests.support.fakes import FakeEmbedder, sample_paper


def put(
    store: Store,
    paper: Drucksache,
    owner: str | None = None,
    file: tuple[str, str] | None = None,
    state: State = State.WHOLE,
) -> str:
    """Write a paper with its Passages, windows and vectors; gives its key. Numbers must differ between owners."""
    pieces = passages(paper)
    found = [window for piece in pieces for window in windows(piece, paper.titel)]
    store.put(paper, pieces, found, vectors_of(FakeEmbedder(), found, {}), owner, file)
    key = next(key for key in store.unfinished() if key.startswith(paper.nummer))
    store.set_state(key, state)
    return key


def filled(path: Path, *numbers: str) -> Path:
    """A closed store at this path with the sample paper under each of these numbers."""
    store = Store(path)
    for number in numbers:
        put(store, sample_paper(number), file=(f"/papiere/{number.replace('/', '-')}.pdf", "x"))
    store.close()
    return path
