"""Places: each name with the beginnings of words by which a text may speak of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.parameters import PARAMETERS
from rag.text.gazetteer import Ort, Ortsart, orte, places, speaks_of
from rag.text.stemming import word_list


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Syrien", "die syrische Regierung"),
        ("Polen", "an der polnischen Grenze"),  # not by its first letters: the list says so
        ("Bayern", "bayrische Behörden"),
        ("Baden-Württemberg", "das Land baden-württembergs"),
        ("USA", "die Vereinigten Staaten von Amerika"),  # two words in the list's "vereinigten_staaten"
        ("Moskau", "der russische Botschafter"),
    ],
)
def test_a_text_speaks_of_a_place_by_one_of_its_words(name: str, text: str) -> None:
    assert any(word in text.lower() for word in orte()[name])


@pytest.mark.parametrize(("name", "text"), [("Syrien", "der Sender"), ("Polen", "die Polizei"), ("Niger", "nie")])
def test_other_words_are_none_of_its(name: str, text: str) -> None:
    assert not any(word in text.lower() for word in orte()[name])


def test_no_form_is_empty_or_has_a_capital() -> None:
    """An empty one would stand in every text, one with a capital in none: texts are lowered before."""
    forms = [form for words in orte().values() for form in words]
    assert len(forms) >= len(orte()) > 200
    assert all(form.strip() == form != "" and form == form.lower() for form in forms)


def test_no_name_stands_in_the_list_twice() -> None:
    listed = [entry.partition("=")[0] for entry in (*word_list("orte"), *word_list("staedte"))]
    assert sorted(listed) == sorted(orte())


def test_how_much_of_a_name_must_stand_there_is_a_number_that_can_be_varied() -> None:
    longer = replace(PARAMETERS.matching, place=6)
    assert (orte()["Syrien"][0], orte(longer)["Syrien"][0]) == ("syri", "syrien")


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nordrhein-\nWestfalen 12 14", "Nordrhein-Westfalen"),
        ("Mecklenburg- Vorpommern", "Mecklenburg-Vorpommern"),
        ("wie viele fälle in sachsen anhalt", "Sachsen-Anhalt"),
        ("unfälle nrw 2023", "Nordrhein-Westfalen"),
        ("Einsätze in M-V", "Mecklenburg-Vorpommern"),
        ("RLP", "Rheinland-Pfalz"),
    ],
)
def test_a_land_in_another_form_is_that_land_and_no_other(text: str, name: str) -> None:
    assert [ort.name for ort in places(text)] == [name]


def test_a_text_with_the_short_form_speaks_of_the_land() -> None:
    assert speaks_of(Ort("Nordrhein-Westfalen", Ortsart.LAND), "die Polizei NRW")
    assert speaks_of(Ort("Nordrhein-Westfalen", Ortsart.LAND), "Nordrhein-\nWestfalen 12 14")
    assert not speaks_of(Ort("Sachsen", Ortsart.LAND), "Thüringen")
    assert not speaks_of(Ort("Nordrhein-Westfalen", Ortsart.LAND), "die NRWZ")
    assert speaks_of(Ort("USA", Ortsart.STAAT), "ein US-Unternehmen")
