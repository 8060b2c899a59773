"""The panel beside the chat: Frage, answer with its marks, tables, how to cite."""

from dataclasses import replace
from datetime import date

import pytest

from ingest.model import Antwort, Block, Blockart, Passagenart, Status
from ingest.passages import passages
from rag import citation as cite
from rag.model import Citation, Query
from tests.support.fakes import NUMMER, nr, sample_paper, sample_passages, sample_reply
from tests.support.pages import Tags, close, texts
from ui.views import reply as render
from ui.views import source as render_source
from ui.views.source import LONG_LINES, Source

PAPER = sample_paper()
PASSAGES = {passage.id: passage for passage in sample_passages(PAPER)}
ONE = PASSAGES[f"{NUMMER}:1"]
JOINT = PASSAGES[f"{NUMMER}:2-2a"]


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


def block_of(block, *marks):
    """The panel over an Antwort to Frage 1 that is this block alone."""
    paper = replace(PAPER, antworten=(Antwort((nr("1"),), (block,), Status.BEANTWORTET),))
    passage = next(passage for passage in passages(paper) if passage.nummern)
    return close(render_source.source(Source(passage, marks, paper)))


def test_a_mark_that_goes_over_paragraphs_stays_in_each():
    panel = block_of(Block(Blockart.TEXT, "Erster Satz.\n\nZweiter Satz."), (7, 21))
    assert "<p>Erster <mark>Satz.</mark></p><p><mark>Zweiter</mark> Satz.</p>" in panel


def test_a_row_is_marked_only_where_lines_and_rows_are_known_to_match():
    cells = (("Jahr", "Euro"), ("2023", "7"))
    assert block_of(Block(Blockart.TABELLE, "Jahr\tEuro\n2023\t7", zellen=cells), (10, 14)).count('class="lit"') == 1
    assert 'class="lit"' not in block_of(Block(Blockart.TABELLE, "Jahr\tEuro 2023\t7", zellen=cells), (10, 14))


def test_a_mark_ends_before_the_next_row():
    cells = (("Jahr", "Euro"), ("2023", "7"), ("2024", "8"))
    panel = block_of(Block(Blockart.TABELLE, "Jahr\tEuro\n2023\t7\n2024\t8", zellen=cells), (10, 17))
    assert '<tr class="lit"><td class="num">2023</td>' in panel
    assert panel.count('class="lit"') == 1


def test_a_short_row_is_filled_up_to_the_width_of_its_table():
    panel = block_of(Block(Blockart.TABELLE, "a\tb\nc", zellen=(("a", "b"), ("c",))))
    assert "<tr><td>c</td><td></td></tr>" in panel


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("4 700,5", True),
        ("– 12 %", True),
        ("1.000 €", True),
        ("12a", False),
        ("–", False),
        ("", False),
        ("7" * 24, False),
    ],
)
def test_figures_stand_to_the_right(cell, right):
    panel = block_of(Block(Blockart.TABELLE, f"Wert\n{cell}", zellen=(("Wert",), (cell,))))
    assert (f'<td class="num">{cell}</td>' in panel) is right


@pytest.mark.parametrize(("lines", "folded"), [(LONG_LINES + 1, False), (LONG_LINES + 2, True)])
def test_a_long_table_is_folded_unless_it_was_cited(lines, folded):
    rows = tuple((f"Zeile {n}",) for n in range(lines))
    block = Block(Blockart.TABELLE, "\n".join(row[0] for row in rows), zellen=rows)
    assert (f"<summary>Tabelle ({lines} Zeilen)</summary>" in block_of(block)) is folded
    assert "af-fold" not in block_of(block, (0, 5))


def test_each_block_of_an_annex_is_folded_and_open_where_it_was_cited():
    paper = replace(PAPER, anlagen=(Block(Blockart.TEXT, "Anlage 1"), Block(Blockart.TEXT, "Liste")))
    annex = next(passage for passage in passages(paper) if passage.art is Passagenart.ANLAGE)
    closed, opened = (f'<details class="af-fold"{state}><summary>Anlage</summary>' for state in ("", " open"))
    panels = [close(render_source.source(Source(annex, marks, paper))) for marks in ((), ((0, 6),))]
    assert [(panel.count(closed), panel.count(opened)) for panel in panels] == [(2, 0), (1, 1)]
    assert "<mark>Anlage</mark> 1" in panels[1].split(opened)[1].split("</details>")[0]


def test_a_paper_that_says_something_else_now_lends_no_context():
    paper = sample_paper(extra=" Geändert.")
    panel = render_source.source(Source(ONE, ((0, 22),), paper))
    answer = panel.split('<section class="af-antwort">')[1].split("</section>")[0]
    assert texts(answer) == f"Antwort der Bundesregierung beantwortet {ONE.text}"


def test_a_schriftliche_frage_shows_whose_it_is_and_who_answered_when():
    frage = replace(PAPER.fragen[0], fragesteller="Erika Muster", fraktion="SPD")
    answer = replace(PAPER.antworten[0], unterzeichner="Max Beispiel", datum=date(2025, 2, 3), ressort="BMF")
    paper = replace(PAPER, fragen=(frage, *PAPER.fragen[1:]), antworten=(answer, *PAPER.antworten[1:]))
    said = texts(render_source.source(Source(ONE, (), paper)))
    for part in ("Erika Muster (SPD)", "Max Beispiel", "03.02.2025", "BMF"):
        assert part in said
    assert "24.04.2024" not in said  # the day of the whole paper is not this answer's


def test_neighbours_are_those_beside_a_joint_answer_and_only_answered_ones():
    here = Source(JOINT, (), PAPER, {nr("1"): "eins", nr("2"): JOINT.id, nr("2a"): JOINT.id})
    panel = close(render_source.source(here))
    assert '<button type="button" class="af-link" data-passage="eins">← Frage 1</button>' in panel
    assert "→" not in panel  # Frage 3 has no Passage
    assert "← " not in render_source.source(replace(here, passage=ONE, passages={nr("3"): "drei"}))  # it is the first


@pytest.mark.parametrize(
    ("spalte", "lit"),
    [("2024 – Euro", ["2024", "Euro", "8"]), ("Anzahl", ["", "Anzahl", "5"]), ("Euro", []), ("Jahr", []), ("", [])],
)
def test_of_the_table_that_is_cited_the_column_is_lit_that_alone_is_called_so(spalte, lit):
    cells = (("", "2023", "2024", ""), ("Jahr", "Euro", "Euro", "Anzahl"), ("Bayern", "7", "8", "5"))
    text = "\n".join("\t".join(row) for row in cells)
    block = Block(Blockart.TABELLE, text, zellen=cells)
    paper = replace(PAPER, antworten=(Antwort((nr("1"),), (block,), Status.BEANTWORTET),))
    passage = next(passage for passage in passages(paper) if passage.nummern)
    start = text.index("Bayern")
    panel = close(render_source.source(Source(passage, ((start, len(text)),), paper, spalte=spalte)))
    assert [cell.split("<")[0] for cell in panel.replace(' hit">', '">§').split('">§')[1:]] == lit
