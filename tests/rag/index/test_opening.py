"""Opening an index: whose it is, what is damaged is replaced, what is none of ours is left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from rag.errors import FULL, IndexBusy, IndexFailed, IndexProblem
from rag.index import opening
from rag.index.index import Index
from rag.index.keywords import Keywords
from rag.index.opening import LOCK, OpenedStore, grant_all, make_part, open_part, open_store, owned
from rag.index.store import Store
from tests.support import damages
from tests.support.fakes import FakeEmbedder, sample_paper
from tests.support.filled import filled


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that was closed in order."""
    folder = tmp_path_factory.mktemp("index")
    with damages.often(), Index(folder, FakeEmbedder()) as index:
        index.put(sample_paper())
    return folder


@pytest.fixture
def folder(model: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(model, tmp_path / "index"))


# whose the folder is
def test_a_second_owner_is_told_who_and_what_to_do(tmp_path: Path) -> None:
    lock = owned(tmp_path / "neu" / "index")  # made where there is none
    with pytest.raises(IndexBusy, match=r"von einem anderen Antwortfinder benutzt.*Abhilfe"):
        owned(tmp_path / "neu" / "index")
    lock.release()
    owned(tmp_path / "neu" / "index").release()


def test_a_folder_where_the_lock_should_be_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    (tmp_path / LOCK / "datei").touch()
    owned(tmp_path).release()
    assert (tmp_path / f"{LOCK}.beschaedigt-1" / "datei").exists()


@pytest.mark.parametrize("place", ["datei", "datei/unter"])
def test_a_place_where_no_index_can_lie_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "datei").touch()
    with pytest.raises(IndexProblem, match=r"kann kein Ordner für den Index sein.*Abhilfe"):
        owned(tmp_path / place)


