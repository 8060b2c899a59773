"""Words and addresses divided at lines' ends: what stands between their halves."""

from __future__ import annotations

import pytest

from ingest.readers.pdf.hyphens import Hyphens, address_goes_on, ends_in_address
from tests.support.printed import printed

SOFT = "\u00ad"


def knowing(words: str = "", *divided: str) -> Hyphens:
    """What a paper says that has these words, and lines that so many hyphens end."""
    lines = [printed(words)]
    for hyphen in divided:
        lines += [printed("Brü", divided=hyphen), printed("cken")]
    return Hyphens(lines, [])


@pytest.mark.parametrize(
    ("head", "tail", "joint"),
    [
        ("die Kom", "munen", ""),
        ("die Vor", "und", "- "),
        ("eben so", "wie", ""),  # no conjunction: "sowie"
        ("die EU", "weite", "-"),
        ("die A7", "artige", "-"),
        ("die sozial", "ökologische", "-"),
        ("DIE GRÜ", "NEN", ""),
        ("Nordrhein", "Westfalen", "-"),
        ("siehe www.beispiel.de/a", "b.html", "-"),
        ("", "", "-"),
    ],
)
def test_a_plain_hyphen_by_the_words_alone(head: str, tail: str, joint: str):
    assert knowing().hyphen("-", head, tail) == joint


@pytest.mark.parametrize(
    ("words", "head", "tail", "joint"),
    [
        ("sozialökologische Wende", "die sozial", "ökologischen", ""),
        ("die Mittel-Vergabe", "die Mittel", "vergabe", "-"),
        ("der BND", "der BND", "NSA", "-"),
        ("der Stelle", "www.medien", "stelle-x.de", "-"),
        ("die Medienstelle", "www.medien", "stelle-x.de", ""),
        ("ein Hund", "ein H", "und", ""),
    ],
)
def test_the_papers_own_words_decide(words: str, head: str, tail: str, joint: str):
    assert knowing(words).hyphen("-", head, tail) == joint


def test_a_soft_hyphen_is_none():
    assert knowing().hyphen(SOFT, "die Vor", "und") == ""


def test_a_file_with_soft_hyphens_keeps_its_plain_ones_but_in_cells():
    both = knowing("", *[SOFT] * 6, "-")
    assert both.hyphen("-", "die Kom", "munen") == "-"
    assert both.hyphen("-", "die Kom", "munen", in_cell=True) == ""
    assert knowing("", *[SOFT] * 5, "-").hyphen("-", "die Kom", "munen") == ""  # too few more


def test_the_halves_of_divided_words_are_no_words_of_the_paper():
    lines = [printed("DIE GRÜ", divided="-"), printed("NEN")]
    assert Hyphens(lines, []).hyphen("-", "DIE GRÜ", "NEN") == ""


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([("Nordrhein", ""), ("Westfalen", "")], "Nordrhein Westfalen"),
        ([("Kom", "-"), ("munen", "")], "Kommunen"),
        ([("www.beispiel.de/", ""), ("a.html", "")], "www.beispiel.de/a.html"),
        ([("Kom", "-")], "Kom-"),  # nothing follows
        ([("Kom", SOFT)], "Kom"),
        ([], ""),
    ],
)
def test_a_cell_is_one_line(lines: list[tuple[str, str]], text: str):
    assert knowing().cell(printed(words, divided=hyphen) for words, hyphen in lines) == text


@pytest.mark.parametrize(
    ("text", "following", "goes_on"),
    [
        ("siehe www.beispiel.de/", "seite", True),
        ("siehe www.beispiel.de/berichte", "2024/a.html", True),
        ("siehe www.beispiel.de", "und dort", False),
        ("siehe www.beispiel.de ", "a.html", False),  # a blank ended it
        ("siehe dort", "a.html", False),
        ("siehe www.beispiel.de", "", False),
        ("", "a.html", False),
    ],
)
def test_addresses(text: str, following: str, goes_on: bool):
    assert address_goes_on(text, following) is goes_on
    if goes_on:
        assert ends_in_address(text)
