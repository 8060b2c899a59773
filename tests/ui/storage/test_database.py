"""A store's file: begun, kept, set aside where it is damaged, and never where it is only busy."""

import sqlite3
from contextlib import closing

import pytest

from ui.storage import database

SCHEMA = "CREATE TABLE IF NOT EXISTS things (name TEXT UNIQUE);"


def names(path):
    with database.opened(path) as db:
        return [name for (name,) in db.execute("SELECT name FROM things")]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "neu" / "dinge.sqlite3"
    database.begin(path, SCHEMA)
    with database.opened(path) as db:
        db.execute("INSERT INTO things VALUES ('eins')")
    return path


def test_what_is_in_it_stays_when_it_is_begun_again_also_with_other_tables(path):
    database.begin(path, SCHEMA)
    database.begin(path, "CREATE TABLE IF NOT EXISTS others (name TEXT);")
    assert names(path) == ["eins"]
    assert [file.name for file in path.parent.glob("*beschaedigt*")] == []


def test_an_error_takes_a_transaction_back(path):
    with pytest.raises(sqlite3.IntegrityError), database.opened(path) as db:
        db.executemany("INSERT INTO things VALUES (?)", [("zwei",), ("eins",)])
    assert names(path) == ["eins"]


def test_a_damaged_file_is_set_aside_and_a_new_one_begins(path):
    damaged = b"kein SQLite" * 500
    path.write_bytes(damaged)
    database.begin(path, SCHEMA)
    assert names(path) == []
    (aside,) = path.parent.glob(f"{path.name}.beschaedigt-*[0-9]")
    assert aside.read_bytes() == damaged


def test_a_file_that_is_only_busy_is_not_set_aside(path, monkeypatch):
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda file, **_: real(file, timeout=0))
    with closing(real(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO things VALUES ('zwei')")
        with pytest.raises(sqlite3.OperationalError):
            database.begin(path, SCHEMA)
    assert path.exists()
    assert list(path.parent.glob("*beschaedigt*")) == []
