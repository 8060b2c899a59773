"""What is kept on the server: conversations of each user, replies that come back as they were, their export."""

import io
import json
from dataclasses import replace

import pytest
from docx import Document
from fakes import NUMMER, FakeEngine, sample_paper, sample_passages, sample_reply

from rag.model import Filters, Outcome, Query, Statement
from ui import export, filters, records
from ui.conversations import Conversations, KeptTurn
from ui.desk import Desk
from ui.render import Turn

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


def test_a_kept_reply_comes_back_as_it_was():
    via = replace(ONE, id="andere")
    reply = sample_reply(Query("Frage?"), ONE, (0, 22), (23, 53))
    moved = replace(reply.statements[1].citations[0], ueber=via)
    reply = replace(
        reply,
        statements=(reply.statements[0], Statement("frei formuliert", (moved,))),
        gefragt="ganze Frage",
        filters=Filters(wahlperioden=frozenset({20})),
        model="llm",
        outcome=Outcome.NAECHSTLIEGEND,
    )
    assert records.load(records.dump(reply), reply.query, {ONE.id: ONE, "andere": via}.get) == reply


def test_a_reply_says_of_which_version_it_is_and_older_ones_are_read():
    reply = sample_reply(Query("Frage?"), ONE, (0, 22))
    kept = json.loads(records.dump(reply))
    assert kept["version"] == records.VERSION
    first = json.dumps({name: value for name, value in kept.items() if name != "version"})
    assert records.load(first, reply.query, {ONE.id: ONE}.get) == reply
    assert records.passages(first) == {ONE.id}


@pytest.mark.parametrize(
    "change",
    [
        {"version": records.VERSION + 1},
        {"outcome": "erfunden"},
        {"statements": [{"text": "Ja.", "citations": [{"passage": "x"}]}]},
        {"hits": [["x"]]},
    ],
)
def test_what_is_kept_and_cannot_be_read_is_said_so(change, tmp_path):
    whole = json.loads(records.dump(sample_reply(Query("?"), ONE, (0, 22))))
    for broken in (json.dumps(whole | change), "kein JSON", "{}"):
        with pytest.raises(records.KeptReplyError):
            records.load(broken, Query("?"), {ONE.id: ONE}.get)
        desk = Desk(FakeEngine(), tmp_path)
        key = desk.conversations.begin("anna", "Titel")
        desk.conversations.add("anna", KeptTurn("t", key, "Frage?", "", broken))
        (shown,) = desk.turns("anna", key)
        assert (shown.question, shown.reply) == ("Frage?", None)
        assert "noch einmal" in (shown.problem or "")
        desk.rate("anna", "t", "schlecht", "falsch")  # drafts no case of what nobody can read
        desk.conversations.delete("anna", key)


def test_an_empty_quote_marks_nothing():
    kept = records.dump(sample_reply(Query("?"), ONE, (0, 22))).replace(ONE.text[:22], "")
    citation = json.loads(kept)["statements"][0]["citations"][0]
    moved = kept.replace('"end":22', '"end":0')
    assert citation["zitat"] == ""
    assert records.load(moved, Query("?"), {ONE.id: ONE}.get).citations == ()


def test_a_citation_whose_text_has_changed_is_left_out():
    kept = records.dump(sample_reply(Query("?"), ONE, (0, 22)))
    changed = replace(ONE, text="X" + ONE.text)
    for lookup in ({}.get, {ONE.id: changed}.get):
        again = records.load(kept, Query("?"), lookup)
        assert again.statements[0].text == "Es gibt 17 Leuchttürme."[:22]
        assert again.citations == ()


@pytest.mark.parametrize(
    "address",
    ["", "?wp=20", "?drs=20%2F1&drs=21%2F2&von=2024-01-01&bis=2024-12-31", "?ressort=A%26B&fraktion=B%C3%9CNDNIS+90"],
)
def test_filters_and_address_say_the_same(address):
    chosen = filters.read(address)
    assert filters.read("?" + filters.write(chosen)) == chosen
    assert bool(chosen) is bool(address)


def test_an_address_that_is_no_filter_is_none():
    assert filters.read("?wp=zwanzig&von=gestern&gespraech=x&wp=99999") == Filters()


def test_follow_up_turns_know_the_ones_before(tmp_path):
    engine = FakeEngine()
    desk = Desk(engine, tmp_path)
    key = desk.conversations.begin("anna", "Titel")
    for question in ("Wie viele Leuchttürme?", "Und die Kosten?"):
        list(desk.ask("anna", key, question, Filters()))
    assert engine.asked[-1].vorher == Query("Wie viele Leuchttürme?")


def test_a_turn_grows_sentence_by_sentence_and_ends_finished(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.desk.COALESCE", 0)
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


TURNS = [Turn("k", "Wie *viele*\n# Türme?", sample_reply(Query("?"), ONE, (0, 22), (23, 53)))]


def test_markdown_names_every_source_and_stays_text():
    text = export.markdown("Titel <script>", TURNS)
    assert "# Titel \\<script\\>" in text
    assert "## Wie \\*viele\\* \\# Türme?" in text
    assert "> Es gibt 17 Leuchttürme" in text
    assert f"[^1-1]: BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, <https://dserver.bundestag.de/" in text


def test_word_names_every_source():
    document = Document(io.BytesIO(export.docx("Titel\x00", TURNS)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "Titel"
    assert "Es gibt 17 Leuchttürme [1]" in [line.replace(".", "") for line in lines]
    assert any(line.startswith(f"[2] BT-Drs. {NUMMER}, S. 2, Antwort zu Frage 1, https://") for line in lines)
