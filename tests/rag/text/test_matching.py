"""Stems compared: equal, parts of compounds, typing errors; how telling a stem is; how much of a question is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.parameters import PARAMETERS
from rag.text.matching import coverage, match, rarity
from rag.text.stemming import stem

EQUAL, COMPOUND, TYPING = 1.0, PARAMETERS.matching.compound, PARAMETERS.matching.typing_error


@pytest.mark.parametrize(
    ("wanted", "there", "like"),
    [
        ("Anträge", "Antrag", EQUAL),
        ("Werkstatt", "Werkstattbeschäftigte", COMPOUND),  # the first part
        ("Mittel", "Fördermittel", COMPOUND),  # the head
        ("Fördermittel", "Mittel", COMPOUND),  # either may be the longer one
        ("Kinder", "Schulkinderbetreuung", 0.0),  # in the middle, and short
        ("Bürokartie", "Bürokratie", TYPING),
        ("Amt", "Bundesamt", 0.0),  # too short to be looked for inside others
        ("Katze", "Kanzler", 0.0),
        ("2024", "2025", 0.0),  # no number is nearly another one
        ("202", "2024", 0.0),
        ("2024", "2024er", 0.0),
    ],
)
def test_how_well_a_word_is_found(wanted: str, there: str, like: float) -> None:
    assert match(stem(wanted), frozenset({"ander", stem(there)})) == like


def test_the_likest_of_many_counts_in_whatever_order_they_are_asked_for() -> None:
    """Comparisons are kept from one call to the next; what is kept must not leak into other sets of stems."""
    alike, compound = frozenset({"zebrastreffen"}), frozenset({"zebrastreifenbau"})
    assert match("zebrastreif", alike) == TYPING
    assert match("zebrastreif", alike | compound) == COMPOUND
    assert match("zebrastreif", alike) == TYPING
    assert match("zebrastreif", frozenset({"nashorn"})) == 0.0
    assert match("zebrastreif", frozenset()) == 0.0


def test_other_numbers_count_otherwise_and_do_not_meet_what_is_kept() -> None:
    assert match("werkstatt", frozenset({"werkstattrat"})) == COMPOUND
    lower = replace(PARAMETERS.matching, compound=0.75)
    assert match("werkstatt", frozenset({"werkstattrat"}), lower) == 0.75
    assert match("werkstatt", frozenset({"werkstattrat"})) == COMPOUND


def test_a_stem_in_no_answer_tells_most_and_a_common_one_little() -> None:
    assert rarity("xylophonzubehor") == 1.0
    assert 0 <= rarity(stem("Bundesregierung")) < 0.3 < rarity(stem("Leuchtturm")) <= 1


def test_what_tells_more_weighs_more() -> None:
    common, rare = stem("Bundesregierung"), "xylophonzubehor"
    assert coverage([common, rare], frozenset({rare})) > 0.5 > coverage([common, rare], frozenset({common}))
    assert coverage([common, rare], frozenset({rare, common})) == pytest.approx(1.0)
    assert coverage([rare, "quasselstripp"], frozenset({rare})) == 0.5


def test_where_nothing_is_wanted_nothing_is_covered() -> None:
    assert coverage([], frozenset({"antrag"})) == 0.0
