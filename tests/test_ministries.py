"""Ministries: one table for short forms, filters and transmittal notes."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ingest.kopf import ressort
from ingest.ministries import MINISTRIES, TYPED, meant, nominative
from rag.filters import read_filters
from rag.model import Filters, Paper
from rag.shortforms import written_out

NOW = [m for m in MINISTRIES if m.said]
PAPERS = [
    Paper(f"21/{i}", "Titel", date(2025, 6, 3), m.name, ("AfD",), None, "a", 8, 21) for i, m in enumerate(MINISTRIES)
]


def asked(name: str) -> tuple[frozenset[str], str]:
    filters, rest = read_filters(f"Was steht in der Antwort des {name} zur Brücke?", PAPERS)
    return filters.ressorts, rest


@pytest.mark.parametrize("ministry", MINISTRIES, ids=lambda m: m.short)
def test_short_form_and_name_mean_the_ministry(ministry) -> None:
    genitive = ministry.name.replace("Bundesministerium ", "Bundesministeriums ").replace("Auswärtiges", "Auswärtigen")
    for said in (ministry.short, ministry.short.lower(), genitive, genitive.replace("ü", "ue").replace("ä", "ae")):
        ressorts, rest = asked(said)
        assert ministry.name in ressorts
        assert rest == "Was steht zur Brücke?"  # nothing of a long name stays behind
    assert written_out(ministry.short) == f"{ministry.short} ({ministry.name})"


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("Finanzministeriums", "BMF"),
        ("Innenministeriums", "BMI"),
        ("Gesundheitsministeriums", "BMG"),
        ("Arbeitsministeriums", "BMAS"),
        ("Sozialministeriums", "BMAS"),
        ("Wirtschaftsministeriums", "BMWE"),
        ("Bundeswirtschaftsministeriums", "BMWE"),
        ("Justizministeriums", "BMJV"),
        ("Verteidigungsministeriums", "BMVg"),
        ("Verkehrsministeriums", "BMV"),
        ("Entwicklungsministeriums", "BMZ"),
        ("Bundesministeriums für wirtschaftliche Zusammenarbeit", "BMZ"),  # and not the one "für Wirtschaft"
        ("Umweltministeriums", "BMUKN"),
        ("Landwirtschaftsministeriums", "BMLEH"),  # no Wirtschaftsministerium
        ("Bundesministeriums für Landwirtschaft", "BMLEH"),  # a part of the name
        ("Agrarministeriums", "BMLEH"),
        ("Bauministeriums", "BMWSB"),
        ("Familienministeriums", "BMBFSFJ"),
        ("Bildungsministeriums", "BMBFSFJ"),
        ("Forschungsministeriums", "BMFTR"),
        ("Digitalministeriums", "BMDS"),
        ("Außenministeriums", "AA"),
        ("Aussenministeriums", "AA"),
        ("Auswärtigen Amtes", "AA"),
        ("Kanzleramts", "BKAmt"),
        ("Bundeskanzleramtes", "BKAmt"),
    ],
)
def test_names_that_people_use(said: str, short: str) -> None:
    ministry = meant(said)
    assert ministry is not None
    assert ministry.short == short


def test_every_ministry_of_today_has_a_specimen() -> None:
    rows = next(m for m in test_names_that_people_use.pytestmark if m.name == "parametrize").args[1]
    assert {short for _, short in rows} == {m.short for m in NOW}


def test_no_ministry_is_found_in_the_name_of_another() -> None:
    for ministry in NOW:
        others = [m.short for m in NOW if m is not ministry and ministry.signs(m.name)]
        assert others == []


def test_an_unknown_ministry_narrows_to_nothing() -> None:
    assert meant("Zukunftsministeriums") is None
    assert asked("Zukunftsministeriums")[0] == {"Zukunftsministeriums"}


def test_a_ministry_outside_the_place_of_the_answer_filters_nothing() -> None:
    text = "Wie hoch war das Budget des Bundesministeriums der Finanzen?"
    assert re.search(TYPED, text, re.IGNORECASE)
    assert read_filters(text, PAPERS) == (Filters(), text)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Bundesministeriums des Innern", "Bundesministerium des Innern"),
        ("Auswärtigen Amts", "Auswärtiges Amt"),
        ("Auswärtigen Amtes", "Auswärtiges Amt"),
        ("Auswärtigen Amt", "Auswärtiges Amt"),
        ("Bundesministeriums des Auswärtigen Amts", "Auswärtiges Amt"),
        ("Bundeskanzleramtes", "Bundeskanzleramt"),
        (
            "Presse- und Informationsamtes der Bundesregierung",
            "Presse- und Informationsamt der Bundesregierung",
        ),
        (
            "Bundesministeriums des Presse- und Informationsamts der Bundesregierung",  # a printer's habit
            "Presse- und Informationsamt der Bundesregierung",
        ),
        (
            "Beauftragten der Bundesregierung für Kultur und Medien",
            "Beauftragter der Bundesregierung für Kultur und Medien",
        ),
    ],
)
def test_names_in_the_nominative(printed: str, name: str) -> None:
    assert nominative(printed) == name
    assert ressort(f"namens der Bundesregierung mit Schreiben des {printed} vom 3. Juni 2025") == name
