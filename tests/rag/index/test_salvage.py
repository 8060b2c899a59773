"""What can be read of a damaged store, row by row; of what cannot the file is named, unless it was somebody's own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.model import Drucksache
from rag.index.salvage import Salvaged, salvage, set_aside
from rag.index.state import State
from rag.index.store import Store
from tests.support import damages
from tests.support.fakes import sample_paper
from tests.support.filled import filled, put

NUMBERS = [f"20/{n}" for n in range(1, 13)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve papers for everyone, one of Anna's."""
    path = filled(tmp_path_factory.mktemp("heil") / "store.sqlite", *NUMBERS)
    store = Store(path)
    put(store, sample_paper("21/1"), "anna", ("/eigene/21-1.pdf", "x"))
    store.set_meta("model", "fake")
    store.close()
    return path


@pytest.fixture
def damaged(model: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copy(model, tmp_path / "store.sqlite"))


def sql(path: Path, command: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(command)


def salvaged(damaged: Path) -> tuple[Salvaged, Store]:
    new = damaged.with_name("neu.sqlite")
    Store(new).close()
    found = salvage(damaged, new)
    return found, Store(new)


def test_of_a_healthy_store_all_is_carried_over_to_be_written_anew(damaged: Path) -> None:
    found, store = salvaged(damaged)
    assert found == Salvaged(13, ())
    assert (len(store.unfinished()), store.counts().passages) == (13, 0)
    assert store.record("20/1") == sample_paper("20/1")
    assert store.kept("20/1")  # so that nothing need be embedded again
    assert (store.meta("model"), store.files()["/papiere/20-1.pdf"]) == ("fake", ("", {"20/1"}))  # not whole yet
    assert store.mark("/papiere/20-1.pdf", "20/1") == "x"
    assert len(store.files("anna")) == 1
    store.close()


@pytest.mark.parametrize(
    "command",
    [
        "update papers set record = replace(record, '17', '18') where key = '20/3'",
        "update papers set owner = 'bernd' where key = '20/3'",
        "update papers set seal = x'00' where key = '20/3'",
        "update papers set seal = null where key = '20/3'",
        "update papers set state = 'whole' where key = '20/3'",
        "delete from papers where key = '20/3'",
    ],
)
def test_a_paper_that_is_not_what_was_written_is_left_out_and_its_file_named(damaged: Path, command: str) -> None:
    sql(damaged, command)
    found, store = salvaged(damaged)
    assert found == Salvaged(12, (Path("/papiere/20-3.pdf"),))
    assert store.record("20/3") is None
    assert not {id_ for id_ in store.window_ids() if id_.startswith("20/3:")}
    store.close()


def test_a_lost_paper_of_a_users_own_is_not_read_again_for_all(damaged: Path) -> None:
    sql(damaged, "update papers set record = '{}' where owner = 'anna'")
    found, store = salvaged(damaged)
    assert found == Salvaged(12, ())
    store.close()


def test_whose_a_paper_was_it_stays(damaged: Path) -> None:
    _, store = salvaged(damaged)
    (own,) = (key for key in store.unfinished() if key.startswith("21/1"))
    assert (store.owner(own), store.owner("20/1")) == ("anna", None)
    store.close()


def test_what_was_leaving_still_leaves(damaged: Path) -> None:
    sql(damaged, "update papers set state = -1 where key = '20/3'")
    _, store = salvaged(damaged)
    assert store.state("20/3") is State.LEAVING
    store.close()


@pytest.mark.parametrize(
    "damage", [damages.beheaded, damages.halved, damages.scrambled, lambda path: sql(path, "drop table windows")]
)
def test_what_comes_out_of_a_damaged_file_is_as_it_was_written(damaged: Path, damage) -> None:
    damage(damaged)
    found, store = salvaged(damaged)
    keys = store.unfinished()
    assert found.papers == len(keys) > 0
    for key in keys:
        assert store.record(key) == sample_paper(key.partition("~")[0])
    assert not {str(file) for file in found.files} & store.files().keys()
    assert not damaged.with_name("store.sqlite.kopf").exists()
    store.close()


def test_of_a_file_that_gave_several_papers_one_that_is_lost_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = Store(path)
    for number in ("20/1", "20/2"):
        put(store, sample_paper(number), file=("/papiere/liste.json", "x", 2))
    store.close()
    sql(path, "update papers set record = '{}' where key = '20/2'")
    found, store = salvaged(path)
    assert found == Salvaged(1, (Path("/papiere/liste.json"),))
    assert store.files() == {"/papiere/liste.json": ("", {"20/1"})}  # no longer the hash of a file that was read
    store.close()


def test_without_its_first_page_all_papers_are_found(damaged: Path) -> None:
    damages.beheaded(damaged)
    found, store = salvaged(damaged)
    assert found == Salvaged(13, ())
    store.close()


@pytest.mark.parametrize("damage", [damages.deleted, damages.emptied, damages.noise, damages.a_folder])
def test_where_nothing_can_be_read_nothing_comes_out(damaged: Path, damage, monkeypatch) -> None:
    monkeypatch.setattr("rag.index.salvage._BLIND", 200)  # rows looked for, each in vain
    damage(damaged)
    found, store = salvaged(damaged)
    assert (found, store.counts().papers) == (Salvaged(0, ()), 0)
    store.close()


def test_what_is_set_aside_never_lands_on_another(damaged: Path) -> None:
    damaged.with_name("store.sqlite-journal").touch()
    damaged.with_name("store.sqlite.beschaedigt-1").touch()
    damaged.with_name("store.sqlite.beschaedigt-2-wal").symlink_to("/gibt/es/nicht")
    aside = set_aside(damaged)
    assert aside.name == "store.sqlite.beschaedigt-3"
    assert aside.with_name("store.sqlite.beschaedigt-3-journal").exists()
    assert not damaged.exists()
    assert set_aside(damaged).name == "store.sqlite.beschaedigt-4"  # nothing lay there: nothing is renamed


def test_versions_that_were_replaced_are_carried_over_but_damaged_ones(tmp_path: Path) -> None:
    path = filled(tmp_path / "alt.sqlite", "20/1", "20/2")
    store = Store(path)
    for number in ("20/1", "20/2"):
        put_again(store, sample_paper(number, " anders"))
    store.close()
    sql(path, "update versions set record = replace(record, '17', '18') where paper = '20/2'")
    _, new = salvaged(path)
    assert [(v.number, v.paper) for v in new.versions("20/1")] == [(1, sample_paper("20/1"))]
    assert list(new.versions("20/2")) == []
    new.close()


def put_again(store: Store, paper: Drucksache) -> None:
    store.put(paper, (), (), (), ersetzt="ersetzt durch eine neuere Fassung")
