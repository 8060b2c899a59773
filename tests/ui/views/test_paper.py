"""A whole paper: its head and versions, each Frage with its answer, what it is cited as, the Frage of an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest

from ingest.model import Antwort, Block, Blockart, Frage, Seiten, Status
from ingest.passages import passages
from tests.support.fakes import NUMMER, nr, sample_paper, sample_passages
from tests.support.pages import Tags, close, texts
from ui.views import paper as render_paper
from ui.views.paper import UNANSWERED, WholePaper

PAPER = sample_paper()
PASSAGES = sample_passages(PAPER)
WHOLE = WholePaper(PAPER, PASSAGES)


def entries(page: str) -> list[str]:
    """What stands under each Frage, its opening tag included."""
    return ['<details class="af-eintrag"' + part for part in page.split('<details class="af-eintrag"')[1:]]


def test_every_frage_has_its_whole_answer_and_a_joint_one_stands_once() -> None:
    page = render_paper.paper(WHOLE)
    one, two, three = entries(close(page))
    assert "Es gibt 17 Leuchttürme." in one
    assert texts(two.split("</summary>")[0] + "</summary></details>").startswith("Fragen 2 und 2aWas kostete")
    assert "2a) Was ist für das Jahr 2024 vorgesehen?" in two
    assert "<th scope=" in two
    assert '<td class="num">4 700 000</td>' in two
    assert "Tabelle in der Vorlage beschädigt, siehe PDF" in two
    assert "keine Erkenntnisse vor." in three
    assert page.count("Die Unterhaltung kostete im Jahr 2023") == 1


def test_the_head_says_who_asked_and_whether_the_paper_is_final() -> None:
    paper = replace(PAPER, fragesteller=("Erika Muster", "Max Beispiel"), vorabfassung=True)
    said = texts(render_paper.paper(replace(WHOLE, paper=paper)))
    for part in ("24.04.2024", "Bundesministerium für Verkehr", "CDU/CSU", "Erika Muster, Max Beispiel", "20/98001"):
        assert part in said
    assert "Vorabfassung – wird durch die lektorierte Version ersetzt" in said


def test_a_schriftliche_frage_says_whose_it_is_and_who_answered_when() -> None:
    frage = replace(PAPER.fragen[0], fragesteller="Erika Muster", fraktion="SPD")
    answer = replace(PAPER.antworten[0], unterzeichner="Max Beispiel", datum=date(2025, 2, 3), ressort="BMF")
    paper = replace(PAPER, fragen=(frage, *PAPER.fragen[1:]), antworten=(answer, *PAPER.antworten[1:]))
    one, two, _ = entries(render_paper.paper(replace(WHOLE, paper=paper)))
    assert "Erika Muster (SPD) · Max Beispiel · BMF · 03.02.2025" in one
    assert "af-quiet" not in two


def test_what_an_answer_is_filtered_by_is_counted_and_left_out_where_all_are_alike() -> None:
    page = render_paper.paper(WHOLE)
    for words in ("alle (3)", "beantwortet (2)", "keine Erkenntnisse (1)"):
        assert words in texts(page)
    assert [entry.split('data-stand="')[1].split('"')[0] for entry in entries(page)] == [
        "beantwortet",
        "beantwortet",
        "keine_erkenntnisse",
    ]
    assert "af-stand" not in render_paper.paper(replace(WHOLE, paper=replace(PAPER, antworten=PAPER.antworten[:0])))


@pytest.mark.parametrize(
    ("asked", "place"),
    [("1", "Frage 1"), ("2a", "Fragen 2 und 2a"), (" 2 A) ", "Fragen 2 und 2a"), ("Frage 3", "Frage 3")],
)
def test_the_frage_of_an_address_stands_open_and_no_other(asked: str, place: str) -> None:
    page = render_paper.paper(replace(WHOLE, asked=asked))
    (opened,) = (entry for entry in entries(page) if "open data-ziel" in entry)
    assert f"<b>{place}</b>" in opened
    assert 'role="alert"' not in page


@pytest.mark.parametrize("asked", ["99", "1b", "abc", "<b>"])
def test_a_frage_that_the_paper_lacks_is_said_to(asked: str) -> None:
    page = render_paper.paper(replace(WHOLE, asked=asked))
    assert f"In Drucksache {NUMMER} gibt es keine Frage „{asked}“" in texts(page)
    assert "data-ziel" not in page


def test_a_stem_stands_before_its_letters_and_a_frage_without_an_answer_says_so() -> None:
    fragen = tuple(Frage(nr(n), f"Text {n}?") for n in ("1", "1a", "1b", "2"))
    answer = Antwort((nr("1a"),), (Block(Blockart.TEXT, "Ja."),), Status.BEANTWORTET)
    paper = replace(PAPER, fragen=fragen, antworten=(answer,))
    page = render_paper.paper(WholePaper(paper, passages(paper), asked="1"))
    first, second, third = entries(page)
    assert "1. Text 1?" in first
    assert "open data-ziel" in first  # the stem leads to its first letter
    for entry, number in ((second, "1b"), (third, "2")):
        assert f"<b>Frage {number}</b>" in entry
        assert f'data-stand="{UNANSWERED}"' in entry
        assert "Im Papier wurde keine Antwort auf diese Frage gefunden." in entry
        assert "data-kopie" not in entry


def test_an_answer_whose_frage_was_not_found_is_shown_at_the_end() -> None:
    page = render_paper.paper(replace(WHOLE, paper=replace(PAPER, fragen=PAPER.fragen[1:])))
    assert "Es gibt 17 Leuchttürme." in entries(page)[-1]
    assert "Der Text der Frage wurde im Papier nicht gefunden." in entries(page)[-1]


def test_an_answer_is_cited_with_all_its_pages_however_it_was_cut() -> None:
    blocks = tuple(Block(Blockart.TEXT, "Wort " * 1600 + f"{n}.", Seiten(n, n)) for n in (4, 5, 6))
    long = replace(PAPER.antworten[0], bloecke=blocks, seiten=Seiten(4, 6))
    paper = replace(PAPER, antworten=(long,))
    cut = passages(paper)
    assert len([p for p in cut if p.nummern == long.nummern]) > 1
    page = render_paper.paper(WholePaper(paper, cut))
    assert f"BT-Drs. {NUMMER}, S. 4–6, Antwort zu Frage 1" in [v for n, v in Tags(page).attributes if n == "data-kopie"]


def test_the_page_of_the_pdf_stands_beside_each_answer_that_has_one() -> None:
    page = render_paper.paper(replace(WHOLE, sheets={f"{NUMMER}:1": "blatt?passage=x&nr=2"}))
    assert ["data-pdf=" in entry for entry in entries(page)] == [True, False, False]


def test_earlier_versions_are_named_and_one_of_them_says_what_replaced_it() -> None:
    earlier = [(2, "ersetzt durch die Fassung „(neu)“"), (1, "ersetzt durch die lektorierte Fassung")]
    now = close(render_paper.paper(replace(WHOLE, earlier=earlier)))
    assert now.count("Frühere Fassung, ersetzt") == 2
    assert f'data-papier="{NUMMER}" data-fassung="1"' in now
    old = [replace(passage, ersetzt=earlier[1][1]) for passage in PASSAGES]
    then = render_paper.paper(replace(WHOLE, passages=old, earlier=earlier, fassung=1))
    assert "Dies ist eine frühere Fassung des Papiers, ersetzt durch die lektorierte Fassung." in texts(then)
    assert 'data-fassung="1"' not in then
    assert "nur-hier" not in then  # no question is put to what was replaced
    assert "PDF beim Bundestag" in now
    assert "PDF beim Bundestag" not in then  # the file there says something else by now
    assert f'data-adresse="?papier={NUMMER}&amp;frage=1&amp;fassung=1"' in then
    assert "(ersetzt durch die lektorierte Fassung)" in then  # each citation says so too


def test_an_address_names_the_paper_the_frage_and_the_version() -> None:
    assert render_paper.address("21/123") == "?papier=21/123"
    assert render_paper.address("21/123", nr("3a"), 2) == "?papier=21/123&frage=3a&fassung=2"
    odd = render_paper.address("eigen & <x>", nr("3"))
    assert parse_qs(odd.removeprefix("?")) == {"papier": ["eigen & <x>"], "frage": ["3"]}


def test_the_parts_of_a_preamble_are_numbered_only_where_there_are_several() -> None:
    whole, askers = (next(p for p in PASSAGES if p.id == f"{NUMMER}:{mark}") for mark in ("v", "vf"))
    parts = [replace(whole, id=f"v{n}") for n in (1, 2)]
    numbered = texts(render_paper.paper(WholePaper(PAPER, [*parts, askers])))
    assert "Vorbemerkung der Bundesregierung, Teil 2" in numbered
    assert "Vorbemerkung der Fragesteller, Teil" not in numbered


def test_each_answer_of_an_official_paper_as_it_is_can_be_followed_up() -> None:
    page = render_paper.paper(WHOLE)
    found = [f'data-drs="{NUMMER}" data-nr="{frage}">Nachfrage entwerfen' in page for frage in ("1", "2", "3")]
    assert found == [True] * 3
    old = replace(WHOLE, passages=[replace(passage, ersetzt="ersetzt durch X") for passage in PASSAGES], fassung=1)
    own = replace(PAPER, nummer="eigenes")
    for other in (old, replace(WHOLE, paper=own, passages=sample_passages(own))):
        assert "Nachfrage entwerfen" not in render_paper.paper(other)


def test_the_tables_of_a_paper_can_be_had_where_it_has_any() -> None:
    link = f'href="tabellen.xlsx?nummer={NUMMER}"'
    assert link in render_paper.paper(WholePaper(PAPER, []))
    assert link not in render_paper.paper(WholePaper(PAPER, [], earlier=[(1, "ersetzt")], fassung=1))
    without = replace(PAPER, antworten=(PAPER.antworten[0],))
    assert "tabellen.xlsx" not in render_paper.paper(WholePaper(without, []))
