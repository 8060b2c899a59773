"""Number lists as papers really print them, misprints included."""

import pytest

from ingest.model import Fragenummer
from ingest.nummern import read_list, resolve


def spans(text):
    return " ".join(str(s.erste) if s.erste == s.letzte else f"{s.erste}-{s.letzte}" for s in read_list(text))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("4 bis 6 werden gemeinsam beantwortet.", "4-6"),  # range, one Antwort
        ("2 und 7 bis 19b", "2 7-19b"),  # a range that ends in a letter
        ("10 bis 10f", "10-10f"),
        ("1) bis 10)", "1-10"),  # brackets
        ("12 bis 2b", "12-12b"),  # misprint of "12 bis 12b" (21/283)
        ("1, 4, bis 7 und 12", "1 4-7 12"),  # a comma too many (21/2346)
        ("3,4 und 7", "3 4 7"),  # a blank too few (21/1177)
        ("2, 2a und b", "2 2a 2b"),  # a letter takes the number before it (21/1136)
        ("15, 15 a) und 15 b)", "15 15a 15b"),
        ("11 bis 11 b", "11-11b"),  # a blank inside (21/1007)
        ("1 bis 4 und 7, 10, 15, 16 und 24", "1-4 7 10 15 16 24"),
        ("7 bis 7b und 9 bis 9b", "7-7b 9-9b"),
        ("8 und Frage 9", "8 9"),
        ("42, 43, 44, 45 werden", "42 43 44 45"),
        ("5 wird verwiesen", "5"),
        ("keine Zahl", ""),
    ],
)
def test_read_list(text, want):
    assert spans(text) == want


def test_a_range_of_whole_numbers_takes_in_the_letters():
    known = [Fragenummer.read(n) for n in ["1", "1a", "2", "6", "7", "7a", "7b", "8"]]
    assert " ".join(map(str, resolve(read_list("1 bis 7"), known))) == "1 1a 2 6 7 7a 7b"


def test_a_range_to_a_letter_stops_there():
    known = [Fragenummer.read(n) for n in ["3", "3a", "3b", "3c", "4"]]
    assert " ".join(map(str, resolve(read_list("3 bis 3b"), known))) == "3 3a 3b"


def test_a_number_without_stem_means_its_letters():
    known = [Fragenummer.read(n) for n in ["9a", "9b", "10", "10a"]]
    assert " ".join(map(str, resolve(read_list("9 und 10"), known))) == "9a 9b 10"
