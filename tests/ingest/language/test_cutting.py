"""Texts cut to a length, never inside a word."""

from __future__ import annotations

from ingest.language.cutting import cut_at_word


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert cut_at_word("zwölf Brücken", 13, " …") == "zwölf Brücken"


def test_a_longer_one_ends_behind_a_whole_word_and_says_that_it_was_cut() -> None:
    assert cut_at_word("zwölf Brücken sind gesperrt", 15) == "zwölf Brücken"
    assert cut_at_word("zwölf Brücken sind gesperrt", 15, " …") == "zwölf Brücken …"


def test_a_word_longer_than_that_is_cut() -> None:
    assert cut_at_word("Autobahnbrücken", 8) == "Autobahn"
