"""What a search over conversations found: the words marked, all of it text."""

from datetime import UTC, datetime

from tests.support.fakes import EVIL
from tests.support.pages import Tags, texts
from ui.storage.conversation_search import MOST, FoundTurn
from ui.views import found as render


def turn(question: str, *said: str, title: str = "Titel") -> FoundTurn:
    return FoundTurn("g", title, datetime(2026, 11, 2, 12, tzinfo=UTC), "z", question, said)


def test_words_are_marked_in_question_and_answer_and_the_turn_can_be_opened():
    page = render.found([turn("Wie viele Türme?", "Anderes.", "Es gibt 17 Leuchttürme und Turmfalken.")], "turm")
    assert "Wie viele <mark>Türme</mark>?" in page
    assert "Es gibt 17 Leuchttürme und <mark>Turmfalken</mark>." in page
    assert 'data-key="g"' in page
    assert 'data-zug="z"' in page
    assert "1 Treffer" in texts(page)
    assert "02.11.2026 · Titel" in texts(page)


def test_of_a_long_answer_the_words_around_the_hit_are_shown():
    page = texts(render.found([turn("?", "vorn " * 100 + "Leuchtturm " + "hinten " * 100)], "leuchtturm"))
    assert "… vorn" in page
    assert "hinten …" in page
    assert len(page) < 400
    assert "x" * 40 in texts(render.found([turn("?", "Turm" + "x" * 3000)], "turm"))  # a word without an end


def test_nothing_found_is_said_and_nothing_looked_for_says_nothing():
    assert "In Ihren Gesprächen steht nichts mit „Turm“." in texts(render.found([], " Turm "))
    assert texts(render.found([], "?!")).strip() == ""
    assert f"die {MOST} neuesten Treffer" in texts(render.found([turn("Turm")] * MOST, "turm"))


def test_no_text_becomes_markup():
    for page in (render.found([turn(EVIL, EVIL, title=EVIL)], "script alert"), render.found([], EVIL), render.search()):
        found = Tags(page)
        assert not found.open
        assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "href")]
