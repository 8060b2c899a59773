"""An index whose vectors lie on a server: what is wrong there is made again; away, it is asked, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.model import Frage, Fragenummer
from rag.engine import Engine
from rag.errors import VectorsAway
from rag.index import far_opening, probe
from rag.index import index as index_module
from rag.index.far import FarVectors, Note
from rag.index.fingerprint import FAR
from rag.index.healing import AWAY
from rag.index.standins import Exact
from rag.model import Query
from rag.settings import Settings
from tests.support import damages
from tests.support.chroma import Chroma
from tests.support.chroma import ran as ran  # a fixture
from tests.support.chroma import runs as runs  # a fixture
from tests.support.fakes import FakeEmbedder
from ui.storage.uploads import OwnPapers

NUMBERS = ["21/104", "21/103", "21/102", "21/101"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return damages.corpus(tmp_path_factory.mktemp("papiere"))


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory, papers: Path) -> Path:
    """An index whose vectors lie in its folder, with a paper of Anna's own."""
    place = tmp_path_factory.mktemp("hier")
    with Engine.open(Settings(index=place / "index"), FakeEmbedder()) as engine:
        engine.ingest([papers])
        OwnPapers(engine, place / "daten").add("anna", "21-00999.txt", damages.private_paper())
    return place / "index"


@pytest.fixture
def folder(local: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(local, tmp_path / "index"))


@pytest.fixture
def moved(folder: Path, ran: Chroma) -> Path:
    """One whose vectors lie on the server, closed in order."""
    opened(folder, ran).close()
    return folder


def opened(folder: Path, ran: Chroma | None, *, afresh: bool = False) -> Engine:
    settings = Settings(index=folder, vectors=ran.url if ran else "")
    return Engine.open(settings, FakeEmbedder(), afresh=afresh)


def told(engine: Engine) -> object:
    """What is answered, where it stands, how well it fits."""
    reply = engine.ask(damages.ASKED)
    quotes = [(statement.text, [c.passage.id for c in statement.citations]) for statement in reply.statements]
    hits = [(hit.passage.id, round(hit.score, 3)) for hit in reply.hits]
    return reply.outcome, quotes, hits, reply.nur_stichworte


def said(engine: Engine) -> object:
    """The same but for the scores: keywords written again count a little otherwise, on a disk of one's own too."""
    reply = engine.ask(damages.ASKED)
    return reply.outcome, reply.statements, {hit.passage.id for hit in reply.hits}, reply.nur_stichworte


def collection(engine: Engine) -> FarVectors:
    assert isinstance(engine.index.vectors, FarVectors)
    return engine.index.vectors


def test_an_index_moves_to_the_server_and_back_and_answers_the_same(local: Path, folder: Path, ran: Chroma) -> None:
    with opened(local, None) as engine:
        expected = told(engine)
    with opened(folder, ran) as engine:
        assert engine.notes == [
            f"Die Vektoren liegen von nun an auf dem Vektorserver ({ran.url}); sie wurden aus dem Bestand gemacht."
        ]
        assert (told(engine), engine.check(), engine.checkup(), engine.on_disk) == (expected, [], [], True)
        assert not (folder / "vectors").exists()
        assert [n for n in ("anna", None) if engine.seen_by(n).drucksache("21/999")] == ["anna"]
        hidden = engine.ask(damages.ASKED).hits
        assert "21/999" not in [hit.passage.drucksache for hit in hidden]
        kept = collection(engine)._windows.get(include=["metadatas", "documents", "uris"])
        assert {tuple(one) for one in kept["metadatas"] or []} == {("drucksache",)}  # the filter key and nothing else
        assert set(kept["documents"] or []) | set(kept["uris"] or []) <= {None}
    with opened(folder, ran) as engine:
        assert (engine.notes, told(engine)) == ([], expected)
    with opened(folder, None) as engine:
        assert "Die Vektoren liegen von nun an im Ordner des Index" in engine.notes[0]
        assert (told(engine), engine.check(), (folder / FAR).exists()) == (expected, [], False)


