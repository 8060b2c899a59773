"""Own papers of which several lie in one file: all are their user's, each can be removed, none comes half or twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head
from ui.storage.uploads import FOLDER, OwnPapers
from ui.web import server
from ui.web.desk import Desk

TEXT = (
    head("{nummer}")
    + """
1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung 38 Leuchttürme.
"""
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return Desk(engine, tmp_path / "daten")


@pytest.fixture
def official(engine: Engine, tmp_path: Path) -> None:
    """One of the papers lies in the common stock."""
    (tmp_path / "21-00999.txt").write_text(TEXT.format(nummer="21/999"), encoding="utf-8")
    assert engine.ingest([tmp_path / "21-00999.txt"]).read == ("21/999",)


def envelope(*numbers: str) -> bytes:
    """Several papers in one file, as DIP delivers them."""
    records = [
        {
            "dokumentnummer": nummer,
            "drucksachetyp": "Antwort",
            "titel": "Leuchttürme",
            "text": TEXT.format(nummer=nummer),
        }
        for nummer in numbers
    ]
    return json.dumps({"documents": records}).encode()


SEVERAL = envelope("21/997", "21/998", "21/999")
ALL = ("21/997", "21/998", "21/999")
ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")


def folders(desk: Desk) -> list[Path]:
    """Those of own papers' files."""
    return [path for path in (desk.folder / FOLDER).iterdir() if path.is_dir()]


def test_all_papers_of_a_file_are_its_users_and_each_can_be_removed(desk: Desk, engine: Engine) -> None:
    assert desk.own.add("anna", "liste.json", SEVERAL).read == ALL
    assert desk.own.add("anna", "noch-einmal.json", SEVERAL).skipped == ALL
    assert desk.own.numbers("anna") == set(ALL)
    assert desk.seen("anna").ask(ASKED).hits
    assert desk.seen("bernd").ask(ASKED).hits == ()
    assert desk.own.remove("anna", "21/998")
    assert desk.own.numbers("anna") == {"21/997", "21/999"}
    assert len(folders(desk)) == 1  # the file holds two that are left
    assert OwnPapers(engine, desk.folder).numbers("anna") == {"21/997", "21/999"}  # also after a restart
    assert desk.own.add("anna", "noch-einmal.json", SEVERAL).read == ("21/998",)
    for nummer in ALL:
        assert desk.own.remove("anna", nummer)
    assert (folders(desk), engine.check(), desk.own.numbers("anna")) == ([], [], frozenset())


def test_what_was_removed_of_a_file_stays_so_when_the_index_is_lost(desk: Desk, engine: Engine) -> None:
    desk.own.add("anna", "liste.json", SEVERAL)
    desk.own.remove("anna", "21/998")
    for nummer in ("21/997", "21/999"):
        engine.remove_private(nummer, "anna")  # as an index that was lost
    assert OwnPapers(engine, desk.folder).numbers("anna") == {"21/997", "21/999"}


@pytest.mark.usefixtures("official")
def test_of_a_file_what_cannot_be_read_is_told_and_the_rest_taken(desk: Desk) -> None:
    report = desk.own.add("anna", "liste.json", SEVERAL)
    assert report.read == ("21/997", "21/998")
    assert report.refused == (("liste.json", "Drucksache 21/999 liegt schon im gemeinsamen Bestand"),)
    assert desk.own.add("bernd", "liste.json", SEVERAL, most=1).read == ()
    assert (len(folders(desk)), desk.own.numbers("bernd")) == (1, frozenset())


@pytest.mark.parametrize("step", ["store.put", "vectors.put", "keywords.commit"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_upload_of_several_that_is_cut_off_comes_whole(
    tmp_path: Path, step: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, name = step.split(".")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine, monkeypatch.context() as patch:
        desk = Desk(engine, tmp_path / "daten")
        real, calls = getattr(getattr(engine.index, part), name), 0

        def killed(*given: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth:
                raise SystemExit
            return real(*given)

        patch.setattr(getattr(engine.index, part), name, killed)
        patch.setattr(shutil, "rmtree", lambda *_a, **_k: None)  # a killed process tidies nothing
        with pytest.raises(SystemExit):
            desk.own.add("anna", "liste.json", SEVERAL)
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        desk = Desk(engine, tmp_path / "daten")
        assert (engine.check(), desk.own.numbers("anna"), desk.own.numbers("bernd")) == ([], set(ALL), frozenset())


@pytest.mark.parametrize("step", ["store.set_state", "vectors.drop", "keywords.commit", "store.drop"])
def test_a_removal_of_one_of_several_that_is_cut_off_is_finished(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, name = step.split(".")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine, monkeypatch.context() as patch:
        desk = Desk(engine, tmp_path / "daten")
        desk.own.add("anna", "liste.json", SEVERAL)

        def killed(*_: object) -> None:
            raise SystemExit

        patch.setattr(getattr(engine.index, part), name, killed)
        with pytest.raises(SystemExit):
            desk.own.remove("anna", "21/998")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        assert Desk(engine, tmp_path / "daten").own.numbers("anna") == {"21/997", "21/999"}
        assert engine.check() == []


@pytest.mark.usefixtures("official")
def test_the_page_says_of_a_file_what_was_read_and_what_was_not(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(server.create(engine, tmp_path / "daten"), base_url="http://127.0.0.1") as client:

        def send(content: bytes) -> dict[str, object]:
            files = {"datei": ("liste.json", content)}
            said: dict[str, object] = client.post("/papiere", files=files, headers={"x-antwortfinder": "1"}).json()
            return said

        assert send(SEVERAL) == {
            "datei": "liste.json",
            "gelesen": ["21/997", "21/998"],
            "grund": "Drucksache 21/999 liegt schon im gemeinsamen Bestand",
        }
        grund = str(send(json.dumps([{}] * 9).encode())["grund"])
        assert (grund.count("Eintrag "), grund[-11:]) == (5, "; 4 weitere")
        monkeypatch.setattr("ui.web.routes.MOST_PAPERS", 3)
        assert "hinzufügen können Sie noch 1." in str(send(envelope("21/901", "21/902"))["grund"])
