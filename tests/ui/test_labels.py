"""Words and lines that terminal and page share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Frage, Status
from tests.support.fakes import nr, sample_paper, sample_passages
from ui.labels import STATUS, asked_line, counted, held, printable, thousands

ONE, JOINT, *_ = sample_passages(sample_paper())


def test_every_status_has_a_word():
    assert set(STATUS) == set(Status)
    assert all(STATUS.values())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07", "a[31mb"),
        ("alt\rneu\x7f\x9b", "altneu"),
        ("links\u202erechts\u2066x\u2069", "linksrechtsx"),
        ("Zeile\n\tEinzug ä – „€“", "Zeile\n\tEinzug ä – „€“"),
    ],
)
def test_what_steers_a_terminal_goes_and_all_else_stays(text, shown):
    assert printable(text) == shown


def test_a_lone_frage_is_named_by_itself_and_a_joint_answer_by_its_first():
    assert asked_line(ONE) == "1. Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    assert asked_line(JOINT) == "2. Was kostete ihre Unterhaltung im Jahr 2023? (und 1 weitere)"


def test_of_a_lettered_frage_its_own_line_is_named_and_not_its_stem():
    lettered = replace(
        ONE, nummern=(nr("2a"),), fragen=(Frage(nr("2"), "Welche Mittel"), Frage(nr("2a"), "im Jahr 2023?"))
    )
    assert asked_line(lettered) == "2a) im Jahr 2023?"


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (999, "999"), (1_000, "1\u202f000"), (1_234_567, "1\u202f234\u202f567")]
)
def test_thousands_are_set_apart(number: int, shown: str) -> None:
    assert thousands(number) == shown


def test_a_count_has_the_word_that_fits_it():
    assert [counted(n, "Frage", "Fragen") for n in (0, 1, 2)] == ["0 Fragen", "1 Frage", "2 Fragen"]
    assert held(1, 1_200) == "1 Drucksache mit 1\u202f200 Fragen"
