"""The lines at the top of a paper: its house, number, Wahlperiode, date; and a head that comes after the text."""

import pytest

from ingest.text.headlines import Haus, house, is_head_piece, late_head


@pytest.mark.parametrize(
    ("line", "haus"),
    [
        ("Deutscher Bundestag Drucksache 21/392", Haus.BUNDESTAG),
        ("DEUTSCHER BUNDESTAG – 21. Wahlperiode", Haus.BUNDESTAG),
        ("Bundesrat Drucksache 214/25", Haus.BUNDESRAT),
        ("Landtag von Baden-Württemberg", Haus.LANDTAG),
        ("Niedersächsischer Landtag − 19. Wahlperiode Drucksache 19/7300", Haus.LANDTAG),
        ("Freie und Hansestadt Hamburg", Haus.LANDTAG),
        ("Wahl zum Bayerischen Landtag am 8. Oktober 2023", None),  # a title
        ("Der Bundesrat hat zugestimmt.", None),
        ("Drucksache 21/392", None),
        ("", None),
        ("Bundesrat " + "1/1 " * 40, None),  # longer than any head
    ],
)
def test_the_house_that_a_line_names(line: str, haus: Haus | None):
    assert house(line) is haus


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("Deutscher Bundestag", True),
        ("Drucksache 21/309 (neu)", True),
        ("21. Wahlperiode 03.06.2025", True),
        ("5. Juni 2007", True),
        ("Vorabfassung – wird durch die lektorierte Version ersetzt.", True),
        ("– Drucksache 21/8 –", False),  # the Anfrage's
        ("Deutscher Bundestag – 21. Wahlperiode – 3 – Drucksache 21/392", False),  # a running head
        ("Antwort", False),
        ("BT-Drucksache 21/600", False),  # a letter's subject
        ("", False),
    ],
)
def test_pieces_of_a_head(line: str, piece: bool):
    assert is_head_piece(line) is piece


HEAD = ["Deutscher Bundestag Drucksache 16/5555", "16. Wahlperiode 05.06.2007"]
TEXT = ["Antwort", "der Bundesregierung", "1. Warum?", "Darum."]


def test_a_head_after_the_text_is_found_whole():
    assert late_head([*TEXT, *HEAD, "2. Wer?"]) == range(4, 6)


@pytest.mark.parametrize(
    "lines",
    [
        [*HEAD, *TEXT],  # it comes first
        [*TEXT, HEAD[1]],  # names neither house nor number
        [*TEXT, "Bundesrat Drucksache 16/5555"],
        [*TEXT, "Deutscher Bundestag", "Der Text geht weiter.", "Drucksache 16/5555"],  # does not stand together
        HEAD,  # no answer
        [],
    ],
)
def test_other_papers_have_no_late_head(lines: list[str]):
    assert late_head(lines) is None
