"""What takes nothing from an answer: a specimen for every alternative, and what does take something."""

from __future__ import annotations

import re

import pytest

from ingest.language.asides import ASKED_OF_OTHERS, DENIES, UNDECIDED
from tests.support.alternatives import without_specimen

TABLES = [
    (
        DENIES,
        [
            *(
                f"Dazu liegen keine {what} vor, dass das so ist."
                for what in ("Erkenntnisse", "Informationen", "Hinweise", "Anhaltspunkte", "Kenntnisse")
            ),
            "Keinerlei Erkenntnisse liegen vor, wonach das so ist.",
            "Es liegen keine Hinweise vor, die darauf hindeuten.",
        ],
    ),
    (
        UNDECIDED,
        [
            *(
                f"Die {what} dazu ist noch nicht abgeschlossen."
                for what in (
                    *("Beratungen", "Planung", "Planungen", "Willensbildung", "Abstimmung", "Abstimmungen", "Prüfung"),
                    *("Prüfungen", "Verhandlungen", "Überlegungen", "Abstimmungsprozess", "Auswahl"),
                )
            ),
        ],
    ),
    (
        ASKED_OF_OTHERS,
        [
            *(f"{how} das geschieht." for how in ("Ob", "Wie", "Wann", "Welche", "Welcher", "Inwiefern", "Inwieweit")),
            "Das ist dort zu erfragen.",
        ],
    ),
]


@pytest.mark.parametrize(("table", "specimen"), [(table, one) for table, specimens in TABLES for one in specimens])
def test_specimens(table: re.Pattern[str], specimen: str) -> None:
    assert table.search(specimen)


@pytest.mark.parametrize(("table", "specimens"), TABLES)
def test_every_alternative_has_a_specimen(table: re.Pattern[str], specimens: list[str]) -> None:
    assert without_specimen(table.pattern, specimens) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Es liegen keine Erkenntnisse darüber vor, wie viele es sind.",  # that leaves open what is asked
        "Es wurden vier Verfahren eingeleitet und noch nicht abgeschlossen.",  # that is a figure
    ],
)
def test_what_is_no_aside(sentence: str) -> None:
    assert DENIES.search(sentence) is None
    assert UNDECIDED.search(sentence) is None
