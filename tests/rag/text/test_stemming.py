"""Words and numbers of a text, their stems, and which of them tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.stemming import content, english, stem, stems, tokens


@pytest.mark.parametrize(
    "forms",
    [
        ("Förderung", "Förderungen", "foerderung", "FÖRDERUNG"),
        ("Straße", "Strasse", "Straßen"),
        ("Haus", "Häuser", "Hauses"),
        ("Kind", "Kinder", "Kindern"),
        ("Mio", "Millionen", "Million"),
        ("Mrd", "Milliarden", "Milliarde"),
        ("36563", "36.563"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("Bier", "Beier"), ("Förderung", "Forderungsausfall"), ("12,5", "125")])
def test_other_words_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.from_regex(r"[A-Za-zÄÖÜäöüß]{1,25}", fullmatch=True))
def test_no_word_loses_its_stem_and_none_holds_marks_of_the_stemmer(word: str) -> None:
    assert stem(word)
    assert not set(stem(word)) & set("*$%&")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2002", "\u2007", "\u2009", "\u202f"])
def test_groups_of_digits_are_one_number(space: str) -> None:
    assert tokens(f"1{space}234{space}567 Euro") == ["1234567", "Euro"]


def test_figures_that_stand_side_by_side_are_two() -> None:
    assert tokens("Land 12 34 und 2023 2024") == ["Land", "12", "34", "und", "2023", "2024"]


def test_tokens_are_words_as_written() -> None:
    assert tokens("E-Mails der NGO/Vereine (20/11166), § 3a_b") == [
        "E-Mails", "der", "NGO/Vereine", "20/11166", "3", "a", "b",
    ]  # fmt: skip
    assert tokens("") == []


def test_telling_words_leave_out_the_little_ones() -> None:
    assert content("Wie viele Anträge gab es 2024, Anträge nach Artikel 7?") == ["Anträge", "2024", "Artikel", "7"]
    assert content("Wie ist das? a b") == []


def test_hyphenated_words_count_by_their_parts_too() -> None:
    assert {stem("Bundes-Länder"), stem("Bund"), stem("Länder")} <= stems("Bundes-Länder")
    assert "" not in stems("a-b/c")


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("How many flights are there?", True),
        ("What is the budget of the ministry", True),
        ("Wie viele Flüge gab es?", False),
        ("Was kostet Made in Germany, the brand?", False),  # one English word makes no English question
        ("", False),
    ],
)
def test_english_is_told_by_its_commonest_words(text: str, is_english: bool) -> None:
    assert english(text) is is_english