def test_a_healthy_one_is_opened_without_being_held_against_the_store(moved: Path, ran: Chroma, monkeypatch) -> None:
    monkeypatch.setattr(FarVectors, "begin", lambda *_: pytest.fail("for nothing"))
    monkeypatch.setattr(probe, "compared", lambda *_: pytest.fail("for nothing"))
    opened(moved, ran).close()


def test_one_that_was_not_closed_is_held_against_the_store_and_is_the_same(moved: Path, ran: Chroma, monkeypatch):
    (moved / "fingerprint.json").unlink()
    monkeypatch.setattr(FarVectors, "begin", lambda *_: pytest.fail("for nothing"))
    with opened(moved, ran) as engine:
        assert engine.check() == []


# what is wrong on the server
def gone(vectors: FarVectors) -> None:
    vectors._patient.delete_collection(vectors._windows.name)


def emptied(vectors: FarVectors) -> None:
    vectors._windows.delete(ids=list(vectors.ids()))


def lessened(vectors: FarVectors) -> None:
    vectors._windows.delete(ids=[next(vectors.ids())])


def strange(vectors: FarVectors) -> None:
    """Another program has written into it: as many as before, but others."""
    ids, rows = vectors.all()
    vectors._windows.upsert(ids=ids, embeddings=np.roll(rows, 1, axis=1))


def taken_over(vectors: FarVectors) -> None:
    vectors._windows.modify(metadata={"mark": "fremd"})


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (gone, "auf dem Vektorserver nicht mehr da"),
        (emptied, "Einträge fehlen"),
        (lessened, "1 Einträge fehlen"),
        (strange, "Vektoren sind andere als die des Bestands"),
        (taken_over, "hat ein anderer Antwortfinder übernommen"),
    ],
)
def test_what_is_wrong_on_the_server_is_made_again(moved: Path, ran: Chroma, what, says: str) -> None:
    with opened(moved, ran) as engine:
        expected, before = told(engine), collection(engine)._windows.name
    changed = FarVectors(ran.server, moved)
    changed._use(changed._patient.get_collection(before))
    what(changed)
    with opened(moved, ran) as engine:
        assert says in engine.notes[0]
        assert (told(engine), engine.check(), len(engine.notes)) == (expected, [], 1)
    assert (before in ran.collections()) == (what is taken_over)  # what is another's is left alone
    with opened(moved, ran) as engine:  # mended for good
        assert (engine.notes, told(engine)) == ([], expected)
    changed.close()


def test_files_damaged_below_the_server_are_made_again(folder: Path, tmp_path: Path) -> None:
    own = Chroma(tmp_path / "chroma").start()
    try:
        with damages.often(), opened(folder, own) as engine:
            expected = told(engine)
        own.kill()
        for file in own.folder.glob("*/header.bin"):
            damages.flipped(file)
        own.start()
        with opened(folder, own) as engine:
            for _ in range(far_opening.CRASHES):  # it may crash at the question, and be started again
                if not own.answers():
                    own.kill()
                    own.start()
                collection(engine).not_before = 0.0  # nobody waits here
                engine.take_up()
            assert (told(engine), engine.check()) == (expected, [])
    finally:
        own.kill()


def test_a_collection_that_brings_the_server_down_is_given_up(moved: Path, ran: Chroma, monkeypatch) -> None:
    def crash(*_: object, **__: object) -> list[str]:
        raise VectorsAway("weg")

    server, notes = ran.server, list[str]()
    with opened(moved, ran) as engine, monkeypatch.context() as patch:
        store, before = engine.index.store, collection(engine)._windows.name
        collection(engine).close()
        patch.setattr(probe, "far_findings", crash)
        for _ in range(far_opening.CRASHES):
            away = far_opening.open_far(store, moved, server, None, lambda *_: None, notes.append)
            assert away.away == "weg"
            away.close()
        made = far_opening.open_far(store, moved, server, None, lambda *_: None, notes.append)
        assert (made.away, made.count() > 0, before in ran.collections()) == (None, True, False)
        assert "bei Probefragen fiel er aus" in notes[-1]
        engine.index.parts.vectors = made


