"""A damaged index is whole again when it has been opened, and answers as before; tests/bench/damage.py does all 198."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.index import opening, parts, probe, rebuild
from rag.index.rebuild import Progress
from rag.settings import Settings
from tests.support import damages
from tests.support.fakes import FakeEmbedder
from ui.storage.uploads import OwnPapers

FILES = (damages.deleted, damages.flipped)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers, an index of them that was closed in order, and a paper of Anna's own."""
    place = tmp_path_factory.mktemp("heil")
    damages.build(place / "index", damages.corpus(place / "papiere"))
    with opened(place / "index") as engine:
        OwnPapers(engine, place / "daten").add("anna", "21-00999.txt", damages.private_paper())
    return place


@pytest.fixture
def folder(model: Path, tmp_path: Path) -> Path:
    """A copy of the index to be damaged."""
    return shutil.copytree(model / "index", tmp_path / "index")


def opened(folder: Path, progress: Progress | None = None, *, afresh: bool = False) -> Engine:
    return Engine.open(Settings(index=folder), FakeEmbedder(), progress, afresh=afresh)


def told(engine: Engine) -> object:
    """What is answered, where it stands, how well it fits."""
    reply = engine.ask(damages.ASKED)
    quotes = [(statement.text, [c.passage.id for c in statement.citations]) for statement in reply.statements]
    return reply.outcome, quotes, [(hit.passage.id, round(hit.score, 3)) for hit in reply.hits]


def _chosen() -> list[str]:
    """All damages but those that are like another one, of another file."""
    files = ["store.sqlite", "vectors/chroma.sqlite3"]
    some = ["data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin"]
    names = [f"{file} {what.__name__}" for file in files for what in damages.FILE]
    names += [f"vectors/*/{file} {what.__name__}" for file in some for what in FILES]
    names += [f"keywords/{file} {what.__name__}" for file in ("meta.json", "*.idx", "*.term") for what in FILES]
    names += [f"{part} {what.__name__}" for part in ("vectors", "keywords") for what in damages.FOLDER]
    groups = {
        "store": damages.STORE,
        "vectors": damages.VECTORS,
        "keywords": damages.KEYWORDS,
        "around": damages.AROUND,
    }
    return names + [f"{group}: {name}" for group, all_of_it in groups.items() for name in all_of_it]


@pytest.mark.parametrize("name", _chosen())
def test_what_is_damaged_is_whole_again_when_opened(model: Path, folder: Path, name: str) -> None:
    with opened(model / "index") as engine:
        expected = told(engine)
    dict(damages.every(model / "index"))[name](folder)
    with opened(folder) as engine:
        engine.ingest([model / "papiere"])
        own = OwnPapers(engine, model / "daten")
        assert (engine.check(), told(engine)) == ([], expected)
        assert [n for n in ("anna", "bernd", "") if own.seen(n).drucksache("21/999")] == ["anna"]
    with opened(folder) as engine:  # mended for good
        assert (engine.notes, engine.check(), told(engine)) == ([], [], expected)


def test_a_healthy_index_is_opened_without_a_trial_and_nothing_is_made_again(folder: Path, monkeypatch) -> None:
    for module, name in ((probe, "run"), (rebuild, "vectors"), (rebuild, "keywords")):
        monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("for nothing"))
    monkeypatch.setattr(parts, "FEW", 0)
    with opened(folder) as engine:
        told(engine)
    with opened(folder) as engine:
        assert engine.check() == []


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("around: nothing", []),
        (
            "vectors/*/header.bin flipped",
            ["„vectors“ war beschädigt (stürzt beim Öffnen ab) und wird aus dem Bestand"],
        ),
        ("vectors: graph's folder lost", ["„vectors“ war beschädigt ("]),
        ("keywords/*.idx scrambled", ["„keywords“ war beschädigt (lässt sich nicht lesen (PanicException)"]),
        ("vectors/*/data_level0.bin beheaded", ["„vectors“ war beschädigt (Probefragen finden nur"]),
        ("keywords/*.store halved", ["„keywords“ war beschädigt (lässt sich nicht lesen"]),
    ],
)
def test_what_was_not_closed_is_tried_in_another_process(
    model: Path, folder: Path, monkeypatch, damage: str, says: list[str]
) -> None:
    dict(damages.every(model / "index"))[damage](folder)
    (folder / "fingerprint.json").unlink()
    monkeypatch.setattr(parts, "FEW", 0)
    with opened(folder) as engine:
        assert [note[: len(start)] for note, start in zip(engine.notes, says, strict=True)] == says
        assert engine.checkup() == []


