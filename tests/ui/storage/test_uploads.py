"""Own papers: their user sees and asks them, nobody else does, in no way that leads to a paper, at no moment."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rag.engine import Engine
from rag.errors import IndexFailed
from rag.model import Filters, Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head
from tests.support.paths import ROOT
from ui.storage.conversations import FILE
from ui.storage.uploads import FOLDER, NOTE, Note, OwnPapers, safe_name, write_note
from ui.web import server
from ui.web.desk import Desk
from ui.web.login import COOKIE, Login, hashed

CORPUS = ROOT / "corpus"
SECRET = (
    head()
    + """
1. Wie viele Leuchttürme stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung 38 Leuchttürme.
"""
)
FALSE = SECRET.replace("38", "99")
ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as opened:
        opened.ingest([CORPUS])
        yield opened


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return Desk(engine, tmp_path / "daten")


def add(desk: Desk, user: str, text: str = SECRET, name: str = "geheim.txt") -> tuple[str, ...]:
    return desk.own.add(user, name, text.encode()).read


def quoted(seen: Engine) -> str:
    """What a user is told about the lighthouses."""
    return "".join(hit.passage.text for hit in seen.ask(ASKED).hits if hit.passage.drucksache == "21/999")


def official(tmp_path: Path, text: str = SECRET, name: str = "21-00999.txt") -> Path:
    folder = tmp_path / "amtlich"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_only_its_user_finds_a_paper_opens_it_and_is_led_to_it(desk: Desk) -> None:
    assert add(desk, "anna", name="21-00999.txt") == ("21/999",)
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


def test_the_engine_itself_shows_the_stock_alone(desk: Desk, engine: Engine) -> None:
    add(desk, "anna")
    key = desk.seen("anna").passages_of("21/999")[0].id
    assert [paper.nummer for paper in engine.papers()] == ["20/11166"]
    assert (engine.drucksache("21/999"), engine.passage(key), quoted(engine)) == (None, None, "")


@pytest.mark.parametrize("step", ["vectors.put", "keywords.put", "keywords.commit"])
def test_nobody_sees_a_paper_while_it_is_read_in(desk: Desk, engine: Engine, step: str, monkeypatch) -> None:
    owner, name = step.split(".")
    real = getattr(getattr(engine.index, owner), name)
    seen_meanwhile = []

    def spy(*given: object) -> object:
        store = engine.index.store
        ids = [id_ for (id_,) in store._db.execute("select id from passages where paper like '21/999%'")]
        for user in (None, "anna", "bernd"):
            seen = engine.seen_by(user)
            seen_meanwhile.append([seen.drucksache("21/999"), seen.file("21/999"), quoted(seen)])
            seen_meanwhile.append([seen.passage(id_) for id_ in ids])
            assert ids
        return real(*given)

    monkeypatch.setattr(getattr(engine.index, owner), name, spy)
    add(desk, "anna")
    shown = [thing for each in seen_meanwhile for thing in each if thing]
    assert (len(seen_meanwhile), shown) == (6, [])


@pytest.mark.parametrize(
    "step", ["embedder.passages", "vectors.put", "keywords.put", "keywords.commit", "store.set_states"]
)
def test_an_upload_cut_off_anywhere_is_its_users_or_nobodys(tmp_path: Path, step: str, monkeypatch) -> None:
    owner, name = step.split(".")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine, monkeypatch.context() as patch:
        engine.ingest([CORPUS])
        desk = Desk(engine, tmp_path / "daten")

        def killed(*_: object) -> None:
            raise SystemExit

        patch.setattr(getattr(engine.index, owner), name, killed)
        patch.setattr(shutil, "rmtree", lambda *_a, **_k: None)  # a killed process tidies nothing
        with pytest.raises(SystemExit):
            add(desk, "anna")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        desk = Desk(engine, tmp_path / "daten")
        assert engine.check() == []
        assert (quoted(desk.seen("bernd")), quoted(engine)) == ("", "")
        assert desk.own.numbers("anna") == {"21/999"}
        assert desk.own.remove("anna", "21/999")
        assert list((tmp_path / "daten" / FOLDER).rglob("*.txt")) == []


@pytest.mark.parametrize("there", [(), ("papier.txt.neu",)], ids=["the note alone", "a half of the paper"])
def test_an_upload_cut_off_before_its_paper_was_there_leaves_nothing(
    desk: Desk, engine: Engine, there: tuple[str, ...]
) -> None:
    folder = desk.folder / FOLDER / "abgebrochen"
    folder.mkdir()
    write_note(folder, Note("anna"))
    for name in there:
        (folder / name).write_text(SECRET[:200], encoding="utf-8")
    add(desk, "bernd")
    again = OwnPapers(engine, desk.folder)
    assert not folder.exists()
    assert (again.numbers("anna"), again.numbers("bernd")) == (frozenset(), {"21/999"})


@pytest.mark.parametrize("step", ["vectors.drop", "keywords.drop", "keywords.commit", "store.drop"])
def test_a_removal_cut_off_anywhere_is_finished(tmp_path: Path, step: str, monkeypatch) -> None:
    owner, name = step.split(".")
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine, monkeypatch.context() as patch:
        engine.ingest([CORPUS])
        desk = Desk(engine, tmp_path / "daten")
        add(desk, "anna")

        def killed(*_: object) -> None:
            raise SystemExit

        patch.setattr(getattr(engine.index, owner), name, killed)
        with pytest.raises(SystemExit):
            desk.own.remove("anna", "21/999")
        assert quoted(desk.seen("anna")) == ""  # gone from the first moment on
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        desk = Desk(engine, tmp_path / "daten")
        assert engine.check() == []
        assert [quoted(desk.seen(user)) for user in ("anna", "bernd")] == ["", ""]
        assert desk.own.numbers("anna") == frozenset()
        assert [p.name for p in (tmp_path / "daten" / FOLDER).iterdir()] == [".privat"]


def test_of_a_removal_cut_off_while_its_files_were_deleted_nothing_stays(tmp_path: Path, monkeypatch) -> None:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        desk = Desk(engine, tmp_path / "daten")
        add(desk, "anna")
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "rmtree", lambda folder, **_: (folder / NOTE).unlink())  # killed after the first file
            assert desk.own.remove("anna", "21/999")
        assert list((tmp_path / "daten" / FOLDER).rglob("*.txt"))
        Desk(engine, tmp_path / "daten")
    assert [p.name for p in (tmp_path / "daten" / FOLDER).iterdir()] == [".privat"]


def test_each_user_has_a_version_of_their_own(desk: Desk) -> None:
    assert (add(desk, "anna"), add(desk, "bernd", FALSE)) == (("21/999",), ("21/999",))
    assert ("38 L" in quoted(desk.seen("anna")), "99 L" in quoted(desk.seen("bernd"))) == (True, True)
    assert not desk.own.remove("carla", "21/999")
    assert desk.own.remove("bernd", "21/999")
    assert ("38 L" in quoted(desk.seen("anna")), quoted(desk.seen("bernd"))) == (True, "")
    assert "geheim.txt" in desk.own.add("anna", "neu.txt", FALSE.encode()).refused[0][1]  # one's own may be named
    assert desk.own.add("anna", "noch-einmal.txt", SECRET.encode()).skipped == ("21/999",)


def test_the_official_paper_wins_over_a_squatted_number_and_survives_its_removal(
    desk: Desk, engine: Engine, tmp_path: Path
) -> None:
    assert add(desk, "bernd", FALSE.replace("21/999", "21/00999")) == ("21/999",)
    assert engine.ingest([official(tmp_path)]).read == ("21/999",)
    for user in ("anna", "bernd", None):
        assert "38 L" in quoted(engine.seen_by(user))
        assert "99 L" not in quoted(engine.seen_by(user))
    assert engine.drucksache("21/0999") == engine.drucksache("21/999") is not None
    assert desk.own.numbers("bernd") == {"21/999"}  # still listed, so that it can be taken away
    assert desk.own.remove("bernd", "21/999")
    assert not desk.own.remove("bernd", "21/999")
    assert "38 L" in quoted(engine)
    assert engine.check() == []


def test_a_number_of_the_stock_is_not_taken_again(desk: Desk, engine: Engine, tmp_path: Path) -> None:
    engine.ingest([official(tmp_path)])
    refused = desk.own.add("bernd", "meins.txt", FALSE.replace("21/999", "21/0999").encode()).refused
    assert "gemeinsamen Bestand" in refused[0][1]
    assert list((desk.folder / FOLDER).rglob("*.txt")) == []


def test_who_owns_what_survives_a_restart_the_loss_of_the_conversations_and_of_the_index(tmp_path: Path) -> None:
    for lost in (None, FILE, "index"):
        if lost == FILE:
            (tmp_path / "daten" / FILE).write_bytes(b"kaputt" * 1000)
        elif lost:
            shutil.rmtree(tmp_path / "index")
        with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
            engine.ingest([CORPUS])
            desk = Desk(engine, tmp_path / "daten")
            if lost is None:
                add(desk, "anna")
            assert desk.own.numbers("anna") == {"21/999"}, lost
            assert ("38 L" in quoted(desk.seen("anna")), quoted(desk.seen("bernd"))) == (True, ""), lost
    assert [p.name for p in (tmp_path / "daten").glob(f"{FILE}.beschaedigt-*")] != []


def test_a_file_without_an_owner_is_hidden(desk: Desk, engine: Engine) -> None:
    add(desk, "anna")
    (note,) = (desk.folder / FOLDER).rglob(NOTE)
    desk.own.remove("anna", "21/999")
    orphan = note.parent
    orphan.mkdir()
    (orphan / "geheim.txt").write_text(SECRET, encoding="utf-8")
    again = OwnPapers(engine, desk.folder)
    assert [quoted(again.seen(user)) for user in ("anna", "bernd", "")] == ["", "", ""]
    refused = engine.ingest([desk.folder]).refused
    assert "eigenen Papieren" in dict(refused)[str(orphan / "geheim.txt")]
    assert quoted(engine) == ""


def test_an_evaluation_sees_the_stock_as_it_is_at_each_question(desk: Desk) -> None:
    run = desk.shared  # what a run that has begun goes on to ask
    add(desk, "anna")
    assert quoted(run) == ""
    assert "38 L" not in json.dumps(desk.examples())


def test_without_a_login_the_one_user_evaluates_their_own_papers_too(engine: Engine, tmp_path: Path) -> None:
    desk = Desk(engine, tmp_path / "daten", alone=True)
    add(desk, "")
    add(desk, "anna", FALSE)
    assert "38 L" in quoted(desk.shared)


def test_no_draft_is_made_from_a_private_paper(desk: Desk) -> None:
    add(desk, "anna")
    key = desk.conversations.begin("anna", "x")
    turn = list(desk.ask("anna", key, ASKED.text, Filters()))[-1]
    desk.own.remove("anna", "21/999")  # even when it is gone by now
    desk.rate("anna", turn.key, "schlecht", "Die Antwort ist falsch")
    assert "entwuerfe.jsonl" not in desk.workbench.sets()
    assert not list(desk.folder.rglob("entwuerfe.jsonl"))


def test_a_filter_leads_to_no_others_paper(engine: Engine, desk: Desk) -> None:
    add(desk, "anna")
    narrowed = Query(ASKED.text, Filters(drucksachen=frozenset({"21/999"})))
    assert engine.seen_by("bernd").ask(narrowed).hits == ()
    assert engine.seen_by("anna").ask(narrowed).hits[0].passage.drucksache == "21/999"


def test_no_address_and_no_program_leads_to_anothers_paper(engine: Engine, tmp_path: Path) -> None:
    login = Login([("anna", hashed("a")), ("bernd", hashed("b"))])
    with TestClient(server.create(engine, tmp_path / "daten", login)) as client:

        def enter(name: str, password: str) -> None:
            client.cookies.set(COOKIE, login.enter(name, password) or "")

        def call(name: str, *data: str) -> str:
            event = client.post(f"/gradio_api/call/{name}", json={"data": list(data)}).json()["event_id"]
            return client.get(f"/gradio_api/call/{name}/{event}").text

        enter("anna", "a")
        files = {"datei": ("geheim.txt", SECRET.encode())}
        assert client.post("/papiere", files=files, headers={"x-antwortfinder": "1"}).json()["gelesen"] == ["21/999"]
        assert client.get("/papier", params={"nummer": "21/999"}).status_code == 200
        assert "21/999" in call("papers")
        id_ = engine.seen_by("anna").passages_of("21/999")[-1].id
        enter("bernd", "b")
        for path in ("papier?nummer=21/999", f"quelle?passage={id_}", "pdf?nummer=21/999", f"blatt?passage={id_}&nr=1"):
            assert client.get(f"/{path}").status_code == 404
        assert "21/999" not in call("papers")
        assert "nicht im Bestand" in call("read", "21/999", "1")
        assert '"21/999"' not in call("find", "Leuchttürme")
        assert client.post("/papiere/entfernen?nummer=21/999", headers={"x-antwortfinder": "1"}).status_code == 404
        assert client.get("/papier", params={"nummer": "20/11166"}).status_code == 200


def test_an_index_that_knew_no_owners_hides_their_papers_until_they_are_read_in_anew(tmp_path: Path) -> None:
    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        engine.ingest([CORPUS])
        file = tmp_path / "index" / FOLDER / "abc" / "geheim.txt"
        file.parent.mkdir(parents=True)
        file.write_text(SECRET, encoding="utf-8")
        engine.ingest([file])
    with sqlite3.connect(tmp_path / "index" / "store.sqlite") as db:
        db.executescript(
            "alter table files rename column paper to nummer; alter table passages rename column paper to drucksache;"
            "alter table windows rename column paper to drucksache; alter table papers drop column nummer;"
            "alter table papers drop column owner; alter table papers rename column key to nummer;"
            "alter table papers rename column state to whole; alter table papers drop column seal;"
            "alter table papers drop column content; alter table windows drop column vector;"
            "alter table windows drop column mark; alter table meta drop column seal; pragma user_version = 2;"
        )
    with sqlite3.connect(tmp_path / "index" / FILE) as db:
        db.execute("CREATE TABLE uploads (nummer TEXT, user TEXT, file TEXT, hash TEXT)")
        db.executemany("INSERT INTO uploads VALUES ('21/999', ?, ?, 'x')", [("anna", str(file)), ("bernd", str(file))])
    from ui.storage.datafolder import move_over

    with Engine.open(Settings(index=tmp_path / "index"), FakeEmbedder()) as engine:
        assert (engine.check(), [p.nummer for p in engine.papers()]) == ([], ["20/11166"])
        for _ in range(2):  # a second time it finds nothing to do
            move_over(tmp_path / "index", tmp_path / "daten")
        desk = Desk(engine, tmp_path / "daten")
        assert [bool(quoted(desk.seen(user))) for user in ("anna", "bernd", "carla", "")] == [True, True, False, False]
        assert engine.check() == []
    assert sorted(p.name for p in (tmp_path / "index").iterdir() if p.name in (FILE, FOLDER)) == []


def test_an_index_that_cannot_take_users_papers_does_not_keep_the_chat_from_starting(
    desk: Desk, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, "anna")
    engine.remove_private("21/999", "anna")  # as an index that was lost
    with monkeypatch.context() as patch:
        patch.setattr(engine.index, "put", lambda *_, **__: (_ for _ in ()).throw(IndexFailed("voll")))
        assert Desk(engine, tmp_path / "daten").own.numbers("anna") == frozenset()
    assert Desk(engine, tmp_path / "daten").own.numbers("anna") == {"21/999"}


def test_a_file_name_stays_in_its_folder() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("..\\x<y>.pdf") == "x_y_.pdf"
    assert safe_name("...") == "papier.txt"


@pytest.mark.parametrize("step", ["vectors.put", "keywords.commit", "store.put"])
def test_an_upload_that_the_index_cannot_take_is_refused_and_never_comes_later(
    desk: Desk, engine: Engine, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name = step.split(".")
    with monkeypatch.context() as patch:
        patch.setattr(
            getattr(engine.index, owner), name, lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
        )
        refused = desk.own.add("anna", "geheim.txt", SECRET.encode()).refused
    assert refused == (("geheim.txt", "Der Index kann gerade nichts aufnehmen."),)
    assert (desk.own.numbers("anna"), engine.check(), engine.index.store.unfinished()) == (frozenset(), [], [])
    assert list((tmp_path / "daten" / FOLDER).rglob("*.txt")) == []
    assert add(desk, "anna") == ("21/999",)
