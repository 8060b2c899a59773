"""What is kept of a user is deleted, from the disk too, and of nobody else anything."""

from __future__ import annotations

import pytest

from ingest.model import Status
from rag.model import Filters
from tests.support.fakes import NUMMER, FakeEngine
from ui.storage.drafts import FILE as DRAFTS
from ui.storage.drafts import Drafts
from ui.storage.forgetting import Counted, Forgetting
from ui.storage.temporary import FOLDER as TEMPORARY
from ui.storage.uploads import Note, write_note
from ui.web.desk import Desk


def _leave_traces(desk, folder, user, other):
    """All that a user can have kept, with their name's own word in it."""
    key = desk.conversations.begin(user, f"Titel {user}wort")
    list(desk.ask(user, key, f"Wie viele Leuchttürme hat {user}wort?", Filters()))
    turn = desk.turns(user, key)[0].key
    desk.news.keep_turn(user, turn)
    desk.news.channels.new_feed(user)
    desk.shares.add(user, other, f"Titel {user}wort", [turn])
    drafts = Drafts(folder / DRAFTS)
    drafts.add(user, NUMMER, "1", Status.BEANTWORTET, f"Warum {user}wort?")
    drafts.write_head(user, "titel", f"Anfrage {user}wort")
    desk.own.add(user, f"{user}.txt", f"{user}wort".encode())


@pytest.fixture
def engine(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    _leave_traces(desk, tmp_path, "Anna", "Carla")
    _leave_traces(desk, tmp_path, "Bert", "Carla")
    return engine


def _on_disk(folder, word):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form.encode() in path.read_bytes() for form in (word, word.lower()))]


def test_all_of_one_user_goes_and_nothing_of_others(engine, tmp_path):
    stores = Forgetting(engine, tmp_path)
    assert stores.count("Anna") == stores.count("Bert") == Counted(1, 1, 1, 1, 1)
    assert _on_disk(tmp_path, "Annawort")
    stores.forget("Anna")
    assert stores.count("Anna") == Counted(0, 0, 0, 0, 0)
    assert stores.count("Bert") == Counted(1, 1, 1, 1, 1)
    assert _on_disk(tmp_path, "Annawort") == []
    assert _on_disk(tmp_path, "Anna") == []
    assert stores.news.channels.feed("Bert") is not None


def test_what_was_shared_with_them_goes_too(engine, tmp_path):
    stores = Forgetting(engine, tmp_path)
    assert stores.count("Carla").geteilt == 2
    stores.forget("Carla")
    assert stores.count("Carla").geteilt == 0
    assert stores.count("Anna") == Counted(1, 1, 0, 1, 1)


def test_no_name_is_nobody(engine, tmp_path):
    with pytest.raises(ValueError, match="without a name"):
        Forgetting(engine, tmp_path).forget("")


def test_files_go_too_that_the_index_has_nothing_of(engine, tmp_path):
    stores = Forgetting(engine, tmp_path)
    for user in ("Anna", "Bert"):
        folder = stores.own.folder / f"unlesbar{user}"
        folder.mkdir()
        write_note(folder, Note(user))
        (folder / "x.pdf").write_text(f"{user}wort")
    (tmp_path / TEMPORARY).mkdir()
    (tmp_path / TEMPORARY / "hochgeladen").write_text("Annawort")
    assert stores.count("Anna").papiere == 2
    stores.forget("Anna")
    assert stores.count("Anna").papiere == 0
    assert _on_disk(tmp_path, "Anna") == []
    assert (stores.own.folder / "unlesbarBert" / "x.pdf").exists()


def test_what_lies_aside_damaged_is_named(engine, tmp_path):
    aside = tmp_path / "gespraeche.sqlite3.beschaedigt-20260101-000000"
    aside.write_text("Annawort")
    assert Forgetting(engine, tmp_path).set_aside() == [aside]
