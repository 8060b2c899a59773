"""How wide text is, in em of Times Roman."""

import pytest

from ingest.text.widths import BLANK, width


def test_width_knows_narrow_and_wide_letters():
    assert width("iiii") < width("nnnn") < width("mmmm")


@pytest.mark.parametrize(("letter", "em"), [("a", 0.444), ("ä", 0.444), ("W", 0.944), ("~", 0.541), ("…", 1.0)])
def test_letters_are_as_wide_as_the_types_metrics_say(letter: str, em: float):
    assert width(letter) == em


def test_a_text_is_as_wide_as_its_letters_and_blanks():
    assert width("") == 0
    assert width("in der") == pytest.approx(width("in") + BLANK + width("der"))


def test_a_letter_that_the_type_does_not_have_is_as_wide_as_most():
    assert width("Ω") == width("5") == 0.5