# rights
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody else")
@pytest.mark.parametrize(
    "path", [".", "store.sqlite", "vectors", "vectors/chroma.sqlite3", "keywords/meta.json", ".lock"]
)
def test_rights_taken_away_are_given_back_by_the_owner(folder: Path, path: str) -> None:
    for each in (folder, *folder.rglob("*")):
        os.chown(each, 65534, 65534)
    for above in folder.parents:
        if not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(above.stat().st_mode | stat.S_IXOTH)
    (folder / path).chmod(0)
    child = os.fork()
    if child == 0:  # nobody in particular
        os.setgid(65534)
        os.setuid(65534)
        try:
            opening.owned(folder).release()
            opening.grant_all(folder)
            given = [os.access(each, os.R_OK | os.W_OK) for each in (folder, *folder.rglob("*"))]
            os._exit(0 if all(given) and len(given) > 10 else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_rights_that_cannot_be_given_are_named(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(opening.os, "access", lambda path, _mode: Path(path).name != "store.sqlite")
    monkeypatch.setattr(Path, "chmod", lambda *_: (_ for _ in ()).throw(PermissionError(1, "Operation not permitted")))
    with pytest.raises(IndexProblem, match=r"store\.sqlite“ gehört zum Index, darf aber nicht.*Abhilfe"):
        grant_all(folder)


# the store
def opened(folder: Path, *, trusted: bool = False, force: bool = False) -> tuple[OpenedStore, list[str]]:
    """What is opened, closed again, and what was told."""
    told: list[str] = []
    found = open_store(folder, trusted=trusted, force=force, tell=told.append)
    found.store.close()
    return found, told


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two papers."""
    return filled(tmp_path_factory.mktemp("bestand") / "store.sqlite", "20/1", "20/2")


@pytest.fixture
def stored(two: Path, tmp_path: Path) -> Path:
    """A folder with a copy of it."""
    shutil.copy(two, tmp_path)
    return tmp_path


def test_a_healthy_store_is_opened_as_it_is(stored: Path) -> None:
    found, told = opened(stored)
    assert (found.replaced, found.lost, told) == (False, (), [])
    assert sorted(path.name for path in stored.iterdir()) == ["store.sqlite"]


def test_a_new_one_is_begun_and_told_only_where_one_has_been(tmp_path: Path) -> None:
    assert opened(tmp_path)[1] == []
    (tmp_path / "store.sqlite").unlink()
    (tmp_path / "vectors").mkdir()
    found, told = opened(tmp_path)
    assert not found.replaced
    assert "war nicht mehr da" in told[0]


def test_a_changed_record_is_found_unless_the_file_is_trusted(stored: Path) -> None:
    with closing(sqlite3.connect(stored / "store.sqlite", isolation_level=None)) as db:
        db.execute("update papers set record = '{}' where key = '20/1'")
    assert not opened(stored, trusted=True)[0].replaced
    found, told = opened(stored)
    assert (found.replaced, found.lost) == (True, (Path("/papiere/20-1.pdf"),))
    assert "1 Drucksachen daraus sind gerettet" in told[0]
    assert sorted(path.name for path in stored.iterdir()) == ["store.sqlite", "store.sqlite.beschaedigt-1"]
    assert not opened(stored)[0].replaced  # mended for good


def test_a_store_of_a_newer_layout_is_refused_unless_forced(stored: Path) -> None:
    with closing(sqlite3.connect(stored / "store.sqlite")) as db:
        db.execute("pragma user_version = 999")
    for trusted in (True, False):
        with pytest.raises(IndexProblem, match=r"neueren Fassung.*Abhilfe"):
            opened(stored, trusted=trusted)
    assert opened(stored, force=True)[0].replaced


def test_a_store_that_another_program_uses_is_no_damage(stored: Path, monkeypatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: real(*given, **(named | {"timeout": 0})))
    with closing(real(stored / "store.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(IndexProblem, match=r"lässt sich nicht öffnen.*Abhilfe: nachsehen, ob ein anderes Programm"):
            opened(stored)
    assert not opened(stored)[0].replaced


@pytest.mark.parametrize(
    ("code", "force", "says"),
    [
        (sqlite3.SQLITE_FULL, True, FULL),
        (sqlite3.SQLITE_READONLY, True, "lässt sich nicht öffnen"),
        (sqlite3.SQLITE_IOERR, False, "lässt sich nicht öffnen"),  # the disk may be at fault
        (sqlite3.SQLITE_IOERR, True, None),
        (sqlite3.SQLITE_CORRUPT, False, None),
        (sqlite3.SQLITE_NOTADB, False, None),
    ],
)
def test_only_damage_has_a_store_replaced(stored: Path, code: int, force: bool, says: str | None, monkeypatch) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_sound_store", lambda *_: (_ for _ in ()).throw(error))
        if says is None:
            assert opened(stored, force=force)[0].replaced
            return
        with pytest.raises(IndexProblem, match=says):
            opened(stored, force=force)
    assert not opened(stored)[0].replaced


def test_a_disk_that_is_full_while_a_store_is_salvaged_changes_nothing(stored: Path, monkeypatch) -> None:
    damages.beheaded(stored / "store.sqlite")
    before = (stored / "store.sqlite").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "salvage", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(IndexFailed, match="ist voll"):
            opened(stored)
    assert {path.name: path.read_bytes() for path in stored.iterdir()} == {"store.sqlite": before}
    assert opened(stored)[0].replaced


@pytest.mark.parametrize("renamed", [True, False])
def test_a_salvage_that_was_cut_off_between_its_renamings_is_finished(stored: Path, renamed: bool) -> None:
    """The damaged one was set aside already, or not yet; what was salvaged stands beside it."""
    filled(stored / "store.sqlite.gerettet", "20/1", "20/2", "20/3")
    if renamed:
        (stored / "store.sqlite").rename(stored / "store.sqlite.beschaedigt-1")
    opened(stored)
    store = Store(stored / "store.sqlite")
    assert len(store.whole()) == 3
    store.close()
    assert sorted(p.name for p in stored.iterdir()) == ["store.sqlite", "store.sqlite.beschaedigt-1"]


# vectors and keywords
class Part:
    """Stands for one of them."""

    def __init__(self, path: Path | None) -> None:
        self.path = path


def made(path: Path | None) -> Part:
    """Made again there; notes that nothing of the former lay in the way."""
    assert path is None or not path.exists()
    return Part(path)


def full(path: Path | None) -> Part:
    """A disk that fills up while it is made again."""
    if path is not None:
        path.mkdir()
        raise OSError(28, "No space left on device")
    return Part(None)


class Panic(BaseException):
    """As pyo3's PanicException: no Exception."""


def panics(_: Path) -> Part:
    raise Panic


@pytest.fixture
def part(tmp_path: Path) -> Path:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "alt").touch()
    return tmp_path / "vectors"


def test_a_healthy_part_is_opened_and_nothing_told(part: Path) -> None:
    told: list[str] = []
    found = open_part(Part, part, None, told.append)
    assert found is not None
    assert (found.path, told) == (part, [])
    assert (part / "alt").exists()


@pytest.mark.parametrize(
    ("kind", "wrong", "says"),
    [
        (Part, "stürzt ab", ["„vectors“ war beschädigt (stürzt ab) und wird aus dem Bestand neu gemacht."]),
        (Part, "", []),
        (panics, None, ["„vectors“ ließ sich nicht öffnen und wird aus dem Bestand neu gemacht."]),
    ],
)
def test_a_damaged_part_is_not_opened_taken_away_and_made_again(
    part: Path, kind, wrong: str | None, says: list[str]
) -> None:
    told: list[str] = []
    assert open_part(kind, part, wrong, told.append) is None
    assert told == says
    found, on_disk = make_part(made, part, told.append)
    assert (found.path, on_disk, told) == (part, True, says)


def test_without_room_it_is_made_in_memory(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    found, on_disk = make_part(full, part, told.append)
    assert (found.path, on_disk, part.exists()) == (None, False, False)  # half of it is of no use
    assert "neu gemacht werden (OSError). Bis zum nächsten Start wird im Arbeitsspeicher gesucht" in told[0]
    monkeypatch.setattr(opening, "lacking", lambda _: "voll")
    assert make_part(made, part, told.append)[1] is False
    assert "(kein Platz)" in told[1]


def test_whoever_stops_the_program_stops_it(part: Path) -> None:
    def stopped(_: Path | None) -> Part:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_part(stopped, part, None, lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        make_part(stopped, part, lambda _: None)


def test_a_real_part_of_garbage_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "keywords"
    path.mkdir()
    (path / "meta.json").write_text("unsinn", encoding="utf-8")
    assert open_part(Keywords, path, None, lambda _: None) is None
    found, on_disk = make_part(Keywords, path, lambda _: None)
    assert (set(found.ids()), on_disk) == (set(), True)
    found.close()