def test_check_finds_what_is_damaged_while_the_index_is_open(model: Path, folder: Path) -> None:
    with opened(folder) as engine:
        told(engine)
        assert engine.checkup() == []
        dict(damages.every(model / "index"))["vectors/*/data_level0.bin beheaded"](folder)
        dict(damages.every(model / "index"))["keywords/*.store deleted"](folder)
        dict(damages.every(model / "index"))["store: a number changed in a passage"](folder)
        found = engine.checkup()
    assert [words.split(":")[0] for words in found] == ["Bestand", "Vektoren", "Stichwortindex"]


class Another(FakeEmbedder):
    """Goes by the same name, makes other vectors."""

    def _vector(self, text: str):
        return super()._vector(text[::-1])


def test_another_model_of_the_same_name_is_found_and_all_is_embedded_anew(folder: Path) -> None:
    with Engine.open(Settings(index=folder), Another()) as engine:
        assert engine.checkup() == ["Vektoren: Das eingestellte Modell macht andere, als im Index stehen."]
    with Engine.open(Settings(index=folder), Another(), afresh=True) as engine:
        assert engine.checkup() == []


def test_a_number_changed_in_a_quote_is_never_shown(folder: Path) -> None:
    damages.STORE["a number changed in the records"](folder)
    damages.STORE["a number changed in a passage"](folder)
    with opened(folder) as engine:  # without the corpus being looked at: the damaged papers' files are known
        assert "11 Leuchttürme" in engine.ask(damages.ASKED).statements[0].text
        assert "4 Drucksachen daraus sind gerettet" in engine.notes[0]
        assert list(folder.glob("store.sqlite.beschaedigt-1"))


def test_a_paper_whose_record_and_file_are_lost_is_named(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "store.sqlite", isolation_level=None)) as db:
        db.execute("update papers set record = '{}' where key = '21/101'")
        db.execute("update files set datei = '/weg/21-00101.txt' where paper = '21/101'")
    with opened(folder) as engine:
        assert "gibt es nicht mehr: 1 Papiere (21-00101.txt)" in engine.notes[1]
        assert engine.check() == []
        assert len(engine.papers()) == 3


def test_salvage_needs_no_files_and_no_model(folder: Path) -> None:
    damages.beheaded(folder / "store.sqlite")
    shutil.rmtree(folder / "vectors")
    with opened(folder) as engine:
        assert "5 Drucksachen daraus sind gerettet" in engine.notes[0]  # four, and Anna's
        assert (engine.index.embedder.embedded, engine.check()) == ([], [])


def test_a_salvage_cut_off_between_its_renamings_is_finished(folder: Path, monkeypatch) -> None:
    damages.beheaded(folder / "store.sqlite")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_put_in_place", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            opened(folder)
    opening.set_aside(folder / "store.sqlite")
    with opened(folder) as engine:
        assert len(engine.papers()) == 4
        assert engine.check() == []


# a disk without room
def test_without_room_the_parts_are_made_in_memory(model: Path, folder: Path, monkeypatch) -> None:
    with opened(model / "index") as engine:
        expected = told(engine)
    damages.swept(folder / "vectors")
    damages.swept(folder / "keywords")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "lacking", lambda _: "voll")
        with opened(folder) as engine:
            assert (told(engine), engine.check()) == (expected, [])
            assert "Abhilfe: im Ordner des Index Platz schaffen" in engine.notes[-1]
            assert engine.checkup() == ["Vektoren oder Stichwortindex liegen nur im Arbeitsspeicher."]
    with opened(folder) as engine:
        assert (told(engine), engine.checkup()) == (expected, [])
