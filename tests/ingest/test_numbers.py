"""The numbers of Fragen and of papers, however they are written."""

from __future__ import annotations

import pytest

from ingest.numbers import Fragenummer, canonical, nummern_text


@pytest.mark.parametrize("text", ["2c", "2 c)", "2. c)", "Frage 2c", " 2C ", "2.(c)", "frage 2 c"])
def test_a_number_however_it_is_written(text: str):
    assert Fragenummer.read(text) == Fragenummer(2, "c")


@pytest.mark.parametrize("text", ["", "c", "1234", "2-3", "2abc", "Frage", "2c und 3"])
def test_what_is_no_number(text: str):
    with pytest.raises(ValueError, match="keine Fragenummer"):
        Fragenummer.read(text)


def test_numbers_sort_as_printed_and_are_written_without_blank():
    numbers = [Fragenummer.read(n) for n in ("10", "2b", "2", "2a", "1")]
    assert nummern_text(sorted(numbers)) == ("1", "2", "2a", "2b", "10")
    assert nummern_text(()) == ()


@pytest.mark.parametrize(
    ("nummer", "canonic"),
    [("21/09605", "21/9605"), ("05/1", "5/1"), ("21/9605", "21/9605"), ("21", "21"), ("²/1", "²/1"), ("a/1", "a/1")],
)
def test_a_papers_number_without_leading_zeros(nummer: str, canonic: str):
    assert canonical(nummer) == canonic
