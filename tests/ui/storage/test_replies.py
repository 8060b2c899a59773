"""A kept reply comes back as it was, or without what its papers no longer say."""

import json
from dataclasses import replace

import pytest

from rag.model import Filters, Hit, Outcome, Query, Reply, Statement
from rag.requested import Art, Listed, Rated, Requested
from tests.support.fakes import FakeEngine, sample_paper, sample_passages, sample_reply
from tests.support.reihen import Comparing, yearly
from ui.storage import replies
from ui.storage.conversations import KeptTurn
from ui.web.desk import Desk

ONE = sample_passages(sample_paper())[0]


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
        nur_stichworte=True,
    )
    assert replies.load(replies.dump(reply), reply.query, {ONE.id: ONE, "andere": via}.get) == reply


def test_a_citation_whose_text_has_changed_is_left_out():
    kept = replies.dump(sample_reply(Query("?"), ONE, (0, 22)))
    changed = replace(ONE, text="X" + ONE.text)
    for lookup in ({}.get, {ONE.id: changed}.get):
        again = replies.load(kept, Query("?"), lookup)
        assert again.statements[0].text == "Es gibt 17 Leuchttürme."[:22]
        assert again.citations == ()


def test_of_the_hits_the_five_best_are_kept_and_one_that_is_gone_is_left_out():
    others = [replace(ONE, id=f"p{n}") for n in range(7)]
    hits = tuple(Hit(passage, 0.9 - 0.1 * n) for n, passage in enumerate(others))
    kept = replies.dump(Reply(Query("?"), Outcome.NICHT_IM_BESTAND, "Dazu steht nichts.", (), hits, 1.25))
    known = {passage.id: passage for passage in others if passage.id != "p1"}
    again = replies.load(kept, Query("?"), known.get)
    assert [hit.passage.id for hit in again.hits] == ["p0", "p2", "p3", "p4"]
    assert (again.grund, again.hits[1].score) == ("Dazu steht nichts.", 0.7)


def test_every_passage_that_a_kept_reply_leads_to_is_named():
    """Whose own papers an answer touches is asked of this: none may be missing."""
    via, found = replace(ONE, id="weiter"), replace(ONE, id="treffer")
    reply = sample_reply(Query("?"), ONE, (0, 22))
    led = replace(reply.statements[0].citations[0], ueber=via)
    reply = replace(reply, statements=(Statement("x", (led,)),), hits=(Hit(found, 0.5),))
    assert replies.passages(replies.dump(reply)) == {ONE.id, "weiter", "treffer"}
    nothing = replace(reply, statements=(), hits=())
    assert replies.passages(replies.dump(nothing)) == set()


def test_no_text_of_a_paper_is_kept_but_what_was_quoted():
    kept = replies.dump(sample_reply(Query("?"), ONE, (0, 22)))
    assert ONE.text[:22] in kept
    assert ONE.text[23:40] not in kept
    assert ONE.frage not in kept


def test_a_reply_says_of_which_version_it_is_and_older_ones_are_read():
    reply = sample_reply(Query("Frage?"), ONE, (0, 22))
    kept = json.loads(replies.dump(reply))
    assert kept["version"] == replies.VERSION
    first = json.dumps({name: value for name, value in kept.items() if name != "version"})
    assert replies.load(first, reply.query, {ONE.id: ONE}.get) == reply
    assert replies.passages(first) == {ONE.id}


@pytest.mark.parametrize(
    "change",
    [
        {"version": replies.VERSION + 1},
        {"outcome": "erfunden"},
        {"statements": [{"text": "Ja.", "citations": [{"passage": "x"}]}]},
        {"hits": [["x"]]},
    ],
)
def test_what_is_kept_and_cannot_be_read_is_said_so(change, tmp_path):
    whole = json.loads(replies.dump(sample_reply(Query("?"), ONE, (0, 22))))
    for broken in (json.dumps(whole | change), "kein JSON", "{}"):
        with pytest.raises(replies.KeptReplyError):
            replies.load(broken, Query("?"), {ONE.id: ONE}.get)
        desk = Desk(FakeEngine(), tmp_path)
        key = desk.conversations.begin("anna", "Titel")
        desk.conversations.add("anna", KeptTurn("t", key, "Frage?", "", broken))
        (shown,) = desk.turns("anna", key)
        assert (shown.question, shown.reply) == ("Frage?", None)
        assert "noch einmal" in (shown.problem or "")
        desk.rate("anna", "t", "schlecht", "falsch")  # drafts no case of what nobody can read
        desk.conversations.delete("anna", key)


def test_an_empty_quote_marks_nothing():
    kept = replies.dump(sample_reply(Query("?"), ONE, (0, 22))).replace(ONE.text[:22], "")
    citation = json.loads(kept)["statements"][0]["citations"][0]
    moved = kept.replace('"end":22', '"end":0')
    assert citation["zitat"] == ""
    assert replies.load(moved, Query("?"), {ONE.id: ONE}.get).citations == ()


def test_a_request_is_kept_with_its_lists_and_parts():
    part = sample_reply(Query("Und 2022?"), ONE, (0, 22))
    listed, rated = Listed("21/7", "Titel", None, None, ("AfD",)), Rated("21/8", "3", None, "Wie viele?")
    shown = Requested(Art.VERGLEICH, "Vergleich", "Text", (listed,), (rated,), ("2022", "2024"))
    reply = replace(part, query=Query("Vergleiche"), anliegen=shown, teile=(part, part))
    kept = replies.dump(reply)
    assert replies.load(kept, reply.query, {ONE.id: ONE}.get) == reply
    assert (replies.passages(kept), replies.listed(kept)) == ({ONE.id}, {"21/7", "21/8"})
    meant = Requested(Art.LISTE, "Liste", "", sinnverwandt=(replace(listed, drucksache="21/9"),))
    assert replies.listed(replies.dump(replace(reply, anliegen=meant))) == {"21/9"}


def test_for_others_each_row_of_a_comparison_is_proven_by_its_own_quote_or_by_none():
    engine = Comparing(*yearly())
    reply = engine.ask(Query("21/102 Frage 1 im Zeitvergleich"))
    gone = reply.statements[0].citations[0].passage.id
    stock = engine.seen_by(None)
    stock.passage = lambda id_: None if id_ == gone else engine.passage(id_)
    shown, left_out = replies.for_others(replies.dump(reply), reply.query, stock)
    assert (left_out, len(shown.statements)) == (1, 2)
    assert [row.beleg for row in shown.anliegen.reihe] == [None, 0, 1]
    assert [(row.drucksache, row.beleg) for row in reply.anliegen.reihe] == [
        ("21/101", 0),
        ("21/102", 1),
        ("21/103", 2),
    ]
