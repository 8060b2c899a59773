"""Search over one's own conversations: whatever case and accents, only one's own, in step with the turns."""

import sqlite3
import time
from contextlib import closing

import pytest

from rag.model import Query
from tests.support.fakes import FakeEngine
from ui.storage import replies
from ui.storage.conversation_search import MOST, WORDS, ConversationSearch, hits, wanted
from ui.storage.conversations import FILE, Conversations, KeptTurn

REPLY = replies.dump(FakeEngine().ask(Query("Leuchttürme")))


@pytest.fixture
def store(tmp_path):
    return Conversations(tmp_path / FILE)


@pytest.fixture
def search(store, tmp_path):  # noqa: ARG001  # the store begins the file
    return ConversationSearch(tmp_path / FILE)


def asked(store, user, question, reply=REPLY, key=None):
    conversation = store.begin(user, question)
    turn = KeptTurn(key or f"{user}-{question}", conversation, question, "", reply)
    store.add(user, turn)
    return conversation


def questions(search, user, text):
    return [found.question for found in search.find(user, text)]


@pytest.mark.parametrize("text", ["Straße", "STRASSE", "strasse", "straß", "Gross", "größe", "GROSSE straße"])
def test_words_are_found_whatever_their_case_and_accents(store, search, text):
    asked(store, "anna", "Wie groß ist die Größe der Straße?")
    assert questions(search, "anna", text) == ["Wie groß ist die Größe der Straße?"]


def test_words_of_the_answer_are_found_and_every_word_must_be_there(store, search):
    asked(store, "anna", "Wie viele?")
    assert questions(search, "anna", "leuchttürme") == ["Wie viele?"]
    assert "Es gibt 17 Leuchttürme." in search.find("anna", "leuchtturme 17")[0].said
    assert questions(search, "anna", "leuchttürme viele") == ["Wie viele?"]
    assert questions(search, "anna", "leuchttürme bundesliga") == []


def test_only_ones_own_are_found(store, search):
    asked(store, "anna", "Was kostet das Geheime?")
    asked(store, "", "Was kostet das Offene?")
    assert questions(search, "bert", "kostet") == []
    assert questions(search, "", "kostet") == ["Was kostet das Offene?"]
    assert questions(search, "anna", "kostet") == ["Was kostet das Geheime?"]


@pytest.mark.parametrize("text", ["", "  ", "?!", '"', "*", "'", '" OR user:"', "a\x00", "question:kostet", "NEAR(", "^", "-kostet", "{a b}: x", "x" * 5000])  # fmt: skip  # noqa: E501
def test_no_sign_means_anything_to_the_database(store, search, text):
    asked(store, "anna", "Was kostet es?")
    assert questions(search, "anna", text) in ([], ["Was kostet es?"])


def test_more_words_than_a_search_has_are_passed_over(store, search):
    asked(store, "anna", "Was kostet es?")
    assert len(wanted(" ".join(f"w{n}" for n in range(100)))) == WORDS
    assert questions(search, "anna", "kostet " * 500) == ["Was kostet es?"]


def test_what_is_deleted_is_found_no_more(store, search, tmp_path):
    store.delete("anna", asked(store, "anna", "Was kostet es?"))
    assert questions(search, "anna", "kostet") == []
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("SELECT COUNT(*) FROM words").fetchone() == (0,)
        assert db.execute("SELECT COUNT(*) FROM searchable").fetchone() == (0,)


def test_turns_of_an_earlier_version_are_found_and_those_that_cannot_be_read_by_their_question(store, tmp_path):
    asked(store, "anna", "Was kostet es?", key="alt")
    asked(store, "anna", "Was kostet Kaputtes?", "{kaputt", key="kaputt")
    search = ConversationSearch(tmp_path / FILE)  # the words were begun after the turns
    assert questions(search, "anna", "kostet") == ["Was kostet Kaputtes?", "Was kostet es?"]
    assert questions(ConversationSearch(tmp_path / FILE), "anna", "leuchttürme") == ["Was kostet es?"]
    assert search.find("anna", "kaputtes")[0].said == ()


def test_hits_are_whole_words_that_begin_so():
    text = "Die Türme am Leuchtturm"
    assert [text[a:b] for a, b in hits(text, wanted("TURM"))] == ["Türme"]
    assert hits(text, wanted("urm")) == []


def test_a_search_over_5000_turns_takes_a_moment(store, search):
    conversations = [store.begin("anna", f"Gespräch {n}") for n in range(50)]
    rows = [(f"t{n}", conversations[n % 50], n, f"Frage {n} nach Leuchttürmen?", "", REPLY) for n in range(5_000)]
    with store._open() as db:
        db.executemany("INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", rows)
    begun = time.process_time()
    assert len(search.find("anna", "leuchttürmen")) == MOST
    assert len(search.find("anna", "4711")) == 1
    assert time.process_time() - begun < 1
