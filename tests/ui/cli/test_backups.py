"""The two commands, and that nothing is opened over half of a backup."""

from __future__ import annotations

import shutil

import pytest

from rag.engine import Engine
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT
from ui.cli import main
from ui.storage.restoring import MARK


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Sets where the program's folders are; gives the settings."""
    monkeypatch.setattr("rag.engine.load_embedder", lambda _: FakeEmbedder())
    monkeypatch.setenv("ANTWORTFINDER_DATA", "")

    def at(name):
        given = Settings(index=tmp_path / name / "index", data=tmp_path / name / "daten", corpus=tmp_path / name / "p")
        for key in ("index", "data", "corpus"):
            monkeypatch.setenv(f"ANTWORTFINDER_{key.upper()}", str(getattr(given, key)))
        return given

    return at


def test_back_and_forth(place, tmp_path, capsys):
    old = place("alt")
    old.corpus.mkdir(parents=True)
    (old.corpus / "20-11166.txt").write_bytes((ROOT / "corpus" / "20-11166.txt").read_bytes())
    assert main.run(["ingest", str(old.corpus)]) == 0
    assert main.run(["sicherung", str(tmp_path / "sicherung")]) == 0
    assert "Gesichert: 1 Drucksachen" in capsys.readouterr().out
    assert main.run(["sicherung", str(tmp_path / "sicherung")]) == 1
    assert "ist nicht leer" in capsys.readouterr().err
    assert main.run(["wiederherstellen", str(tmp_path / "sicherung")]) == 1
    assert "überschrieben wird nichts" in capsys.readouterr().err
    new = place("neu")
    assert main.run(["wiederherstellen", str(tmp_path / "sicherung")]) == 0
    said = capsys.readouterr()
    assert "Wiederhergestellt" in said.out
    assert "beschädigt" not in said.err
    assert main.run(["check"]) == 0
    with Engine.open(new, FakeEmbedder()) as engine:
        assert engine.file("20/11166") == new.corpus / "20-11166.txt"


def test_a_file_that_is_being_written_is_named(place, tmp_path, monkeypatch, capsys):
    old = place("alt")
    old.corpus.mkdir(parents=True)
    (file := old.corpus / "20-11166.txt").write_bytes((ROOT / "corpus" / "20-11166.txt").read_bytes())
    assert main.run(["ingest", str(old.corpus)]) == 0
    copy = shutil.copyfile

    def copied_while_it_is_written(path, to):
        copy(path, to)
        if path == file.resolve():
            file.write_bytes(file.read_bytes() + b"\n")

    monkeypatch.setattr("ui.storage.backup.PAUSE", 0.0)
    monkeypatch.setattr("ui.storage.backup.shutil.copyfile", copied_while_it_is_written)
    assert main.run(["sicherung", str(tmp_path / "sicherung")]) == 0
    said = capsys.readouterr()
    assert "Gesichert: 1 Drucksachen" in said.out
    assert "Nicht gesichert, weil noch daran geschrieben wurde: „20-11166.txt“" in said.err


def test_a_folder_without_a_backup_is_said(place, tmp_path, capsys):
    place("neu")
    assert main.run(["wiederherstellen", str(tmp_path)]) == 1
    assert "keine vollständige Sicherung" in capsys.readouterr().err


def test_half_a_backup_is_not_opened(place, capsys):
    settings = place("neu")
    settings.data.mkdir(parents=True)
    (settings.data / MARK).touch()
    assert main.run(["check"]) == 1
    assert "nicht zu Ende wiederhergestellt" in capsys.readouterr().err
    assert not settings.index.exists()
