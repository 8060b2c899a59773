"""The page around the answers: the stock in a sentence, lists, filters, welcome."""

import re
from dataclasses import replace
from datetime import date, datetime

from ingest.papers import ENDINGS
from rag.model import Outcome, Paper, Query, Reply
from tests.support.fakes import sample_paper
from tests.support.pages import close, texts
from ui.cli import stock
from ui.storage.conversations import Conversation
from ui.views import page as render_page
from ui.views.reply import Turn

PAPER = sample_paper()


def test_the_stock_is_said_in_a_sentence():
    item = Paper("20/1", None, PAPER.datum, None, (), None, "a.txt", 1200)
    assert render_page.stock([]).startswith("Noch ist kein Papier")
    assert render_page.stock([item]) == "Im Bestand: 1 Drucksache mit 1\u202f200 Fragen, vom 24.04.2024."


def test_of_many_conversations_the_newest_are_listed_and_the_rest_a_click_away():
    many = [Conversation(f"k{n}", f"Titel <{n}>", datetime(2026, 1, 1)) for n in range(4)]
    few = render_page.conversations(many, "k1", most=3)
    assert few.count("data-key") == 3
    assert "Titel &lt;2&gt;" in few
    assert "Ältere zeigen" in few
    assert "Ältere zeigen" not in render_page.conversations(many, "k1", most=4)


def test_own_papers_stand_first_and_only_they_can_be_removed():
    items = [Paper(number, "T", None, None, (), None, "d", 1) for number in ("20/1", "20/2", "20/3")]
    page = render_page.papers(items, frozenset({"20/2"}))
    assert re.findall(r'data-papier="([^"]+)"', page) == ["20/2", "20/1", "20/3"]
    assert re.findall(r'data-entfernen="([^"]+)"', page) == ["20/2"]
    assert "Eigene" not in render_page.papers(items, frozenset())


def test_the_stock_names_its_first_and_its_last_day_and_none_that_is_not_known():
    items = [
        Paper(f"20/{n}", None, day, None, (), None, "a.txt", 2)
        for n, day in enumerate((date(2024, 12, 1), None, date(2023, 1, 31)))
    ]
    span = "einzelne Papiere aus der Zeit vom 31.01.2023 bis 01.12.2024; nicht alle Antworten"
    assert render_page.stock(items) == f"Im Bestand: 3 Drucksachen mit 6 Fragen, {span}."
    assert render_page.stock([items[1]]) == "Im Bestand: 1 Drucksache mit 2 Fragen."
    assert "mit 1 Frage." in render_page.stock([replace(items[1], fragen=1)])


def test_the_welcome_gives_way_to_the_first_turn():
    welcome = render_page.thread("k", [], ["Wie viele?"], "Im Bestand: nichts.")
    assert "Wie viele?" in texts(welcome)
    assert "Im Bestand: nichts." in texts(welcome)
    assert "Zum Beispiel" not in render_page.thread("", [], [], "")
    reply = Reply(Query("?"), Outcome.NICHT_IM_BESTAND, "Dazu steht nichts.", (), (), 1.0)
    asked = render_page.thread("k", [Turn("t", "Wer?", reply)], ["Wie viele?"], "Im Bestand: nichts.")
    assert "Dazu steht nichts." in texts(asked)
    assert "af-welcome" not in asked


def test_a_filter_without_a_choice_is_not_offered_and_a_long_one_can_be_narrowed():
    few, many = [str(n) for n in range(render_page.MANY)], [str(n) for n in range(render_page.MANY + 1)]
    page = render_page.filters({"wp": few, "ressort": [], "fraktion": many})
    assert re.findall(r"<legend>(.*?)</legend>", page) == ["Wahlperiode", "Fraktion", "Datum der Antwort"]
    assert re.findall(r'aria-label="(\w+) suchen"', page) == ["Fraktion"]
    assert page.count('name="wp" value=') == len(few)


def test_who_is_in_sees_the_way_out_and_nobody_else_does():
    one = [Conversation("k", "Titel", datetime(2026, 1, 1))]
    assert "anna" in texts(render_page.conversations(one, "k", "anna"))
    assert "abmelden" in render_page.conversations(one, "k", "anna")
    assert "abmelden" not in render_page.conversations(one, "k")


def test_what_is_unknown_of_a_paper_is_a_dash_and_a_long_list_can_be_searched():
    item = Paper("20/1", None, None, None, (), None, "d", 1)
    assert "<td>ohne Titel</td><td>–</td><td>–</td>" in close(render_page.papers([item], frozenset()))
    assert "Papiere suchen" in render_page.papers([item] * (render_page.MANY + 1), frozenset())
    assert "Papiere suchen" not in render_page.papers([item] * render_page.MANY, frozenset())


def test_every_reason_of_a_bad_answer_can_be_chosen():
    said = texts(render_page.rating_dialog())
    assert all(reason in said for reason in render_page.REASONS)


def test_every_kind_of_file_that_is_read_is_named_and_can_be_chosen() -> None:
    box = render_page.upload()
    (chosen,) = re.findall(r'accept="([^"]*)"', box)
    assert set(chosen.split(",")) == ENDINGS
    for said in (box, stock.NO_PAPERS):
        assert "PDF, Word (.docx), Text, Markdown" in said
        assert "das JSON der DIP-Schnittstelle" in said
