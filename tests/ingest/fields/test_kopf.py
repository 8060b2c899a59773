"""Kopf and transmittal note."""

import pytest

from ingest.fields.kopf import fraktionen, read_kopf, ressort
from ingest.text.lines import Line

KOPF = """Deutscher Bundestag Drucksache 21/1178
21. Wahlperiode 11.08.2025
Antwort
der Bundesregierung
auf die Kleine Anfrage der Abgeordneten Tobias Peterka, Dr. Rainer Rothfuß, weiterer
Abgeordneter und der Fraktion der AfD
– Drucksache 21/954 –
Disziplinarrechtliche Ahndungen seit
dem 1. April 2024"""
NOTE = """Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums des Innern
vom 8. August 2025 übermittelt."""


def as_lines(text):
    return [Line(i, 0, t + " ", wraps=True) for i, t in enumerate(text.split("\n"))]


def kopf(text, note=NOTE, angaben=None):
    return read_kopf(as_lines(text), as_lines(note) if note else [], angaben or {})


def test_everything_that_a_head_says():
    k = kopf(KOPF)
    assert (k.nummer, k.wahlperiode, str(k.datum), k.bezug) == ("21/1178", 21, "2025-08-11", "21/954")
    assert k.titel == "Disziplinarrechtliche Ahndungen seit dem 1. April 2024"
    assert k.fragesteller == ("Tobias Peterka", "Dr. Rainer Rothfuß")
    assert k.fraktionen == ("AfD",)
    assert k.ressort == "Bundesministerium des Innern"
    assert not k.vorabfassung


def test_the_numbers_of_anfrage_and_answer_are_never_mistaken():
    assert kopf(KOPF.replace(" Drucksache 21/1178", "")).nummer is None


def test_a_new_version_keeps_its_number():
    assert kopf(KOPF.replace("21/1178", "21/309 (neu)")).nummer == "21/309"


def test_a_fraktion_alone_asks():
    k = kopf(KOPF.replace("Abgeordneten Tobias Peterka, Dr. Rainer Rothfuß, weiterer\nAbgeordneter und der ", ""))
    assert (k.fragesteller, k.fraktionen) == ((), ("AfD",))


def test_the_container_fills_what_is_not_printed():
    k = kopf("Antwort\nder Bundesregierung", "", {"dokumentnummer": "21/7", "datum": "2025-05-01", "titel": "T"})
    assert (k.nummer, str(k.datum), k.titel, k.ressort) == ("21/7", "2025-05-01", "T", None)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("der Fraktion der CDU/CSU", ("CDU/CSU",)),
        ("der Fraktion BÜNDNIS 90/ DIE GRÜNEN", ("BÜNDNIS 90/DIE GRÜNEN",)),
        ("der Fraktion BÜNDNIS 90/-DIE GRÜNEN", ("BÜNDNIS 90/DIE GRÜNEN",)),
        ("der Fraktionen SPD, BÜNDNIS 90/DIE GRÜNEN und FDP", ("SPD", "BÜNDNIS 90/DIE GRÜNEN", "FDP")),
        ("der Fraktion DIE LINKE.", ("DIE LINKE.",)),
        ("der Fraktion Die Linke", ("Die Linke",)),
        ("der Gruppe BSW", ("BSW",)),
        ("der Abgeordneten Stephan Brandner", ()),
    ],
)
def test_fraktionen(text, want):
    assert fraktionen(text) == want


@pytest.mark.parametrize(
    ("von", "want"),
    [
        ("namens der Bundesregierung mit Schreiben des Auswärtigen Amts vom 3. Juni 2025", "Auswärtiges Amt"),
        (
            "namens der Bundesregierung mit Schreiben des Bundesministeriums des Auswärtigen Amts vom 3.",
            "Auswärtiges Amt",
        ),
        ("namens des Bundeskanzleramtes mit Schreiben vom 3. Juni 2025", "Bundeskanzleramt"),
        (
            "namens der Bundesregierung mit Schreiben des Beauftragten der Bundesregierung für Kultur und Medien vom 3",
            "Beauftragter der Bundesregierung für Kultur und Medien",
        ),
    ],
)
def test_ressort(von, want):
    assert ressort(f"Die Antwort wurde {von} übermittelt.") == want
