"""Fragen and answers as parts: every line in one of them, in order."""

from ingest.model import Fragenummer
from ingest.segmentation.parts import Found, Part, Rolle, question_parts
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