def test_another_model_has_all_made_again_also_where_the_server_is_away_then(moved: Path, ran: Chroma) -> None:
    class Another(FakeEmbedder):
        name = "another"

    before = Note.read(moved).collection
    ran.kill()
    with Engine.open(Settings(index=moved, vectors=ran.url), Another()) as engine:
        assert engine.away is not None
    ran.start()
    with Engine.open(Settings(index=moved, vectors=ran.url), Another()) as engine:
        assert engine.check() == []
        assert collection(engine)._windows.name != before


def test_two_copies_of_an_index_on_one_server_do_not_disturb_each_other(moved: Path, ran: Chroma, tmp_path) -> None:
    other = Path(shutil.copytree(moved, tmp_path / "kopie"))
    with opened(moved, ran) as first, opened(other, ran) as second:
        second.remove("21/101")
        assert (first.check(), second.check()) == ([], [])
        assert first.ask(damages.ASKED).gefunden
    alive = Path(shutil.copytree(moved, tmp_path / "mitten"))
    with opened(alive, ran) as second, opened(moved, ran) as first:
        assert (first.check(), second.check()) == ([], [])


# the server is away
def test_without_the_server_the_keywords_answer_and_all_is_made_up_for_when_it_is_back(
    folder: Path, ran: Chroma, papers: Path, tmp_path: Path
) -> None:
    ran.kill()
    with opened(folder, ran) as engine:
        assert "antwortet nicht, wie er soll (ConnectError" in engine.notes[0]
        reply = engine.ask(damages.ASKED)
        assert (reply.nur_stichworte, reply.hits[0].passage.drucksache) == (True, "21/101")
        assert (engine.notice(), engine.notes.count(engine.away)) == (AWAY, 1)
        assert AWAY in (reply.grund or "")
        listed = engine.ask(Query("Welche Papiere gibt es?"))  # nothing is missing from it
        assert (listed.nur_stichworte, AWAY in (listed.anliegen.text if listed.anliegen else AWAY)) == (False, False)
        topic = engine.ask(Query("Welche Papiere gibt es zu Leuchttürmen?"))  # those near to it by their meaning are
        assert (topic.nur_stichworte, AWAY in (topic.anliegen.text if topic.anliegen else "")) == (True, True)
        assert engine.check() == [engine.away]
        with pytest.raises(VectorsAway):  # what nobody asks a second time is not told by halves
            engine.among(["21/101"]).ask(damages.ASKED)
        with pytest.raises(VectorsAway):
            list(engine.asked_before([Frage(Fragenummer(1), "Wie viele Leuchttürme stehen an der Nordsee?")]))
        (tmp_path / "neu").mkdir()
        (tmp_path / "neu" / "21-00105.txt").write_text(
            next(papers.iterdir()).read_text(encoding="utf-8").replace("21/10", "21/90"), encoding="utf-8"
        )
        report = engine.ingest([tmp_path / "neu"])
        assert (report.read, "Vektorserver" in (report.stopped or "")) == ((), True)
        own = OwnPapers(engine, tmp_path / "daten")
        assert own.add("bernd", "21-00999.txt", damages.private_paper()).read == ()
        with pytest.raises(VectorsAway):
            engine.remove("21/102")
        assert engine.paper("21/102") is None  # unseen from now on
        assert not engine.take_up()
        ran.start()
        assert engine.take_up()
        assert "von nun an auf dem Vektorserver" in engine.notes[-1]
        assert engine.ingest([tmp_path / "neu"]).stopped is None
        reply = engine.ask(damages.ASKED)
        assert (reply.nur_stichworte, engine.check(), engine.away) == (False, [], None)
        assert (engine.notice(), AWAY in (reply.grund or "")) == ("", False)
        assert [p.nummer for p in engine.papers() if p.nummer in NUMBERS] == ["21/104", "21/103", "21/101"]
        assert not engine.take_up()  # nothing to do


