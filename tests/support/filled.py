"""A store with papers in it, without vectors and keywords beside it: as an index would write them, now or before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from ingest.model import Drucksache
from ingest.passages import passages
from rag.index.filed import Source
from rag.index.kept import vectors_of
from rag.index.state import State
from rag.index.store import Store
from rag.index.windows import windows
from tests.support.fakes import FakeEmbedder, sample_paper


def put(
    store: Store,
    paper: Drucksache,
    owner: str | None = None,
    file: tuple[str, str] | tuple[str, str, int] | None = None,
    state: State = State.WHOLE,
) -> str:
    """Write a paper with its Passages, windows and vectors; gives its key. Numbers must differ between owners."""
    pieces = passages(paper)
    found = [window for piece in pieces for window in windows(piece, paper.titel)]
    store.put(paper, pieces, found, vectors_of(FakeEmbedder(), found, {}), owner, Source(*file) if file else None)
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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two whole papers, one of them Anna's, and one whose writing was cut off."""
    opened = Store(tmp_path / "store.sqlite")
    put(opened, sample_paper("20/1"))
    put(opened, sample_paper("20/2"), "anna")
    put(opened, sample_paper("20/3"), state=State.UNFINISHED)
    yield opened
    opened.close()


def layout_4(paper: Drucksache) -> str:
    """A record as layout 4 wrote it: it did not say so, and of annexes not what their pieces are."""
    data: dict[str, Any] = json.loads(TypeAdapter(Drucksache).dump_json(paper))
    for antwort in data["antworten"]:
        for block in antwort["bloecke"]:
            del block["anfaenge"], block["koepfe"]
    for block in data["anlagen"]:
        block["art"] = "anlage"
        del block["anfaenge"], block["koepfe"]
    return json.dumps(data)
