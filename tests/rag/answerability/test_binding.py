"""The nearest text that names a time, a place or a body decides whether a sentence is about the one asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answerability.binding import Around, missed, stated
from rag.query.named import named

NOWHERE = Around("Wie viele Fälle gab es?", "", "")


def misses(question: str, own: str, *above: str, around: Around = NOWHERE, row: bool = False) -> list[str]:
    return [one.asked for one in missed(named(question), own, above, around, row=row)]


@pytest.mark.parametrize(
    ("question", "own", "above"),
    [
        ("Wie viele 2022?", "Im Jahr 2024 waren es 471 (2023: 501).", ""),
        ("Wie viele im Juni 2025?", "Im Mai 2025 waren es zwölf.", ""),
        ("Wie viele in Bayern?", "In Hessen waren es zwölf.", ""),
        ("Wie viele in Frankreich?", "In Deutschland waren es zwölf.", ""),
        ("Wie viele Rumänen?", "Es waren zwölf Bulgaren.", ""),
        ("Wie viele zählte das BKA?", "Die Bundespolizei zählte zwölf.", ""),
        ("Wie viele zahlte das BMI?", "Das BMF zahlte zwölf.", ""),
    ],
)
def test_another_value_stands_there(question: str, own: str, above: str) -> None:
    found = missed(named(question), own, (above,), NOWHERE)
    assert len(found) == 1
    assert found[0].instead


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Wie viele 2023?", "Im Jahr 2024 waren es 471 (2023: 501)."),
        ("Wie viele 2022?", "Seit 2020 waren es zwölf."),
        ("Wie viele bayerische Fälle?", "In Bayern waren es zwölf."),
        ("Wie viele zählte das BKA?", "Das Bundeskriminalamt zählte zwölf."),
        ("Wie viele zählte der BMI in den USA 2024?", "Das Bundesministerium des Innern zählte 2024 zwölf US-Bürger."),
    ],
)
def test_it_holds(question: str, own: str) -> None:
    assert misses(question, own) == []


def test_what_the_sentence_does_not_say_holds_from_above() -> None:
    assert misses("Wie viele 2024?", "Es waren zwölf.", "Im Jahr 2024 gab es:") == []
    assert misses("Wie viele 2022?", "Es waren zwölf.", "Im Jahr 2024 gab es:") == ["2022"]
    asked = Around("Wie viele Fälle gab es 2024 in Bayern?", "", "")
    assert misses("Wie viele 2024 in Bayern?", "Es waren zwölf.", around=asked) == []
    assert misses("Wie viele 2022?", "Es waren zwölf.", around=asked) == ["2022"]


def test_what_is_named_nowhere_does_not_hold() -> None:
    assert misses("Wie viele in Frankreich?", "Es waren zwölf Stück im Ganzen, mehr als je zuvor.") == ["Frankreich"]
    elsewhere = Around("Wie viele Fälle gab es?", "", "In Frankreich gilt dies nicht. Es waren zwölf.")
    assert misses("Wie viele in Frankreich?", "Es waren zwölf.", around=elsewhere) == []


def test_a_paper_of_this_year_may_mean_this_year() -> None:
    assert misses("Wie viele 2025?", "Es sind derzeit zwölf.", around=Around("Wie viele?", "", "", 20250710)) == []
    assert misses("Wie viele 2023?", "Es sind derzeit zwölf.", around=Around("Wie viele?", "", "", 20250710)) == [
        "2023"
    ]


def test_a_row_has_its_years_in_label_and_head_and_figures_are_none() -> None:
    assert misses("Wie viele 2011?", "2015 21 624 9 371", row=True) == ["2011"]
    assert misses("Wie viele 2015?", "2015 21 624 9 371", row=True) == []
    assert misses("Wie viele 2022?", "Bayern 12 2022", "Land 2021 2022", row=True) == []
    assert misses("Wie viele 2023?", "Bayern 12 34", "Land 2021 2022", row=True) == ["2023"]
    assert misses("Wie viele in Hessen?", "BY 12 34", "Land 2021 2022", row=True) == ["Hessen"]
    assert misses("Wie viele B10-Stellen?", "B11 3 3 3", row=True) == ["B10"]


def test_a_row_of_another_land_though_the_frage_names_both() -> None:
    both = Around("Wie viele Fälle gab es in Bayern und Hessen?", "", "")
    assert misses("Wie viele in Bayern?", "Hessen 12", around=both, row=True) == ["Bayern"]
    assert misses("Wie viele in Bayern?", "Hessen 12", around=Around("Wie viele in Bayern?", "", ""), row=True) == []


def test_who_comes_from_a_place_did_not_go_there() -> None:
    frage = Around(
        "Wie viele Personen wurden nach Griechenland abgeschoben (nach Staatsangehörigkeiten)?", "", "Algerien 1"
    )
    asked = "Wie viele Abschiebungen nach Algerien gab es?"
    assert misses(asked, "Algerien 1 1", "Staatsangehörigkeit", around=frage, row=True) == ["Algerien"]
    assert not stated(named(asked), "Algerien 1 1", ["Staatsangehörigkeit"], frage)
    there = Around("Wie viele Personen wurden nach Algerien und in die Türkei abgeschoben?", "", "Algerien 1")
    assert misses(asked, "Algerien 1 1", around=there, row=True) == []
    assert misses(asked, "Algerien 1 1", "Zielstaat", row=True) == []


def test_who_denies_need_not_repeat_what_was_asked() -> None:
    assert misses("Gab es 2019 Fälle?", "Nein.") == []
    each = Around("Wie viele Fälle gab es (bitte nach Bundesländern aufschlüsseln)?", "", "")
    unknown = "Der Bundesregierung liegen zu den einzelnen Ländern im Sinne der Fragestellung keine Daten vor."
    assert misses("Wie viele in Bayern?", unknown, around=each) == []
    assert misses("Wie viele in Bayern?", unknown) == ["Bayern"]


def test_of_several_things_of_a_kind_one_is_enough() -> None:
    assert misses("Was tut er in Ghana oder Mexiko?", "In Indien und Mexiko baut er Wege.") == []
    assert misses("Was tut er in Ghana oder Mexiko?", "In Indien baut er Wege.") == ["Ghana", "Mexiko"]
    assert misses("Wie viele Iraker 2022 in Bayern?", "In Hessen waren es 2022 zwölf Iraker.") == ["Bayern"]
    assert misses("Wie oft tagte er nach August 2022?", "Er tagte am 24. November 2022.") == []


@pytest.mark.parametrize(
    ("question", "row", "head", "holds"),
    [
        ("Wie viele 2023?", "Hessen 368 41", "Pflegebedürftige zum Jahresende 2021", False),
        ("Wie viele 2021?", "Hessen 368 41", "Pflegebedürftige zum Jahresende 2021", True),
        ("Wie viele 2023?", "Hessen 368 41", "Land Zahl (Datenstand: Juni 2025)", True),  # the day of the data
        ("Wie viele 2023?", "Hessen 368 41", "2024", False),  # the year of a group
        ("Wo im Dezember 2022?", "2022 01.12. 31.12. Erfurt", "Jahr Ort", True),
        ("Wo im Dezember 2022?", "2022 01.04. 30.04. Gera", "Jahr Ort", False),
        ("Wie oft im Juni 2022?", "Q2 2022 4", "Zeit Anzahl", False),  # the figure of three months is not that of one
        ("Wie oft im zweiten Quartal 2022?", "Q2 2022 4", "Zeit Anzahl", True),
        ("Wie oft im Juni 2022?", "2022 4 5", "Jahr Mai Juni", True),
        ("Wie viele am 31. Dezember 2022?", "2022 4", "Jahr Anzahl", True),
    ],
)
def test_the_time_of_a_row(question: str, row: str, head: str, holds: bool) -> None:
    around = replace(NOWHERE, text="2023", datum=20250601)
    assert (misses(question, row, head, "", around=around, row=True) == []) is holds


def test_the_year_of_the_paper_is_no_whole_one() -> None:
    around = replace(NOWHERE, datum=20250731)
    assert misses("Wie viele im ersten Halbjahr 2025?", "2025 777", "Jahr Zahl", "", around=around, row=True) == []


def test_all_that_is_named_stands_by_a_row_or_not() -> None:
    asked = named("Wie viele Pflegebedürftige gab es 2023 in Hessen?")
    assert stated(asked, "Hessen 423 47", ("Zahl zum Jahresende 2023",), NOWHERE)
    assert not stated(asked, "Hessen 423 47", ("Zahl",), NOWHERE)
    assert not stated(asked, "Bayern 423 47", ("Zahl zum Jahresende 2023",), NOWHERE)
    assert stated(asked, "Hessen 423 47", (), Around("Wie viele waren es 2023 je Land?", "", ""))
    assert not stated(named("Wie viele?"), "Hessen 423 47", (), NOWHERE)  # nothing is named
