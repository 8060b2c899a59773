"""What the page does, without the page: turns that grow, are kept and shown, addresses, thumbs, examples, sources."""

from dataclasses import replace

from rag.model import Filters, Query
from tests.support.fakes import FakeEngine, sample_paper, sample_passages, sample_reply
from ui.web.desk import Desk

ONE = sample_passages(sample_paper())[0]


def test_follow_up_turns_know_the_ones_before(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    for question in ("Wie viele Leuchttürme?", "Und die Kosten?"):
        list(desk.ask("anna", key, question, Filters()))
    assert engine.asked[-1].vorher == Query("Wie viele Leuchttürme?")


def test_a_turn_grows_sentence_by_sentence_and_ends_finished(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.web.desk.COALESCE", 0)
    desk = Desk(FakeEngine(), tmp_path)
    one, two = sample_reply(Query("?"), ONE, (0, 22)), sample_reply(Query("?"), ONE, (0, 22), (23, 53))
    desk.own.engine.stream = lambda _query: iter((one, two))
    key = desk.conversations.begin("anna", "Titel")
    shown = [(item.reply, item.growing) for item in desk.ask("anna", key, "?", Filters())]
    assert shown == [(None, False), (one, True), (two, True), (two, False)]
    assert len(desk.turns("anna", key)) == 1


def test_what_was_found_is_shown_while_a_language_model_is_silent(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    whole = replace(sample_reply(Query("?"), ONE, (0, 22)), model="m")
    found = replace(whole, statements=())
    desk.own.engine.stream = lambda _query: iter((found, whole))
    key = desk.conversations.begin("anna", "Titel")
    shown = [(item.reply, item.growing) for item in desk.ask("anna", key, "?", Filters())]
    assert shown == [(None, False), (found, True), (whole, False)]


def test_what_fails_is_said_and_not_kept(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    desk.own.engine.stream = lambda _query: 1 / 0
    key = desk.conversations.begin("anna", "Titel")
    *_, last = desk.ask("anna", key, "?", Filters())
    assert last.problem.startswith("Die Frage ließ sich gerade nicht beantworten")
    assert desk.turns("anna", key) == []


def test_the_same_thumb_again_takes_it_back(tmp_path):
    desk = Desk(FakeEngine(), tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    *_, done = desk.ask("anna", key, "Leuchttürme", Filters())
    desk.rate("anna", done.key, "gut", "")
    assert desk.turns("anna", key)[0].rating == "gut"
    desk.rate("anna", done.key, "gut", "")
    assert desk.turns("anna", key)[0].rating is None


def test_examples_can_be_understood_alone(tmp_path):
    assert Desk(FakeEngine(), tmp_path).examples() == ["Wie viele Leuchttürme gibt es an den deutschen Küsten?"]
