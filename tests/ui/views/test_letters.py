"""Mails in plain words: what is new, where it stands, how to end them."""

from tests.support.fakes import NUMMER
from tests.support.newsitems import item
from ui.storage.watchlist import Kind
from ui.views import letters

BASE, LEAVE = "https://akte.example/", "https://akte.example/neues/abbestellen/t"


def test_a_mail_names_what_is_new_with_the_way_to_its_place():
    letter = letters.daily([item(), item(Kind.ANFRAGE, quoted=False)], BASE, LEAVE)
    assert letter.subject == "Antwortfinder: 2 Meldungen für Sie"
    assert "Neue Antwort auf Ihre Frage: Wie viele?" in letter.text
    assert f"„Es gibt 17 Leuchttürme.“ ({NUMMER}, Frage 1 · S. 2)" in letter.text
    assert f"Zur Stelle: {BASE}?stelle=20%2F98765%3A1&marken=0-23+24-57" in letter.text
    assert f"Zur Stelle: {BASE}?papier=20%2F98765" in letter.text
    assert LEAVE in letter.text
    assert letters.daily([item()], BASE, LEAVE).subject == "Antwortfinder: 1 Meldung für Sie"


def test_nothing_of_a_text_begins_a_line_of_its_own_or_comes_into_the_head():
    letter = letters.daily([item(label="Wie?\r\nZur Stelle: http://böse.example", titel="T\n-- \nEnde")], BASE, LEAVE)
    assert not [line for line in letter.text.splitlines() if line.startswith("Zur Stelle: http://b")]
    assert letter.text.splitlines().count("-- ") == 1
    assert "Wie" not in letter.subject


def test_a_long_mail_says_how_much_more_there_is(monkeypatch):
    monkeypatch.setattr(letters, "MOST", 2)
    text = letters.daily([item()] * 5, BASE, LEAVE).text
    assert text.count("Zur Stelle") == 2
    assert "Dazu 3 weitere" in text


def test_the_question_for_consent_says_what_it_is_about_and_that_nothing_need_be_done():
    letter = letters.consent(BASE, f"{BASE}neues/bestaetigen/t", LEAVE)
    assert f"{BASE}neues/bestaetigen/t" in letter.text
    assert "Ohne Zustimmung kommt nichts." in letter.text
