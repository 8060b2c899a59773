"""Annexes: where they begin, and to which Fragen they belong."""

import pytest

from ingest.model import Antwort, Block, Blockart, Status, nummern_text
from ingest.segmentation.annexes import annexes, behind, starts
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


@pytest.mark.parametrize(
    "head",
    [
        "Anlage 1 der Antwort der Bundesregierung auf die Kleine Anfrage der Fraktion der AfD, BT-Drs. 21/129",
        "Anlage 1 zur Antwort der Bundesregierung auf die Kleine Anfrage auf Bundestagsdrucksache 21/1001",
        "Anlage 1: Tabelle zu Frage 11 der Kleinen Anfrage Bundestagsdrucksache 21/260",
        "Anlage 2 (Antwort zu Frage 14 der Kleinen Anfrage)",
        "Anlage 1 a, Antwort zu Frage 7 a.",
        "Anlage BImA zu Frage 6",
        "Anhang Kleine Anfrage 21/1241",
        "Tabellenanhang",
        "Seite 1 von 3",
    ],
)
def test_behind_the_last_answer_any_label_begins_an_annex(head: str):
    """Such annexes were taken for the last answer's, and cited as it."""
    assert behind(lines("Das steht in der Liste.", head, "Bayern 12")) == 1
    assert behind(lines("Siehe ", head, "Bayern 12", wraps=True)) == 3


def test_the_mark_of_its_first_page_belongs_to_an_annex():
    assert behind(lines("Das steht dort.", "Seite 1 von 3 ", "Anlage 1 zu Frage 3", "Bayern 12", wraps=True)) == 1
    assert behind(lines("Das steht dort.", "", "1", "Anlage zu Frage 3", "Bayern 12")) == 1


ROWS = tuple(f"Land {n} 12 {n}" for n in range(14))


def test_tables_that_the_last_answer_does_not_speak_of_are_the_annex_that_is_not_printed():
    """They were cited as the last answer."""
    told = ("Die Kosten beliefen sich auf 160 000 Euro.", "* Von einer Drucklegung der Anlage wird abgesehen.")
    assert behind(lines(*told, "Bundesland Anzahl Quote", *ROWS), unprinted=True) == 2
    assert behind(lines(*told, "Bundesland Anzahl Quote", *ROWS)) == 17  # the paper says nothing of an annex
    assert behind(lines(*told, "Bundesland Anzahl Quote", *ROWS[:3]), unprinted=True) == 6  # as long as a table can be


@pytest.mark.parametrize(
    "said",
    ["Die nachfolgende Aufschlüsselung zeigt das.", "Das zeigt die Tabelle.", "Es gab in den Ländern:"],
)
def test_a_table_that_the_answer_speaks_of_is_its_own(said: str):
    assert behind(lines(said, "Bundesland Anzahl Quote", *ROWS), unprinted=True) == 16


def test_a_sentence_that_was_broken_begins_no_annex():
    texts = ("Das gilt nicht (vgl.", "Bundestagsdrucksache 18/1558, S. 43).", "Es ist nicht geplant, das zu ändern.")
    assert behind(lines(*texts, *ROWS), unprinted=True) == 3


def belonging(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """The label of each block with the Fragen that it belongs to."""
    antworten = (*ANTWORTEN, antwort("5", "Siehe die Anlagen 5 bis 8."), antwort("7a 7b", "Ja."))
    return [(block.anlage, nummern_text(block.nummern)) for block in annexes(lines(*texts), antworten)]


def test_an_annex_of_a_range_belongs_to_the_answer_that_names_the_range():
    assert belonging("Anlage 6", "Liste") == [("Anlage 6", ("5",))] * 2


def test_the_letter_is_part_of_a_label_and_the_number_of_a_page_is_not():
    assert belonging("Anlage 1 a, Antwort zu den Fragen 7 a./7 b.") == [("Anlage 1 a", ("7a", "7b"))]
    assert {label for label, _ in belonging("Anlage", "7 von 33", "Land: Hamburg")} == {"Anlage"}


def test_a_part_of_an_annex_belongs_to_the_frage_above_it():
    texts = ("Anlage zur Antwort der Bundesregierung", "Zu 2:", "Bayern ist ein Land.", "Zu Frage 4", "Hessen auch.")
    assert belonging(*texts)[1:] == [("Anlage", ("2",))] * 2 + [("Anlage", ("4",))] * 2
    assert belonging("Anlage 9", "Zu 3. Mai 2024 liegt nichts vor.") == [("Anlage 9", ())] * 2


def test_a_label_printed_again_begins_nothing_new():
    label = "Anlage zur Antwort der Bundesregierung"
    found = belonging(label, "Zu 2:", "Bayern ist ein Land.", label, "Hessen ist auch eines.")
    assert found[-1] == ("Anlage", ("2",))
