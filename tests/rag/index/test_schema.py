"""The tables of the store: made where there are none, brought up from earlier layouts, left alone where newer."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Block, Blockart
from rag.index import schema
from rag.index.filed import Source
from rag.index.format import LAYOUT
from rag.index.index import Index
from rag.index.schema import prepare
from rag.index.seals import content_seal, paper_seal
from rag.index.state import State
from rag.index.store import Store
from tests.support.fakes import NUMMER, FakeEmbedder, sample_paper
from tests.support.filled import filled, layout_4

TABLES = {"meta", "files", "papers", "passages", "windows"}
LAYOUT_4 = (("meta", "seal"), ("papers", "seal"), ("papers", "content"), ("windows", "vector"), ("windows", "mark"))
"""Columns that layout 3 did not have."""
LAYOUT_2 = """
create table meta (name text primary key, value text not null);
create table files (datei text primary key, hash text not null, nummer text not null);
create table papers (nummer text primary key, overview text not null, record text not null, whole integer not null);
create table passages (id text primary key, drucksache text not null, place integer not null,
    searched integer not null, record text not null);
create table windows (id text primary key, passage text not null, drucksache text not null,
    start integer not null, stop integer not null);
insert into papers values ('20/1', '{}', '{}', 1), ('20/2', '{}', '{}', 1);
insert into files values ('/papiere/20-1.pdf', 'x', '20/1'), ('C:\\daten\\eigene\\ab\\20-2.pdf', 'x', '20/2');
insert into windows values ('20/1:1#w0', '20/1:1', '20/1', 0, 5);
pragma user_version = 2;
"""
LAYOUT_5 = """
create temp table later as select datei, hash, paper from files;
drop table files;
create table files (datei text primary key, hash text not null, paper text not null);
insert into files select * from later;
drop table later;
pragma user_version = 5;
"""
"""Makes layout 5 of 6: it had one paper of a file."""


def columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Table -> its columns, in alphabetical order: where an upgrade adds one does not count."""
    return {table: sorted(row[1] for row in db.execute(f"pragma table_info({table})")) for table in sorted(TABLES)}


def test_a_new_file_gets_all_tables_and_is_left_so(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "neu.sqlite", isolation_level=None)) as db:
        assert prepare(db) == LAYOUT
        made = columns(db)
        assert all(made.values())
        assert (prepare(db), columns(db)) == (LAYOUT, made)


def test_a_newer_layout_is_told_and_not_touched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "neuer.sqlite", isolation_level=None)) as db:
        db.execute("create table anders (x)")
        db.execute("pragma user_version = 999")
        assert prepare(db) == 999
        assert [row[0] for row in db.execute("select name from sqlite_master")] == ["anders"]


def test_layout_2_comes_up_and_users_own_papers_of_then_leave(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "alt.sqlite", isolation_level=None)) as db:
        db.executescript(LAYOUT_2)
        assert prepare(db) == LAYOUT
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
            prepare(new)
            assert columns(db) == columns(new)
        papers = db.execute("select key, nummer, owner, state from papers order by key").fetchall()
        assert papers == [("20/1", "20/1", None, State.UNFINISHED), ("20/2", "20/2", "", State.LEAVING)]
        assert db.execute("select paper from windows").fetchall() == [("20/1",)]
    store = Store(tmp_path / "alt.sqlite")
    assert (list(store.visible(None)), store.unfinished()) == ([], ["20/1", "20/2"])  # shown once written anew
    store.close()


def test_an_index_of_the_layout_before_is_made_anew_from_its_records(tmp_path: Path) -> None:
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(sample_paper())
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db:
        for table, column in LAYOUT_4:
            db.execute(f"alter table {table} drop column {column}")
        db.execute("pragma user_version = 3")
    (tmp_path / "fingerprint.json").unlink()
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), index.store.is_sound(), len(index.store.whole())) == ([], True, 1)
        assert set(embedder.embedded) >= {"Wie viele Leuchttürme gibt es an den deutschen Küsten?"}
        assert not list(tmp_path.glob("*beschaedigt*"))


