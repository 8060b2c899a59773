"""News as HTML: texts stay texts, what is quoted has its place, and the place has an address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from rag.model import Query
from tests.support.fakes import EVIL, NUMMER, sample_paper, sample_passages, sample_reply
from tests.support.newsitems import item
from ui.storage.channels import Mail
from ui.storage.watchlist import Kind
from ui.views import news
from ui.views.news import Ways

NO_WAYS = Ways(None, None, mails=False)


def test_the_words_are_quoted_with_a_button_to_their_place():
    page = news.page([item()], [], NO_WAYS)
    assert "Es gibt 17 Leuchttürme." in page
    assert f'data-passage="{NUMMER}:1"' in page
    assert "Neue Antwort auf Ihre Frage: Wie viele?" in page
    assert "24.04.2024" in page


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (Kind.ANFRAGE, "Antwort auf 21/1 ist da"),
        (Kind.FILTER, "Neues Papier zu Ihrer Auswahl: Wie viele?"),
        (Kind.FRAGE, "Neue Antwort auf Ihre Frage: Wie viele?"),
    ],
)
def test_each_kind_says_why_it_is_told_and_a_new_version_says_so(kind, says):
    assert news.headline(item(kind)) == says
    assert news.headline(item(kind, again=True)) == f"{says} (neue Fassung)"


def test_texts_of_papers_and_users_stay_texts():
    one = item(label=EVIL, titel=EVIL)
    page = news.page([one], [one.told.kept], Ways(EVIL, Mail("a", EVIL, True, "t", None), mails=True))
    assert "<script" not in page
    assert "<img" not in page
    assert not set("{}$`\\") & set(page)


def test_what_is_read_is_not_marked_new():
    assert "af-frisch" in news.page([item()], [], NO_WAYS)
    assert "af-frisch" not in news.page([item(read=True)], [], NO_WAYS)


def test_the_page_says_what_to_do_where_nothing_is_kept_or_has_come():
    assert "Sie haben noch nichts gemerkt." in news.page([], [], NO_WAYS)
    assert "Noch ist nichts gekommen" in news.page([], [item().told.kept], NO_WAYS)


def test_the_ways_are_offered_as_they_stand():
    assert "Mails sind hier nicht eingerichtet" in news.page([], [], NO_WAYS)
    assert 'data-neues="post"' in news.page([], [], Ways(None, None, mails=True))
    waiting, going = (Mail("anna", "a@b.example", confirmed, "geheim", None) for confirmed in (False, True))
    assert "Erst wenn dort jemand zustimmt" in news.page([], [], Ways(None, waiting, mails=True))
    page = news.page([], [], Ways("https://x/neues/feed/abc.atom", going, mails=True))
    assert "Höchstens einmal am Tag geht eine Mail an a@b.example" in page
    assert 'value="https://x/neues/feed/abc.atom"' in page
    assert "geheim<" not in page
    assert 'value="geheim' not in page


def test_the_address_of_a_place_names_the_passage_and_all_its_marks():
    assert parse_qs(news.place_address(item())[1:]) == {"stelle": [f"{NUMMER}:1"], "marken": ["0-23 24-57"]}
    assert parse_qs(news.place_address(item(quoted=False))[1:]) == {"papier": [NUMMER]}


def test_lines_for_feeds_and_mails_are_single_lines_without_steering_characters():
    one = item(label="Wie\r\nBcc: x@y.example\x1b[31m?", titel="Titel\nzwei\u202e")
    for line in (news.headline(one), news.paper_line(one), *news.quoted_lines(one)):
        assert line.isprintable()
    assert news.quoted_lines(one)[0] == f"„Es gibt 17 Leuchttürme.“ ({NUMMER}, Frage 1 · S. 2)"


def test_the_askers_words_are_told_as_theirs():
    passage = next(one for one in sample_passages(sample_paper()) if one.id == f"{NUMMER}:vf")
    one = replace(item(), reply=sample_reply(Query("?"), passage, (0, 20)))
    assert "So schreiben die Fragesteller" in news.page([one], [], NO_WAYS)
    assert "So schreiben die Fragesteller" not in news.page([item()], [], NO_WAYS)
    assert news.quoted_lines(one)[0].endswith("; so schreiben die Fragesteller)")
