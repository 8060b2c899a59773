"""The feed as feed readers read it: well formed whatever the texts, every entry with its day and place."""

import feedparser

from tests.support.fakes import EVIL, NUMMER
from tests.support.newsitems import AT, item
from ui.storage.watchlist import Kind
from ui.views import feed

BASE, ADDRESS = "https://akte.example/af/", "https://akte.example/af/neues/feed/geheim.atom"


def read(*items):
    text = feed.atom(items, BASE, ADDRESS)
    parsed = feedparser.parse(text.encode(), response_headers={"content-type": feed.TYPE})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return text, parsed


def test_a_reader_finds_title_day_place_and_words():
    one = item()
    _, parsed = read(one, item(Kind.ANFRAGE, quoted=False))
    first, second = parsed.entries
    assert first.title == "Neue Antwort auf Ihre Frage: Wie viele?"
    assert first.link == f"{BASE}?stelle=20%2F98765%3A1&marken=0-23+24-57"
    assert "„Es gibt 17 Leuchttürme.“" in first.summary
    assert tuple(first.updated_parsed)[:5] == AT.timetuple()[:5]
    assert first.id == f"urn:uuid:{one.told.key}"
    assert (second.title, second.link) == ("Antwort auf 21/1 ist da", f"{BASE}?papier=20%2F98765")
    assert len({entry.id for entry in parsed.entries}) == 2
    assert parsed.feed.title == "Antwortfinder: Neu für Sie"


def test_what_the_standard_asks_of_a_feed_is_there():
    _, parsed = read()
    assert parsed.feed.id.startswith("urn:uuid:")
    assert "geheim" not in parsed.feed.id
    assert parsed.feed.updated
    assert parsed.feed.author == "Antwortfinder"
    assert {link.rel: link.href for link in parsed.feed.links} == {"alternate": BASE, "self": ADDRESS}


def test_texts_are_neither_markup_of_the_feed_nor_of_the_reader():
    text, parsed = read(item(label=EVIL, titel=f"{EVIL} ]]> &amp; <![CDATA["))
    assert "<script" not in text
    assert "<img" not in parsed.entries[0].summary
    assert "&lt;script&gt;" in parsed.entries[0].summary


def test_what_no_xml_may_hold_does_not_break_it():
    _, parsed = read(item(label="a\x00b\x0bc\ud800d\uffffe\x1b[0m", titel="\x08T\ufffe"))
    assert parsed.entries[0].title == "Neue Antwort auf Ihre Frage: abcde[0m"
    assert f"BT-Drs. {NUMMER}: T" in parsed.entries[0].summary