def test_passages_of_layout_4_are_made_anew_from_the_papers_without_the_model(tmp_path: Path) -> None:
    """Their Fragen were one text, their Blocks not known; read as of today they would have neither."""
    papers = (sample_paper(), replace(sample_paper("20/7"), anlagen=(Block(Blockart.TABELLE, "Jahr Zahl\n2023 5"),)))
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(papers[0])
        index.put(papers[1], owner="anna")
        before = [p for stored in index.store.whole() for p in index.store.passages_of(stored.key)]
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as db:
        for id_, record in db.execute("select id, record from passages").fetchall():
            old = json.loads(record)
            fragen = [f"{frage['nummer']['zahl']}. {frage['text']}" for frage in old.pop("fragen", ())]
            del old["bloecke"]
            old = json.dumps(old | {"frage": "\n".join(fragen)})
            db.execute("update passages set record = ? where id = ?", (old, id_))
        for paper in papers:
            db.execute("update papers set record = ? where nummer = ?", (layout_4(paper), paper.nummer))
        for (key,) in db.execute("select key from papers").fetchall():
            db.execute("update papers set seal = ? where key = ?", (paper_seal(db, key), key))
            db.execute("update papers set content = ? where key = ?", (content_seal(db, key), key))
        db.execute("pragma user_version = 4")
    (tmp_path / "fingerprint.json").unlink()
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), index.store.is_sound(), index.notes) == ([], True, [])
        assert [p for stored in index.store.whole() for p in index.store.passages_of(stored.key)] == before
        assert [s.owner for s in index.store.whole()] == [None, "anna"]
        assert index.store.record(NUMMER) == papers[0]
        assert embedder.embedded == []


def roots(db: sqlite3.Connection) -> dict[str, int]:
    """Table or index -> its first page in the file."""
    return dict(db.execute("select name, rootpage from sqlite_master"))


def test_files_of_layout_5_gave_one_paper_each_and_nothing_is_read_again(tmp_path: Path) -> None:
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(sample_paper(), None, Source("/papiere/a.pdf", "x"))
        index.put(sample_paper("20/7"), "anna", Source("/eigene/b.pdf", "y"))
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as db:
        db.executescript(LAYOUT_5)
    (tmp_path / "fingerprint.json").unlink()
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), index.store.is_sound(), index.notes, embedder.embedded) == ([], True, [], [])
        assert index.store.files() == {"/papiere/a.pdf": ("x", {NUMMER})}
        (own,) = index.store.files("anna").values()
        assert own.mark == "y"
        index.put(sample_paper("20/8"), None, Source("/papiere/a.pdf", "x", 2))  # what layout 5 had no place for
        assert index.store.files()["/papiere/a.pdf"].keys == {NUMMER, "20/8"}


@pytest.mark.parametrize("layout", [LAYOUT_5, "pragma user_version = 4;"])
def test_an_upgrade_that_is_cut_off_has_not_begun(tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "store.sqlite", "20/1")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(LAYOUT_5)
        db.executescript(layout)
        before = list(db.iterdump())
        fails = "gibt es nicht; pragma user_version"
        broken = [(older, script.replace("pragma user_version", fails)) for older, script in schema._UPGRADES]
        monkeypatch.setattr(schema, "_UPGRADES", broken)
        with pytest.raises(sqlite3.OperationalError):
            prepare(db)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert list(db.iterdump()) == before


def test_an_upgraded_store_has_its_tables_where_a_new_one_has_them(tmp_path: Path) -> None:
    """What is left of a store without its first page is looked for there."""
    path = filled(tmp_path / "store.sqlite", "20/1")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        made = roots(db)
        db.executescript(LAYOUT_5)
        prepare(db)
        now = roots(db)
    assert {name: now[name] for name in TABLES} == {name: made[name] for name in TABLES}


def test_layout_6_kept_no_versions_and_nothing_is_made_again(tmp_path: Path) -> None:
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(sample_paper(), None, Source("/papiere/a.pdf", "x"))
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as db:
        db.executescript("drop table versions; pragma user_version = 6;")
    (tmp_path / "fingerprint.json").unlink()
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), index.store.is_sound(), index.notes, embedder.embedded) == ([], True, [], [])
        index.put(sample_paper(extra=" neu"), ersetzt="ersetzt durch eine neuere Fassung")
        assert [version.paper for version in index.store.versions(NUMMER)] == [sample_paper()]
        assert index.store.is_sound()


def test_passages_of_layout_7_learn_that_their_paper_is_a_new_one(tmp_path: Path) -> None:
    new = replace(sample_paper(), neu=True)
    with Index(tmp_path, FakeEmbedder()) as index:
        index.put(new)
        index.put(sample_paper("20/7"))
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as db:
        for id_, record in db.execute("select id, record from passages").fetchall():
            old = {name: value for name, value in json.loads(record).items() if name != "neu"}
            db.execute("update passages set record = ? where id = ?", (json.dumps(old), id_))
        for (key,) in db.execute("select key from papers").fetchall():
            db.execute("update papers set seal = ? where key = ?", (paper_seal(db, key), key))
            db.execute("update papers set content = ? where key = ?", (content_seal(db, key), key))
        db.execute("pragma user_version = 7")
    (tmp_path / "fingerprint.json").unlink()
    with Index(tmp_path, embedder := FakeEmbedder()) as index:
        assert (index.check(), index.store.is_sound(), embedder.embedded) == ([], True, [])
        told = {p.drucksache: p.neu for stored in index.store.whole() for p in index.store.passages_of(stored.key)}
        assert told == {NUMMER: True, "20/7": False}
