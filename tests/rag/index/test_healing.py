"""A damaged index answers while it is made again and says so; what comes and goes meanwhile is right afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from rag import giving_way
from rag.engine import Engine
from rag.index import index as index_module
from rag.index import mending, rebuild
from rag.model import Outcome, Query
from rag.settings import Settings
from tests.support import damages
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head
from tests.support.paths import ROOT

ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")
STRANGE = Query("Wie schnell fliegt ein Albatros über Patagonien?")


def paper(number: int, count: int) -> str:
    text = f"An der Nordsee stehen nach Kenntnis der Bundesregierung {count} Leuchttürme."
    return head(f"21/{number}") + f"\n1. Wie viele Leuchttürme stehen an der Nordsee?\n\n{text}\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of six papers, closed in order; their files beside it."""
    folder = tmp_path_factory.mktemp("alles")
    shutil.copytree(ROOT / "corpus", folder / "bestand")
    for number in range(1, 6):
        (folder / "bestand" / f"21-{number:05d}.txt").write_text(paper(number, number), "utf-8")
    with damages.often(), Engine.open(Settings(index=folder / "index"), FakeEmbedder()) as engine:
        engine.ingest([folder / "bestand"])
    return folder


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is small counts as large here, so that it is not made again at once."""
    monkeypatch.setattr(index_module, "FEW", -1)


@pytest.fixture
def folder(model: Path, tmp_path: Path) -> Path:
    """A copy of it, which knows where the files lie now."""
    copy = Path(shutil.copytree(model, tmp_path / "alles"))
    with damages.often(), opened(copy, later=False) as engine:
        engine.move_files(model, copy)
    return copy


def opened(folder: Path, *, later: bool = True) -> Engine:
    return Engine.open(Settings(index=folder / "index"), FakeEmbedder(), later=later)


def found(engine: Engine) -> list[str]:
    return [hit.passage.id for hit in engine.find(ASKED)]


@contextmanager
def held(engine: Engine, monkeypatch: pytest.MonkeyPatch, maker: str) -> Iterator[Event]:
    """`heal` runs in a thread and stops while it makes a part, until the event is set."""
    inside, go, make, failed = Event(), Event(), getattr(rebuild, maker), list[BaseException]()

    def slow(*given: object, **named: object) -> object:
        made = make(*given, **named)
        inside.set()
        assert go.wait(30)
        return made

    def heal() -> None:
        try:
            engine.heal()
        except BaseException as error:
            failed.append(error)

    monkeypatch.setattr(rebuild, maker, slow)
    thread = Thread(target=heal)
    thread.start()
    assert inside.wait(30)
    yield go
    go.set()
    thread.join(30)
    assert (thread.is_alive(), failed) == (False, [])


def test_a_small_index_is_made_again_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    shutil.rmtree(folder / "index" / "vectors")
    with opened(folder) as engine:
        assert (engine.needs_healing, engine.check()) == (False, [])


@pytest.mark.parametrize(("part", "hides"), [("vectors", False), ("keywords", True)])
def test_without_one_part_it_answers_says_so_and_finds_all_again_afterwards(
    folder: Path, part: str, hides: bool
) -> None:
    with opened(folder, later=False) as engine:
        before = found(engine)
    shutil.rmtree(folder / "index" / part)
    with opened(folder) as engine:
        assert engine.needs_healing
        assert engine.notice().startswith("Der Index wird gerade erneuert (0 %): ")
        assert len(found(engine)) == len(before)
        if not hides:
            assert sorted(found(engine)) == sorted(before)  # those as near as one another come in any order
        listed = engine.ask(Query("Welche Papiere gibt es zu Leuchttürmen?"))
        assert listed.anliegen is not None
        assert len(listed.anliegen.papiere) == 5
        reply = engine.ask(STRANGE)
        assert reply.outcome is Outcome.NICHT_IM_BESTAND
        assert (engine.notice() in (reply.grund or "")) is hides
        assert engine.heal() == []
        assert (engine.notice(), engine.needs_healing, engine.check()) == ("", False, [])
        assert sorted(found(engine)) == sorted(before)
        assert "erneuert" not in (engine.ask(STRANGE).grund or "")
    with opened(folder) as engine:  # mended for good
        assert (engine.needs_healing, engine.notes) == (False, [])


def test_without_both_it_answers_too(folder: Path) -> None:
    for part in ("vectors", "keywords"):
        shutil.rmtree(folder / "index" / part)
    with opened(folder) as engine:
        assert any(id_.startswith("21/") for id_ in found(engine))
        seen: list[tuple[str, str]] = []
        engine.heal(lambda _done, _total, name: seen.append((name, engine.notice())))
        assert "(0 %)" in seen[0][1]
        assert "(50 %): Geantwortet wird wie sonst, nur langsamer." in next(
            notice for _, notice in seen if "Stichw" not in notice
        )
        assert engine.check() == []


def test_papers_that_are_not_whole_are_told_and_come_back(folder: Path) -> None:
    with opened(folder, later=False) as engine:
        before = found(engine)
        engine.index.store.unfinish()
    with opened(folder) as engine:
        assert engine.papers() == []
        reply = engine.ask(ASKED)
        assert reply.outcome is Outcome.NICHT_IM_BESTAND
        assert "6 Papiere fehlen bis dahin; was nur in ihnen steht, wird nicht gefunden." in (reply.grund or "")
        listed = engine.ask(Query("Welche Papiere gibt es?"))
        assert listed.anliegen is not None
        assert "6 Papiere fehlen bis dahin" in listed.anliegen.text
        engine.heal()
        assert (sorted(found(engine)), engine.notice(), engine.check()) == (sorted(before), "", [])


def test_what_is_lost_of_the_store_is_read_again_while_it_answers(folder: Path) -> None:
    with opened(folder, later=False) as engine:
        engine.index.store._db.execute("update papers set record = '{}' where key = '21/3'")
    (folder / "index" / "fingerprint.json").unlink()
    with opened(folder) as engine:
        assert engine.papers() == []
        assert "6 Papiere fehlen bis dahin" in engine.notice()
        there, left = list[int](), list[str]()

        def seen(*_: object) -> None:
            there.append(len(engine.papers()))
            left.append(engine.notice())

        engine.heal(seen)
        assert set(there) >= {0, 1, 2, 3, 4, 5}  # one after the other
        assert "Teile eines Papiers fehlen bis dahin" in left[-1]
        assert (len(engine.papers()), engine.notice(), engine.check()) == (6, "", [])


@pytest.mark.parametrize("part", ["vectors", "keywords"])
def test_papers_that_come_change_and_go_while_a_part_is_made_are_right_in_it(
    folder: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "index" / part)
    stock = folder / "bestand"
    with opened(folder) as engine:
        with held(engine, monkeypatch, part):
            (stock / "21-00009.txt").write_text(paper(9, 9), "utf-8")
            (stock / "21-00002.txt").write_text(paper(2, 22), "utf-8")
            (stock / "21-00004.txt").unlink()
            engine.ingest([stock])
            engine.remove("21/1")
            assert any(id_.startswith("21/9") for id_ in found(engine))
            assert not any(id_.startswith(("21/1:", "21/4:")) for id_ in found(engine))
        assert engine.check() == []
        assert any(id_.startswith("21/9") for id_ in found(engine))
        assert not any(id_.startswith(("21/1:", "21/4:")) for id_ in found(engine))
        said = engine.passages_of("21/2")
        assert any("22 Leuchttürme" in passage.text for passage in said)
        assert engine.checkup() == []


def test_a_write_that_fails_meanwhile_leaves_alone_what_is_being_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "index" / "vectors")
    with opened(folder) as engine:
        with held(engine, monkeypatch, "vectors"):
            with monkeypatch.context() as patch:
                patch.setattr(engine.index.keywords, "commit", lambda: (_ for _ in ()).throw(OSError("kaputt")))
                (folder / "bestand" / "21-00009.txt").write_text(paper(9, 9), "utf-8")
                assert engine.ingest([folder / "bestand"]).stopped
            assert found(engine)
        assert engine.needs_healing  # the keywords: a small index is not tried
        engine.heal()
        engine.ingest([folder / "bestand"])
        assert (engine.check(), engine.notice()) == ([], "")


def test_who_ends_the_service_meanwhile_loses_nothing(folder: Path) -> None:
    shutil.rmtree(folder / "index" / "vectors")
    with opened(folder) as engine, giving_way.ended_by(lambda: True), pytest.raises(giving_way.Ended):
        engine.heal()
    with opened(folder) as engine:
        assert engine.needs_healing
        assert found(engine)
        engine.heal()
        assert engine.check() == []


def test_what_cannot_be_made_again_is_told_and_not_tried_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "index" / "keywords")
    with opened(folder) as engine:
        with monkeypatch.context() as patch:
            patch.setattr(rebuild, "keywords", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("kaputt")))
            with pytest.raises(RuntimeError):
                engine.heal()
        assert not engine.needs_healing
        assert engine.notice().startswith("Der Index ist unvollständig und ließ sich nicht erneuern")
        assert engine.notice() in (engine.ask(STRANGE).grund or "")
        assert found(engine)


def test_a_paper_removed_while_papers_are_mended_does_not_come_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder, later=False) as engine:
        engine.index.store.unfinish()
    finish, removed = mending._finish, list[str]()
    with opened(folder) as engine:

        def removing(index, key: str) -> None:
            if not removed:
                removed.append("21/5")
                index.remove("21/5")
            finish(index, key)

        monkeypatch.setattr(mending, "_finish", removing)
        engine.heal()
        assert (engine.check(), engine.notice()) == ([], "")
        assert "21/5" not in [one.nummer for one in engine.papers()]


def test_users_papers_are_mended_before_anybody_is_answered(folder: Path) -> None:
    (own := folder / "eigenes").mkdir()
    (own / "21-00077.txt").write_text(paper(77, 77), "utf-8")
    (own / "21-00078.txt").write_text(paper(78, 78), "utf-8")
    with opened(folder, later=False) as engine:
        engine.add_private(own / "21-00077.txt", "anna")
        engine.add_private(own / "21-00078.txt", "")  # the one user without a login
        engine.index.store.unfinish()
    with opened(folder) as engine:
        assert (set(engine.private("anna")), set(engine.private(""))) == ({"21/77"}, {"21/78"})
        assert engine.papers() == []
