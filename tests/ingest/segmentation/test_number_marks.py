"""Marks at the start of lines: where a Frage may begin."""

import pytest

from ingest.segmentation.number_marks import ASKING, Mark, mark, marks
from ingest.text.lines import Line


@pytest.mark.parametrize(
    ("text", "zahl", "teil", "rest"),
    [
        ("7. Wie viele?", 7, "", "Wie viele?"),
        ("9. a) Wer?", 9, "a", "Wer?"),
        ("9a) Wer?", 9, "a", "Wer?"),
        ("Frage 12: Wer?", 12, "", "Wer?"),
        ("- 3. Wer?", 3, "", "Wer?"),
        ("**4.** Wer?", 4, "", "Wer?"),
        ("5\\. Wer?", 5, "", "Wer?"),  # as Markdown escapes it
        ("6 . Wer?", 6, "", "Wer?"),
        ("8.", 8, "", ""),
        ("b) und wo,", None, "b", "und wo,"),
        ("c)", None, "c", ""),
    ],
)
def test_a_mark(text: str, zahl: int | None, teil: str, rest: str):
    assert mark(3, text) == Mark(3, zahl, teil, rest)


@pytest.mark.parametrize(
    "text",
    [
        "23. Juli 2024 war das.",
        "21. Wahlperiode",
        "0. Nichts",
        "1234. Zu viel",
        "3.5 Prozent",
        "12 Brücken",
        "Wie viele?",
        "ab) Wer?",
        "",
    ],
)
def test_what_is_none(text: str):
    assert mark(0, text) is None


def test_marks_know_their_lines_and_printed_rows_have_none():
    lines = [Line(0, 0, "Titel"), Line(1, 0, "1. Wer?"), Line(2, 0, "", groesse=9.0, zellen=("2.", "Bayern"))]
    assert [m.line for m in marks(lines)] == [1]
    lines[2] = Line(2, 0, "", zellen=("2.", "Bayern"))  # of a text, tabs may stand behind a Frage's number
    assert [m.line for m in marks(lines)] == [1, 2]


@pytest.mark.parametrize("text", ["Wie viele", "In welchen Fällen", "Woran liegt das", "Wurde das geprüft"])
def test_words_that_questions_begin_with(text: str):
    assert ASKING.match(text)
    assert not ASKING.match(f"Das {text}")


def test_a_longer_word_is_another():
    assert not ASKING.match("Wieder einmal")
    assert not ASKING.match("Hatz")
