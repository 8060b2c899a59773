"""Footnotes on annexes and classified parts are taken out of the middle of a sentence."""

import pytest

from ingest.text.footnotes import take_footnotes
from ingest.text.lines import Line

NOTE = ("* Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf", "Bundestagsdrucksache 21/9 abrufbar.")
BEFORE, AFTER = "Die Brücken werden geprüft, wenn", "sie alt sind."


def taken(*texts: str) -> tuple[list[str], list[list[str]]]:
    rest, notes = take_footnotes([Line(i, 0, text) for i, text in enumerate(texts)])
    return [line.text for line in rest], [[line.text for line in note] for note in notes]


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        ("1 Das Bundesministerium des Innern hat die Antwort als Verschlusssache", "eingestuft.", "Sie kann dort",
         "eingesehen werden."),
        ("*) Das Auswärtige Amt hat die Anlage eingestuft. Sie kann eingesehen werden.",),
    ],
)  # fmt: skip
def test_a_footnote_is_taken_from_its_mark_to_its_end(note: tuple[str, ...]):
    assert taken(BEFORE, *note, AFTER) == ([BEFORE, AFTER], [list(note)])


def test_two_footnotes_are_two():
    assert taken(*NOTE, *NOTE, AFTER) == ([AFTER], [list(NOTE), list(NOTE)])


def test_one_whose_end_does_not_come_is_a_line():
    assert taken(NOTE[0], *[AFTER] * 6) == ([AFTER] * 6, [[NOTE[0]]])


@pytest.mark.parametrize("line", ["* Stand: Mai 2025", "Das Bundesministerium gab keine Antwort.", "2 Das ist so."])
def test_what_is_no_such_footnote_stays(line: str):
    assert taken(BEFORE, line) == ([BEFORE, line], [])


def test_of_no_lines_there_is_nothing():
    assert taken() == ([], [])
