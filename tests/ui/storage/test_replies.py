"""A kept reply comes back as it was, or without what its papers no longer say."""

from dataclasses import replace

from rag.model import Filters, Hit, Outcome, Query, Reply, Statement
from tests.support.fakes import sample_paper, sample_passages, sample_reply
from ui.storage import replies

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
