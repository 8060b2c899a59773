"""Passages and windows are asked for by their ids."""

from __future__ import annotations

from pathlib import Path

from rag.index.store import Store
from tests.support.filled import filled


def test_passages_are_found_by_id_and_by_paper(tmp_path: Path) -> None:
    store = Store(filled(tmp_path / "store.sqlite", "20/1", "20/2"))
    first, *_ = own = store.passages_of("20/1")
    assert store.passage(first.id) == first
    assert store.passages([p.id for p in own] + ["20/9:1"]) == {p.id: p for p in own}
    assert {id_.split(":")[0] for id_ in store.searched_ids()} == {"20/1", "20/2"}
    assert set(store.kept("20/1")) == {id_ for id_ in store.window_ids() if id_.startswith("20/1:")}
    assert (store.span("20/1:1#q0"), store.span("20/9:1#q0")) == ((0, 0), None)
    store.close()
