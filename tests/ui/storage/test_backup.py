"""A backup made while everything is written to, and put back where nothing is: the same answers, nobody else's."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from collections import Counter, namedtuple
from contextlib import closing
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.model import Query
from rag.reply_json import as_json
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT
from ui.storage import backup, restoring
from ui.storage.backup import BackupProblem
from ui.web.desk import Desk

PAPER = (ROOT / "corpus" / "20-11166.txt").read_text(encoding="utf-8")
QUESTION, OWN = Query("Zeige Frage 3 aus 20/11166"), Query("Zeige Frage 3 aus 20/777")


def text(number):
    """The paper once more: its number stands in its file's name alone, and no two files are the same."""
    return PAPER + "\n" * number


def unseen(*_):
    """Nobody watches."""


def settings_in(folder):
    return Settings(index=folder / "index", data=folder / "daten", corpus=folder / "papiere")


@pytest.fixture
def settings(tmp_path):
    given = settings_in(tmp_path / "alt")
    given.corpus.mkdir(parents=True)
    (given.corpus / "20-11166.txt").write_text(PAPER, encoding="utf-8")
    dip = given.corpus / "dip"
    dip.mkdir()
    with closing(sqlite3.connect(dip / ".stand.sqlite")) as db, db:
        db.execute("create table marks (n)")
        db.execute("insert into marks values (7)")
    return given


@pytest.fixture
def opened(settings):
    """An engine and a desk with a paper of all, one of anna's own, and a conversation of hers."""
    with Engine.open(settings, FakeEmbedder()) as engine:
        engine.ingest([settings.corpus])
        desk = Desk(engine, settings.data_folder)
        assert desk.own.add("anna", "20-777.txt", text(777).encode()).read == ("20/777",)
        key = desk.conversations.begin("anna", "Formate")
        list(desk.ask("anna", key, QUESTION.text, QUESTION.filters))
        yield engine, desk


def said(engine, user):
    """What a user is answered, without what differs from time to time: to a question of all, and to anna's own."""
    replies = [as_json(engine.seen_by(user).ask(query)) for query in (QUESTION, OWN)]
    for reply in replies:
        reply.pop("ms")
    return json.dumps(replies, sort_keys=True)


def restored(target, folder):
    """The settings of a place to which a backup was put back, through the door that the command uses."""
    given = settings_in(folder)
    manifest = restoring.read(target)
    restoring.copy_back(target, manifest, given, unseen)
    with Engine.open(given, FakeEmbedder()) as engine:
        for name, before in manifest.ordner.items():
            engine.move_files(Path(before), backup.folders(given)[name])
    restoring.finish(given)
    return given


