"""The record of all papers: who sees what, what is whole, what comes back as it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.model import ParseError, Sprecher
from ingest.passages import passages
from rag.index import store as module
from rag.index.state import State, check_text, overview
from rag.index.store import Store
from tests.support.fakes import NUMMER, sample_paper
from tests.support.filled import filled, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.sqlite")
    yield opened
    opened.close()


def test_what_was_written_comes_back(store: Store) -> None:
    paper = sample_paper()
    key = put(store, paper, file=("/papiere/a.pdf", "hash"))
    assert store.record(key) == paper
    assert store.passages_of(key) == passages(paper)
    assert (store.owner(key), store.givers(key), store.files()) == (
        None, [Path("/papiere/a.pdf")], {"/papiere/a.pdf": ("hash", {key})},
    )  # fmt: skip
    assert [stored.paper for stored in store.whole()] == [overview(paper)]
    counts = store.counts()
    assert (counts.papers, counts.passages, counts.windows) == (1, len(passages(paper)), len(set(store.window_ids())))


def test_passages_are_given_by_id_and_unknown_ids_left_out(store: Store) -> None:
    put(store, sample_paper())
    wanted = [f"{NUMMER}:3", f"{NUMMER}:1", f"{NUMMER}:99", "'; drop table papers"]
    found = store.passages(wanted)
    assert {id_: p.id for id_, p in found.items()} == {id_: id_ for id_ in wanted[:2]}
    assert (store.passage(f"{NUMMER}:1"), store.passage("")) == (found[f"{NUMMER}:1"], None)
    assert store.passages([]) == {}


def test_only_the_governments_words_are_searched(store: Store) -> None:
    put(store, sample_paper())
    spoken = {p.id for p in store.passages_of(NUMMER) if p.sprecher is Sprecher.BUNDESREGIERUNG}
    assert set(store.searched_ids()) == spoken < {p.id for p in store.passages_of(NUMMER)}


def test_a_window_knows_where_it_stands_and_its_vector(store: Store) -> None:
    put(store, sample_paper())
    kept = store.kept(NUMMER)
    assert kept.keys() == set(store.window_ids())
    start, end = store.span(f"{NUMMER}:1#w0") or (0, 0)
    assert store.passages([f"{NUMMER}:1"])[f"{NUMMER}:1"].text[start:end].startswith("Es gibt 17")
    assert (store.span("fehlt"), store.kept("fehlt")) == (None, {})
    store.forget_vectors()
    assert (store.kept(NUMMER), store.unfinished()) == ({}, [NUMMER])


def test_a_paper_put_again_replaces_itself_and_is_not_whole(store: Store) -> None:
    put(store, sample_paper(extra=" Alt."))
    assert store.record(NUMMER) == sample_paper(extra=" Alt.")  # what was read once is kept in memory
    put(store, sample_paper(), state=State.UNFINISHED)
    assert (store.counts().papers, list(store.visible(None)), store.state(NUMMER)) == (1, [], State.UNFINISHED)
    assert "Alt." not in "".join(p.text for p in store.passages_of(NUMMER))
    assert store.record(NUMMER) == sample_paper()
    store.set_state(NUMMER, State.WHOLE)
    assert store.is_sound()


def test_what_leaves_is_forgotten_with_its_files(store: Store) -> None:
    put(store, sample_paper(), file=("/papiere/a.pdf", "x"))
    assert store.visible(None)
    store.set_state(NUMMER, State.LEAVING)
    assert (store.visible(None), store.unfinished()) == ({}, [NUMMER])  # from the first moment on
    store.drop(NUMMER)
    assert (store.counts().papers, store.files(), set(store.window_ids()), store.record(NUMMER)) == (0, {}, set(), None)
    with pytest.raises(KeyError):
        store.owner(NUMMER)
    assert store.is_sound()


def test_a_paper_is_seen_by_everyone_or_by_its_owner_alone(store: Store) -> None:
    put(store, sample_paper("20/1"))
    own = put(store, sample_paper("20/2"), "anna", ("/eigene/a.pdf", "x"))
    put(store, sample_paper("20/3"), "bernd", state=State.UNFINISHED)
    assert {owner: set(store.visible(owner)) for owner in (None, "anna", "bernd", "", "ANNA")} == {
        None: {"20/1"}, "anna": {"20/1", "20/2"}, "bernd": {"20/1"}, "": {"20/1"}, "ANNA": {"20/1"},
    }  # fmt: skip
    assert (store.hidden("anna"), store.hidden(None), store.hidden("bernd")) == ([], [own], [own])
    assert (store.files(), store.files("anna"), store.files("bernd")) == ({}, {"/eigene/a.pdf": ("x", {own})}, {})


def test_where_a_number_is_common_too_the_common_one_counts(store: Store) -> None:
    own = put(store, sample_paper("20/1"), "anna")
    assert store.visible("anna")["20/1"].key == own
    paper = sample_paper("20/1")
    store.put(paper, [], [], [])
    store.set_state("20/1", State.WHOLE)
    assert store.visible("anna")["20/1"].key == "20/1" != own


def test_papers_are_listed_newest_first(store: Store) -> None:
    for number, datum in (("20/1", date(2024, 1, 1)), ("20/2", None), ("20/3", date(2025, 1, 1))):
        put(store, replace(sample_paper(number), datum=datum))
    assert [stored.paper.nummer for stored in store.whole()] == ["20/3", "20/1", "20/2"]
    assert list(store.visible(None)) == ["20/3", "20/1", "20/2"]


def test_a_file_may_move_to_where_another_one_was_known(store: Store) -> None:
    put(store, sample_paper("20/1"), file=("/alt/a.pdf", "x"))
    put(store, sample_paper("20/2"), file=("/neu/a.pdf", "y"))
    store.move_file("/alt/a.pdf", "/neu/a.pdf")
    assert store.files() == {"/neu/a.pdf": ("x", {"20/1"})}
    store.forget_file("/neu/a.pdf", "20/1")
    assert (store.files(), store.givers("20/1"), store.counts().papers) == ({}, [], 2)


def test_what_is_remembered_is_what_was_written_or_nothing(store: Store, tmp_path: Path) -> None:
    store.set_meta("model", "fake")
    store.set_meta("model", "anderes")
    assert (store.meta("model"), store.meta("fehlt")) == ("anderes", None)
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as db:
        db.execute("update meta set value = 'drittes'")
    assert store.meta("model") is None


def test_what_is_no_character_is_the_papers_fault() -> None:
    check_text(sample_paper())
    with pytest.raises(ParseError, match="halbe UTF-16-Paare"):
        check_text(replace(sample_paper(), titel="Titel \udc00"))


def test_an_error_while_a_paper_is_written_leaves_the_former_one(store: Store) -> None:
    put(store, sample_paper())
    before = store.passages_of(NUMMER)
    with pytest.raises(ValueError, match="argument 2 is"):
        store.put(sample_paper(extra=" Neu."), [], list(range(3)), [])  # more windows than vectors
    assert (store.passages_of(NUMMER), list(store.visible(None)), store.is_sound()) == (before, [NUMMER], True)


def test_only_so_many_records_are_kept_in_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RECORDS", 2)
    numbers = [put(store, sample_paper(f"20/{n}")) for n in range(1, 5)]
    assert [record.nummer for key in numbers * 2 if (record := store.record(key))] == numbers * 2
    assert len(store._records) == 2


def test_what_is_no_database_is_an_error_at_once(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Das ist keine Datenbank, sondern Text. " * 100, encoding="utf-8")
    with pytest.raises(sqlite3.DatabaseError):
        Store(tmp_path / "text")


def test_a_copy_is_whole_and_its_files_can_lie_elsewhere(tmp_path: Path) -> None:
    store = Store(filled(tmp_path / "a.sqlite", "20/1", "20/2"))
    store.save(tmp_path / "b.sqlite")
    store.close()
    copy = Store(tmp_path / "b.sqlite")
    assert copy.is_sound()
    copy.move_folder(Path("/papiere"), Path("/neu/ordner"))
    copy.move_folder(Path("/neu/ord"), Path("/falsch"))  # no folder: the name only begins so
    assert set(copy.files()) == {"/neu/ordner/20-1.pdf", "/neu/ordner/20-2.pdf"}
    copy.close()


def test_what_is_removed_is_gone_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def careless(*given: object, **named: object) -> sqlite3.Connection:
        db = connect(*given, **named)  # type: ignore[call-overload]  # passed on
        db.execute("pragma secure_delete=off")  # as SQLite has it mostly; some systems build it otherwise
        return db  # type: ignore[no-any-return]

    monkeypatch.setattr(module.sqlite3, "connect", careless)
    with closing(Store(tmp_path / "store.sqlite")) as store:
        put(store, sample_paper(extra=" Quetzalcoatlus"))
        assert b"Quetzalcoatlus" in (tmp_path / "store.sqlite").read_bytes()
        store.drop(NUMMER)
    assert b"Quetzalcoatlus" not in (tmp_path / "store.sqlite").read_bytes()
