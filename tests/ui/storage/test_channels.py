"""Addresses that tell: nobody guesses them, they can be closed, and an address that has not agreed gets nothing."""

from datetime import date, timedelta

import pytest

from ui.storage import channels
from ui.storage.channels import Channels


@pytest.fixture
def store(tmp_path):
    return Channels(tmp_path / "m.sqlite3")


def test_a_feed_has_a_long_token_that_a_new_one_closes(store):
    assert store.feed("anna") is None
    store.new_feed("anna")
    first = store.feed("anna")
    assert len(first) == 43  # 32 bytes
    assert store.reader_of(first) == "anna"
    store.new_feed("anna")
    assert store.reader_of(first) is None
    assert store.feed("anna") != first
    store.end_feed("anna")
    assert store.feed("anna") is None


def test_users_have_feeds_of_their_own(store):
    store.new_feed("anna")
    store.new_feed("bert")
    assert store.feed("anna") != store.feed("bert")
    store.end_feed("anna")
    assert store.reader_of(store.feed("bert")) == "bert"


def test_an_address_has_to_agree_and_can_leave(store):
    asked = store.ask("anna", "anna@haus.example")
    assert (asked.confirmed, asked.day) == (False, None)
    store.confirm("erfunden")
    assert not store.mail("anna").confirmed
    store.confirm(asked.token)
    assert store.of_token(asked.token).confirmed
    store.sent("anna", date(2026, 3, 1))
    assert store.mail("anna").day == date(2026, 3, 1)
    store.end_mails("anna")
    assert store.mail("anna") is None
    assert store.of_token(asked.token) is None


def test_nobody_is_asked_again_at_once_and_another_address_has_to_agree_anew(store, monkeypatch):
    store.confirm(store.ask("anna", "anna@haus.example").token)
    assert store.ask("anna", "bert@haus.example") is None
    assert store.mail("anna").address == "anna@haus.example"
    store.end_mails("anna")
    assert store.ask("anna", "bert@haus.example") is None  # nor by leaving in between
    monkeypatch.setattr(channels, "PAUSE", timedelta(0))
    assert not store.ask("anna", "bert@haus.example").confirmed


def test_a_user_is_forgotten_whole(store):
    for user in ("anna", "bert"):
        store.new_feed(user)
        store.ask(user, f"{user}@haus.example")
    store.delete("anna")
    assert store.users() == {"bert"}