class Writing:
    """Conversations, papers of all and own papers of bert's, kept and read in and removed until it is over."""

    def __init__(self, engine, desk, corpus):
        self.engine, self.desk, self.corpus = engine, desk, corpus
        self.over, self.failed, self.done = threading.Event(), list[BaseException](), Counter()
        self.threads = [
            threading.Thread(target=self._again_and_again, args=(work,))
            for work in (self.converse, self.read, self.own)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        while len(self.done) < len(self.threads) and not self.failed:
            self.over.wait(0.05)
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _again_and_again(self, work):
        try:
            while not self.over.is_set():
                work(self.done[work.__name__])
                self.done[work.__name__] += 1
        except BaseException as error:
            self.failed.append(error)

    def converse(self, n):  # noqa: D102
        key = self.desk.conversations.begin("bert", f"Nummer {n}")
        list(self.desk.ask("bert", key, "Und welche Kosten?", QUESTION.filters))

    def read(self, n):  # noqa: D102
        (self.corpus / f"20-{20_000 + n}.txt").write_text(text(20_000 + n), encoding="utf-8")
        self.engine.ingest([self.corpus])

    def own(self, n):  # noqa: D102
        assert self.desk.own.add("bert", f"20-{900 + n}.txt", text(900 + n).encode()).read
        if n % 2:
            assert self.desk.own.remove("bert", f"20/{900 + n}")

    def slowly(self, *_):
        """Each file is copied once another conversation has been kept."""
        seen = self.done["converse"]
        while self.done["converse"] == seen and not self.failed:
            self.over.wait(0.01)


def test_a_round_trip_while_everything_is_written_to(opened, settings, tmp_path):
    engine, desk = opened
    with Writing(engine, desk, settings.corpus) as writing:
        began = writing.done["converse"]
        made, _ = backup.make(engine, settings, tmp_path / "sicherung", writing.slowly)
        written = writing.done["converse"] - began
    assert not writing.failed
    assert written > 5, "nothing was written meanwhile"
    assert {"index/store.sqlite", "daten/gespraeche.sqlite3", "papiere/dip/.stand.sqlite"} <= set(made.dateien)
    for folder in (settings.data_folder, settings.corpus):  # nothing may lean on the old place
        shutil.rmtree(folder)
    there = restored(tmp_path / "sicherung", tmp_path / "neu")
    with Engine.open(there, FakeEmbedder()) as again:
        assert again.check() == []
        fresh = Desk(again, there.data_folder)
        _holds_the_papers(again, engine, there)
        (talk,) = fresh.conversations.listed("anna")
        (turn,) = fresh.turns("anna", talk.key)
        assert (turn.question, turn.problem) == (QUESTION.text, None)
        assert turn.reply.statements
        assert turn.reply.statements == engine.ask(QUESTION).statements
        assert len(fresh.conversations.listed("bert")) >= began
        for talk in fresh.conversations.listed("bert"):
            assert len(fresh.turns("bert", talk.key)) <= 1
    with closing(sqlite3.connect(there.corpus / "dip" / ".stand.sqlite")) as db:
        assert db.execute("select n from marks").fetchall() == [(7,)]


def _holds_the_papers(again, engine, there):
    """Those of all are all's, those of anna and bert theirs alone, and each has its file where it lies now."""
    numbers = {paper.nummer for paper in again.papers()}
    assert "20/11166" in numbers
    assert not numbers & {"20/777", *(f"20/{n}" for n in range(900, 1000))}
    assert again.private("anna") == {"20/777": next((there.data_folder / "eigene").glob("*/20-777.txt"))}
    assert again.private("bert")
    for path in again.private("bert").values():
        assert path.is_relative_to(there.data_folder)
        assert path.is_file()
    assert again.file("20/11166") == there.corpus.resolve() / "20-11166.txt"
    assert again.passages_of("20/11166") == engine.passages_of("20/11166")


def test_the_same_question_has_the_same_answer_afterwards(opened, settings, tmp_path):
    engine, _ = opened
    before = {user: said(engine, user) for user in ("anna", "bert", None)}
    assert before["anna"] != before["bert"]
    backup.make(engine, settings, tmp_path / "sicherung", unseen)
    there = restored(tmp_path / "sicherung", tmp_path / "neu")
    with Engine.open(there, FakeEmbedder()) as again:
        Desk(again, there.data_folder)
        assert {user: said(again, user) for user in ("anna", "bert", None)} == before
        assert again.index.embedder.embedded == []  # nothing had to be read or embedded anew


def test_without_the_papers_their_words_are_still_there(opened, settings, tmp_path):
    engine, _ = opened
    made, _ = backup.make(engine, settings, tmp_path / "sicherung", unseen, papers=False)
    assert not [name for name in made.dateien if name.startswith("papiere/")]
    there = restored(tmp_path / "sicherung", tmp_path / "neu")
    with Engine.open(there, FakeEmbedder()) as again:
        assert said(again, "anna") == said(engine, "anna")


def test_secrets_of_the_running_service_are_not_in_it(opened, settings, tmp_path):
    engine, _ = opened
    (settings.index / ".dienst.json").write_text("geheim")
    zwischen = settings.data_folder / "zwischen"
    zwischen.mkdir()
    (zwischen / "x.txt").write_text("von eben")
    made, _ = backup.make(engine, settings, tmp_path / "sicherung", unseen)
    assert not [name for name in made.dateien if "dienst" in name or "zwischen" in name]
    assert [name for name in made.dateien if name.startswith("index/")] == ["index/store.sqlite"]


def test_a_target_that_holds_something_is_refused(opened, settings, tmp_path):
    engine, _ = opened
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "x").write_text("bleibt")
    with pytest.raises(BackupProblem, match="ist nicht leer"):
        backup.make(engine, settings, tmp_path / "voll", unseen)
    assert (tmp_path / "voll" / "x").read_text() == "bleibt"
    for inside in (settings.data_folder, settings.corpus, settings.index):
        with pytest.raises(BackupProblem, match="liegt in"):
            backup.make(engine, settings, inside / "sicherung", unseen)
        assert not (inside / "sicherung").exists()


def test_where_there_is_no_room_nothing_is_begun(opened, settings, tmp_path, monkeypatch):
    engine, _ = opened
    usage = namedtuple("usage", "total used free")(1, 1, 1_000_000)
    monkeypatch.setattr("ui.storage.backup.shutil.disk_usage", lambda _: usage)
    with pytest.raises(BackupProblem, match="nur 1 MB frei"):
        backup.make(engine, settings, tmp_path / "sicherung", unseen)
    assert not (tmp_path / "sicherung").exists()


def test_one_that_is_cut_off_leaves_nothing(opened, settings, tmp_path):
    engine, _ = opened

    def fails(*_):
        raise OSError(28, "No space left on device")

    with pytest.raises(BackupProblem, match="No space left"):
        backup.make(engine, settings, tmp_path / "sicherung", fails)
    assert not (tmp_path / "sicherung").exists()
    assert said(engine, "anna")  # and it goes on


