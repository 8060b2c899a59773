"""Denied or not, planned or done, all or some, whose words: a sentence says it as its source does."""

from __future__ import annotations

import pytest

from rag.verification.assertion import (
    attributed,
    clauses,
    denial,
    extent,
    modality,
    narrowed,
    negated,
    rendered,
    tense,
)

MIXED = "Der Neubau ist geplant, der Abriss ist nicht geplant."


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Es liegen keine Erkenntnisse vor.", True),
        ("Das ist nicht der Fall.", True),
        ("Fehlanzeige", True),
        ("Nicht nur Bayern hat gemeldet.", False),
        ("Nicht nur Bayern hat nicht gemeldet.", True),
        ("Der Knicht wird gemeldet.", False),  # a word that holds "nicht"
        ("", False),
    ],
)
def test_what_denies(text: str, denies: bool) -> None:
    assert negated(text) is denies


def test_clauses_are_what_may_be_denied_for_itself() -> None:
    assert [part.strip() for part in clauses(MIXED)] == ["Der Neubau ist geplant", "der Abriss ist nicht geplant."]
    assert clauses("Es kostet 1,5 Mio. Euro.") == ["Es kostet 1,5 Mio. Euro."]  # the comma of a number cuts nothing
    assert clauses("Dies ist so, und das auch.") == []  # no telling word in either


@pytest.mark.parametrize(
    ("sentence", "agrees"),
    [
        ("Der Neubau ist geplant.", True),
        ("Der Abriss ist nicht geplant.", True),
        ("Der Abriss ist geplant.", False),
        ("Der Neubau ist nicht geplant.", False),
        ("Der Abriss ist geplant, der Neubau nicht.", False),
    ],
)
def test_each_half_is_denied_as_in_the_source(sentence: str, agrees: bool) -> None:
    assert (denial(sentence, MIXED) is None) is agrees


def test_two_denials_are_not_one() -> None:
    source = "Es fehlen keine Daten, die nicht vorliegen."
    assert denial(source, source) is None
    assert denial("Es fehlen Daten, die nicht vorliegen.", source) is not None


def test_a_clause_renders_the_one_that_shares_most_of_its_words_whatever_its_figures() -> None:
    parts = ["In Bayern gab es 12 Anträge auf Förderung", "in Hessen gab es 14 Klagen gegen Bescheide"]
    assert rendered("Anträge auf Förderung gab es in Bayern", parts) == parts[:1]
    assert rendered("In Hessen gab es Klagen gegen Bescheide: 99", parts) == parts[1:]
    near = ["In Bayern gab es Anträge auf Förderung der Radwege", "In Hessen gab es Anträge auf Förderung der Radwege"]
    assert rendered("In Bayern gab es Anträge auf Förderung der Radwege", near) == near[:1]  # both have most of them
    assert rendered("Der Himmel ist blau", parts) == []
    assert rendered("Der Himmel ist blau", []) == []


@pytest.mark.parametrize(
    ("sentence", "source", "says"),
    [
        ("Der Bau beginnt.", "Der Bau soll beginnen.", "die Quelle stellt es nicht als Tatsache fest"),
        ("Der Bau ist geplant.", "Der Bau beginnt.", "die Quelle stellt es als Tatsache fest"),
        ("Der Bau beginnt.", "Der Bau beginnt, wenn der Antrag vorliegt.", "die Bedingung der Quelle fehlt"),
        ("Der Bau ist geplant.", "Der Bau soll beginnen.", None),
        ("Der Bau beginnt, falls der Antrag vorliegt.", "Der Bau beginnt, wenn der Antrag vorliegt.", None),
    ],
)
def test_what_is_open_stays_open(sentence: str, source: str, says: str | None) -> None:
    assert modality(sentence, source) == says


@pytest.mark.parametrize(
    ("sentence", "source", "missing"),
    [
        ("Es gab 40 Fälle.", "Im Jahr 2023 gab es 40 Fälle.", "2023"),
        ("Es gab 40 Fälle.", "In Polen gab es 40 Fälle.", "Polen"),
        ("Polnische Behörden meldeten 40 Fälle.", "Behörden in Polen meldeten 40 Fälle.", None),
        ("Behörden meldeten 40 Fälle.", "Behörden in Polen meldeten 40 Fälle.", "Polen"),
        ("Im Jahr 2023 gab es 40 Fälle.", "Im Jahr 2023 gab es 40 Fälle, im Jahr 2024 gab es 50 Klagen.", None),
        ("Es gab 40 Fälle.", "2023 40\n2024 50", None),  # in a table each row has a year of its own
    ],
)
def test_years_and_places_for_which_it_holds_are_kept(sentence: str, source: str, missing: str | None) -> None:
    assert narrowed(sentence, source) == (f"„{missing}“ der Quelle fehlt" if missing else None)


@pytest.mark.parametrize(
    ("sentence", "source", "agrees"),
    [
        ("Der Bund stellt Mittel bereit.", "Der Bund wird Mittel bereitstellen.", False),
        ("Der Bund wird Mittel bereitstellen.", "Der Bund wird Mittel bereitstellen.", True),
        ("Die Stelle ist besetzt.", "Die Stelle war besetzt.", False),
        ("Die Stelle war besetzt.", "Die Stelle war besetzt.", True),
        ("Die Stelle ist besetzt.", "Die Stelle ist besetzt.", True),
    ],
)
def test_what_will_be_and_what_was_are_not_what_is(sentence: str, source: str, agrees: bool) -> None:
    assert (tense(sentence, source) is None) is agrees


@pytest.mark.parametrize(
    ("sentence", "source", "agrees"),
    [
        ("Es gab 40 Fälle.", "Nach Angaben der Länder gab es 40 Fälle.", False),
        ("Laut den Ländern gab es 40 Fälle.", "Nach Angaben der Länder gab es 40 Fälle.", True),
        ("Es gab 40 Fälle.", "Nach Auffassung der Bundesregierung gab es 40 Fälle.", True),  # it speaks itself
    ],
)
def test_what_others_say_stays_theirs(sentence: str, source: str, agrees: bool) -> None:
    assert (attributed(sentence, source) is None) is agrees


@pytest.mark.parametrize(
    ("sentence", "source", "says"),
    [
        ("Alle Länder meldeten Fälle.", "Einige Länder meldeten Fälle.", "„teilweise“ der Quelle fehlt"),
        ("Es gab 500 Fälle.", "Es gab bis zu 500 Fälle.", "„höchstens“ der Quelle fehlt"),
        ("Es gab mehr als 500 Fälle.", "Es gab 500 Fälle.", "„mindestens“ steht nicht in der Quelle"),
        ("Es gab rund 500 Fälle.", "Es gab 500 Fälle.", None),  # "about" may be added
        ("Es gab 500 Fälle.", "Es gab rund 500 Fälle.", "„etwa“ der Quelle fehlt"),  # and not be left out
        ("Es gab maximal 500 Fälle.", "Es gab höchstens 500 Fälle.", None),
        ("Die Einheit hat 451 Planstellen.", "Die Einheit verfügt über 451 Planstellen.", None),  # no limit
    ],
)
def test_how_much_is_meant_is_kept(sentence: str, source: str, says: str | None) -> None:
    assert extent(sentence, source) == says
