"""The open index for a command: what was mended, read, kept and refused is said, on stderr and in German."""

from __future__ import annotations

import pytest
import typer

from rag.errors import IndexBusy
from rag.model import IngestReport
from rag.settings import Settings
from tests.support.fakes import FakeEngine
from ui.cli import stock


@pytest.fixture
def engine(monkeypatch):
    """What is opened for a command."""
    fake = FakeEngine()
    monkeypatch.setattr("rag.engine.Engine.open", lambda *_, **given: fake.__dict__.update(opened=given) or fake)
    return fake


@pytest.fixture
def settings(tmp_path):
    return Settings(index=tmp_path / "index", corpus=tmp_path / "corpus")


def report(engine, monkeypatch, **given):
    """Let reading papers end like this."""
    monkeypatch.setattr(engine, "ingest", lambda *_: IngestReport(**given))


def test_what_was_mended_is_said_on_stderr(engine, settings, capsys):
    engine.notes = ["„vectors“ war beschädigt und wurde neu gemacht."]
    with stock.opened(settings, update=False) as opened:
        assert opened is engine
        said = capsys.readouterr()
    assert (said.out, said.err) == ("", "„vectors“ war beschädigt und wurde neu gemacht.\n")


def test_papers_kept_are_told_with_how_to_remove_them(engine, monkeypatch, tmp_path, capsys):
    report(engine, monkeypatch, kept=("20/1", "20/2", "20/3"))
    folder = tmp_path / "meine papiere"
    folder.mkdir()
    assert stock.read_in(engine, [folder]) is False
    err = capsys.readouterr().err
    assert err.startswith("3 Papiere bleiben im Index, obwohl die Dateien dazu fehlen:")
    assert err.rstrip().endswith(f"antwortfinder ingest --entfernen '{folder}'")


def test_a_corpus_folder_that_is_gone_is_told_only_where_papers_came_from_it(engine, monkeypatch, tmp_path, capsys):
    gone = tmp_path / "weg"
    for kept, says in (((), ""), (("20/1",), "1 Papier bleibt im Index")):
        report(engine, monkeypatch, refused=((str(gone), "gibt es nicht"),), kept=kept)
        assert stock.read_in(engine, [gone]) is not bool(kept)
        err = capsys.readouterr().err
        assert err.startswith(says)
        assert bool(err) == bool(kept)


def test_a_path_that_was_typed_and_is_gone_is_told(engine, monkeypatch, tmp_path, capsys):
    report(engine, monkeypatch, refused=((str(tmp_path / "weg"), "gibt es nicht"),))
    assert stock.read_in(engine, [tmp_path / "weg"], tell=True) is False
    out, err = capsys.readouterr()
    assert err == f"Nicht gelesen: {tmp_path / 'weg'}: gibt es nicht\n"
    assert out == "0 gelesen, 0 unverändert, 1 nicht gelesen\n"


def test_counts_and_removed_papers_are_told_where_it_was_asked_for(engine, monkeypatch, tmp_path, capsys):
    report(engine, monkeypatch, read=("a", "b"), skipped=("c",), removed=("20/1", "20/2"))
    assert stock.read_in(engine, [tmp_path]) is True
    assert capsys.readouterr() == ("", "")
    assert stock.read_in(engine, [tmp_path], tell=True) is True
    assert capsys.readouterr().out == "2 gelesen, 1 unverändert, 0 nicht gelesen\n2 entfernt: 20/1, 20/2\n"


@pytest.mark.parametrize("there", [True, False])
def test_an_update_reads_the_corpus_where_there_is_one_or_papers_came_from_it(engine, settings, there):
    if there:
        settings.corpus.mkdir()
    engine.stock = {}
    for update, read in ((False, []), (True, [settings.corpus] if there else [])):
        with stock.opened(settings, update=update):
            assert engine.ingested == read
    engine.stock = FakeEngine().stock
    with stock.opened(settings, update=True):
        assert engine.ingested[-1] == settings.corpus  # its papers may have to leave


def test_to_make_all_afresh_is_handed_on_and_users_papers_are_read_in_again(engine, settings, monkeypatch):
    again = []
    monkeypatch.setattr("ui.storage.uploads.OwnPapers", lambda *given: again.append(given))
    with stock.opened(settings, update=False, afresh=True):
        assert engine.opened["afresh"] is True
        assert again == []  # nobody has any
    (settings.data_folder / "eigene").mkdir()
    with stock.opened(settings, update=False):
        assert again == []
    with stock.opened(settings, update=False, afresh=True):
        assert again == [(engine, settings.data_folder)]


def test_an_index_that_cannot_be_opened_ends_the_program_with_a_word(settings, monkeypatch, capsys):
    def busy(*_, **_given):
        raise IndexBusy("Der Index wird gerade benutzt.")

    monkeypatch.setattr("rag.engine.Engine.open", busy)
    with pytest.raises(typer.Exit) as ended, stock.opened(settings, update=True):
        pass
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err == "Der Index wird gerade benutzt.\n"


def test_a_service_leaves_what_is_damaged_for_later_and_hears_how_far_all_else_is(engine, settings, monkeypatch):
    heard = []
    monkeypatch.setattr(engine, "ingest", lambda _paths, progress, _remove: progress(3, 4, "a.pdf") or IngestReport())
    with stock.opened(settings, update=False, serves=lambda *step: heard.append(step)):
        assert engine.opened["later"] is True
        engine.opened["progress"](1, 2, "20/1")
        stock.read_in(engine, [settings.corpus], serves=lambda *step: heard.append(step))
    assert heard == [("Der Index wird hergerichtet", 1, 2), ("Papiere werden gelesen", 3, 4)]
    with stock.opened(settings, update=False):
        assert engine.opened["later"] is False
