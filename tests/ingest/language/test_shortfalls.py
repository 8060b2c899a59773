"""What stays open of what is asked: a specimen for every alternative, and what is none."""

from __future__ import annotations

import re

import pytest

from ingest.language.shortfalls import NOT_AT_HAND, NOT_FOUND_OUT
from tests.support.alternatives import without_specimen
from tests.support.nouns import KNOWN

_NAMES = (
    *("Auswertung", "Aufschlüsselung", "Aufteilung", "Aufstellung", "Auflistung", "Ermittlung", "Unterscheidung"),
    *("Differenzierung", "Berechnung", "Ausweisung", "Schätzung", "Prognose", "Abfrage", "Übersicht", "Angabe"),
    *("Angaben", "Aussage", "Aussagen", "Beantwortung", "Antwort", "Nachweis", "Darstellung", "Erfassung"),
    *("Erhebung", "Zählung", "Klassifizierung", "Bewertung", "Beurteilung", "Recherche", "Vergleich", "Kalkulation"),
    *("Zuordnung", "Aufsplittung", "Bilanzierung", "Betrachtung", "Nennung", "Eingrenzung", "Abgrenzung", "Ableitung"),
    *("Quantifizierung", "Auskunft", "Auskünfte"),
)
COUNTINGS = tuple(name for noun in _NAMES for name in (noun, f"Gesamt{noun.lower()}"))
FOUND_OUT = (
    *("ermittelt", "zusammengestellt", "ausgewiesen", "aufgeschlüsselt", "abgebildet", "dargestellt", "beziffert"),
    *("angegeben", "abgeschätzt", "quantifiziert", "berechnet", "errechnet", "beschafft", "ausgewertet", "benannt"),
    *("bestimmt", "geleistet", "abgegrenzt", "differenziert", "nachvollzogen", "gesichert", "beurteilt", "bewertet"),
    *("abgeleitet", "aufgeteilt", "zugeordnet"),
)
FIND_OUT = (
    *("ermitteln", "beziffern", "feststellen", "quantifizieren", "errechnen", "berechnen", "bestimmen", "angeben"),
    *("aufschlüsseln", "differenzieren", "abschätzen", "beantworten", "prognostizieren", "vorhersagen", "auswerten"),
    *("beurteilen", "bewerten", "aufteilen", "ableiten", "benennen"),
)
SPECIMENS = [
    *(f"Eine {noun} nach Ländern ist nicht sinnvoll möglich." for noun in COUNTINGS),
    *(f"Das {can} nicht im Einzelnen ermittelt werden." for can in ("kann", "können", "konnte", "konnten")),
    *(f"Das kann nicht im Einzelnen {found} werden." for found in FOUND_OUT),
    *(f"Eine {noun} kann nicht vorgenommen werden." for noun in COUNTINGS),
    *(f"Eine Differenzierung kann nicht {made} werden." for made in ("getroffen", "erstellt", "gegeben", "erteilt")),
    *(f"Eine Übersicht darüber wird nicht {made}." for made in ("vorgenommen", "geführt", "erstellt")),
    "Eine statistische Erfassung existiert nicht.",
    "Nicht gesondert im Haushaltsplan erfasst.",
    "Das ist erst mit der Meldung der Länder bekannt.",
    *(f"Das lässt sich erst nach dem Abschluss {done}." for done in ("benennen", "getroffen")),
    "Werte liegen erst ab dem Jahr 1999 vor.",
    *(f"Die Lage lässt {none} zu." for none in ("keine Einschätzung", "keine Bewertung", "keinen Rückschluss")),
    *(f"Die Statistik weist das nicht {way} {off}." for way in ("gesondert", "separat") for off in ("auf", "aus")),
    *(f"Die Statistik weist das nicht {way} aus." for way in ("getrennt", "einzeln")),
    *(f"Sie stellt das nicht gesondert {off}." for off in ("dar", "ab")),
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

DATA = (
    *("Daten", "Fallzahlen", "Zahl", "Schätzwerte", "Summenberechnungen", "Berechnung", "Studie", "Studien", "Liste"),
    *("Listen", "Aufschlüsselung", "Aufschlüsselungen", "Differenzierung", "Differenzierungen", "Quantifizierung"),
    *(
        "Darstellung",
        "Erhebung",
        "Erhebungen",
        "Untersuchung",
        "Untersuchungen",
        "Evaluation",
        "Evaluationen",
        "Details",
    ),
    *("Einzelheiten", "Aufstellung", "Aufstellungen", "Auflistung", "Auflistungen", "Auswertung", "Auswertungen"),
    *("Statistik", "Statistiken", "Einschätzung", "Einschätzungen", "Schätzung", "Schätzungen", "Information"),
    *("Informationen", "Kenntnisse", "Ergebnisse", "Endergebnisse", "Bewertung", "Bewertungen", "Ortsangaben"),
    *("Prognose", "Prognosen", "Übersicht", "Übersichten", "Evidenz"),
)
GIVEN = (
    *("Antwort", "Auskünfte", "Angaben", "Detailangaben", "Zahlen", "Aussage", "Aussagen", "Daten", "Ausführungen"),
    *("Prognose", "Prognosen", "Bewertung", "Einschätzung", "Informationen"),
)
IN_TIME = ("ermittelt", "bereitgestellt", "möglich", "erfolgen", "beantwortet", "zusammengestellt", "zusammengetragen")
AT_HAND = [
    *(
        f"Der Bundesregierung {lie} eine entsprechende {noun} nicht vor."
        for noun in DATA
        for lie in ("liegt", "liegen")
    ),
    *(f"{noun} dazu {lie} der Bundesregierung nicht vor." for noun in DATA for lie in ("liegt", "liegen")),
    *("Da Daten nicht vorliegen, fehlt das.", "Da eine Studie nicht vorliegt, fehlt das."),
    *(f"Dazu liegen ihr {no} {noun} vor." for no in ("keine", "keinerlei") for noun in DATA),
    *("Dazu liegt keiner Behörde eine Studie vor.", "Dazu liegen keinen Behörden Daten vor."),
    "Dazu liegen weder zum Anlass noch zu den Folgen Studien vor.",
    *(f"Sie {had} dazu {no} Kenntnis." for had in ("verfügt", "verfügen", "hat", "haben") for no in ("weder", "nicht")),
    *(f"Sie hat dazu {no} Informationen." for no in ("keine", "keinerlei")),
    *(f"Sie hat dazu keine {noun}." for noun in ("Kenntnisse", "Erkenntnisse", "Auflistung", "Übersicht")),
    *(f"Es heißt, dass keine {noun} gegeben werden." for noun in GIVEN),
    *(
        f"Es heißt, dass keine Zahlen {done} werden."
        for done in ("gemacht", "getroffen", "geliefert", "mitgeteilt", "vorgelegt", "abgeleitet", "vorgenommen")
    ),
    *(f"Die Regierung kann keine {noun}." for noun in GIVEN),
    *(
        f"Das {can} keine Aussagen."
        for can in (
            *("können", "darf", "dürfen", "ermöglicht", "ermöglichen", "liefert", "liefern", "erlaubt", "erlauben"),
        )
    ),
    *("Differenzierungen sind nicht verfügbar.", "Differenzierungen sind nicht mehr verfügbar."),
    *(f"{noun} kann sie nicht {give}." for noun in GIVEN for give in ("machen", "treffen", "geben", "erfolgen")),
    *(f"Aussagen können nicht {made} werden." for made in ("getroffen", "gegeben", "gemacht")),
    *(
        f"Kosten liegen nicht {way} vor."
        for way in ("differenziert", "aufgeschlüsselt", "getrennt", "gesondert", "vollständig", "für alle Länder")
    ),
    "Ein Wert liegt nicht differenziert vor.",
    *(
        f"Es ist nicht möglich, das im Einzelnen zu {find}."
        for find in ("ermitteln", "quantifizieren", "beziffern", "benennen", "erheben")
    ),
    *(f"Die Daten {stand} noch nicht zur Verfügung." for stand in ("steht", "stehen")),
    *(f"Innerhalb des Dienstes werden keine Merkmale {done}." for done in ("erfasst", "erhoben")),
    "Es werden dazu hier keine Merkmale erfasst.",
    *(f"Dazu {stand} eine umfassende Auswertung kurzfristig nicht zur Verfügung." for stand in ("steht", "stehen")),
    *("Festlegungen gibt es noch nicht.", "Dazu gibt es noch keine Planung."),
    "Darüber hinaus kann nicht geantwortet werden.",
    *("Es ist nicht möglich, Angaben dazu zu machen.", "Es war nicht möglich die Daten im Einzelnen zu zählen."),
    *(
        f"Die Frage kann nur {how} beantwortet werden."
        for how in ("teilweise", "eingeschränkt", "näherungsweise", "zum Teil")
    ),
    *(f"Das ist nur eingeschränkt {able}." for able in ("möglich", "auswertbar", "belastbar")),
    *(f"Das ist nicht {way} beantwortet." for way in ("abschließend", "vollständig", "vollumfänglich", "umfassend")),
    *(
        f"Das ist nicht vollständig {done}."
        for done in (
            *("beantworten", "benannt", "beurteilen", "beurteilt", "aufgeführt", "erfasst", "abgebildet"),
            "aufgeschlüsselt",
        )
    ),
    *(f"In der {span} war das nicht {done}." for span in ("Frist", "Zeit") for done in IN_TIME),
    *(f"In der Frist ließ sich das nicht {done}." for done in ("ermitteln", "bereitstellen")),
    *(
        f"Das konnte nicht {within} der kurzen {span} {done} werden."
        for within in ("innerhalb", "im Rahmen", "in")
        for span in ("Frist", "Zeit")
        for done in IN_TIME
    ),
    *(
        f"Daher {are} {whom} auch {only} die angekündigten Summen bekannt."
        for are in ("ist", "sind")
        for whom in ("der Bundesregierung", "dem Amt", "hierzu", "dazu")
        for only in ("nur", "lediglich")
    ),
    *(f"Statistisch {are} das weder hier noch dort erfasst." for are in ("wird", "werden")),
    *(f"Derzeit {stand} keine Maßnahmen fest." for stand in ("steht", "stehen")),
    *(f"Ein Datum {stand} derzeit noch aus." for stand in ("steht", "stehen")),
    *(
        f"Das ist {no} eigener {what}."
        for no in ("kein", "keine", "keinen")
        for what in ("Katalogwert", "Katalogwerte", "Erfassungskriterium", "Auswertungsgröße", "auswertbares")
    ),
    *(f"Das {can} sie nicht {judge}." for can in ("kann", "können") for judge in ("beurteilen", "einschätzen")),
    "Das kann sie nicht sicher beurteilen.",
    "Die Einnahmen sind nicht vorhersehbar.",
]
TABLES = [(NOT_FOUND_OUT, SPECIMENS), (NOT_AT_HAND, AT_HAND)]


@pytest.mark.parametrize(("table", "specimen"), [(table, one) for table, all_ in TABLES for one in all_])
def test_specimens(table: re.Pattern[str], specimen: str) -> None:
    assert table.search(specimen)


@pytest.mark.parametrize(("table", "specimens"), TABLES)
def test_every_alternative_has_a_specimen(table: re.Pattern[str], specimens: list[str]) -> None:
    assert without_specimen(table.pattern, specimens) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Eine örtliche Häufung konnte nicht festgestellt werden.",  # that was looked for, and is an answer
        "Das Amt hat 84 Fälle erfasst.",
        "Die Bundesregierung plant keine Erhebung dazu.",
        "Das Vorgehen lässt sich nach geltendem Recht nicht aufrechterhalten.",
        "Die Garagen können nicht mehr vermietet werden.",
        "Anträge dazu liegen nicht vor.",  # there are none
        "Daten liegen bis April 2025 vor.",
        "Die Bewertung erfolgt durch das Amt und nicht durch die Länder.",
    ],
)
def test_what_is_told_is_no_shortfall(sentence: str) -> None:
    assert all(table.search(sentence) is None for table, _ in TABLES)
