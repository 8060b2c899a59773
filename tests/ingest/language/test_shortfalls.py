"""What stays open of what is asked: a specimen for every alternative, and what is none."""

from __future__ import annotations

import pytest

from ingest.language.shortfalls import NOT_FOUND_OUT
from tests.support.alternatives import without_specimen
from tests.support.nouns import KNOWN

_NAMES = (
    *("Auswertung", "Aufschlüsselung", "Aufteilung", "Aufstellung", "Auflistung", "Ermittlung", "Unterscheidung"),
    *("Differenzierung", "Berechnung", "Ausweisung", "Schätzung", "Prognose", "Abfrage", "Übersicht", "Angabe"),
    *("Angaben", "Aussage", "Aussagen", "Beantwortung", "Antwort", "Nachweis", "Darstellung", "Erfassung"),
    *("Erhebung", "Zählung", "Klassifizierung", "Bewertung", "Beurteilung", "Recherche"),
)
COUNTINGS = tuple(name for noun in _NAMES for name in (noun, f"Gesamt{noun.lower()}"))
FOUND_OUT = (
    *("ermittelt", "zusammengestellt", "ausgewiesen", "aufgeschlüsselt", "abgebildet", "dargestellt", "beziffert"),
    *("angegeben", "abgeschätzt", "quantifiziert", "berechnet", "errechnet", "beschafft", "ausgewertet", "benannt"),
    *("bestimmt", "geleistet", "abgegrenzt", "differenziert", "nachvollzogen", "gesichert"),
)
FIND_OUT = (
    *("ermitteln", "beziffern", "feststellen", "quantifizieren", "errechnen", "berechnen", "bestimmen", "angeben"),
    *("aufschlüsseln", "differenzieren", "abschätzen", "beantworten", "prognostizieren", "vorhersagen", "auswerten"),
)
SPECIMENS = [
    *(f"Eine {noun} nach Ländern ist nicht sinnvoll möglich." for noun in COUNTINGS),
    *(f"Das {can} nicht im Einzelnen ermittelt werden." for can in ("kann", "können", "konnte", "konnten")),
    *(f"Das kann nicht im Einzelnen {found} werden." for found in FOUND_OUT),
    *(f"Eine {noun} kann nicht vorgenommen werden." for noun in COUNTINGS),
    *(f"Eine Differenzierung kann nicht {made} werden." for made in ("getroffen", "erstellt")),
    *(f"Das {lets} sich nicht genau {find}." for lets in ("lässt", "ließe") for find in FIND_OUT),
    "Daraus lässt sich keine Zahl errechnen.",
    "Die DB AG hat mitgeteilt, die Frage nicht beantworten zu können.",
    *(f"Eine {noun} danach erfolgt hierbei nicht." for noun in COUNTINGS),
    *(f"Eine Zählung {held} dort nicht statt." for held in ("findet", "fand")),
    *(f"Dazu erfolgt keine {noun}." for noun in COUNTINGS),
    *(f"Dazu {there} keine Zählung." for there in ("erfolgte", "gibt es", "existiert", "führt", "findet")),
    *("Es existiert keine amtliche Statistik.", "Es gibt es keine Bundesstatistik"),
    *(
        f"Das wird nicht {way} erfasst."
        for way in (
            *("gesondert", "separat", "getrennt", "einzeln", "zentral", "systematisch", "statistisch"),
            "flächendeckend",
        )
    ),
    *(
        f"Das wird nicht gesondert {kept}."
        for kept in ("ausgewiesen", "ausgewertet", "erhoben", "dokumentiert", "gesammelt", "dargestellt", "abgebildet")
    ),
    *(f"Das Amt {tells} das nicht." for tells in ("erhebt", "erfasst", "differenziert", "unterscheidet")),
    *(f"Das Amt unterscheidet nicht {how} Ländern." for how in ("danach", "nach", "ob", "zwischen")),
    *(f"Es wird nicht {how} Ländern unterschieden." for how in ("danach", "nach", "zwischen")),
    "Es wird nicht nach Ländern differenziert.",
    *(f"Es wird dazu keine {noun} vorgenommen." for noun in COUNTINGS),
    *(f"Es wird keine Zählung {made}." for made in ("geführt", "erhoben", "veröffentlicht")),
    *("Es werden keine Statistikdaten erhoben.", "Es wird keine Bundesstatistik geführt."),
    *(
        f"Die {noun} dazu liegen nicht vor."
        for noun in ("Diagnosedaten", "Fallzahlen", "Ortsangaben", "Netzinformationen")
    ),
    *(f"Die {noun} reichen dafür nicht aus." for noun in ("Informationen", "Daten")),
    "Daraus geht das nicht hervor.",
    *(
        f"Dazu {lie} {only} Werte vor."
        for lie in ("liegen", "liegt")
        for only in ("nur", "lediglich", "ausschließlich")
    ),
    *("Liegen Werte noch nicht vor, fehlen sie.", "Ein Plan liegt noch nicht vor."),
    *(f"Das ist erst {when} 2021 möglich." for when in ("ab", "seit", "für", "nach")),
    *(f"Das wird erst ab 2021 {done}." for done in ("verfügbar", "erfasst", "erhoben", "ermittelt", "ausgewertet")),
    *(f"{noun} dazu sind nicht mehr verfügbar." for noun in KNOWN),
    *(
        f"Es stehen keine {noun} zur Verfügung."
        for noun in ("Statistik", "Daten", "Zahlen", "Angaben", "Informationen")
    ),
    *(f"Es stehen keine Bundes{noun} zur Verfügung." for noun in ("statistik", "daten", "zahlen", "angaben")),
    "Es stehen keine Netzinformationen zur Verfügung.",
    *(f"Sie lassen keine {noun} darauf zu." for noun in ("Aussage", "Aussagen", "Rückschlüsse", "Schlüsse")),
    *("Eine Datengrundlage liegt nicht vor.", "Es gibt keine geeignete Datengrundlage."),
    *(f"Dazu liegen weder dem Amt noch ihr {noun} vor." for noun in KNOWN),
    "Liegen weder Zahlen noch Daten vor, fehlen sie.",
    *(
        f"Das ist nicht genau {able}."
        for able in ("feststellbar", "bestimmbar", "darstellbar", "ausweisbar", "abschätzbar")
    ),
    *(f"Die Vollständigkeit kann nicht {kept} werden." for kept in ("sichergestellt", "gewährleistet")),
    "Darüber ist noch nicht entschieden.",
    "Die Ausgestaltung bleibt dem Gesetzgebungsverfahren vorbehalten.",
]


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_specimens(specimen: str) -> None:
    assert NOT_FOUND_OUT.search(specimen)


def test_every_alternative_has_a_specimen() -> None:
    assert without_specimen(NOT_FOUND_OUT.pattern, SPECIMENS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Eine örtliche Häufung konnte nicht festgestellt werden.",  # that was looked for, and is an answer
        "Das Amt hat 84 Fälle erfasst.",
        "Die Bundesregierung plant keine Erhebung dazu.",
        "Das Vorgehen lässt sich nach geltendem Recht nicht aufrechterhalten.",
        "Die Garagen können nicht mehr vermietet werden.",
    ],
)
def test_what_is_told_is_no_shortfall(sentence: str) -> None:
    assert NOT_FOUND_OUT.search(sentence) is None
