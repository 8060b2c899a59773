"""A figure proves only what it stands with: its words, its year, its column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.parameters import PARAMETERS
from rag.verification.figure_context import paired, segments

LIST = "Gezählt wurden 2023 insgesamt 12 Fälle in Bayern und 14 Fälle in Hessen."
YEARS = "Im Jahr 2022 waren es 5 Fälle; 2023 waren es 7 Fälle, davon 3 Verurteilungen."
TABLE = "Jahr Anträge Bescheide\n2015 6 23\n2016 8 25"


def counted(text: str) -> list[tuple[list[int], list[int]]]:
    """The counts and years of each segment."""
    return [
        (sorted(int(f.value) for f in one.counts), sorted(int(f.value) for f in one.years)) for one in segments(text)
    ]


def test_a_text_is_cut_so_that_each_figure_stands_with_its_own_words() -> None:
    bavaria, hesse = segments(LIST)
    assert (counted(LIST)[0], counted(LIST)[1]) == (([12], [2023]), ([14], [2023]))  # the year holds on
    assert "bay" in "".join(bavaria.words)
    assert "hess" in "".join(hesse.words)
    assert not bavaria.words & {"hess"}


def test_a_year_holds_until_the_next_one_is_named() -> None:
    assert counted(YEARS) == [([5], [2022]), ([7], [2023]), ([], [2023]), ([3], [2023])]


def test_nothing_is_one_segment_of_nothing() -> None:
    assert counted("") == [([], [])]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("In Hessen waren es 2023 insgesamt 14 Fälle.", LIST),
        ("Es waren 14 Fälle.", LIST),  # nothing is said of where
        ("2023 waren es 7 Fälle.", YEARS),
        ("Es gab 99 Fälle.", LIST),  # a figure that stands nowhere is judged elsewhere
        ("Es gab Fälle.", ""),
    ],
)
def test_a_figure_among_its_own_words_is_fine(sentence: str, source: str) -> None:
    assert paired(sentence, [source]) is None


@pytest.mark.parametrize(
    ("sentence", "source", "says"),
    [
        ("In Hessen waren es 12 Fälle.", LIST, "die Zahl 12 steht in der Quelle bei anderem"),  # the neighbour's
        ("Im Jahr 2022 waren es 7 Fälle.", YEARS, "die Zahl 7 steht in der Quelle bei anderem"),  # the year before
        ("Es waren 14 Fälle, davon 12 Fälle in Hessen.", LIST, "die Zahl 12 steht in der Quelle bei anderem"),
        ("Im Jahr 2015 gab es 6 Bescheide.", TABLE, "zur Zahl 6 fehlt die Spalte der Tabelle"),
    ],
)
def test_a_figure_among_anothers_words_is_told(sentence: str, source: str, says: str) -> None:
    assert paired(sentence, [source]) == says


def test_any_of_the_sources_may_hold_the_figure() -> None:
    assert (
        paired("In Hessen waren es 14 Fälle.", ["In Bayern waren es 12 Fälle.", "In Hessen waren es 14 Fälle."]) is None
    )


def test_a_figure_of_a_table_that_a_sentence_repeats_has_its_column() -> None:
    assert paired("Es gab 6 Anträge.", [TABLE, "Im Jahr 2015 gab es 6 Anträge."]) is None


def test_how_many_figures_make_a_table_can_be_varied() -> None:
    three = replace(PARAMETERS.verification, columns=3)
    assert paired("Es gab 6 Anträge.", [TABLE], three) is None
