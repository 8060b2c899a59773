"""Two things of one kind, side by side."""

from __future__ import annotations

import pytest

from rag.model import Filters, Query
from rag.routing.comparing import Sides, read_comparison, side_query


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Vergleiche Bayern und Hessen bei der Zahl der Windräder",
            Sides("Bayern", "Hessen", "der Zahl der Windräder"),
        ),
        ("2022 gegen 2024", Sides("2022", "2024")),
        ("AfD vs. SPD", Sides("AfD", "SPD")),
        ("Vergleiche 21/1 und 21/2", None),
        ("Vergleiche 21/12 und 21/13", Sides("21/12", "21/13")),
        ("Vergleiche Bayern und 2024", None),
        ("Vergleiche die Kosten", None),
        ("Bayern und Hessen", None),
        ("Deutschland gegen die Mafia", None),
    ],
)
def test_sides(text: str, sides: Sides | None) -> None:
    assert read_comparison(text) == sides


def test_each_side_is_a_question_of_its_own() -> None:
    before = Query("Wie viele Windräder stehen in Sachsen?")
    assert side_query("Bayern", "Windräder", Filters(), before) == Query("Windräder in Bayern")
    assert side_query("2024", "Windräder", Filters(), None) == Query("Windräder 2024")
    assert side_query("Bayern", "", Filters(), before) == Query("Und Bayern?", Filters(), before)
