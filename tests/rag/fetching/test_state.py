"""What runs leave to each other, also where its file is damaged or in use."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rag.fetching.state import FILE, Kept, Mark, Owed, State

ROW = Kept("1", "21-00001", "21/1", True, "2025-10-01T08:00:00+00:00", "https://x/1.pdf", "ab", "", "7 21/9")
WHEN = datetime(2025, 10, 1, tzinfo=UTC)


def test_what_is_noted_is_there_at_the_next_opening(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        assert state.fresh
        state.owe(Owed("1", "21/1", "Grund"))
        state.owe(Owed("2", "21/2", "Grund"))
        state.keep([ROW])
        state.mark(21, Mark(None, WHEN))
        state.mark(20, Mark(WHEN, WHEN))
        state.put_anfrage("3", "1", "{}")
        state.goes(["1", "9"])
    with State(tmp_path) as state:
        assert not state.fresh
        assert state.kept() == {"1": ROW}
        assert state.owed() == {"2": Owed("2", "21/2", "Grund")}  # what is kept is owed no longer
        assert state.marks() == {21: Mark(None, WHEN), 20: Mark(WHEN, WHEN)}
        assert state.gone() == {"1", "9"}
        assert (state.anfragen("1"), state.anfragen("2")) == ({"3": "{}"}, {})
        state.owes_not("2")
        state.keep([ROW._replace(id="3")])  # an Anfrage that changed is read again
        assert (state.owed(), state.anfragen("1")) == ({}, {})
        state.keep([ROW])  # it is there again
        assert state.gone() == {"9"}


def test_one_from_before_grosse_anfragen_keeps_all_and_has_everything_listed_once_more(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        state.keep([ROW])
        state.mark(20, Mark(WHEN, WHEN))
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript("drop table gone; pragma user_version = 1;")
    db.close()
    with State(tmp_path, mend=False) as state:
        assert (state.fresh, state.kept(), state.gone()) == (False, {"1": ROW}, set())
        assert state.marks() == {20: Mark(None, WHEN)}
    with State(tmp_path) as state:
        assert not state.fresh


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({}, True),
        ({"pdf_md5": "ab"}, False),
        ({"pdf_md5": "cd"}, True),
        ({"pdf_hash": ""}, True),
        ({"pdf_hash": "", "pdf_md5": "cd"}, False),
        ({"pdf_url": ""}, False),
        ({"citable": False}, False),
        ({"stem": None}, False),
    ],
)
def test_which_pdf_is_still_to_be_fetched(change: dict[str, object], lacks: bool) -> None:
    assert ROW._replace(**change).lacks_pdf is lacks


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 999, "cut", "form"])
def test_a_damaged_file_and_one_of_another_form_are_made_anew(tmp_path: Path, damage: bytes | str) -> None:
    with State(tmp_path) as state:
        state.keep([ROW])
    if damage == "form":
        with sqlite3.connect(tmp_path / FILE) as db:
            db.execute("pragma user_version = 99")
        db.close()
    else:
        data = (tmp_path / FILE).read_bytes()
        (tmp_path / FILE).write_bytes(data[: len(data) // 2] if isinstance(damage, str) else damage)
    with pytest.raises(sqlite3.DatabaseError):
        State(tmp_path, mend=False)
    with State(tmp_path) as state:
        assert state.fresh
        assert state.kept() == {}


def test_a_file_that_is_in_use_is_not_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with State(tmp_path) as state:
        state.keep([ROW])
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("begin exclusive")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, timeout=0))
    with pytest.raises(sqlite3.OperationalError):
        State(tmp_path)
    other.close()
    with State(tmp_path) as state:
        assert state.kept() == {"1": ROW}
