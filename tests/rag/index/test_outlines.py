"""What lists need of a paper, read again only where it was written anew."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Drucksache, Status
from rag.index import outlines
from rag.index.store import Store
from rag.index.stored import load_paper
from tests.support.fakes import sample_paper
from tests.support.filled import put


def test_fragen_have_the_status_of_their_answers() -> None:
    found = outlines.outline(sample_paper("20/5"))
    assert [(one.frage, one.status) for one in found.fragen][-1] == ("3", Status.KEINE_ERKENNTNISSE)
    assert len(found.said) == len(found.fragen)
    assert "leuchtturm" in found.titel.stems


def test_an_outline_is_kept_until_the_paper_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store.sqlite")
    key = put(store, sample_paper("20/5"))
    first = store.outlines([key, "nicht da"])
    assert list(first) == [key]
    with monkeypatch.context() as patch:
        patch.setattr(outlines, "load_paper", lambda _: pytest.fail("read again"))
        assert store.outlines([key]) == first
    put(store, replace(sample_paper("20/5"), titel="Zugvögel"))
    assert "zugvogel" in store.outlines([key])[key].titel.stems
    store.close()


def test_others_ask_while_a_record_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store.sqlite")
    key = put(store, sample_paper("20/5"))
    begun, go_on = threading.Event(), threading.Event()

    def slow(record: str) -> Drucksache:
        begun.set()
        assert go_on.wait(10)
        return load_paper(record)

    monkeypatch.setattr(outlines, "load_paper", slow)
    with ThreadPoolExecutor(2) as pool:
        read = pool.submit(store.outlines, [key])
        assert begun.wait(10)
        try:
            assert pool.submit(lambda: list(store.visible(None))).result(5) == ["20/5"]
        finally:
            go_on.set()
        assert list(read.result(10)) == [key]
    store.close()


def test_a_paper_that_leaves_meanwhile_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store.sqlite")
    first, second = put(store, sample_paper("20/5")), put(store, sample_paper("20/6"))

    def last(record: str) -> Drucksache:
        store.drop(second)
        return load_paper(record)

    monkeypatch.setattr(outlines, "load_paper", last)
    assert list(store.outlines([first, second])) == [first]
    store.close()
