"""Which marks begin Fragen, where each ends, and whether an answer of its own follows."""

from __future__ import annotations

import pytest

from ingest.segmentation.beam_search import Search
from ingest.segmentation.number_marks import marks
from ingest.text.lines import Line


def lines(*texts: str) -> list[Line]:
    return [Line(i, 0, text) for i, text in enumerate(texts)]


def found(*texts: str, preamble: int | None = None, annex: int | None = None) -> list[tuple[str, int, int, bool]]:
    """Number, first and last line of each Frage, and whether an answer follows it."""
    every = lines(*texts)
    best = Search(every).best(marks(every), preamble=preamble, annex=annex)
    return [(str(one.nummer), one.start, one.end, one.answered) for one in best]


def numbers(*texts: str, annex: int | None = None) -> str:
    return " ".join(number for number, *_ in found(*texts, annex=annex))


def test_fragen_end_at_their_marks_and_share_an_answer_or_have_one():
    told = "Die Fragen 1 und 2 werden gemeinsam beantwortet."
    assert found("1. Wie viele", "sind es?", "2. Welche?", told, "Zwölf.", "3. Warum?", "Darum.") == [
        ("1", 0, 1, False),
        ("2", 2, 2, True),
        ("3", 5, 5, True),
    ]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("1. Welche Ziele gibt es?", "Es sind:", "1. Blei", "2. Zink", "2. Wer prüft das?", "Das Amt."), "1 2"),
        (("1. Wie viele sind es", "a) in Bayern,", "b) in Berlin?", "Zwölf.", "2. Warum?", "Darum."), "1 1a 1b 2"),
        (("1. Was gilt?", "Es gilt:", "a) weniger Blei,", "b) weniger Zink.", "2. Wer?", "Das Amt."), "1 2"),
        (("1. Wer?", "4. Wo?", "Dort.", "2. Wann?", "Heute.", "3. Wie?", "So."), "1 4 2 3"),
        (("1. Wer?", "Er.", "344. Wo war das?", "Dort."), "1"),  # no paper leaves so many out
        (("1. Wer?", "Er.", "1. Wer noch?", "Sie."), "1"),
    ],
)
def test_numbers_are_taken_in_the_order_that_papers_print_them(texts: tuple[str, ...], wanted: str):
    assert numbers(*texts) == wanted


def test_what_is_numbered_in_an_annex_is_no_frage():
    texts = ("1. Wer?", "Er.", "Anlage 1", "2. gesperrte Brücken?", "zwölf")
    assert (numbers(*texts, annex=2), numbers(*texts)) == ("1", "1 2")


def test_in_the_middle_of_a_sentence_no_frage_begins():
    texts = ("1. Wer?", "Das steht in der Antwort auf Frage", "2. Gesperrte Brücken?", "Und mehr.")
    for goes_on, wanted in ((True, ["1"]), (False, ["1", "2"])):
        every = [Line(i, 0, text, wraps=goes_on and i == 1) for i, text in enumerate(texts)]
        assert [str(one.nummer) for one in Search(every).best(marks(every))] == wanted


def test_where_nothing_asks_there_are_no_fragen():
    assert found("1. Bayern", "2. Berlin", "Das ist eine Liste.") == []
    assert found("Hier steht nichts.") == []
    assert found() == []


def test_the_one_frage_of_a_paper_that_numbers_none():
    every = lines("Titel", "Der Bericht liegt vor.", "", "Welchen Wortlaut hat er?", "", "Er ist geheim.")
    (one,) = Search(every).unnumbered(1)
    assert (str(one.nummer), one.start, one.end, one.answered) == ("1", 3, 3, True)
    assert Search(every).unnumbered(4) == []
    assert Search([]).unnumbered(0) == []
