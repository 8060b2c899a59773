"""What is shared, as pages: how often something is left out, whose words they are."""

from datetime import UTC, datetime

from rag.model import Outcome, Query, Reply
from tests.support.fakes import sample_paper, sample_passages, sample_reply
from tests.support.pages import texts
from ui.storage.shares import Share
from ui.views import sharing as render
from ui.views.sharing import SharedTurn

PASSAGES = {passage.id: passage for passage in sample_passages(sample_paper())}
SHARE = Share("t", "anna", "bert", "Titel", ("z",), datetime(2026, 11, 2, 12, tzinfo=UTC))


def page(*turns: SharedTurn) -> str:
    return texts(render.page(SHARE, turns).split("<main>")[1].split("</main>")[0])


def test_what_is_left_out_is_counted_and_nothing_else_is_said_of_it():
    reply = sample_reply(Query("?"), PASSAGES["20/98765:1"], (0, 22))
    said = texts(
        render.confirmation("Titel", None, [SharedTurn("Eins?", reply, 2), SharedTurn("Zwei?", None, 1)], alone=False)
    )
    assert "3 Stellen werden wegen eigener" in said
    assert "weggelassen" not in texts(render.confirmation("T", None, [SharedTurn("Eins?", reply, 0)], alone=False))


def test_the_askers_words_are_said_to_be_theirs():
    askers = sample_reply(Query("?"), PASSAGES["20/98765:vf"], (0, 20))
    assert "es ist keine Aussage der Bundesregierung" in page(SharedTurn("Frage?", askers, 0))


def test_an_answer_that_is_none_says_so():
    none = Reply(Query("?"), Outcome.NICHT_IM_BESTAND, None, (), (), 1.0)
    assert "In den Papieren steht dazu nichts." in page(SharedTurn("Frage?", none, 0))
    assert "steht dazu nichts" not in page(SharedTurn("Frage?", none, 1))


def test_a_place_is_opened_in_our_own_page_with_its_marks():
    reply = sample_reply(Query("?"), PASSAGES["20/98765:1"], (0, 22), (23, 53))
    assert 'href="/?stelle=20%2F98765%3A1&amp;marken=0-22+23-53"' in render.page(SHARE, [SharedTurn("?", reply, 0)])
