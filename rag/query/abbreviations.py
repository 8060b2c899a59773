"""Short forms written out in a question, so that the model knows what is meant: "PEI (Paul-Ehrlich-Institut)".

Ministries, authorities, courts and programmes as the Bundestag's papers abbreviate them; a list for maintaining.
Measured: of 14 questions with one, 3 found their Frage first that did not before, 2 lost it (docs/retrieval.md).
"""

from __future__ import annotations

import re

_LIST = """
AA Auswärtiges Amt
BA Bundesagentur für Arbeit
BAAINBw Bundesamt für Ausrüstung der Bundeswehr
BAFA Bundesamt für Wirtschaft und Ausfuhrkontrolle
BAFzA Bundesamt für Familie und zivilgesellschaftliche Aufgaben
BAMF Bundesamt für Migration und Flüchtlinge
BaFin Bundesanstalt für Finanzdienstleistungsaufsicht
BBK Bundesamt für Bevölkerungsschutz und Katastrophenhilfe
BBSR Bundesinstitut für Bau-, Stadt- und Raumforschung
BfArM Bundesinstitut für Arzneimittel und Medizinprodukte
BfN Bundesamt für Naturschutz
BfV Bundesamt für Verfassungsschutz
BGH Bundesgerichtshof
BImA Bundesanstalt für Immobilienaufgaben
BKA Bundeskriminalamt
BLE Bundesanstalt für Landwirtschaft und Ernährung
BMAS Bundesministerium für Arbeit und Soziales
BMBF Bundesministerium für Bildung und Forschung
BMBFSFJ Bundesministerium für Bildung, Familie, Senioren, Frauen und Jugend
BMDS Bundesministerium für Digitales und Staatsmodernisierung
BMEL Bundesministerium für Ernährung und Landwirtschaft
BMF Bundesministerium der Finanzen
BMFSFJ Bundesministerium für Familie, Senioren, Frauen und Jugend
BMFTR Bundesministerium für Forschung, Technologie und Raumfahrt
BMG Bundesministerium für Gesundheit
BMI Bundesministerium des Innern
BMJ Bundesministerium der Justiz
BMJV Bundesministerium der Justiz und für Verbraucherschutz
BMLEH Bundesministerium für Landwirtschaft, Ernährung und Heimat
BMUKN Bundesministerium für Umwelt, Klimaschutz, Naturschutz und nukleare Sicherheit
BMUV Bundesministerium für Umwelt, Naturschutz, nukleare Sicherheit und Verbraucherschutz
BMV Bundesministerium für Verkehr
BMDV Bundesministerium für Digitales und Verkehr
BMVg Bundesministerium der Verteidigung
BMWE Bundesministerium für Wirtschaft und Energie
BMWK Bundesministerium für Wirtschaft und Klimaschutz
BMWSB Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen
BMZ Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung
BND Bundesnachrichtendienst
BNetzA Bundesnetzagentur
bpb Bundeszentrale für politische Bildung
BRH Bundesrechnungshof
BSG Bundessozialgericht
BSI Bundesamt für Sicherheit in der Informationstechnik
BVerfG Bundesverfassungsgericht
BVerwG Bundesverwaltungsgericht
BZSt Bundeszentralamt für Steuern
DRV Deutsche Rentenversicherung
EBA Eisenbahn-Bundesamt
EMA Europäische Arzneimittel-Agentur
EM-Rente Erwerbsminderungsrente
EuGH Europäischer Gerichtshof
FKS Finanzkontrolle Schwarzarbeit
GBA Generalbundesanwalt
GIZ Deutsche Gesellschaft für Internationale Zusammenarbeit
IAO Internationale Arbeitsorganisation
ILO Internationale Arbeitsorganisation
KBA Kraftfahrt-Bundesamt
KfW Kreditanstalt für Wiederaufbau
KI Künstliche Intelligenz
MAD Militärischer Abschirmdienst
NGO Nichtregierungsorganisation
NGOs Nichtregierungsorganisationen
ÖPNV öffentlicher Personennahverkehr
PEI Paul-Ehrlich-Institut
PMK Politisch motivierte Kriminalität
RKI Robert Koch-Institut
StBA Statistisches Bundesamt
THW Technisches Hilfswerk
UBA Umweltbundesamt
WfbM Werkstatt für behinderte Menschen
WHO Weltgesundheitsorganisation
"""
FORMS = {short: long for short, _, long in (line.partition(" ") for line in _LIST.strip().splitlines())}
_SHORT = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, FORMS), key=len, reverse=True))})(?![\w-])")


def written_out(text: str) -> str:
    """The question with each short form of the list written out behind it in brackets, where it stands first.

    None is where the long form stands in the question already.
    """
    seen: set[str] = set()

    def both(found: re.Match[str]) -> str:
        short = found[0]
        if short in seen or FORMS[short] in text:
            return short
        seen.add(short)
        return f"{short} ({FORMS[short]})"

    return _SHORT.sub(both, text)
