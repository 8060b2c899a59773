"""Reading papers in: one bad file is passed over, a failing index stops the reading, gone folders remove nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import guarded, papers
from ingest.model import ParseError
from ingest.papers import Loaded
from rag.engine import Engine
from rag.index import room
from rag.index import update as updating
from rag.index.index import Index
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder, sample_paper


@pytest.fixture
def index(tmp_path: Path):
    with Index(tmp_path / "index", FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files "1.txt" to "6.txt"; each file's name tells the paper's number ("7-kopie.txt" is 20/7)."""

    def load(path: Path) -> Loaded:
        path.read_bytes()
        return Loaded((sample_paper(f"20/{path.stem.split('-')[0]}"),))

    monkeypatch.setattr(guarded, "load_all", load)
    return filled(tmp_path / "papiere", "1", "2", "3", "4", "5", "6")


def filled(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"Papier {name}", encoding="utf-8")
    return folder


def numbers(index: Index) -> list[str]:
    return sorted(stored.paper.nummer for stored in index.store.whole())


def spoilt(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    """Reading the file of this name raises an error."""
    before = guarded.load_all

    def load(path: Path) -> Loaded:
        if path.stem == name:
            raise error
        return before(path)

    monkeypatch.setattr(guarded, "load_all", load)


# one bad file
@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ParseError("2.txt", "keine Antwort"), "keine Antwort"),
        (KeyError("seite"), "kann nicht gelesen werden (KeyError)"),
        (FileNotFoundError(2, "weg"), "ist beim Lesen verschwunden"),
        (PermissionError(13, "verboten"), "darf nicht gelesen werden"),
        (OSError(errno.EIO, "Input/output error"), "kann nicht gelesen werden (Input/output error)"),
        (MemoryError(), "ist zu groß für den Arbeitsspeicher"),
        (RecursionError("tief"), "kann nicht gelesen werden (RecursionError)"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "kann nicht gelesen werden (UnicodeDecodeError)"),
    ],
)
def test_whatever_one_file_does_wrong_the_others_are_read(index, corpus, monkeypatch, error, says):
    spoilt(monkeypatch, "2", error)
    report = index.update([corpus])
    assert report.read == ("20/1", "20/3", "20/4", "20/5", "20/6")
    assert [(Path(datei).name, grund[: len(says)]) for datei, grund in report.refused] == [("2.txt", says)]
    assert report.stopped is None
    assert index.check() == []


def test_a_file_that_vanishes_before_it_is_read_is_passed_over(index, corpus, monkeypatch):
    find = papers.find
    monkeypatch.setattr(papers, "find", lambda paths: [*find(paths), corpus / "7.txt"])
    report = index.update([corpus])
    assert len(report.read) == 6
    assert report.refused == ((str(corpus / "7.txt"), "ist beim Lesen verschwunden"),)


def test_a_name_in_latin_1_is_refused_with_what_to_do(index, corpus):
    os.rename(os.fsencode(corpus / "2.txt"), os.fsencode(corpus) + b"/Anh\xf6rung.txt")  # noqa: PTH104 - bytes
    report = index.update([corpus])
    assert len(report.read) == 5
    assert [(Path(datei).name, grund) for datei, grund in report.refused] == [
        ("Anh�rung.txt", "Der Name ist nicht in UTF-8. Abhilfe: umbenennen")
    ]


def test_a_file_that_cannot_even_be_looked_at_is_refused_alone(index, corpus, monkeypatch):
    real = Path.stat

    def stat(path: Path, **given: object) -> os.stat_result:
        if path == corpus / "2.txt":
            raise OSError(errno.EIO, "Input/output error")
        return real(path, **given)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(updating, "file_hash", lambda path: path.stat() and path.name)
    report = index.update([corpus])
    assert len(report.read) == 5
    assert report.refused == ((str(corpus / "2.txt"), "kann nicht gelesen werden (Input/output error)"),)


def test_a_folder_in_latin_1_too(index, corpus):
    folder = os.fsencode(corpus) + b"/M\xe4rz"
    os.mkdir(folder)  # noqa: PTH102 - bytes
    shutil.move(os.fsencode(corpus / "2.txt"), folder + b"/2.txt")
    assert [grund[:8] for _, grund in index.update([corpus]).refused] == ["Der Name"]
    assert len(numbers(index)) == 5


