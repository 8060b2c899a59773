"""Annexes: where they begin, and to which Fragen they belong."""

import pytest

from ingest.model import Antwort, Block, Blockart, Status, nummern_text
from ingest.segmentation.annexes import annexes, starts
from ingest.text.lines import Line
from tests.support.fakes import nr


def lines(*texts: str, wraps: bool = False) -> list[Line]:
    return [Line(i, 0, text, wraps=text.endswith(" ") if wraps else None) for i, text in enumerate(texts)]


def antwort(nummern: str, text: str) -> Antwort:
    return Antwort(tuple(map(nr, nummern.split())), (Block(Blockart.TEXT, text),), Status.BEANTWORTET)


@pytest.mark.parametrize(
    "head", ["Anlage", "Anlage 1", "Anlagen:", "Anhang 2", "Anlage zu Frage 4", "Anlage 3 – Liste"]
)
def test_a_heading_begins_an_annex(head: str):
    assert starts(lines("Das steht in der Liste.", head, "Bayern 12")) == 1


@pytest.mark.parametrize(
    "line",
    ["Anlage 1 enthält die Liste.", "Anlage zu Frage 4.", "Anlage zur Drucksache 21/9", "Die Anlage", "Anlage 1 2 3"],
)
def test_a_sentence_that_names_one_does_not(line: str):
    assert starts(lines("Das steht in der Liste.", line)) == 2


def test_a_heading_stands_in_no_wrapped_sentence_and_is_not_the_first_line():
    assert starts(lines("Das steht in ", "Anlage 1", wraps=True)) == 2
    assert starts(lines("Das steht dort.", "Anlage 1", wraps=True)) == 1
    assert starts(lines("Anlage 1", "Bayern 12")) == 2
    assert starts([]) == 0


ANTWORTEN = (antwort("1 1a", "Es wird auf die Anlagen 2 und 3 verwiesen."), antwort("2", "Ja."), antwort("4", "Nein."))


@pytest.mark.parametrize(
    ("head", "nummern"),
    [
        ("Anlage 1 zu den Fragen 2 und 4", ("2", "4")),
        ("Anlage 3", ("1", "1a")),  # the one answer that names it
        ("Anlage 7", ()),
        ("Anlage zu Frage 9", ()),  # no such Frage
    ],
)
def test_an_annex_belongs_to_the_fragen_that_name_it(head: str, nummern: tuple[str, ...]):
    (block, *_) = annexes(lines(head, "Das ist eine Liste aller Brücken, die es im Land gibt."), ANTWORTEN)
    assert nummern_text(block.nummern) == nummern


def test_an_annex_without_a_number_belongs_to_the_one_answer_that_names_an_annex():
    (block,) = annexes(lines("Anlage"), (antwort("1", "Ja."), antwort("2", "Siehe Anlage.")))
    assert nummern_text(block.nummern) == ("2",)


def test_two_answers_that_name_an_annex_leave_it_open():
    both = (antwort("1", "Siehe Anlage."), antwort("2", "Siehe Anlage."))
    assert [block.nummern for block in annexes(lines("Anlage", "Liste"), both)] == [(), ()]


def test_each_heading_begins_a_piece_and_what_stands_before_is_one():
    found = annexes(
        lines("Bayern ist ein Land.", "Anlage 1 zu Frage 2", "", "Anlage 2 zu Frage 4", "", "Hessen auch."), ANTWORTEN
    )
    assert [(block.text, nummern_text(block.nummern)) for block in found] == [
        ("Bayern ist ein Land.", ()),
        ("Anlage 1 zu Frage 2", ("2",)),
        ("Anlage 2 zu Frage 4", ("4",)),
        ("Hessen auch.", ("4",)),
    ]
    assert annexes([], ANTWORTEN) == ()