def test_a_damaged_database_is_said_and_not_backed_up_as_if_it_were_whole(opened, settings, tmp_path):
    engine, desk = opened
    for n in range(200):
        desk.conversations.begin("anna", f"Titel {n}")
    path = settings.data_folder / "gespraeche.sqlite3"
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\x55" * 4000
    path.write_bytes(data)
    with pytest.raises(BackupProblem):
        backup.make(engine, settings, tmp_path / "sicherung", unseen)
    assert not (tmp_path / "sicherung").exists()


def test_a_paper_that_begins_like_a_database_keeps_nobody_from_a_backup(opened, settings, tmp_path):
    (settings.corpus / "fremd.txt").write_bytes(b"SQLite format 3\0 und sonst nichts davon")
    made, _ = backup.make(opened[0], settings, tmp_path / "sicherung", unseen)
    assert "papiere/fremd.txt" in made.dateien


def _backed_up(engine, settings, target):
    """A backup by a thread of its own, which may have to wait for others."""
    thread = threading.Thread(target=backup.make, args=(engine, settings, target, unseen))
    thread.start()
    thread.join(0.5)
    return thread


@pytest.mark.parametrize("when", ["renamed", "half deleted"])
def test_a_paper_that_is_just_being_removed_is_in_it_whole_or_not_at_all(opened, settings, tmp_path, monkeypatch, when):
    engine, desk = opened
    backups = []
    remove, rmtree = type(engine).remove_private, shutil.rmtree

    def remove_slowly(self, *given):
        if when == "renamed":
            backups.append(_backed_up(engine, settings, tmp_path / "sicherung"))
        remove(self, *given)

    def delete_slowly(folder, **how):
        if when == "half deleted" and not backups:
            (folder / "besitzer.json").unlink()
            backups.append(_backed_up(engine, settings, tmp_path / "sicherung"))
        rmtree(folder, **how)

    monkeypatch.setattr(type(engine), "remove_private", remove_slowly)
    monkeypatch.setattr("ui.storage.uploads.shutil.rmtree", delete_slowly)
    assert desk.own.remove("anna", "20/777")
    backups[0].join()
    monkeypatch.undo()
    there = restored(tmp_path / "sicherung", tmp_path / "neu")
    files = {path.name for path in (there.data_folder / "eigene").rglob("*.txt")}
    with Engine.open(there, FakeEmbedder()) as again:
        assert (set(again.private("anna")), files) == (set(), set())


def test_a_file_that_grows_while_it_is_copied_is_copied_again(opened, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "PAUSE", 0.0)
    file = settings.corpus / "21-00005.txt"
    file.write_text(PAPER[:500], encoding="utf-8")

    copy = shutil.copyfile

    def copied_while_it_is_written(path, to):
        copy(path, to)
        if path == file:
            file.write_text(PAPER, encoding="utf-8")
            os.utime(file, ns=(1, 1))  # its last change

    monkeypatch.setattr("ui.storage.backup.shutil.copyfile", copied_while_it_is_written)
    _, unsteady = backup.make(opened[0], settings, tmp_path / "sicherung", unseen)
    assert unsteady == ()
    assert (tmp_path / "sicherung" / "papiere" / file.name).read_text("utf-8") == PAPER


def test_a_file_that_never_holds_still_is_left_out_and_named(opened, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "PAUSE", 0.0)
    file = settings.corpus / "21-00005.txt"
    file.write_text(PAPER[:500], encoding="utf-8")

    def grows(_done, _total, name):
        if name == file.name:
            file.write_text(file.read_text("utf-8") + "mehr", encoding="utf-8")

    made, unsteady = backup.make(opened[0], settings, tmp_path / "sicherung", grows)
    assert unsteady == (file,)
    assert f"papiere/{file.name}" not in made.dateien
    assert not (tmp_path / "sicherung" / "papiere" / file.name).exists()
    restored(tmp_path / "sicherung", tmp_path / "neu")


def test_a_file_that_comes_while_others_are_copied_is_in_it_and_one_that_goes_is_not(
    opened, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(backup, "PAUSE", 0.0)
    half, whole = settings.corpus / "21-00005.txt", settings.corpus / "21-00006.txt"
    half.write_text(PAPER[:500], encoding="utf-8")

    def downloaded(_done, _total, name):
        if name == "20-11166.txt" and half.exists():
            half.rename(whole)

    made, unsteady = backup.make(opened[0], settings, tmp_path / "sicherung", downloaded)
    assert unsteady == ()
    assert f"papiere/{whole.name}" in made.dateien
    assert f"papiere/{half.name}" not in made.dateien
