"""Footnotes are found where the page's end left them: by their wording, or by the stars that stand above them."""

import pytest

from ingest.text.footnotes import Note, page_notes, take_footnotes
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
    assert page_notes([]) == []


def found(*texts: str) -> list[Note]:
    """The footnotes among lines; one that ends with a blank goes on, as in files that keep their paragraphs."""
    return page_notes([Line(i, 0, text, wraps=text.endswith(" ")) for i, text in enumerate(texts)])


MARKED = "Das steht in der Anlage 1*."


def test_a_page_s_footnote_knows_the_line_that_bears_its_stars():
    assert found(MARKED, BEFORE, *NOTE, AFTER) == [Note(2, 4, 0)]
    assert found(MARKED, "Siehe Bericht.**", "* Stand: Mai 2025", "** www.bund.de/", AFTER) == [
        Note(2, 3, 0),
        Note(3, 4, 1),
    ]


def test_without_usual_end_it_goes_on_as_the_file_wraps_it():
    assert found(MARKED, "* Hierzu vergleiche die Antwort auf die ", "Kleine Anfrage zu ", "Brücken.", AFTER) == [
        Note(1, 4, 0)
    ]


def test_one_worded_like_a_footnote_needs_no_mark():
    assert found(BEFORE, *NOTE, AFTER) == [Note(1, 3, None)]


def test_each_mark_has_one_footnote_and_the_next_page_its_own():
    assert found(MARKED, "* Stand: Mai", "* Keine Angabe", "Anlage 2*.", "* Stand: Juni") == [
        Note(1, 2, 0),
        Note(4, 5, 3),
    ]


@pytest.mark.parametrize(
    "above",
    [
        "Dazu gehören:",  # nothing bears a star
        "Lehrer*innen und Beamt*innen fehlen.",
        "Das gilt *immer*.",  # Markdown
        "Siehe Anlage 1**.",  # other stars
        "* Brücken",
        "1 * 2",
    ],
)
def test_the_item_of_a_list_is_no_footnote(above: str):
    assert [note.start for note in found(above, "* Straßen und Wege")] == []


def test_a_mark_is_on_the_same_page():
    assert found(MARKED, *[AFTER] * 100, "* Straßen und Wege") == []