@pytest.mark.parametrize("step", ["put", "drop"])
def test_killed_in_the_midst_of_writing_nothing_is_lost(moved: Path, ran: Chroma, papers: Path, step, monkeypatch):
    with opened(moved, ran) as engine:
        expected, paper = said(engine), engine.drucksache("21/101")
        assert paper is not None
        real = getattr(FarVectors, step)

        def killed(self: FarVectors, *given: object) -> None:
            if self.away is None and ran.process is not None:
                real(self, *given)  # written there, and the server dies before it could say so
                ran.kill()
            real(self, *given)

        with monkeypatch.context() as patch:
            patch.setattr(FarVectors, step, killed)
            with pytest.raises(VectorsAway):
                engine.index.put(paper)
        assert engine.ask(damages.ASKED).nur_stichworte
        ran.start()
        assert engine.take_up()
        assert (said(engine), engine.check()) == (expected, [])
        assert engine.ingest([papers]).stopped is None


def test_papers_that_are_not_whole_wait_for_the_server_and_come_back_with_it(moved: Path, ran: Chroma) -> None:
    with opened(moved, ran) as engine:
        engine.index.store.unfinish()
    ran.kill()
    with Engine.open(Settings(index=moved, vectors=ran.url), FakeEmbedder(), later=True) as engine:
        assert (engine.papers(), engine.needs_healing) == ([], False)  # in vain now
        assert engine.notice() == (
            f"{AWAY} Der Index ist noch nicht wieder ganz: 5 Papiere fehlen bis dahin; was nur in ihnen steht, wird "
            "nicht gefunden."
        )
        refused = engine.ask(damages.ASKED)
        assert engine.notice() in (refused.grund or "")
        engine.heal()  # nothing is given up where it is tried all the same
        assert "5 Papiere fehlen bis dahin" in engine.notice()
        ran.start()
        assert engine.take_up()
        assert (len(engine.papers()), engine.needs_healing, engine.notice(), engine.check()) == (4, False, "", [])


def test_back_from_the_server_every_vector_of_the_store_is_compared_with_until_they_are_made(
    moved: Path, ran: Chroma, monkeypatch
) -> None:
    monkeypatch.setattr(index_module, "FEW", -1)  # what is small is made again at once
    with opened(moved, ran) as engine:
        expected = said(engine)
    with Engine.open(Settings(index=moved), FakeEmbedder(), later=True) as engine:
        assert (engine.needs_healing, type(engine.index.vectors), said(engine)) == (True, Exact, expected)
        assert (moved / FAR).exists()  # whoever is cut off now begins again
        engine.heal()
        assert (engine.notice(), engine.check(), (moved / FAR).exists()) == ("", [], False)
        assert said(engine) == expected


def test_taken_over_while_it_runs_it_gets_a_collection_of_its_own(moved: Path, ran: Chroma) -> None:
    with opened(moved, ran) as engine:
        before = collection(engine)._windows.name
        taken_over(collection(engine))
        assert engine.take_up()
        assert collection(engine)._windows.name != before
        assert (engine.check(), before in ran.collections()) == ([], True)


def test_afresh_makes_the_server_s_part_again_too(moved: Path, ran: Chroma) -> None:
    with opened(moved, ran) as engine:
        before = collection(engine)._windows.name
    with opened(moved, ran, afresh=True) as engine:
        assert engine.check() == []
    assert before not in ran.collections()


def test_one_without_any_paper_is_opened_again_as_it_is(tmp_path: Path, ran: Chroma) -> None:
    for _ in range(2):
        with opened(tmp_path / "leer", ran) as engine:
            assert (engine.notes, engine.away, engine.check()) == ([], None, [])
