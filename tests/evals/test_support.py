"""Whether quotes support a sentence: by its figures and most of its words."""

from __future__ import annotations

import pytest

from evals.support import supported


@pytest.mark.parametrize(
    ("text", "quote", "holds"),
    [
        ("Die Formate finden auf Englisch statt.", "Die Formate finden auf Englisch statt. Bisher", True),
        ("Es waren 700.000 Euro.", "Netzwerk (ISCN): 700 000 Euro", True),  # thousands are written in several ways
        ("Es waren 87 Prozent.", "Der Mittelabfluss betrug 85 Prozent.", False),
        ("Die Teilnahme ist kostenlos.", "Eine Teilnahme ist nach Vorabregistrierung möglich.", False),
        ("", "Etwas.", False),
        ("Etwas.", "", False),
    ],
)
def test_supported(text: str, quote: str, holds: bool) -> None:
    assert supported(text, [quote]) is holds


def test_all_figures_are_wanted_but_of_the_words_three_of_four() -> None:
    quote = "Die Bundesregierung förderte 2023 insgesamt 12 Sprachprogramme in Osteuropa."
    for sentence, holds in (
        ("Die Bundesregierung erlaubte 2023 in Osteuropa 12 Sprachprogramme.", True),  # "erlaubte" is not the quote's
        ("Die Bundesregierung erlaubte 2024 in Osteuropa 12 Sprachprogramme.", False),
        ("Die Bundesregierung erlaubte 2023 in Westafrika 12 Sprachprogramme.", False),
    ):
        assert supported(sentence, [quote]) is holds


def test_several_quotes_support_together_and_inflexion_does_not_count() -> None:
    sentence = "Bundesregierungen fördern 12 Sprachprogramme."
    assert supported(sentence, ["Die Bundesregierung fördert viel.", "Es sind 12 Sprachprogrammen gewidmet."]) is True
    assert supported(sentence, ["Die Bundesregierung fördert viel."]) is False


def test_a_decimal_is_another_figure_than_its_digits_apart() -> None:
    assert supported("Es waren 1,5 Prozent.", ["1 von 5 Prozent"]) is False
    assert supported("Es waren 1,5 Prozent.", ["nur 1,5 Prozent."]) is True
