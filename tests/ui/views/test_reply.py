"""Replies and sources as HTML: what is shown, and that no text of papers, models or users becomes markup."""

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

# ruff: noqa: D102  # the parser names its methods
import pytest

from ingest.model import Passagenart, Seitenmarke
from rag import citation as cite
from rag.model import Citation, Filters, Hit, Outcome, Paper, Query, Reply, Statement
from tests.support.fakes import EVIL, NUMMER, nr, sample_paper, sample_passages, sample_reply
from ui.storage.conversations import Conversation
from ui.views import page as render_page
from ui.views import reply as render
from ui.views import source as render_source
from ui.views.plain_text import reply_text
from ui.views.reply import Turn
from ui.views.source import Source

PAPER = sample_paper()
PASSAGES = {passage.id: passage for passage in sample_passages(PAPER)}
ONE = PASSAGES[f"{NUMMER}:1"]
JOINT = PASSAGES[f"{NUMMER}:2-2a"]
KNOWN = {"article", "aside", "b", "br", "button", "a", "blockquote", "details", "div", "dd", "dl", "dt", "dialog", "h1"}
KNOWN |= {
    "fieldset",
    "form",
    "h2",
    "h3",
    "header",
    "input",
    "label",
    "legend",
    "li",
    "mark",
    "nav",
    "p",
    "pre",
    "section",
}
KNOWN |= {"span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "textarea"}


class Tags(HTMLParser):
    """Collects tags, attributes and texts, and complains of tags that are not ours."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        assert tag in KNOWN, tag
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def texts(html):
    return " ".join("".join(Tags(html).texts).split())


def close(html):
    """The page without the white space between its tags."""
    return re.sub(r">\s+<", "><", html)


def every_page_with(evil):
    """Everything that is ever shown, with `evil` in every text of it."""
    paper = sample_paper(extra=f" {evil}")
    passages = sample_passages(paper)
    query = Query(f"Frage {evil}")
    first = replace(passages[0], marken=(Seitenmarke(0, 2),))
    reply = sample_reply(query, first, (0, len(first.text)))
    reply = replace(reply, gefragt=evil, grund=evil, model=evil, filters=Filters(ressorts=frozenset({evil})))
    via = Statement(evil, (Citation(passages[0], 0, 5, ueber=passages[1]),))
    item = Paper(evil, evil, None, evil, (evil,), evil, evil, 3)
    yield render.turn(Turn("k", evil, None))
    yield render.turn(Turn("k", evil, replace(reply, statements=(*reply.statements, via)), searched=evil))
    yield render.turn(Turn("k", evil, replace(reply, outcome=Outcome.NAECHSTLIEGEND)))
    yield render.turn(
        Turn("k", evil, Reply(query, Outcome.NICHT_IM_BESTAND, evil, (), (Hit(first, 1),), 1), searched=evil)
    )
    numbers = {frage.nummer: evil for frage in paper.fragen}
    for passage in passages:
        yield render_source.source(Source(passage, ((0, 9),), paper, numbers, pdf=evil))
        yield render_source.source(Source(passage, ((0, 9),), None))
    yield render_source.paper(paper, numbers, passages)
    yield render_page.thread(evil, (), [evil], evil)
    yield render_page.papers([item], frozenset({evil}))
    yield render_page.filters({"ressort": [evil] * 9, "drs": [evil]})


@pytest.mark.parametrize(
    "evil", [EVIL, '"><svg onload=alert(1)>', "' onclick='alert(1)", "</textarea><iframe src=//x>"]
)
def test_no_text_becomes_markup(evil):
    pages = list(every_page_with(evil))
    assert len(pages) > 15
    for page in pages:
        found = Tags(page)  # complains of every tag that is not ours
        assert not found.open
        assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "style")]
        addresses = [value for name, value in found.attributes if name == "href"]
        assert all(address.startswith("https://dserver.bundestag.de/") for address in addresses)
    assert any(evil in text for page in pages for text in Tags(page).texts)


@pytest.mark.parametrize(
    ("citation", "label"),
    [
        (Citation(ONE, 0, 5), "Frage 1 · S. 2"),
        (Citation(PASSAGES[f"{NUMMER}:3"], 0, 5), "Frage 3"),  # no page known, none guessed
        (Citation(PASSAGES[f"{NUMMER}:2-2a:t1"], 0, 4), "Fragen 2 und 2a · Tabelle"),
        (Citation(PASSAGES[f"{NUMMER}:v"], 0, 4), "Vorbemerkung"),
        (Citation(ONE, 0, 5, ueber=PASSAGES[f"{NUMMER}:3"]), "Frage 3 → 1 · S. 2"),
        (Citation(replace(ONE, nummern=(), art=Passagenart.ANLAGE), 0, 4), "Anlage · S. 2"),
    ],
)
def test_a_chip_names_the_place(citation, label):
    assert render.chip_label(citation) == label


def test_a_chip_opens_its_passage_with_all_quotes_of_the_reply():
    reply = sample_reply(Query("?"), ONE, (0, 22), (23, 53))
    page = render.turn(Turn("k", "?", reply))
    assert page.count(f'data-passage="{ONE.id}" data-marks="0-22 23-53"') == 2


def test_while_a_language_model_writes_the_places_found_stand_below_what_is_proven():
    reply = replace(sample_reply(Query("?"), ONE, (0, 22)), model="m")
    growing = render.turn(Turn("k", "?", reply, growing=True))
    assert growing.index("17 Leuchttürme") < growing.index("Das Sprachmodell formuliert") < growing.index("Gefundene")
    assert "1. Wie viele Leuchttürme gibt es" in growing
    assert "Gefundene" not in render.turn(Turn("k", "?", reply))


def test_a_growing_answer_is_busy_until_it_is_finished():
    reply = sample_reply(Query("?"), ONE, (0, 22))
    growing = render.turn(Turn("k", "?", reply, growing=True))
    assert "17 Leuchttürme" in growing
    assert 'aria-busy="true"' in growing
    assert "data-fertig" not in growing
    assert "data-fertig" in render.turn(Turn("k", "?", reply))


def test_a_problem_is_said_and_ends_the_turn():
    page = render.turn(Turn("k", "?", None, problem="Ging nicht <b>."))
    assert "data-fertig" in page
    assert "Ging nicht &lt;b&gt;." in page


def test_a_weak_find_is_labelled_and_not_shown_as_the_answer():
    page = texts(render.answer(sample_reply(Query("?"), ONE, (0, 22), outcome=Outcome.NAECHSTLIEGEND)))
    assert page.startswith("Nächstliegende Fundstelle")


def test_nothing_found_says_what_was_searched_and_offers_the_nearest_fragen():
    asked = Query("Was kostete die Unterhaltung?")
    reply = Reply(asked, Outcome.NICHT_IM_BESTAND, "Dazu steht nichts.", (), (Hit(JOINT, 0.3),), 1.0)
    searched = render.searched(3, 40, Filters(wahlperioden=frozenset({20})))
    page = texts(render.answer(reply, searched=searched))
    assert "Dazu steht nichts." in page
    assert "Durchsucht: 3 Drucksachen mit 40 Fragen, eingegrenzt auf 20. Wahlperiode." in page
    assert "2. Was kostete ihre Unterhaltung im Jahr 2023? (und 1 weitere)" in page


def test_nothing_far_fetched_is_offered():
    for shown in (render.answer, reply_text):
        for text, there in (("Was kostete die Unterhaltung?", True), ("Wer gewinnt die Bundesliga?", False)):
            reply = Reply(Query(text), Outcome.NICHT_IM_BESTAND, "Nichts.", (), (Hit(JOINT, 0.3),), 1.0)
            assert ("Was kostete ihre Unterhaltung" in str(shown(reply))) == there


def test_the_askers_words_are_never_shown_as_the_governments():
    askers = PASSAGES[f"{NUMMER}:vf"]
    answer = render.answer(sample_reply(Query("?"), askers, (0, 20)))
    assert "keine Aussage der Bundesregierung" in texts(answer)
    panel = texts(render_source.source(Source(askers, ((0, 20),), PAPER)))
    assert "Vorbemerkung der Fragesteller" in panel
    assert "nicht der Bundesregierung" in panel


def test_the_panel_shows_frage_answer_mark_and_head():
    panel = render_source.source(Source(ONE, ((0, 22),), PAPER, {nr("2"): JOINT.id}))
    assert f"<mark>{ONE.text[:22]}</mark>" in panel
    said = texts(panel)
    for part in (
        "1. Wie viele Leuchttürme",
        "24.04.2024",
        "Bundesministerium für Verkehr",
        "CDU/CSU",
        "BT-Drs. 20/98001",
    ):
        assert part in said
    assert f'data-passage="{JOINT.id}"' in panel  # the next Frage
    assert "https://dserver.bundestag.de/btd/20/987/2098765.pdf#page=2" in panel


def test_four_ways_to_cite_can_be_copied():
    panel = render_source.source(Source(ONE, ((0, 22),), PAPER))
    copies = [value for name, value in Tags(panel).attributes if name == "data-kopie"]
    assert [copy.split(" ")[0] for copy in copies] == ["BT-Drs.", "Antwort", "Antwort", "@techreport{btdrs-20-98765,\n"]


def test_the_panel_cites_a_place_as_the_answer_does():
    led = Citation(ONE, 0, 22, JOINT)
    panel = render_source.source(Source(ONE, ((0, 22),), PAPER, ueber=JOINT))
    assert cite.label(led) in panel
    reply = sample_reply(Query("Wie viele?"), ONE, (0, 22))
    assert f'data-ueber="{JOINT.id}"' in render.chip(led, reply)
    assert "data-ueber" not in render.chip(reply.citations[0], reply)


def test_tables_are_tables_and_damaged_ones_are_folded():
    panel = close(render_source.source(Source(JOINT, ((0, 10),), PAPER)))
    found = Tags(panel)
    assert found.tags.count("table") == 1
    assert found.tags.count("tr") == 3
    assert '<td class="num">4 700 000</td>' in panel
    assert "Tabelle in der Vorlage beschädigt, siehe PDF" in panel
    assert '<details class="af-fold"><summary>Tabelle in der Vorlage' in panel


def test_the_cited_row_of_a_table_is_marked():
    passage = PASSAGES[f"{NUMMER}:2-2a:t1"]
    start = passage.text.index("2023")
    panel = close(render_source.source(Source(passage, ((start, start + 4),), PAPER)))
    assert panel.count('<tr class="lit">') == 1
    assert '<tr class="lit"><td class="num">2023</td>' in panel


def test_a_cited_damaged_table_is_open_and_marked():
    passage = PASSAGES[f"{NUMMER}:2-2a:t2"]
    panel = render_source.source(Source(passage, ((0, 10),), PAPER))
    assert '<details class="af-fold" open>' in panel
    assert "<mark>Turm 1 1 1</mark>" in panel


def test_a_passage_of_a_paper_that_is_gone_is_still_shown():
    panel = texts(render_source.source(Source(ONE, ((0, 5),))))
    assert "nicht mehr im Bestand" in panel
    assert ONE.text in panel


def test_the_whole_paper_lists_its_fragen_with_their_state():
    panel = texts(render_source.paper(PAPER, {nr("1"): ONE.id}, [PASSAGES[f"{NUMMER}:v"]]))
    assert "keine Erkenntnisse" in panel
    assert "Vorbemerkung der Bundesregierung" in panel
    for frage in PAPER.fragen:
        assert frage.text in panel


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
