"""Drafts are kept over a restart, and each user's rows are theirs alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Status
from ui.storage.drafts import FILE, Drafts, Head

V = Status.VERWIESEN


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / FILE)


def texts(drafts: Drafts, user: str) -> list[str]:
    return [frage.text for frage in drafts.fragen(user)]


def test_what_was_drafted_survives_a_restart(drafts: Drafts, tmp_path: Path) -> None:
    assert drafts.add("anna", "21/7", "4", V, "Eins?")
    drafts.write_head("anna", "titel", "Asyl")
    drafts.write_head("anna", "vorbemerkung", "Vorweg.")
    drafts.write_head("anna", "titel", "Asyl und mehr")
    again = Drafts(tmp_path / FILE)
    (frage,) = again.fragen("anna")
    assert (frage.drucksache, frage.frage, frage.status, frage.text) == ("21/7", "4", V, "Eins?")
    assert again.head("anna") == Head("Asyl und mehr", "", "Vorweg.")


def test_an_answer_is_followed_up_once_and_what_was_written_stays(drafts: Drafts) -> None:
    drafts.add("anna", "21/7", "4", V, "Eins?")
    assert drafts.write("anna", drafts.fragen("anna")[0].key, "Anders?")
    assert not drafts.add("anna", "21/7", "4", V, "Eins?")
    assert texts(drafts, "anna") == ["Anders?"]


def test_fragen_are_put_in_order_and_taken_out(drafts: Drafts) -> None:
    for number in "123":
        drafts.add("anna", "21/7", number, V, number)
    last = drafts.fragen("anna")[2].key
    drafts.raise_("anna", last)
    assert texts(drafts, "anna") == ["1", "3", "2"]
    for _ in range(3):
        drafts.raise_("anna", last)  # above the first one there is no place
    assert texts(drafts, "anna") == ["3", "1", "2"]
    drafts.remove("anna", last)
    drafts.add("anna", "21/7", "5", V, "5")
    assert texts(drafts, "anna") == ["1", "2", "5"]


def test_nobody_touches_what_another_drafted(drafts: Drafts) -> None:
    drafts.add("anna", "21/7", "4", V, "Eins?")
    drafts.add("anna", "21/7", "5", V, "Zwei?")
    drafts.add("bert", "21/7", "4", V, "Berts?")
    drafts.write_head("anna", "titel", "Annas")
    key = drafts.fragen("anna")[1].key
    assert not drafts.write("bert", key, "x")
    drafts.raise_("bert", key)
    drafts.remove("bert", key)
    drafts.clear("bert")
    assert (texts(drafts, "anna"), drafts.head("anna").titel) == (["Eins?", "Zwei?"], "Annas")
    assert (texts(drafts, "bert"), drafts.head("bert")) == ([], Head())
    drafts.clear("anna")
    assert (texts(drafts, "anna"), drafts.head("anna")) == ([], Head())


def test_no_other_field_is_written(drafts: Drafts) -> None:
    with pytest.raises(ValueError, match="user"):
        drafts.write_head("anna", "user", "bert")