def test_what_is_no_character_is_the_papers_fault(index, corpus, monkeypatch):
    before = guarded.load_all

    def load(path: Path) -> Loaded:
        (paper,) = before(path).papers
        return Loaded((replace(paper, titel=paper.titel + "\udc00" * ("2" in path.name)),))

    monkeypatch.setattr(guarded, "load_all", load)
    report = index.update([corpus])
    assert (len(report.read), report.stopped) == (5, None)
    assert "Zeichen, die keine sind" in report.refused[0][1]
    assert index.check() == []


def test_a_place_that_cannot_be_looked_at_is_refused(index, corpus):
    loop = corpus.parent / "kreis"
    loop.symlink_to(loop)
    report = index.update([corpus, loop])
    assert len(report.read) == 6
    assert [datei for datei, _ in report.refused] == [str(loop)]


# the index itself
def failing(error: BaseException):
    def fail(*_: object) -> None:
        raise error

    return fail


class Panic(BaseException):
    """As pyo3's PanicException: no Exception."""


@pytest.mark.parametrize(
    ("step", "error", "says"),
    [
        ("embedder.passages", RuntimeError("kein Modell"), "RuntimeError: kein Modell"),
        ("store.put", sqlite3.OperationalError("database or disk is full"), "ist voll. Abhilfe: Platz schaffen"),
        ("vectors.put", OSError(errno.ENOSPC, "No space left on device"), "ist voll. Abhilfe: Platz schaffen"),
        ("vectors.put", Panic("called `Option::unwrap()`"), "hilft das nicht: antwortfinder reparieren"),
        ("keywords.commit", ValueError("An IO error occurred: 'No space left on device (os error 28)'"), "ist voll"),
        ("keywords.put", ValueError("Worker thread failed"), "hilft das nicht: antwortfinder reparieren"),
        ("store.set_states", sqlite3.DatabaseError("database disk image is malformed"), "antwortfinder reparieren"),
    ],
)
def test_an_error_of_the_index_stops_the_reading_and_asking_goes_on(tmp_path, corpus, monkeypatch, step, error, says):
    settings = Settings(index=tmp_path / "index")
    with Engine.open(settings, FakeEmbedder()) as engine:
        index = engine.index
        engine.ingest([corpus / "1.txt", corpus / "2.txt"])
        owner, name = step.split(".")
        with monkeypatch.context() as patch:
            patch.setattr(getattr(index, owner), name, failing(error))
            report = engine.ingest([corpus])
        assert report.read == ()
        assert report.stopped.startswith("Das Einlesen hielt an, 4 Dateien sind nicht gelesen.")
        assert says in report.stopped
        assert numbers(index) == ["20/1", "20/2"]
        assert engine.ask(Query("Wie viele Leuchttürme gibt es an den deutschen Küsten?")).hits
        if not index.store.unfinished():
            assert index.check() == []
    with Engine.open(settings, FakeEmbedder()) as engine:
        assert engine.check() == []
        engine.ingest([corpus])
        assert numbers(engine.index) == [f"20/{n}" for n in range(1, 7)]
        assert engine.check() == []


def test_reading_stops_before_the_disk_is_full(index, corpus, monkeypatch):
    index.update([corpus / "1.txt"])
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: usage(10**9, 10**9, 60_000_000))
    report = index.update([corpus])
    assert "sind nur noch 60 MB frei, gebraucht werden 65 MB. Abhilfe" in report.stopped
    assert (report.read, index.check(), numbers(index)) == ((), [], ["20/1"])


# files that are gone
def test_an_empty_mount_removes_nothing(index, corpus):
    index.update([corpus])
    shutil.rmtree(corpus)
    corpus.mkdir()
    report = index.update([corpus])
    assert (report.removed, len(report.kept), len(numbers(index))) == ((), 6, 6)
    assert index.update([corpus], remove=True).removed == tuple(f"20/{n}" for n in range(1, 7))
    assert numbers(index) == []


def test_a_folder_that_is_gone_removes_nothing(index, corpus):
    index.update([corpus])
    shutil.rmtree(corpus)
    report = index.update([corpus])
    assert (report.removed, len(report.kept), report.refused) == ((), 6, ((str(corpus), "gibt es nicht"),))
    assert len(index.update([corpus], remove=True).removed) == 6


@pytest.mark.parametrize(("gone", "kept"), [("12", 0), ("123", 0), ("1234", 4), ("12345", 5), ("123456", 6)])
def test_more_than_half_and_at_least_three_are_kept(index, corpus, gone, kept):
    index.update([corpus])
    for name in gone:
        (corpus / f"{name}.txt").unlink()
    report = index.update([corpus])
    assert (len(report.kept), len(report.removed)) == (kept, 0 if kept else len(gone))
    assert index.check() == []


