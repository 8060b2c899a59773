"""The government's wordings: a specimen for every alternative, and what is none."""

from __future__ import annotations

import re
import time

import pytest

from ingest.language import wordings
from ingest.language.status import kind
from ingest.model import Status
from tests.support.alternatives import narrowed, without_specimen
from tests.support.nouns import KNOWN

LEVELS = (
    "Nur für den Dienstgebrauch",
    "NUR FÜR DEN DIENSTGEBRAUCH",
    "NfD",
    "Vertraulich",
    "VERTRAULICH",
    "Geheim",
    "GEHEIM",
)
HAD = (
    *(
        "vor",
        "vorhanden",
        "vorliegen",
        "bekannt",
        "verfügbar",
        "hat",
        "habe",
        "haben",
        "besitzt",
        "bestehen",
        "möglich",
    ),
    *("getroffen", "gemacht", "geführt", "erhoben", "gemeldet", "gibt", "treffen", "machen", "gewonnen", "ausgewertet"),
    *("liegen", "nimmt", "getätigt", "tätigen", "erhebt", "führt", "führen", "beauskunftet", "enthalten", "enthält"),
    *("beinhaltet", "erfasst", "ableiten", "zugeleitet", "übermittelt", "erlaubt", "zulässt"),
)
SPECIMENS: dict[str, list[str]] = {
    "CLASSIFIED": [
        "Die Antwort ist als „Verschlusssache – Nur für den Dienstgebrauch“ eingestuft.",
        'Die Antwort ist als "VS" eingestuft.',
        "Die Antwort ist als VS eingestuft.",
        *(f"Das ist eingestuft: „VS – {level}“." for level in LEVELS),
        *(f"VS-{level}, dort hinterlegt." for level in LEVELS),
        *(
            f"Die {word} ist „VS – Geheim“."
            for word in ("eingestufte", "einzustufende", "Einstufung", "Geheimhaltungsgrad", "Antwort", "Anlage")
        ),
        "Das ist mit dem Grad „VS – Vertraulich“ versehen.",
        "Das ist als einzustufen mit VS-NfD.",
        *(f"„VS-NfD“ {word}" for word in ("eingestuft", "einzustufen", "Einstufung", "Antwort", "Anlage")),
        "Die Antwort ist in der Geheimschutzstelle des Deutschen Bundestages einsehbar.",
        "Auf die eingestufte Anlage wird verwiesen.",
        "Sie steht in eingestuften Anlagen.",
        "Das folgt in eingestufter  Anlage.",
        "Auf die eingestufte Antwort wird verwiesen.",
        "Die Antwort kann in offener Form nicht gegeben werden.",
        "Eine Antwort kann nicht in offener Form erfolgen.",
        "Die Frage kann nur in eingestufter Form beantwortet werden.",
        "Sie ist dort hinterlegt und kann dort eingesehen werden.",
    ],
    "CLASSIFIED_NOTE": [
        "* Das Auswärtige Amt hat die Antwort als „VS-Nur für den Dienstgebrauch“ eingestuft. Die Antwort ist im "
        "Parlamentssekretariat des Deutschen Bundestages hinterlegt und kann dort von Berechtigten eingesehen werden.",
        "** Der Bundesminister der Finanzen hat diese Antwort als „VS-Geheim“ eingestuft.",
        "*Die Beauftragte hat die Antwort als „VS-Geheim“ eingestuft.",
    ],
    "DEPOSITED": [
        "Die Antwort ist hinterlegt.",
        "Sie steht in der eingestuften Anlage.",
        "Das sagt die eingestufte Antwort.",
        "Sie wird als Anlage übermittelt.",
    ],
    "NOT_EVEN_THERE": [
        "Die Frage kann nicht – auch nicht in eingestufter Form – beantwortet werden.",
        "Sie kann selbst in eingestufter Form keine Auskunft geben.",
        "Eine Antwort in eingestufter Form ist nicht angezeigt.",
        "Die Antwort muss in eingestufter Form unterbleiben.",
        *(
            f"{stored} scheidet aus."
            for stored in (
                *("Geheimschutzstelle:", "Eine Hinterlegung", "Eine Antwort als Verschlusssache", "Eine VS-Einstufung"),
                *("Auch eine Einstufung", "Eine Antwort in eingestufter Form"),
            )
        ),
        "Es gilt, dass eine Einstufung ausscheidet.",
        "Eine Hinterlegung muss unterbleiben.",
        "Eine Einstufung würde den Schutz unterlaufen.",
        "Eine Hinterlegung würde dem nicht ausreichend Rechnung tragen.",
        "Eine Hinterlegung kommt nicht in Betracht.",
        "Eine Hinterlegung ist nicht ausreichend.",
        "Eine Hinterlegung genügt nicht und ist nicht genügend.",
        "Eine Hinterlegung wird dem nicht gerecht.",
        "Eine Hinterlegung ist nicht hinnehmbar.",
        "Eine Hinterlegung ist nicht möglich.",
        "Auch gegenüber einem begrenzten Kreis von Empfängern gilt das.",
        "Auch einem zwar eng begrenzten, aber zusätzlichen Kreis kann das nicht gesagt werden.",
        *(f"Auch eine eingestufte {what} kommt nicht in Betracht." for what in ("Beantwortung", "Antwort")),
    ],
    "JUSTIFIES": [
        *("die Informationsansprüche", "das Informationsrecht", "das Informationsinteresse", "Informationswünschen"),
        *("die Auskunftsansprüche", "das Fragerecht", "Geheimhaltungsinteressen", "schutzbedürftig", "schutzwürdig"),
        *("dem Schutzbedürfnis", "Verfassungsrang", "Kontrollkompetenz", "die Willensbildung", "Rückschlüsse"),
        *("ihr Bekanntwerden", "die Offenlegung", "die Preisgabe", "eine Bekanntgabe", "eine Kenntnisnahme"),
        *("die Arbeitsweise", "Arbeitsmethoden", "Vorgehensweise", "Aufklärungsprofil", "der Antwortverweigerung"),
        *("dass die Antwort verweigert wird", "dass die Auskunft verweigert wird", "der Verschlusssachenanweisung"),
        *("BVerfGE 124, 78", "eine einengende Vorwirkung", "Parlamentarische Kontrolle", "parlamentarischen Kontrolle"),
        *("der parlamentarischer Kontrolle", "administrative Überkontrolle", "die Zumutbarkeit", "Gewaltenteilung"),
        *(
            "leistbar",
            "händisch",
            "faktisch nicht möglich",
            "keine Pflicht dazu",
            "Eine Verpflichtung dazu besteht nicht",
        ),
        *("könnte gefährden", "erschweren", "vereiteln", "beeinträchtigen", "enttarnen", "ist nicht hinnehmbar"),
        *("der Aufwand", "ein Zeitaufwand", "eine Recherche", "eine Fristverlängerung"),
        *("kann nicht hingenommen werden", "Nach sorgfältiger und ausführlicher Abwägung", "sorgfältige Abwägung"),
    ],
    "CLASSIFIED_PAPER": [
        *(f"der {name}" for name in ("Lagebericht", "Lagebild", "Konzept", "Dokument")),
        *("des Berichts", "des Berichtes", "die Berichte", "das Schutzkonzept", "ein Gutachten", "die Studie"),
        "mehrere Lagebilder",
    ],
    "OF_THE_ANSWER": [
        *("Die Antwort", "beantwortet", "die Anlage", "Geheimschutzstelle", "hinterlegt", "Die Frage"),
        *("Informationen", "Auskünfte", "Angaben"),
    ],
    "HENCE": [
        *(
            word
            for small in ("daher", "deshalb", "somit", "insoweit", "insofern", "dementsprechend", "infolgedessen")
            for word in (small, small.capitalize())
        ),
        *("demzufolge", "Demzufolge", "aus diesem Grund", "Aus diesen Gründen"),
    ],
    "STATE": ["Das Staatswohl steht dem entgegen."],
    "CORE": [
        "Die Frage betrifft den Kernbereich exekutiver Eigenverantwortung.",
        "Das ist Teil des Kernbereichs der exekutiven Eigenverantwortung.",
        "Das ist Teil des Kernbereiches exekutiver Eigenverantwortung.",
        "Es wird auf die einschlägige Rechtsprechung des Bundesverfassungsgerichts verwiesen.",
    ],
    "REFUSED": [
        *(
            f"Sie sieht von {what} ab."
            for what in ("Angaben", "weitergehenden Auskünften", "einer Nennung", "der Darstellung")
        ),
        *("Von einer Aufschlüsselung wird abgesehen.", "Von einer Aufschlüsselung einzelner Fälle wird abgesehen."),
        *("Sie sieht davon ab, das zu tun.", "Das ist nicht ihre Aufgabe.", "Namen gibt die Bundesregierung nicht ab."),
        *(
            f"Auf eine weitere {what} wird verzichtet."
            for what in ("Darstellung", "Nennung", "Aufschlüsselung", "Auflistung")
        ),
        *("auf eine Auflistung wird verzichtet", "Weiter können keine weiteren Auskünfte gegeben werden."),
        *(f"Dass sie dazu keine Stellung {takes}" for takes in ("nehmen", "genommen", "bezieht", "bezogen")),
        *(f"Dazu {takes} sie keine Stellung." for takes in ("gibt", "bezieht")),
        "Dazu gibt sie keine Stellungnahme ab.",
        *("Sie äußert keine Spekulationen dazu.", "Sie beantwortet keine Rechtsfragen."),
        "Sie beantwortet grundsätzlich keine Fragen danach.",
        *(
            f"Es werden grundsätzlich keine {what} dazu mitgeteilt."
            for what in ("Informationen", "näheren Angaben", "Einzelheiten", "Details", "Namen")
        ),
        *(
            f"Es werden keine Details {told}."
            for told in ("preisgegeben", "weitergegeben", "geteilt", "offengelegt", "herausgegeben", "bekannt gegeben")
        ),
        *("Auskünfte dazu können nicht erteilt werden.", "Auskünfte dazu können nicht mehr erteilt werden."),
        *(
            f"Namen werden {why} der Vertraulichkeit nicht genannt."
            for why in ("aus Gründen", "mit Blick auf die Wahrung", "mit Rücksicht auf die Wahrung", "zum Schutz")
        ),
        *(
            f"Namen werden aus Gründen der {what} nicht genannt."
            for what in (
                *("Geheimhaltung", "Sicherheit", "Wahrung von Schutzgütern", "Wahrung der Persönlichkeitsrechte"),
                *("Selbstbestimmung", "Wahrung von Geschäftsgeheimnissen"),
            )
        ),
        *("Das sind geheimhaltungsbedürftige Angelegenheiten.", "Das ist geheimhaltungsbedürftig."),
        *(f"Die Daten {are} nicht veröffentlicht." for are in ("werden", "wird")),
        *(f"Das ist nicht vom {what}anspruch umfasst." for what in ("Auskunfts", "Informations")),
        "Das ist nicht vom parlamentarischen Auskunftsanspruch umfasst.",
        "Sie werden nicht gegeben, um Rückschlüsse zu verhindern.",
        *(
            f"Verträge {are} von der Bundesregierung nicht {judged}."
            for are in ("wird", "werden")
            for judged in ("bewertet", "kommentiert", "beurteilt")
        ),
        "Geschäftsgeheimnisse werden nicht genannt.",
        "Das wäre ein unverhältnismäßiger Aufwand.",
        "Das erforderte einen unverhältnismäßig hohen Aufwand.",
        "Die Ermittlung wäre unzumutbar.",
        "Das ist der Verwaltung nicht zumutbar.",
        "Eine Durchsicht aller Akten ist nicht leistbar.",
        "Die Bundesregierung äußert sich zu laufenden Verfahren nicht.",
        "Die Behörden äußern sich dazu nicht.",
        "Sie nimmt zu Äußerungen Dritter keine Stellung.",
        "Sie nimmt dazu nicht Stellung.",
        "Es gilt, dass sie dazu keine Stellung nimmt.",
        "Die Bundesregierung kommentiert Presseberichte nicht.",
        "Sie bewertet Äußerungen Dritter nicht.",
        "Sie beurteilt das nicht.",
        "Sie kommentiert keine Äußerungen.",
        "Das wird von ihr grundsätzlich nicht kommentiert werden.",
        "Es gilt, dass das nicht bewertet wird.",
        "Das ist aus Sicherheitsgründen nicht möglich.",
        "Das ist aus Datenschutzgründen nicht möglich.",
        "Das ist aus Geheimhaltungsgründen nicht möglich.",
        "Sie erteilt dazu keine Auskünfte.",
        "Dazu macht die Bundesregierung keine näheren Angaben.",
        "Dazu machen die Behörden keine Angaben.",
        "Eine Auskunft darüber kann nicht erteilt werden.",
        "Dazu gibt sie keine Auskunft.",
        "Es steht ihr nicht zu, darüber zu spekulieren.",
        "Die Bundesregierung beteiligt sich nicht an Spekulationen.",
        "Hypothetische Fragen beantwortet sie nicht.",
        "Das ist eine hypothetische Frage.",
        "Dem steht das Steuergeheimnis entgegen.",
        "Der Vertrag kann nicht öffentlich veröffentlicht werden.",
        "Der Vertrag kann nicht im Einzelnen offengelegt werden.",
        "Die Akten können nicht herausgegeben werden.",
        "Die Frage kann nicht in offener Form beantwortet werden.",
    ],
    "NOT_ANSWERED": [
        "Die Namen können nicht genannt werden.",
        "Das kann nicht mitgeteilt werden.",
        "Die Frage kann nicht beantwortet werden.",
        "Eine Beantwortung der Fragen kann nicht erfolgen.",
    ],
    "OTHERS": [
        *(f"Das obliegt nicht {whom}." for whom in ("der Bundesregierung", "dem Bund")),
        "Das liegt in der Zuständigkeit der Länder.",
        "Das fällt in die Zuständigkeit der Länder.",
        "Die Aufgaben liegen in der alleinigen Verantwortung der Länder.",
        "Sie fallen im Grundsatz in die Zuständigkeit der Länder.",
        "Das liegt im Verantwortungsbereich der Länder.",
        *(
            f"Dafür sind nach dem Grundgesetz die {whom} zuständig."
            for whom in ("Länder", "Bundesländer", "Kommunen", "Gemeinden")
        ),
        *(
            f"Das obliegt den {whom}."
            for whom in ("Ländern", "Bundesländern", "Kommunen", "Gemeinden", "zuständigen Ländern")
        ),
        *("Das obliegt dem Deutschen Bundestag.", "Das obliegt ausschließlich den Ländern."),
        *(f"Das ist bei den {whom} zu erfragen." for whom in ("Ländern", "Landesbehörden")),
        "Die Bundesregierung ist dafür nicht zuständig.",
        *("Die Bundesregierung hat hier keine Zuständigkeit.", "Die Bundesregierung hat keine eigene Zuständigkeit."),
    ],
    "NOT_YET": [
        *(
            f"Das kann {when} nicht genannt werden."
            for when in ("derzeit", "noch", "aktuell", "gegenwärtig", "momentan", "zum jetzigen Zeitpunkt")
        ),
        "Dazu können derzeit keine Aussagen getroffen werden.",
        *(
            f"Das kann derzeit nicht {done} werden."
            for done in ("beziffert", "getätigt", "gemacht", "benannt", "abgeschätzt", "mitgeteilt")
        ),
        *(
            f"Ihre {what} kann nicht genau genannt werden."
            for what in ("Zahl", "Anzahl", "Datum", "Zeitpunkt", "Termin", "Höhe", "Summe")
        ),
        "Ihre Zahl kann nicht angegeben werden.",
        "Ihr Zeitpunkt kann nicht benannt werden.",
        *(f"Wann das ist, {stands} noch nicht fest." for stands in ("steht", "stehen", "ist", "sind")),
        "Das ist noch nicht absehbar.",
    ],
    "NOTHING_KNOWN": [
        *(f"Der Bundesregierung liegen hierzu keine {noun} vor." for noun in KNOWN),
        *(f"Es heißt, keine {noun} dazu {had}" for noun in KNOWN[:1] for had in HAD),
        *(f"Sie {had} hierzu keine Daten" for had in HAD),
        *(f"{noun} dazu liegen ihr nicht vor." for noun in KNOWN),
        *(f"Sie verfügt nicht über {noun}." for noun in KNOWN),
        "Das wird nicht gespeichert.",
        "Das wird im Einzelnen nicht nachgehalten.",
        "Statistiken dazu werden nicht geführt.",
        "Das entzieht sich der Kenntnis der Bundesregierung.",
        "Eine Erhebung danach erfolgt nicht.",
        *(f"Das ist nicht {able}." for able in ("quantifizierbar", "ableitbar", "ermittelbar", "auswertbar")),
        "Zu den Zahlen liegen keine belastbaren Werte vor.",
        "Angaben dazu sind nicht bekannt.",
        "Der Bundesregierung ist nicht bekannt, ob das zutrifft.",
        "Es sind ihr keine Fälle bekannt.",
        "Sie hat dazu keine eigene Kenntnis.",
        "Die Behörden haben davon keine Kenntnis.",
        "Sie besitzt kein klares und keine Art von Bild davon, also keine Kenntnis.",
        "Sie verfügt bislang nicht über ein genaues Bild der Lage.",
        "Sie verfügt insoweit nicht über einen Überblick.",
        "Das wird nicht statistisch erfasst.",
        "Dazu werden keine Merkmale erhoben.",
        "Das wird nicht gesondert vorgehalten.",
        "Das wird nicht zentral ausgewertet.",
        "Eine statistische Erfassung nach Geschlecht erfolgt nicht.",
        "Eine Erhebung dazu findet nicht statt.",
        "Eine Datenerhebung fand nicht statt.",
        *(
            f"Eine {noun} nach Ländern ist nicht möglich."
            for noun in (
                *("Darstellung", "Aufschlüsselung", "Auswertung", "Angabe", "Abgrenzung", "Differenzierung"),
                *("Erhebung", "Benennung", "Bezifferung"),
            )
        ),
        "Die Kosten lassen sich im Einzelnen nicht nennen.",
        "Sie lassen sich weder zählen noch schätzen.",
        "Es gibt Werte, die noch nicht vorliegen.",
        "Der Schaden ist nicht genau zu beziffern.",
    ],
    "AND_YET": [
        "Es liegen keine Erkenntnisse vor, die eine Überprüfung erfordern.",
        "Es liegen keine Erkenntnisse vor, die das rechtfertigen.",
        "Es liegen keine Hinweise vor, wonach Zweifel begründet wären.",
        "Es liegen keine Erkenntnisse vor, die das nahelegen.",
        "Es liegen keine Erkenntnisse vor, dass Umstände darauf hindeuten.",
        "Programme sind ihr nicht bekannt und werden nicht geplant.",
        "Daten sind nicht vorgesehen.",
        "Das ist nicht beabsichtigt.",
        *(f"Es liegen keine Erkenntnisse vor, die das {so}." for so in ("aufzeigen", "belegen", "bestätigen")),
        "Es liegen keine Erkenntnisse vor, dass Behörden das nicht tun.",
        *(
            f"{what} werden nicht mehr erhoben."
            for what in (
                *(
                    "Steuer",
                    "Steuern",
                    "Vermögensteuer",
                    "Gebühr",
                    "Gebühren",
                    "Verwaltungsgebühr",
                    "Abgabe",
                    "Abgaben",
                ),
                *("Umlageabgabe", "Beitrag", "Beiträge", "Elternbeitrag", "Zölle", "Anklage", "Klage"),
            )
        ),
        "Es entsteht ein mittlerer fünfstelliger, nicht genauer bezifferbarer Aufwand.",
        *(
            f"Dazu {verb} keine Erhebung."
            for verb in ("plant", "planen", "beabsichtigt", "beabsichtigen", "erfolgt", "erfolgte", "erfolgten")
        ),
    ],
    "FRAMES": [
        "Die Bundesregierung versteht unter Altschulden die Kassenkredite.",
        "Die Bundesregierung interpretiert die Frage so, dass das gemeint ist.",
        "Die Frage wird so verstanden, dass das gemeint ist.",
        "Die Fragen werden dahingehend verstanden.",
        "Es wird angenommen, dass sich die Frage darauf bezieht.",
        "Es wird davon ausgegangen, dass sich die Frage darauf bezieht.",
    ],
    "EXPLAINS": [
        *(
            f"{word} ist das so."
            for word in (
                "Daher",
                "Deshalb",
                "Dies",
                "Hintergrund",
                "Grund",
                "Insoweit",
                "Insofern",
                "Eine Verpflichtung",
            )
        ),
        *("Das obliegt ihnen.", "Sie obliegen ihnen.", "Dafür ist das Amt zuständig.", "Es sind die Länder zuständig."),
        *(
            "in ihrer Zuständigkeit",
            "eine Verpflichtung",
            "Man müsste das zählen.",
            "Das wäre viel.",
            "Das würde dauern.",
        ),
    ],
    "FIGURE": [
        "Es waren 84 312.",
        *(
            f"Es sind 84 {what}."
            for what in (
                *("Prozent", "Euro", "Mio.", "Mrd.", "Millionen", "Milliarden", "Personen", "Fälle", "Verfahren"),
                *("Anträge", "Stellen"),
            )
        ),
    ],
    "NOT_THERE": [
        "Weitere Einzelheiten liegen der Bundesregierung nicht vor.",
        "Dazu Liegen Unterlagen nicht vor.",
        "Die Bundesregierung führt keine Statistik.",
        "Keine amtliche Statistik zählt sie.",
        "Zu Presseberichten bezieht sie keine Stellung.",
        "Die Frage kann nicht beantwortet werden.",
        "Die Frage kann nicht abschließend beantwortet werden.",
        "Fehlanzeige.",
    ],
    "POINTER": [
        "Es wird auf die Antwort zu Frage 2c verwiesen.",
        "Insoweit wird auf die Vorbemerkung Bezug genommen.",
        "Siehe Antwort zu Frage 3.",
        "Siehe die Antwort zu Frage 3.",
        *(
            f"{lead}verweist die Bundesregierung auf ihre Vorbemerkung."
            for lead in ("Hierzu ", "Insoweit ", "Im Übrigen ")
        ),
        *(
            f"Die Bundesregierung verweist auf {what}."
            for what in (
                "die Vorbemerkung",
                "ihre Antwort",
                "den Bericht",
                "das Gesetz",
                "Nummer 2",
                "Ziffer 3",
                "Frage 4",
            )
        ),
    ],
    "POINTS": [
        *(
            f"Dazu verweist die Bundesregierung auf {what} Antwort zu Frage 1."
            for what in ("die", "ihre", "den", "das", "ihren")
        ),
        "Es wird auf die Antwort zu Frage 3 verwiesen, die das erläutert.",
        "Die Abgeordneten werden auf die Antwort zu Frage 3 hingewiesen.",
        "Es ist auf die Antwort zu Frage 3 hingewiesen worden.",
        "Es sei auf die Antwort zu Frage 3 verwiesen.",
        "Es wird auf die Vorbemerkung zu den Fragen 1 bis 4 verweisen.",  # misprint (21/288)
        "Es wird auf die Vorbemerkung Bezug genommen, die das erläutert.",
        "Siehe hierzu Antwort zu Frage 3.",
        "Das gilt (siehe dazu die Vorbemerkung).",
        "Siehe auch die Antwort zu Frage 3.",
    ],
    "FOUND_AT": [
        "Das ist im Bericht zu finden.",
        "Die Daten können dem Bericht entnommen werden.",
        "Die Daten sind dem Bericht zu entnehmen.",
        "Der Bericht ist im Internet abrufbar.",
        "Der Bericht kann im Internet abgerufen werden.",
        "Der Bericht ist im Internet einsehbar.",
        "Der Bericht ist öffentlich zugänglich.",
        "Näheres findet sich im Bericht.",
        "Näheres finden Sie im Internet.",
        "Es wurde auf den Bericht verwiesen.",
    ],
    "PUBLIC": [
        "im Internet",
        "http://bund.de/a",
        "https://bund.de/a",
        "www.bund.de",
        "ec.europa.eu",
        "destatis.de",
        "bundestag.org",
        "umwelt.info",
        "auf der Homepage",
        "auf der Website",
        "im Bericht",
        "im Monitoringbericht",
        "der Haushaltsrechnung",
        "der veröffentlichten Statistik",
        "den Veröffentlichungen",
        "die GENESIS-Datenbank",
        "unter dem Link",
        "öffentlich einsehbar",
    ],
    "HERE": [
        "der Tabelle",
        "den tabellen",
        "den Tabellen",
        "der Anlage",
        "den Anlagen",
        "der Übersicht",
        "den Übersichten",
        "den nachfolgenden Zahlen",
        "die folgende Aufstellung",
        "die folgenden Werte",
        "in folgender Aufstellung",
    ],
    "BESIDES": [
        f"{words} wird auf die Tabelle verwiesen."
        for words in (
            *("Im Übrigen", "Zudem", "Daneben", "Ergänzend", "Darüber hinaus", "Weiterhin", "Außerdem"),
            "Des Weiteren",
        )
    ],
    "PRINTING": [
        "* Von einer Drucklegung der Anlage wird abgesehen.",
        "*Von einer Drucklegung der Anlage wird abgesehen.",
        "Diese ist auf Bundestagsdrucksache 21/1039 auf der Internetseite des Deutschen Bundestages abrufbar.",
    ],
    "POINTING": [
        "Auf Frage 3 wird verwiesen.",
        "Verwiesen wird auf Frage 3.",
        "Der Verweis auf Frage 3 gilt.",
        "Sie verweist auf Frage 3.",
        "Auf Frage 3 wird Bezug genommen.",
        "Auf Frage 3 wird hingewiesen.",
        "Siehe Frage 3.",
        "Das gilt (siehe Frage 3).",
        "S. Frage 3.",
        "Das gilt (s. Frage 3).",
        "Vgl. Frage 3.",
        "Das gilt (vgl. Frage 3).",
        "Vergleiche Frage 3.",
        "Das gilt (vergleiche Frage 3).",
        "Das kann der Antwort zu Frage 3 entnommen werden.",
        "Entnommen ist das der Antwort zu Frage 3.",
        "Näheres findet sich zu Frage 3.",
        "Finden sich Zahlen, dann zu Frage 3.",
        "Wie in der Antwort zu Frage 3 gesagt, gilt das.",
        "In der Antwort zu Frage 3 steht das.",
        "Das folgt aus der Antwort zu Frage 3.",
        "Aus der Antwort zu Frage 3 folgt das.",
        "Das ergibt sich aus Frage 3.",
        "Ergibt sich aus Frage 3.",
        "Das ist in der Antwort zu Frage 3 nachzulesen.",
    ],
}
TABLES = {name: table for name, table in vars(wordings).items() if isinstance(table, re.Pattern)}


