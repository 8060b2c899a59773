"""Seals: whatever is changed, lost or added in a store is found."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rag.index.seals import content_seal, is_sound, paper_seal, seal
from rag.index.state import State
from rag.index.store import Store
from tests.support.fakes import NUMMER, sample_paper
from tests.support.filled import put


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("ab", "c")], [("a", "bc")]),  # where a value ends counts
        ([("a",), ("b",)], [("a", "b")]),  # and where a row ends
        ([("1",)], [(1,)]),
        ([(None,)], [("None",)]),
        ([(b"x",)], [("x",)]),
        ([("a",), ("b",)], [("b",), ("a",)]),
        ([], [()]),
    ],
)
def test_different_rows_have_different_seals(one: list[tuple[object, ...]], other: list[tuple[object, ...]]) -> None:
    assert seal(one) == seal(list(one))
    assert seal(one) != seal(other)


def test_half_a_character_is_no_fault_of_the_seal() -> None:
    assert seal([("\ud800",)]) != seal([("\udc80",)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two whole papers, one of them Anna's, one that is not finished."""
    store = Store(path := tmp_path_factory.mktemp("heil") / "store.sqlite")
    put(store, sample_paper(), file=("/papiere/a.pdf", "x"))
    put(store, sample_paper("20/5"), "anna")
    put(store, sample_paper("20/6"), state=State.UNFINISHED)
    store.close()
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    shutil.copy(made, tmp_path / "store.sqlite")
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as opened:
        yield opened


def test_a_healthy_store_is_sound(db: sqlite3.Connection) -> None:
    assert is_sound(db)
    sealed, content = db.execute("select seal, content from papers where key = ?", (NUMMER,)).fetchone()
    assert (paper_seal(db, NUMMER), content_seal(db, NUMMER)) == (sealed, content)


@pytest.mark.parametrize(
    "command",
    [
        "update papers set record = replace(record, '17 Leucht', '18 Leucht') where key = '20/98765'",
        "update papers set owner = null where owner = 'anna'",  # it would be shown to everyone
        "update papers set owner = 'bernd' where owner = 'anna'",
        "update papers set nummer = '20/7' where key = '20/98765'",
        "update papers set seal = null where key = '20/98765'",
        "update papers set content = null where key = '20/98765'",
        "update passages set record = replace(record, '17', '18') where paper = '20/98765'",
        "update passages set searched = 1 - searched where paper = '20/98765'",
        "update passages set place = place + 1 where paper = '20/98765' and place > 0",
        "delete from passages where id = '20/98765:1'",
        "update windows set vector = zeroblob(length(vector)) where paper = '20/98765'",
        "update windows set stop = stop - 1 where paper = '20/98765'",
        "delete from windows where id = (select min(id) from windows where paper = '20/98765')",
        "insert into files values ('/fremd.pdf', 'x', '1/1', 1)",  # a file of no paper
        "delete from papers where key = '20/98765'",
        "drop table windows",
    ],
)
def test_whatever_is_changed_is_found(db: sqlite3.Connection, command: str) -> None:
    before = db.total_changes
    db.execute(command)
    assert db.total_changes > before or command.startswith("drop")
    assert not is_sound(db)


@pytest.mark.parametrize(
    "command",
    [
        "update passages set record = '{}' where paper = '20/6'",  # written anew from the record
        "update papers set seal = null, content = null where key = '20/6'",  # as an older layout left it
        "delete from files",
        "update papers set state = 0",
    ],
)
def test_what_is_written_anew_anyway_is_no_damage(db: sqlite3.Connection, command: str) -> None:
    db.execute(command)
    assert is_sound(db)


def test_the_record_of_what_is_not_finished_must_be_right_all_the_same(db: sqlite3.Connection) -> None:
    db.execute("update papers set record = '{}' where key = '20/6'")
    assert not is_sound(db)


def test_a_file_that_another_program_holds_is_not_damaged(db: sqlite3.Connection, tmp_path: Path) -> None:
    db.execute("begin exclusive")
    with (
        closing(sqlite3.connect(tmp_path / "store.sqlite", timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        is_sound(other)
