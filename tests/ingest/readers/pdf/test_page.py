"""Words and lines of a page, put together from where its characters stand."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.page import Printed, in_order, is_prose, line, printed_lines, words
from tests.support.printed import glyphs, printed


def texts(found: list[Glyph]) -> list[str]:
    return [item.text for item in printed_lines(words(found), 1)]


def test_words_end_at_blanks_and_gaps():
    one, two, three = words([*glyphs("Brücken in"), *glyphs("Bayern", 85 + 55)])
    assert (one.text, one.links, one.rechts) == ("Brücken", 85.0, 120.0)
    assert [one.stueck, two.stueck, three.stueck] == [1, 1, 1]
    (*_, far) = words([*glyphs("in"), *glyphs("Bayern", 300)])
    assert far.stueck == 2


def test_a_narrow_gap_is_none_and_kerning_goes_back():
    assert [word.text for word in words([*glyphs("Brü"), *glyphs("cken", 101.4)])] == ["Brücken"]
    assert [word.text for word in words([*glyphs("V"), *glyphs("A", 87)])] == ["VA"]
    assert list(words([])) == []
    assert list(words(glyphs("  "))) == []


def test_raised_marks_cut_no_line_and_are_no_part_of_a_number():
    raised = glyphs("1)", 100, 704, size=6)
    (word,) = words([*glyphs("381"), *raised])
    assert word.text == "381¹⁾"
    assert word.hoehe == 700.0
    (word,) = words([*glyphs("Amt"), *glyphs("1", 100, 704, size=6)])
    assert word.text == "Amt1"
    (mark, *_) = words([*glyphs("1", 85, 704, size=6), *glyphs("Das Amt", 88.5)])
    assert mark.text == "1Das"


def test_pieces_beside_each_other_are_one_line():
    assert texts([*glyphs("Land"), *glyphs("Zahl", 300), *glyphs("Bayern", 85, 688)]) == ["Land Zahl", "Bayern"]
    assert texts([*glyphs("Zahl", 300), *glyphs("Land")]) == ["Zahl", "Land"]  # drawn the other way round
    (found,) = printed_lines(words([*glyphs("Land"), *glyphs("Zahl", 300)]), 7)
    assert found.stuecke == ((85.0, 105.0, "Land"), (300.0, 320.0, "Zahl"))
    assert (found.seite, found.word, found.links, found.rechts) == (7, 20.0, 85.0, 320.0)


@pytest.mark.parametrize(
    ("text", "left", "divided"),
    [
        ("die Kom-", "die Kom", "-"),
        ("die Kom\u00ad", "die Kom", "\u00ad"),
        ("von 3-", "von 3-", ""),
        ("und –", "und –", ""),
        ("alle", "alle", ""),
    ],
)
def test_a_hyphen_that_divides_a_word_is_taken_off(text: str, left: str, divided: str):
    found = line(list(words(glyphs(text))), 1)
    assert (found.text, found.divided) == (left, divided)


def test_a_lines_size_is_that_of_most_of_it():
    found = line(list(words([*glyphs("1", 85, 704, size=6), *glyphs("Das Amt", 90, size=10)])), 1)
    assert (found.groesse, found.grundlinie) == (10.0, 700.0)


def rows(*places: tuple[str, float, float]) -> list[Printed]:
    return [printed(text, links, y) for text, links, y in places]


def in_reading(*places: tuple[str, float, float]) -> list[str]:
    return [item.text for item in in_order(rows(*places))]


def test_what_is_drawn_last_but_stands_above_is_read_first():
    assert in_reading(("zwei", 85, 680), ("drei", 85, 668), ("eins", 85, 700)) == ["eins", "zwei", "drei"]


def test_two_columns_of_text_are_read_in_the_files_order():
    left = [(f"Die Prüfung der Brücken dauert {n}", 85.0, 700 - 12.0 * n) for n in range(4)]
    right = [(f"Die Kosten der Prüfung sind {n}", 300.0, 700 - 12.0 * n) for n in range(4)]
    assert in_reading(*left, *right) == [text for text, *_ in (*left, *right)]


def test_columns_of_short_cells_are_rows():
    left = [(name, 85.0, 700 - 12.0 * n) for n, name in enumerate(("Bayern", "Berlin", "Bremen"))]
    right = [(str(n), 300.0, 700 - 12.0 * n) for n in range(3)]
    assert in_reading(*left, *right) == ["Bayern 0", "Berlin 1", "Bremen 2"]


def test_turned_lines_come_apart():
    turned = replace(printed("Spalte", y=690), gedreht=1)
    assert [item.text for item in in_order([turned, *rows(("eins", 85, 700), ("zwei", 85, 680))])] == [
        *("Spalte", "eins", "zwei")
    ]


def test_a_page_drawn_in_no_order_at_all_is_read_from_top_to_bottom_at_once():
    count = 8000
    shuffled = [(f"Zeile {n}", 85.0, -2.0 * (n * 7919 % count)) for n in range(count)]
    start = time.process_time()
    found = in_reading(*shuffled)
    assert time.process_time() - start < 1  # with its stretches put together one by one it took 4 seconds
    assert found == [text for text, _, _ in sorted(shuffled, key=lambda place: -place[2])]


def test_no_lines_have_no_order():
    assert in_order([]) == []


def test_running_text_is_told_by_the_length_of_its_lines():
    assert is_prose(["Die Prüfung der Brücken dauert", "lange."])
    assert not is_prose(["Bayern", "Berlin", "Bremen und alle anderen Länder des Bundes"])