def test_every_table_has_specimens() -> None:
    assert SPECIMENS.keys() == TABLES.keys()


@pytest.mark.parametrize(("name", "specimen"), [(name, text) for name, texts in SPECIMENS.items() for text in texts])
def test_specimens(name: str, specimen: str) -> None:
    assert TABLES[name].search(specimen)


@pytest.mark.parametrize("name", TABLES)
def test_every_alternative_has_a_specimen(name: str) -> None:
    assert without_specimen(TABLES[name].pattern, SPECIMENS[name]) == []


def test_a_missing_specimen_is_noticed() -> None:
    """What the test above stands on: each choice of a pattern is made once, in groups, classes and escapes aside."""
    assert list(narrowed(r"a(?:b|c(?:d|e))[|)]\|")) == [
        r"a(?:b)[|)]\|",
        r"a(?:c(?:d|e))[|)]\|",
        r"a(?:b|c(?:d))[|)]\|",
        r"a(?:b|c(?:e))[|)]\|",
    ]
    assert without_specimen(r"x(?:y|z)", ["xy"]) == ["x(?:z)"]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Nein.", Status.BEANTWORTET),
        ("Es sind alle Zahlen bekannt.", Status.BEANTWORTET),
        ("Es gab keine Verletzten.", Status.BEANTWORTET),
        ("Das Amt hat 84 Fälle gezählt.", Status.BEANTWORTET),
        ("Die Bundesregierung äußert sich dazu gern.", Status.BEANTWORTET),
        ("Die Antwort kann der Anlage 8 entnommen werden.", Status.BEANTWORTET),  # it stands in this paper
        ("Im Übrigen wird auf die Anlage hingewiesen.", Status.VERWIESEN),  # and adds nothing
        ("Es liegen keine Erkenntnisse vor, die eine Überprüfung erfordern.", Status.BEANTWORTET),
        ("Näheres findet sich in seinem Zimmer.", Status.BEANTWORTET),  # not public
        ("Der Bericht wird 2026 vorgelegt.", Status.BEANTWORTET),  # public, but not told where
        ("Das ist als „VS – Vertraulich“ eingestuft und kann nicht beantwortet werden.", Status.EINGESTUFT),
        ("Die Frage kann nicht beantwortet werden, da das nicht erfasst wird.", Status.KEINE_ERKENNTNISSE),
        ("Sie können beschlagnahmt werden, sofern sie nicht freiwillig herausgegeben werden.", Status.BEANTWORTET),
        ("Es wird auf den als „VS – Vertraulich“ eingestuften Bericht verwiesen.", Status.EINGESTUFT),
        ("Die Zahlen sind unter dem nachfolgenden Link abrufbar.", Status.VERWIESEN),
        ("Das Verfahren würde die Truppe in unzumutbarer Weise beeinträchtigen.", Status.BEANTWORTET),
        ("Die Beratungen der Bundesregierung sind noch nicht abgeschlossen.", Status.KEINE_ERKENNTNISSE),
        ("Das liegt in der Zuständigkeit der Länder; Daten liegen nicht vor.", Status.KEINE_ERKENNTNISSE),
        ("Der Aufwand wäre unzumutbar, denn Daten liegen nicht vor.", Status.ABGELEHNT),  # the refusal counts
        ("Die Frage kann auch in eingestufter Form nicht beantwortet werden.", Status.ABGELEHNT),
        ("Das Amt erhält keine Informationen darüber.", Status.BEANTWORTET),
        ("Das BSI unterrichtet das Amt über Vorfälle in VS-NfD.", Status.BEANTWORTET),
        ("Zu den Daten, die nicht vorliegen, wird auf Frage 1 verwiesen.", Status.VERWIESEN),  # the pointer counts
    ],
)
def test_what_a_sentence_does(sentence: str, want: Status) -> None:
    assert kind(sentence) is want


@pytest.mark.parametrize(
    "text",
    [
        "unverhältnismäßig" * 4_000,
        "Darstellung" * 4_000,
        "nicht " * 10_000,
        "wird " * 10_000 + "verwiesen",
        "Daten keine " * 4_000,
        "wird verwiesen " + " " * 20_000 + "x",
        "hat keine " * 4_000,
    ],
)
def test_long_texts_are_judged_at_once(text: str) -> None:
    start = time.process_time()
    kind(text)
    assert time.process_time() - start < 3