def test_two_of_three_may_go(index, corpus):
    index.update([corpus / "1.txt", corpus / "2.txt", corpus / "3.txt"])
    shutil.rmtree(corpus)
    filled(corpus, "1")
    assert index.update([corpus]).removed == ("20/2", "20/3")


def test_a_folder_below_that_is_not_mounted_keeps_its_papers(index, corpus):
    share = filled(corpus / "laufwerk", "7", "8", "9")
    index.update([corpus])
    shutil.rmtree(share)
    (corpus / "1.txt").unlink()
    report = index.update([corpus])  # 4 of 9 papers are gone, but all three of one folder
    assert (report.kept, report.removed) == (("20/7", "20/8", "20/9"), ("20/1",))


def test_what_cannot_be_looked_at_is_not_gone(index, corpus, monkeypatch):
    index.update([corpus])
    (corpus / "1.txt").unlink()
    real = Path.stat

    def stat(path: Path, **given: object) -> os.stat_result:
        if path == corpus / "1.txt":
            raise OSError(errno.ESTALE, "Stale file handle")
        return real(path, **given)

    monkeypatch.setattr(Path, "stat", stat)
    report = index.update([corpus])
    assert (report.kept, report.removed) == (("20/1",), ())


def test_of_what_was_not_named_no_file_is_looked_at(index, corpus, monkeypatch):
    index.update([corpus])
    filled(corpus, "7")
    real, looked = Path.stat, set[str]()

    def stat(path: Path, **given: object) -> os.stat_result:
        looked.add(path.name)
        return real(path, **given)

    monkeypatch.setattr(Path, "stat", stat)
    assert index.update([corpus / "1.txt", corpus / "7.txt"]).read == ("20/7",)
    assert {name for name in looked if name.endswith(".txt")} == {"1.txt", "7.txt"}


# files that moved
def test_a_moved_folder_is_known_again_without_reading(index, corpus, tmp_path, monkeypatch):
    index.update([corpus])
    index.embedder.embedded.clear()
    now = corpus.rename(tmp_path / "umgezogen")
    monkeypatch.setattr(guarded, "load_all", lambda path: pytest.fail(f"{path} read for nothing"))
    report = index.update([now])
    assert (report.read, len(report.skipped), report.refused) == ((), 6, ())
    assert index.embedder.embedded == []
    assert {Path(file).parent for file in index.store.files()} == {now}
    assert index.update([corpus, now]).removed == ()


def test_another_content_under_a_moved_files_name_is_read(index, corpus, tmp_path):
    index.update([corpus])
    now = corpus.rename(tmp_path / "umgezogen")
    (now / "1.txt").write_text("anders", encoding="utf-8")
    report = index.update([now])
    assert (report.read, len(report.skipped)) == (("20/1",), 5)
    assert len(index.store.files()) == 6  # the former place is forgotten


def test_all_files_renamed_is_no_loss(index, corpus):
    index.update([corpus])
    for path in list(corpus.iterdir()):
        path.rename(path.with_stem(f"{path.stem}-neu"))
    index.embedder.embedded.clear()
    report = index.update([corpus])
    assert (len(report.read), report.kept, report.removed) == (6, (), ())
    assert (index.embedder.embedded, len(index.store.files()), index.check()) == ([], 6, [])


def test_a_file_that_becomes_another_paper_takes_the_former_one_along(index, corpus, monkeypatch):
    index.update([corpus])
    (corpus / "1.txt").write_text("anders", encoding="utf-8")
    monkeypatch.setattr(guarded, "load_all", lambda _: Loaded((sample_paper("20/9"),)))
    report = index.update([corpus])
    assert (report.read, report.removed) == (("20/9",), ("20/1",))
    assert numbers(index) == ["20/2", "20/3", "20/4", "20/5", "20/6", "20/9"]


def test_a_users_own_file_never_takes_the_place_of_a_common_one(index, corpus, tmp_path):
    index.update([corpus])
    own = filled(tmp_path / "eigene" / "ab", "1")
    (own.parent / ".privat").touch()
    (corpus / "1.txt").unlink()
    assert index.update([corpus, own]).refused[0][0] == str(own / "1.txt")
    assert index.store.files().keys() == {str(corpus / f"{n}.txt") for n in range(2, 7)}
