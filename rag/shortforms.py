"""Short forms written out in a question, so that the model knows what is meant: "PEI (Paul-Ehrlich-Institut)".

Ministries (`ingest.ministries`); authorities, courts and programmes as papers abbreviate them, a list for maintaining.
Measured: of 14 questions with one, 3 found their Frage first that did not before, 2 lost it (docs/retrieval.md).
"""

from __future__ import annotations

import re

from ingest.ministries import MINISTRIES

_LIST = """
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
FORMS = {ministry.short: ministry.name for ministry in MINISTRIES}
FORMS |= {short: long for short, _, long in (line.partition(" ") for line in _LIST.strip().splitlines())}
_SHORT = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, FORMS), key=len, reverse=True))})(?![\w-])")


def written_out(text: str) -> str:
    """The question with each short form written out once, behind it in brackets."""
    seen: set[str] = set()

    def both(found: re.Match[str]) -> str:
        short = found[0]
        if short in seen or FORMS[short] in text:
            return short
        seen.add(short)
        return f"{short} ({FORMS[short]})"

    return _SHORT.sub(both, text)
