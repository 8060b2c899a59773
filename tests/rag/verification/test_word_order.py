"""Who does what to whom: nouns keep their order and prepositions, a number keeps its neighbours."""

from __future__ import annotations

import pytest

from rag.verification.word_order import grammar, nouns, ordered

ORDER = "die Wörter stehen in der Quelle in anderer Folge"
RELATION = "ein Wort steht in der Quelle in anderem Verhältnis"
PAYS = "Der Bund zahlt den Ländern im Jahr 2024 für Kitas 5 Mio. Euro."


def test_nouns_know_their_place_and_what_governs_them() -> None:
    found = nouns("Im Jahr 2024 hat der Bund mit Ländern über die Kosten gesprochen.")
    assert [(noun.place, noun.preposition) for noun in found] == [(1, "in"), (5, ""), (7, "mit"), (10, "über")]


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("zur Förderung", "zu"),  # forms with an article count as the preposition
        ("für die besonders hohe Förderung", ""),  # too far away
        ("für Länder die Förderung", ""),  # another noun stands between
        ("verfügt über 451 Planstellen", ""),  # no preposition of the number
        ("Förderung", ""),
    ],
)
def test_the_preposition_of_a_noun(text: str, preposition: str) -> None:
    assert nouns(text)[-1].preposition == preposition


def test_words_of_grammar_are_no_nouns_at_the_beginning_of_a_sentence() -> None:
    assert {"der", "im", "nach"} <= grammar()
    assert [noun.place for noun in nouns("Der Bund plant. Nach Prüfung handelt er.")] == [1, 4]


@pytest.mark.parametrize(
    "sentence",
    [
        PAYS,
        "Im Jahr 2024 zahlt der Bund den Ländern für Kitas 5 Mio. Euro.",  # phrases with a preposition may move
        "Der Bund zahlt für Kitas 5 Mio. Euro.",
        "Kitas erhalten 5 Mio. Euro.",  # what something is said of may become the subject
        "Bananen sind krumm.",  # words that are not the source's are judged elsewhere
        "",
    ],
)
def test_what_keeps_its_place(sentence: str) -> None:
    assert ordered(sentence, PAYS) is None


@pytest.mark.parametrize(
    ("sentence", "source", "says"),
    [
        ("Die Länder zahlen dem Bund 5 Mio. Euro.", PAYS, ORDER),
        ("Der Bund zahlt für die Länder 5 Mio. Euro.", PAYS, RELATION),
        ("Die Durchführung für die Gesamtkosten.", "Gesamtkosten für die Durchführung.", RELATION),
        ("Dies regelt § 1 Absatz 6.", "Dies regelt § 6 Absatz 1.", "die Zahl 1 steht in der Quelle bei anderem"),
        ("Es gab 12 Schiffe.", "Es gab 12 Flüge und Schiffe.", "die Zahl 12 steht in der Quelle bei anderem"),
    ],
)
def test_what_changes_its_place_is_told(sentence: str, source: str, says: str) -> None:
    assert ordered(sentence, source) == says


def test_a_noun_is_the_sources_as_part_of_its_compound_too() -> None:
    assert ordered("Die Mittel zahlt der Bund.", "Die Fördermittel zahlt der Bund.") is None
    assert ordered("Der Bund zahlt die Mittel.", "Die Fördermittel zahlt der Bund.") == ORDER


def test_years_are_no_numbers_with_neighbours() -> None:
    assert ordered("Im Haushalt 2024 stehen Mittel.", "Im Jahr 2024 stehen Mittel im Haushalt.") is None
