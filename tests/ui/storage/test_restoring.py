"""A backup is put back whole or not at all, and never over anything."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from contextlib import closing

import pytest

from rag.settings import Settings
from ui.storage import backup, restoring
from ui.storage.backup import MANIFEST, BackupProblem
from ui.storage.restoring import MARK


def unseen(*_):
    """Nobody watches."""


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def source(tmp_path):
    """A backup of three files, as one is written."""
    made = tmp_path / "sicherung"
    contents = {"index/store.sqlite": b"a", "daten/eigene/1/x.txt": b"bb", "papiere/20-1.txt": b"ccc"}
    for name, content in contents.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    note = {name: backup.fingerprint(made / name) for name in contents}
    write(made, dateien=note)
    return made


def write(made, **other):
    given = {
        "format": 1,
        "version": "0.1.0",
        "erstellt": "2026-01-01T00:00:00+00:00",
        "ordner": {"index": "/a/index", "daten": "/a/daten", "papiere": "/a/papiere"},
    }
    (made / MANIFEST).write_text(json.dumps(given | other))


@pytest.fixture
def settings(tmp_path):
    new = tmp_path / "neu"
    return Settings(index=new / "index", data=new / "daten", corpus=new / "papiere")


def put_back(source, settings):
    restoring.copy_back(source, restoring.read(source), settings, unseen)


def test_all_files_come_to_where_the_settings_want_them(source, settings, tmp_path):
    put_back(source, settings)
    assert restoring.unfinished([settings.index]) is not None
    restoring.finish(settings)
    assert restoring.unfinished([settings.index, settings.data, settings.corpus]) is None
    assert tree(tmp_path / "neu") == {n: d for n, d in tree(source).items() if n != MANIFEST}


@pytest.mark.skipif(os.name != "posix", reason="Rechte gibt es so nur unter Unix")
def test_new_folders_are_their_owners_alone(source, settings):
    put_back(source, settings)
    for folder in (settings.index, settings.data, settings.corpus):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["index", "data", "corpus"])
def test_nothing_is_overwritten(source, settings, tmp_path, name):
    folder = getattr(settings, name)
    folder.mkdir(parents=True)
    (folder / "store.sqlite").write_text("bleibt")
    with pytest.raises(BackupProblem, match="überschrieben wird nichts"):
        put_back(source, settings)
    assert list(tree(tmp_path / "neu").values()) == [b"bleibt"]


def test_a_file_in_the_place_of_a_folder_stays(source, settings):
    settings.index.parent.mkdir()
    settings.index.write_text("bleibt")
    with pytest.raises(BackupProblem, match="überschrieben wird nichts"):
        put_back(source, settings)
    assert settings.index.read_text() == "bleibt"


def test_an_empty_folder_and_the_lock_of_an_index_do_no_harm(source, settings):
    settings.index.mkdir(parents=True)
    (settings.index / ".lock").touch()
    settings.corpus.mkdir()
    put_back(source, settings)
    assert (settings.index / "store.sqlite").read_bytes() == b"a"


@pytest.mark.parametrize("harm", ["missing", "changed", "link"])
def test_what_is_not_as_it_was_backed_up_is_not_put_back(source, settings, tmp_path, harm):
    path = source / "papiere" / "20-1.txt"
    if harm == "changed":
        path.write_bytes(b"ccd")
    else:
        path.unlink()
    if harm == "link":
        (tmp_path / "geheim").write_bytes(b"ccc")
        path.symlink_to(tmp_path / "geheim")
    with pytest.raises(BackupProblem, match=r"20-1\.txt"):
        put_back(source, settings)
    assert tree(tmp_path / "neu") == {}


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "index/../../x",
        "/etc/x",
        "index",
        "andere/x",
        "daten/../index/store.sqlite",
        "index\\..\\x",
        "",
        "daten/a\0b/c",
        "daten/\ud800/c",
        "daten/" + "x" * 300,
    ],
)
def test_no_manifest_leads_out_of_the_folders(source, settings, tmp_path, name):
    write(source, dateien={name: "1-00"})
    with pytest.raises(BackupProblem):
        put_back(source, settings)
    assert tree(tmp_path / "neu") == {}
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', "null", "[" * 100_000])
def test_what_is_no_backup_is_said(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(BackupProblem, match="keine vollständige Sicherung"):
        restoring.read(tmp_path)
    with pytest.raises(BackupProblem, match="keine vollständige Sicherung"):
        restoring.read(tmp_path / "fehlt")


@pytest.mark.parametrize("name", ["index/vectors/index_metadata.pickle", "index/.dienst.json"])
def test_of_an_index_only_its_record_comes_back(source, settings, tmp_path, name):
    (source / name).parent.mkdir(exist_ok=True)
    (source / name).write_bytes(b"x")
    write(source, dateien={name: backup.fingerprint(source / name)})
    with pytest.raises(BackupProblem, match="keine Datei einer Sicherung"):
        put_back(source, settings)
    assert tree(tmp_path / "neu") == {}


@pytest.mark.parametrize("ordner", [{}, {"daten": "/a"}, {"index": "/a", "daten": "/b", "andere": "/c"}])
def test_one_of_other_folders_is_none(source, ordner):
    write(source, ordner=ordner, dateien={})
    with pytest.raises(BackupProblem, match="keine vollständige Sicherung"):
        restoring.read(source)


def test_nothing_runs_by_itself_in_a_database_that_comes_back(source, settings):
    name = "daten/gespraeche.sqlite3"
    with closing(sqlite3.connect(source / name)) as db, db:
        db.executescript(
            """create table turns (words); create table taken (words); insert into turns values ('bleibt');
            create trigger "a""b" after insert on turns begin insert into taken values (new.words); end;
            create view seen as select * from turns;
            create trigger c instead of delete on seen begin delete from turns; end;"""
        )
    write(source, dateien={name: backup.fingerprint(source / name)})
    put_back(source, settings)
    with closing(sqlite3.connect(settings.data / "gespraeche.sqlite3")) as db, db:
        db.execute("insert into turns values ('geheim')")
        assert db.execute("select * from taken").fetchall() == []
        assert db.execute("select * from turns").fetchall() == [("bleibt",), ("geheim",)]
        assert db.execute("select name from sqlite_master where type in ('trigger', 'view')").fetchall() == []


def test_one_of_another_format_is_refused(source):
    write(source, format=2, version="9.9", dateien={})
    with pytest.raises(BackupProblem, match=r"anderen Fassung des Antwortfinders \(9\.9\)"):
        restoring.read(source)


def test_one_that_was_killed_is_begun_anew(source, settings, tmp_path):
    settings.index.mkdir(parents=True)
    (settings.index / MARK).touch()
    (settings.index / "halb").write_text("halb")
    put_back(source, settings)
    restoring.finish(settings)
    assert "index/halb" not in tree(tmp_path / "neu")
