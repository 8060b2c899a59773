"""The parser's weights: a search given others decides otherwise."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Fragenummer, Zeile
from ingest.segmentation.column_width import Layout
from ingest.segmentation.cut import cut
from ingest.segmentation.numbering import Printed
from ingest.segmentation.parts import Rolle
from ingest.text.lines import Line, split
from ingest.weights import WEIGHTS, EndWeights, LayoutWeights, OrderWeights, SearchWeights

PAPER = """1. Wie viele Brücken gibt es?
Es gibt 12 Brücken.
2. Welche davon sind gesperrt?
Welche, das wird geprüft.
Keine ist gesperrt."""


def fragen(weights=WEIGHTS):
    page = split([Zeile(line) for line in PAPER.split("\n")])
    return [len(part.lines) for part in cut(page, weights) if part.rolle is Rolle.FRAGE]


def test_ends_of_questions_move_with_their_weights():
    assert fragen() == [1, 1]
    greedy = EndWeights(mark=-20, no_mark=20, long=10, earlier=0)
    assert fragen(replace(WEIGHTS, ends=greedy)) != [1, 1]


def test_a_search_that_pays_for_no_number_takes_other_ones():
    dear = replace(WEIGHTS, search=SearchWeights(taken=-100), order=OrderWeights(next=-100))
    assert fragen(dear) != [1, 1]


def test_the_order_of_numbers_costs_what_it_is_given():
    assert Printed().as_group(Fragenummer(1), OrderWeights(next=7)) == 7
    assert Printed().as_group(Fragenummer(3), OrderWeights(out_of_order=-1, far=-1)) == -3


def test_the_setting_of_a_line_weighs_what_it_is_given():
    lines = [Line(0, 0, "Was?", groesse=9.6)]
    assert Layout(lines, LayoutWeights(size=5)).question(0, 1) == 5
    assert Layout(lines, LayoutWeights(question_size=9)).question(0, 1) < 0
