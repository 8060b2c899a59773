"""The words of requests."""

from __future__ import annotations

from rag.routing.skeleton import PAPER
from rag.routing.words import OVERVIEW, QUESTION, SUMMED, SUMMING, bag, words


def test_words_are_read_without_marks_and_case() -> None:
    assert words(f"Zeig mir die {PAPER}, bitte!") == ["zeig", "mir", "die", "bitte"]
    assert bag("a b", "b c") == {"a", "b", "c"}


def test_what_shows_a_paper_shows_a_frage_too_and_no_list_holds_a_topic() -> None:
    assert OVERVIEW < QUESTION
    assert SUMMING < SUMMED
    assert not {"kosten", "asyl", "warum", "viele"} & (QUESTION | SUMMED)
