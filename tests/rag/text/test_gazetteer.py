"""Places by their names, by their people, and by the letters that tables put for a Land."""

from __future__ import annotations

import pytest

from rag.text.gazetteer import Ort, Ortsart, places, speaks_of


def names(text: str, codes: bool = False) -> list[str]:
    return [ort.name for ort in places(text, codes)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tadschikisch 9 8", "Tadschikistan"),
        ("neue Haftbefehle gegen Rumänen", "Rumänien"),
        ("der französische Wetterdienst", "Frankreich"),
        ("ghanaische Soldaten", "Ghana"),
        ("der Leipziger Flughafen", "Leipzig"),
        ("sächsische Behörden", "Sachsen"),
        ("Sachsen-Anhalt 3", "Sachsen-Anhalt"),
        ("in NRW", "Nordrhein-Westfalen"),
        ("US-Behörden", "USA"),
        ("die Türken", "Türkei"),
        ("wohnhaft in Essen", "Essen"),
    ],
)
def test_a_place(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text", ["Essen und Trinken", "Mütter würden gern arbeiten", "Die Zahlen sind bekannt", "Europa"]
)
def test_no_place(text: str) -> None:
    assert names(text) == []


def test_letters_for_a_land_count_where_they_are_looked_for() -> None:
    assert names("BY 169 11", codes=True) == ["Bayern"]
    assert names("BY 169 11") == []
    assert speaks_of(Ort("Bayern", Ortsart.LAND), "BY 169 11")
    assert not speaks_of(Ort("Hessen", Ortsart.LAND), "BY 169 11")
