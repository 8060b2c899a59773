"""Numbers of papers and the words before them: one pattern for all who read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.fields.kopf import read_kopf
from ingest.fields.verweise import verweise
from ingest.language.papernumbers import NEW, NUMBER, PROTOCOL, WORD
from ingest.sources import number_in_name
from ingest.text.lines import Line
from ingest.text.running_heads import is_running_head
from rag.citation import paper_url
from rag.model import Query
from rag.query.filters import read_filters
from rag.query.followup import understood


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20/11166", True),
        ("21/7", True),
        ("1/1", True),  # the first Wahlperiode
        ("21/00392", True),  # with the zeros of a file's name
        ("20/111666", False),  # six digits: a date, or a number with a footnote's mark glued to it
        ("120/7", False),
        ("20/", False),
    ],
)
def test_a_papers_number(text: str, found: bool) -> None:
    assert (re.fullmatch(NUMBER, text) is not None) is found


def test_six_digits_are_never_cut_to_five() -> None:
    assert re.search(NUMBER, "20/111666") is None
    assert [v.drucksache for v in verweise("Es wird auf Bundestagsdrucksache 20/111666 verwiesen.", ())] == []
    assert paper_url("20/111666") == ""
    assert number_in_name(Path("20-111666.txt")) is None


@pytest.mark.parametrize(
    "word",
    [
        "Drucksache",
        "Drucksachen",
        "Bundestagsdrucksache",
        "Bundestagsdrucksachen",
        "Bundestags-Drucksache",
        "Bundestagdrucksache",  # a letter too few (16 times in the papers)
        "Bundesdrucksache",
        "BT-Drucksache",
        "BT-Drs.",
        "BT- Drs.",  # a blank where the line broke
        "BT.-Drs.",  # 247 times in one annex
        "Drs.",
        "Drs",  # as people type it
    ],
)
def test_words_for_a_paper_of_the_bundestag(word: str) -> None:
    assert re.fullmatch(WORD, word)
    assert read_filters(f"Was steht in {word} 19/1?", [])[0].drucksachen == {"19/1"}
    whole = understood(Query("Und warum?", vorher=Query(f"Was steht in {word} 19/1, Frage 7 dazu?")), lambda *_: False)
    assert whole.shown.startswith(f"{word} 19/1, Frage 7: Und warum?")


@pytest.mark.parametrize("word", ["BR-Drs.", "Bundesratsdrucksache", "Ausschussdrucksache", "Landtagsdrucksache"])
def test_papers_of_others_are_none(word: str) -> None:
    assert re.search(WORD, word) is None
    assert not read_filters(f"Was steht in {word} 12/24?", [])[0].drucksachen


def test_a_sitting_has_at_most_three_digits() -> None:
    assert re.fullmatch(PROTOCOL, "20/214")
    assert re.search(PROTOCOL, "20/2145") is None


@pytest.mark.parametrize("new", ["", " (neu)", "(neu)"])
def test_a_paper_that_replaces_another_keeps_its_number(new: str) -> None:
    assert re.fullmatch(NUMBER + NEW, f"21/309{new}")
    assert is_running_head(f"Drucksache 21/309{new} – 2 – Deutscher Bundestag – 21. Wahlperiode")
    assert read_kopf([Line(0, 0, f"Deutscher Bundestag Drucksache 21/309{new}")], [], {}).nummer == "21/309"
