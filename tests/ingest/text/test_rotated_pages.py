"""Rotated pages, which a text gives in pieces of a few letters, are put together to lines and words."""

import pytest

from ingest.text.rotated_pages import lines, runs, words

TEXT = "Die Bundesregierung fördert die Brücken aller Länder im Rahmen der Mittel, die es dafür gibt."


def pieces(text: str, length: int = 2) -> list[str]:
    return [text[i : i + length] for i in range(0, len(text), length)]


def test_a_long_run_of_small_pieces_is_shattered_text():
    shattered = pieces(TEXT * 2)
    assert list(runs(["Ein ganzer Satz davor.", *shattered, "Ein ganzer Satz danach."])) == [(1, 1 + len(shattered))]
    assert list(runs(shattered)) == [(0, len(shattered))]


def test_a_short_run_is_none():
    assert list(runs(pieces(TEXT))) == []
    assert list(runs([])) == []


def test_the_figures_of_a_table_are_none():
    assert list(runs(["12", "3", "2024", "–"] * 30)) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["gibt", " es.", "Das ", "ist ", "so."], ["gibt es.", "Das ist so."]),  # a capital behind a seam
        (["gibt", " es?", "12", ". ", "Wie", " so?"], ["gibt es?", "12. Wie so?"]),  # a number
        (["Län", "der", "a)", " Wer", "?"], ["Länder", "a) Wer?"]),  # a letter
        (["aus ", "Län", "dern"], ["aus Ländern"]),  # a blank is no seam
        (["Be", "GR", "ÜN"], ["Be", "GRÜN"]),
        (["GR", "ÜN"], ["GRÜN"]),  # a capital behind a capital goes on
    ],
)
def test_where_a_line_begins(written: list[str], found: list[str]):
    assert ["".join(written[a:b]) for a, b in lines(written)] == found


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (["Fä", "lle ", "in"], "Fälle in"),
        (["Fäl-", "le"], "Fälle"),
        (["Nord-", "Süd"], "Nord-Süd"),
        (["12", "3,5", "4"], "12 3,5 4"),  # figures stay apart: a seam between them may be a column's edge
        ([], ""),
    ],
)
def test_the_words_of_a_line(written: list[str], text: str):
    assert words(written) == text
