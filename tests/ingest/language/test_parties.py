"""Parties: one list for the head of a paper, the askers of a collection, and what a question names."""

from __future__ import annotations

import re

import pytest

from ingest.fields.fragende import Fragende, read_verzeichnis
from ingest.fields.kopf import fraktionen
from ingest.language.parties import PARTIES, PRINTED, TYPED, meant, named, spelled
from ingest.model import Zeile
from ingest.text.lines import split
from rag.model import Filters
from rag.query.filters import read_filters


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("CDU/CSU", "CDU/CSU"),
        ("CDU/ CSU", "CDU/CSU"),  # the line broke behind the stroke
        ("CDU/-CSU", "CDU/CSU"),  # and left a hyphen
        ("SPD", "SPD"),
        ("AfD", "AfD"),
        ("BÜNDNIS 90/DIE GRÜNEN", "BÜNDNIS 90/DIE GRÜNEN"),
        ("BÜNDNIS 90/ DIE GRÜNEN", "BÜNDNIS 90/DIE GRÜNEN"),
        ("BÜNDNIS 90/-DIE GRÜNEN", "BÜNDNIS 90/DIE GRÜNEN"),
        ("FDP", "FDP"),
        ("DIE LINKE.", "DIE LINKE."),  # the name until 2023
        ("Die Linke", "Die Linke"),
        ("DIE LINKE", "DIE LINKE."),  # the full stop forgotten
        ("Die Linke.", "Die Linke"),  # the sentence ends
        ("BSW", "BSW"),
        ("Bündnis Sahra Wagenknecht", "BSW"),
        ("SSW", "SSW"),
    ],
)
def test_parties_as_printed(printed: str, name: str) -> None:
    assert re.match(PRINTED, printed)
    assert named(printed) == (name,)
    assert fraktionen(f"der Fraktion {printed}") == (name,)
    assert spelled(printed) == name


def test_every_party_has_a_specimen() -> None:
    rows = next(m for m in test_parties_as_printed.pytestmark if m.name == "parametrize").args[1]
    assert {name for _, name in rows} == {party.name for party in PARTIES}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("CDU/CSU", "CDU/CSU"),
        ("Union", "CDU/CSU"),
        ("Unionsfraktion", "CDU/CSU"),
        ("spd", "SPD"),
        ("Sozialdemokraten", "SPD"),
        ("AFD", "AfD"),
        ("Bündnis 90/Die Grünen", "BÜNDNIS 90/DIE GRÜNEN"),
        ("Buendnis 90/Die Gruenen", "BÜNDNIS 90/DIE GRÜNEN"),  # no umlauts on the keyboard
        ("Grünen", "BÜNDNIS 90/DIE GRÜNEN"),
        ("Grüne", "BÜNDNIS 90/DIE GRÜNEN"),
        ("fdp", "FDP"),
        ("Linke", "Die Linke"),
        ("Linken", "Die Linke"),
        ("Die Linke", "Die Linke"),
        ("BSW", "BSW"),
        ("Buendnis Sahra Wagenknecht", "BSW"),
    ],
)
def test_parties_as_typed(typed: str, name: str) -> None:
    assert re.fullmatch(TYPED, typed, re.IGNORECASE)
    assert meant(typed) == name
    asked = f"Was steht in der Antwort an die Fraktion {typed} zur Brücke?"
    assert read_filters(asked, [])[0] == Filters(fraktionen=frozenset({name}))


def test_who_has_no_fraktion_stays_as_printed() -> None:
    assert spelled("fraktionslos") == "fraktionslos"


def test_several_are_named_in_the_order_printed() -> None:
    assert named("FDP, BÜNDNIS 90/DIE GRÜNEN und der SPD") == ("FDP", "BÜNDNIS 90/DIE GRÜNEN", "SPD")


def test_the_register_spells_them_alike() -> None:
    text = "Verzeichnis der Fragenden\nMüller, Eva (BÜNDNIS 90/ DIE GRÜNEN) . . . . 7\nVerzeichnis der Fragen nach"
    lines = split([Zeile(line) for line in text.split("\n")]).lines
    assert read_verzeichnis(lines) == {7: Fragende("Eva Müller", "BÜNDNIS 90/DIE GRÜNEN")}
