"""What a paper becomes: which answer belongs to which Frage, on which pages a text stands."""

from __future__ import annotations

import pytest

from ingest.model import Drucksache, Frage, Seiten, Seitenmarke
from tests.support.fakes import answered_in, nr, sample_paper


def test_a_paper_lies_under_one_number_whoever_writes_it():
    assert Drucksache("21/09605", "a.txt") == Drucksache("21/9605", "a.txt")


def test_a_paper_finds_frage_and_answer_by_number():
    paper = sample_paper()
    joint = paper.antwort_auf(nr("2a"))
    assert joint is not None
    assert joint == paper.antwort_auf(nr("2"))
    assert joint.text.split("\n")[1:] == [line for b in joint.bloecke[1:] for line in b.text.split("\n")]
    frage = paper.frage(nr("2a"))
    assert frage is not None
    assert frage.mit_nummer.startswith("2a) Was ist")
    assert (paper.frage(nr("9")), paper.antwort_auf(nr("9"))) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "seiten"),
    [
        (0, None, Seiten(3, 5)),
        (0, 10, Seiten(3, 3)),
        (0, 11, Seiten(3, 4)),
        (10, 20, Seiten(4, 4)),
        (25, 30, Seiten(5, 5)),
        (40, 40, Seiten(5, 5)),
    ],
)
def test_the_pages_of_a_stretch_of_text(start: int, end: int | None, seiten: Seiten):
    marken = (Seitenmarke(0, 3), Seitenmarke(10, 4), Seitenmarke(20, 5))
    assert answered_in("1", "x" * 30, marken=marken).seiten(start, end) == seiten


def test_pages_of_a_text_whose_first_mark_comes_late_and_of_one_without_marks():
    assert answered_in("1", "x" * 30, marken=(Seitenmarke(10, 4),)).seiten(0, 5) == Seiten(4, 4)
    assert answered_in("1", "x").seiten() is None


def test_the_fragen_of_a_passage_stand_one_a_line():
    fragen = (Frage(nr("7"), "Wie viele?"), Frage(nr("7b"), "Welche?"))
    assert answered_in("7 7b", "Keine.", fragen=fragen).frage == "7. Wie viele?\n7b) Welche?"
    assert answered_in("7", "Keine.").frage == ""
