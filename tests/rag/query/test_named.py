"""What a question names that must hold for its answer."""

from __future__ import annotations

import pytest

from rag.query.bodies import bodies, mentions, same
from rag.query.named import core_of, named, said


def test_times_places_bodies_and_marks() -> None:
    found = named("Wie viele B10-Stellen hatte das BKA 2022 in Bayern?")
    assert [time.said for time in found.times] == ["2022"]
    assert [ort.name for ort, _ in found.places] == ["Bayern"]
    assert found.bodies == (("BKA", "BKA"),)
    assert found.marks == ("B10",)
    assert not named("Wie viele Stellen gibt es?")


def test_a_seat_of_government_is_no_place_unless_led_to() -> None:
    assert not named("Steht Berlin hinter den Zöllen?").places
    assert named("Wie teuer ist ein Zimmer in Berlin?").places
    assert not named("Wie viele leben in Deutschland?").places


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("des Bundeskriminalamts", "BKA"),
        ("beim bka", "BKA"),
        ("Bundesamt für Migration und Flüchtlinge", "BAMF"),
        ("Verkehrsminister Schnieder", "BMV"),
        ("das Bundesinnenministerium", "BMI"),
        ("BND-Bericht", "BND"),
        ("der Verfassungsschutz", "BfV"),
        ("Europäischen Rechnungshofs", "ERH"),
    ],
)
def test_a_body(text: str, key: str) -> None:
    assert list(bodies(text)) == [key]


def test_a_ministry_is_its_successor_too() -> None:
    assert same("BMWE", "BMWK")
    assert not same("BMI", "BMF")
    assert mentions("BMWE", "das Bundesministerium für Wirtschaft und Klimaschutz (BMWK)")
    assert not mentions("BKA", "Die Bundespolizei zählt anders.")


def test_what_is_said_first_of_the_things_named() -> None:
    assert said(named("Wie viele in Bayern 2023?")) == "2023"
    assert said(named("Wie viele in Bayern?")) == "Bayern"
    assert said(named("Wie viele?")) == ""


@pytest.mark.parametrize(
    ("text", "first"),
    [("am 10. Febuar 2025", 20250210), ("im Sepember 2024", 20240901), ("im Juni 2024", 20240601)],
)
def test_a_month_with_a_letter_missing_is_that_month(text: str, first: int) -> None:
    assert [time.first for time in named(text).times] == [first]


def test_other_words_before_a_year_are_no_months() -> None:
    assert [time.said for time in named("Junge 2024 und Marke 2023").times] == ["2024", "2023"]


def test_a_title_of_the_budget_is_a_mark() -> None:
    assert named("titel 3002 681 11 adenauer stiftung").marks == ("300268111",)
    assert named("Titel 2302 68704 Ist 2022").marks == ("230268704",)
    assert named("Titel 811 im Jahr 2024").marks == ("Titel811",)


@pytest.mark.parametrize(
    ("mark", "core"), [("§16i", "16i"), ("10.Aktionstag", "10."), ("B10", "B10"), ("Titel811", "811"), ("Q", "Q")]
)
def test_what_of_a_mark_is_always_written_alike(mark: str, core: str) -> None:
    assert core_of(mark) == core


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zwischen welchen anschlussstellen wird die a 11 sechsstreifig", ("A11",)),
        ("Wann wird die A 100 fertig?", ("A100",)),
        ("Wie teuer ist der Ausbau der b 404?", ("B404",)),
        ("Was sagt Frage 3 der a 2 und b 3?", ()),
    ],
)
def test_roads_are_marks_also_in_small_letters(text: str, found: tuple[str, ...]) -> None:
    assert named(text).marks == found
