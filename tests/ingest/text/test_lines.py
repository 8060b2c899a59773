"""The lines as the parser reads them: evened out, the note, the imprint and running heads apart, nothing lost."""

from __future__ import annotations

import pytest

from ingest.model import Zeile, zeilen
from ingest.text.lines import Line, Page, split

NOTE = (
    "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums des Innern",
    "vom 8. August 2025 übermittelt.",
    "Die Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.",
)
IMPRINT = ("Gesamtherstellung: H. Heenemann GmbH & Co. KG, Berlin", "Vertrieb: Verlag", "ISSN 0722-8333")
RUNNING = "Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode"


def page(*texts: str) -> Page:
    return split(zeilen("\n".join(texts)))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_what_is_no_text_stands_apart():
    found = page("1. Wie", *NOTE, "viele?", RUNNING, "Keine.", *IMPRINT, "Anlage 1")
    assert texts(found.lines) == ["1. Wie", "viele?", "Keine."]
    assert texts(found.note) == list(NOTE)
    assert texts(found.running) == [RUNNING]
    assert texts(found.imprint) == list(IMPRINT)
    assert texts(found.annex) == ["Anlage 1"]
    assert not found.draft


def test_a_note_that_begins_inside_a_word_leaves_it_glued():
    before, after = page(f"Die Zuständig{NOTE[0]}", *NOTE[1:], "keit liegt dort.").lines
    assert (before.text, before.glued, after.text) == ("Die Zuständig", True, "keit liegt dort.")
    (before, _) = page(f"Die Stelle {NOTE[0]}", *NOTE[1:], "liegt dort.").lines
    assert (before.text, before.glued) == ("Die Stelle", False)


def test_a_note_without_its_last_sentence_ends_with_its_date():
    found = page(*NOTE[:2], "1. Wie viele?")
    assert (texts(found.note), texts(found.lines)) == (list(NOTE[:2]), ["1. Wie viele?"])


def test_an_imprint_whose_end_does_not_come_is_text():
    lines = (IMPRINT[0], *["Der Text geht weiter."] * 9, IMPRINT[2])
    assert page(*lines).imprint == ()
    assert texts(page(*lines).lines) == list(lines)


def test_the_margin_of_a_draft_is_no_text():
    found = page("Vorabfassung – wird durch die lektorierte Version ersetzt.", "Antwort")
    assert (found.draft, texts(found.lines)) == (True, ["Antwort"])


def test_a_late_head_comes_first():
    found = page("Antwort", "der Bundesregierung", "Darum.", "Deutscher Bundestag Drucksache 16/5555")
    assert texts(found.lines)[0] == "Deutscher Bundestag Drucksache 16/5555"
    assert [line.zeile for line in found.lines] == [3, 0, 1, 2]


def test_lines_know_where_a_sentence_goes_on():
    assert [line.wraps for line in page("In den ", "Jahren 2023 und ", "2024.", "Ende.").lines] == [
        *(True, True),
        *(False, False),
    ]
    assert {line.wraps for line in page("Ein Absatz.", "Noch einer.").lines} == {None}


@pytest.mark.parametrize(
    ("line", "cells", "text"),
    [
        ("Jahr\tZahl", ("Jahr", "Zahl"), "Jahr Zahl"),
        ("darunter\t\t", ("darunter", "", ""), "darunter"),
        ("a\t1\t2\t3\t4\t5\t6\t7", ("a", *"1234567"), "a 1 2 3 4 5 6 7"),  # no letter-spacing
        ("Jahr  Zahl", None, "Jahr Zahl"),
        ("V o r b e m e r k u n g", None, "Vorbemerkung"),
        (" \u00ad ", None, ""),
    ],
)
def test_words_and_cells(line: str, cells: tuple[str, ...] | None, text: str):
    (known,) = page(line).lines
    assert (known.zellen, known.text, known.blank) == (cells, text, not text)


def test_a_line_of_tabs_is_no_row_of_thousands_of_cells():
    (line,) = page("a" + "\t" * 5000 + "b").lines
    assert (line.zellen, line.text) == (None, "a b")


def test_only_a_pdfs_row_is_known_to_be_printed_as_one():
    row = ("Bayern", "12")
    assert [line.printed_row for line in split([Zeile("", zellen=row), Zeile("", groesse=9.0, zellen=row)]).lines] == [
        False,
        True,
    ]


def test_nothing_gives_nothing():
    assert split([]) == Page((), ())
