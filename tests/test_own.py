"""Own papers: their user sees and asks them, nobody else does, in no way that leads to a paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import NUMMER, FakeEmbedder, FakeEngine, sample_paper
from fastapi.testclient import TestClient

from rag.engine import Engine
from rag.model import Query
from rag.settings import Settings
from ui import server
from ui.desk import Desk
from ui.login import COOKIE, Login, hashed
from ui.own import TAKEN, OwnPapers, safe_name

CORPUS = Path(__file__).parents[1] / "corpus"
SECRET = """Deutscher Bundestag Drucksache 21/999
21. Wahlperiode 03.06.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion der SPD
– Drucksache 21/888 –
Leuchttürme an der Küste

1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung 38 Leuchttürme.
"""
ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as opened:
        opened.ingest([CORPUS])
        yield opened


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return Desk(engine, tmp_path / "index")


def test_only_its_user_finds_a_paper_opens_it_and_is_led_to_it(desk: Desk) -> None:
    assert desk.own.add("anna", "21-00999.txt", SECRET.encode()).read == ("21/999",)
    mine, theirs = desk.seen("anna"), desk.seen("bernd")
    assert mine.ask(ASKED).hits[0].passage.drucksache == "21/999"
    assert {hit.passage.drucksache for hit in theirs.ask(ASKED).hits} == {"20/11166"}
    key = mine.passages_of("21/999")[-1].id
    assert (mine.passage(key) is None, theirs.passage(key) is None) == (False, True)
    assert [paper.nummer for paper in theirs.papers()] == ["20/11166"]
    assert (theirs.drucksache("21/999"), theirs.passages_of("21/999"), theirs.file("21/999")) == (None, [], None)
    assert desk.source("anna", key, ()) is not None
    assert desk.source("bernd", key, ()) is None
    assert "1 Drucksache mit" in desk.searched("bernd", theirs.ask(ASKED).filters)


def test_whoever_brings_the_same_file_has_it_too_and_the_last_one_takes_it_along(desk: Desk, engine: Engine) -> None:
    for user in ("anna", "bernd"):
        assert desk.own.add(user, f"{user}.txt", SECRET.encode()).read == ("21/999",)
    assert not desk.own.remove("carla", "21/999")
    assert desk.own.remove("anna", "21/999")
    assert desk.seen("anna").drucksache("21/999") is None
    assert desk.seen("bernd").drucksache("21/999") is not None
    assert desk.own.remove("bernd", "21/999")
    assert engine.drucksache("21/999") is None
    assert list((desk.folder / "eigene").rglob("*.txt")) == []


def test_another_version_is_refused_without_a_word_about_whose_it_is(desk: Desk) -> None:
    desk.own.add("anna", "geheim.txt", SECRET.encode())
    report = desk.own.add("bernd", "meine.txt", SECRET.replace("38", "99").encode())
    assert [reason for _, reason in report.refused] == [TAKEN]
    again = desk.own.add("anna", "neu.txt", SECRET.replace("38", "99").encode())
    assert "geheim.txt" in again.refused[0][1]  # one's own may be named


def test_who_owns_what_survives_a_restart(desk: Desk, engine: Engine) -> None:
    desk.own.add("anna", "a.txt", SECRET.encode())
    again = OwnPapers(engine, desk.folder, desk.folder / "gespraeche.sqlite3")
    assert again.numbers("anna") == {"21/999"}
    assert again.seen("bernd").drucksache("21/999") is None


def test_no_address_and_no_program_leads_to_anothers_paper(tmp_path: Path) -> None:
    engine = FakeEngine(sample_paper(), sample_paper("21/1"))
    login = Login([("anna", hashed("a")), ("bernd", hashed("b"))])
    with TestClient(server.create(engine, tmp_path, login)) as client:

        def enter(name: str, password: str) -> None:
            client.cookies.set(COOKIE, login.enter(name, password) or "")

        def call(name: str, *data: str) -> str:
            event = client.post(f"/gradio_api/call/{name}", json={"data": list(data)}).json()["event_id"]
            return client.get(f"/gradio_api/call/{name}/{event}").text

        enter("anna", "a")
        files = {"datei": ("21/1", b"x")}
        engine.ingest = lambda _paths: _read("21/1")  # type: ignore[method-assign]
        assert client.post("/papiere", files=files, headers={"x-antwortfinder": "1"}).json()["gelesen"] == ["21/1"]
        assert client.get("/papier", params={"nummer": "21/1"}).status_code == 200
        assert "21/1" in call("papers")
        enter("bernd", "b")
        for path in ("/papier?nummer=21/1", "/quelle?passage=21/1:1", "/pdf?nummer=21/1", "/blatt?passage=21/1:1&nr=1"):
            assert client.get(path).status_code == 404
        assert "21/1" not in call("papers")
        assert "nicht im Bestand" in call("read", "21/1", "1")
        assert '"21/1"' not in call("find", "Leuchttürme")
        assert client.post("/papiere/entfernen?nummer=21/1", headers={"x-antwortfinder": "1"}).status_code == 404
        assert client.get("/papier", params={"nummer": NUMMER}).status_code == 200


def _read(nummer: str) -> object:
    from rag.model import IngestReport

    return IngestReport(read=(nummer,))


def test_a_file_name_stays_in_its_folder() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("..\\x<y>.pdf") == "x_y_.pdf"
    assert safe_name("...") == "papier.txt"
