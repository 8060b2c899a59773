"""What everyone sees is kept in step with the papers that come and go, and is a view that copies nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.index import store as store_module
from rag.index.overviews import Overviews, Papers, Stored
from rag.index.state import State, overview
from rag.index.store import Store
from tests.support.fakes import sample_paper
from tests.support.filled import put


def stored(number: int, owner: str | None = None, day: int = 1) -> Stored:
    paper = replace(overview(sample_paper(f"20/{number}")), datum=date(2025, 1, day))
    return Stored(f"20/{number}" + (f"~{owner}" if owner else ""), owner, paper)


def seen(overviews: Overviews, owner: str | None = None) -> list[str]:
    return [one.key for one in overviews.visible(owner).stored()]


def test_papers_come_newest_first_however_they_came() -> None:
    overviews = Overviews([stored(1, day=3), stored(2, day=9)])
    overviews.put([stored(3, day=5)])
    overviews.put([stored(4, day=1), stored(5, day=7), stored(6, "anna", 6)])
    assert seen(overviews) == ["20/2", "20/5", "20/3", "20/1", "20/4"]
    assert seen(overviews, "anna") == ["20/2", "20/5", "20/6~anna", "20/3", "20/1", "20/4"]
    assert [one.key for one in overviews.all()] == seen(overviews, "anna")


def test_a_paper_takes_the_place_of_its_former_version() -> None:
    overviews = Overviews([stored(1, day=3), stored(2, day=9)])
    overviews.put([stored(1, day=20)])
    assert seen(overviews) == ["20/1", "20/2"]
    overviews.put([stored(1, day=1), stored(1, day=2), stored(3)])  # twice in one batch: the last one counts
    assert seen(overviews) == ["20/2", "20/1", "20/3"]
    assert overviews.visible(None)["20/1"].paper.datum == date(2025, 1, 2)
    assert overviews.visible(None).fragen == 3 * stored(1).paper.fragen


def test_what_is_hidden_is_all_that_is_not_visible() -> None:
    overviews = Overviews([stored(1), stored(1, "anna"), stored(2, "anna"), stored(3, "bernd")])
    assert sorted(overviews.hidden(None)) == ["20/1~anna", "20/2~anna", "20/3~bernd"]
    assert sorted(overviews.hidden("anna")) == ["20/1~anna", "20/3~bernd"]
    anna = overviews.visible("anna")
    assert [anna.holds(key) for key in ("20/1", "20/1~anna", "20/2~anna", "20/2", "20/3~bernd")] == [
        True, False, True, False, False,
    ]  # fmt: skip
    overviews.drop("20/1")
    assert overviews.visible("anna").holds("20/1~anna")
    overviews.drop("20/2~anna")
    overviews.drop("20/77")
    assert (seen(overviews), seen(overviews, "anna"), len(overviews.all())) == ([], ["20/1~anna"], 2)
    assert [one.key for one in overviews.own("anna")] == ["20/1~anna"]


def test_what_somebody_walks_through_does_not_change_meanwhile() -> None:
    overviews = Overviews(stored(n, day=n) for n in range(1, 6))
    papers = Papers(overviews.visible(None))
    walk = iter(papers)
    first = next(walk)
    overviews.drop("20/4")
    overviews.put([stored(9, day=30)])
    assert [first.nummer, *(paper.nummer for paper in walk)] == [f"20/{n}" for n in (5, 4, 3, 2, 1)]
    assert len(papers) == 5
    assert first in papers


def test_one_change_reads_one_overview_again_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store.sqlite")
    for n in range(8):
        put(store, sample_paper(f"20/{n + 1}"))
    assert len(store.visible(None)) == 8
    read = list[str]()
    adapter = store_module._PAPER

    class Counted:
        def validate_json(self, text: str):
            read.append(text)
            return adapter.validate_json(text)

        def __getattr__(self, name: str):
            return getattr(adapter, name)

    monkeypatch.setattr(store_module, "_PAPER", Counted())
    put(store, sample_paper("20/9"))
    store.set_state("20/3", State.UNFINISHED)
    store.set_state("20/3", State.WHOLE)
    store.drop("20/1")
    assert (len(store.visible(None)), len(store.whole()), len(read)) == (8, 8, 2)
    store.close()
