"""Places: each name with the beginnings of words by which a text may speak of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.parameters import PARAMETERS
from rag.text.gazetteer import orte
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
    names = [entry.partition("=")[0] for entry in word_list("orte")]
    assert sorted(names) == sorted(orte())


def test_how_much_of_a_name_must_stand_there_is_a_number_that_can_be_varied() -> None:
    longer = replace(PARAMETERS.matching, place=6)
    assert (orte()["Syrien"][0], orte(longer)["Syrien"][0]) == ("syri", "syrien")
