"""Conversations on the server: they survive a restart, each user reaches only their own."""

import pytest

from tests.support.fakes import sample_paper, sample_passages
from ui.storage.conversations import Conversations, KeptTurn

ONE = sample_passages(sample_paper())[0]


@pytest.fixture
def store(tmp_path):
    return Conversations(tmp_path / "a" / "gespraeche.sqlite3")


def turn(conversation, key, question="Frage?"):
    return KeptTurn(key, conversation, question, "", "{}")


def test_conversations_survive_a_restart(store, tmp_path):
    key = store.begin("anna", "  Eine   lange\nFrage ")
    store.add("anna", turn(key, "t1"))
    store.add("anna", turn(key, "t2"))
    again = Conversations(tmp_path / "a" / "gespraeche.sqlite3")
    assert [item.title for item in again.listed("anna")] == ["Eine lange Frage"]
    assert [item.key for item in again.turns("anna", key)] == ["t1", "t2"]


def test_the_one_used_last_comes_first(store):
    old, new = store.begin("anna", "alt"), store.begin("anna", "neu")
    assert [item.key for item in store.listed("anna")] == [new, old]
    store.add("anna", turn(old, "t"))
    assert [item.key for item in store.listed("anna")] == [old, new]


def test_users_reach_only_their_own(store):
    key = store.begin("anna", "Titel")
    store.add("anna", turn(key, "t"))
    assert store.listed("bernd") == []
    assert store.turns("bernd", key) == []
    assert store.turn("bernd", "t") is None
    store.rename("bernd", key, "gekapert")
    store.delete("bernd", key)
    store.rate("bernd", "t", "gut", None)
    with pytest.raises(KeyError):
        store.add("bernd", turn(key, "t2"))
    assert store.title("anna", key) == "Titel"
    assert store.turns("anna", key)[0].rating is None


def test_deleting_takes_the_turns_along(store):
    key = store.begin("anna", "Titel")
    store.add("anna", turn(key, "t"))
    store.delete("anna", key)
    assert store.turn("anna", "t") is None
