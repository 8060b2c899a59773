"""Fragen and answers as parts: every line in one of them, in order; footnotes with the part that bears their mark."""

from ingest.model import Fragenummer
from ingest.segmentation.parts import Found, Part, Rolle, question_parts, with_notes
from ingest.text.footnotes import Note
from ingest.text.lines import Line

EINS, ZWEI = Fragenummer(1), Fragenummer(2)


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(i, 0, text) for i, text in enumerate(texts))


def test_an_answer_follows_each_group():
    every = lines("1. Wie", "viele?", "2. Wer?", "Zwölf.", "Das Amt.", "3. Wo?", "Dort.")
    found = [
        Found(EINS, 0, 1, answered=False),
        Found(ZWEI, 2, 2, answered=True),
        Found(Fragenummer(3), 5, 5, answered=True),
    ]
    assert question_parts(every, found) == [
        Part(Rolle.FRAGE, every[:2], (EINS,)),
        Part(Rolle.FRAGE, every[2:3], (ZWEI,)),
        Part(Rolle.ANTWORT, every[3:5], (EINS, ZWEI)),
        Part(Rolle.FRAGE, every[5:6], (Fragenummer(3),)),
        Part(Rolle.ANTWORT, every[6:], (Fragenummer(3),)),
    ]


def test_blank_lines_between_fragen_go_with_the_one_before():
    every = lines("1. Wie viele?", "", "2. Wer?", "Das Amt.")
    first, *_ = question_parts(every, [Found(EINS, 0, 0, answered=False), Found(ZWEI, 2, 2, answered=True)])
    assert first == Part(Rolle.FRAGE, every[:2], (EINS,))


def test_an_answer_may_have_no_lines_and_a_last_frage_no_answer():
    every = lines("1. Wie viele?")
    assert [p.rolle for p in question_parts(every, [Found(EINS, 0, 0, answered=True)])] == [Rolle.FRAGE, Rolle.ANTWORT]
    assert [p.rolle for p in question_parts(every, [Found(EINS, 0, 0, answered=False)])] == [Rolle.FRAGE]
    assert question_parts(every, []) == []


LINES = lines("Titel", "1. Wie?", "Siehe Anlage*.", "2. Wo?", "* Stand: Mai", "** Stand: Juni", "3. Wer?", "Niemand.")
CUT = (
    Part(Rolle.KOPF, LINES[:1]),
    Part(Rolle.FRAGE, LINES[1:2], (EINS,)),
    Part(Rolle.ANTWORT, LINES[2:3], (EINS,)),
    Part(Rolle.FRAGE, LINES[3:4], (ZWEI,)),
    Part(Rolle.FRAGE, LINES[6:7], (Fragenummer(3),)),
    Part(Rolle.ANTWORT, LINES[7:], (ZWEI, Fragenummer(3))),
)


def texts(parts: list[Part]) -> list[list[str]]:
    return [[line.text for line in part.lines] for part in parts]


def test_footnotes_between_fragen_go_where_their_mark_is():
    filled = with_notes(CUT, LINES, [Note(4, 5, 2), Note(5, 6, 2)])
    assert texts(filled)[2:4] == [["Siehe Anlage*.", "* Stand: Mai", "** Stand: Juni"], ["2. Wo?"]]
    assert [part.rolle for part in filled] == [part.rolle for part in CUT]


def test_without_a_mark_they_go_to_what_was_last_said():
    assert texts(with_notes(CUT, LINES, [Note(4, 6, None)]))[2][1:] == ["* Stand: Mai", "** Stand: Juni"]


def test_a_footnote_of_a_frage_stays_with_it():
    assert texts(with_notes(CUT, LINES, [Note(4, 6, 3)]))[3] == ["2. Wo?", "* Stand: Mai", "** Stand: Juni"]


def test_a_footnote_elsewhere_stays_in_its_place():
    every = lines("* Von vorn", "Titel", "1. Wie?", "So", "* Stand: Mai", "** Stand: Juni", "nicht.")
    cut = [
        Part(Rolle.KOPF, every[1:2]),
        Part(Rolle.FRAGE, every[2:3], (EINS,)),
        Part(Rolle.ANTWORT, (every[3], every[6]), (EINS,)),
    ]
    filled = with_notes(cut, every, [Note(0, 1, None), Note(4, 5, None), Note(5, 6, 1)])
    assert [line for part in filled for line in part.lines] == list(every)


def test_without_parts_before_it_a_footnote_is_in_its_frage():
    every = lines("1. Wie?", "* Stand: Mai")
    assert texts(with_notes([Part(Rolle.FRAGE, every[:1], (EINS,))], every, [Note(1, 2, None)])) == [
        ["1. Wie?", "* Stand: Mai"]
    ]
