"""The words in which a part of what is asked stays open: not counted so, not to be found out, not yet there.

A table for maintaining, as those of wordings.py; `tests/ingest/language/test_shortfalls.py` has a specimen for every
alternative.
"""

from __future__ import annotations

import re

from ingest.language.wordings import KNOWLEDGE

_COUNTING = (
    r"(?:[Aa]uswertung|[Aa]ufschlüsselung|[Aa]ufteilung|[Aa]ufstellung|[Aa]uflistung|[Ee]rmittlung|[Uu]nterscheidung|"
    r"[Dd]ifferenzierung|[Bb]erechnung|[Aa]usweisung|[Ss]chätzung|[Pp]rognose|[Aa]bfrage|[Üü]bersicht|[Aa]ngaben?|"
    r"[Aa]ussagen?|[Bb]eantwortung|[Aa]ntwort|[Nn]achweis|[Dd]arstellung|[Ee]rfassung|[Ee]rhebung|[Zz]ählung|"
    r"[Kk]lassifizierung|[Bb]ewertung|[Bb]eurteilung|[Rr]echerche)\b"
)
_FOUND_OUT = (
    r"(?:ermittelt|zusammengestellt|ausgewiesen|aufgeschlüsselt|abgebildet|dargestellt|beziffert|angegeben|abgeschätzt|"
    r"quantifiziert|berechnet|errechnet|beschafft|ausgewertet|benannt|bestimmt|geleistet|abgegrenzt|"
    r"differenziert|nachvollzogen|gesichert)"
)
_FIND_OUT = (
    r"(?:ermitteln|beziffern|feststellen|quantifizieren|errechnen|berechnen|bestimmen|angeben|aufschlüsseln|"
    r"differenzieren|abschätzen|beantworten|prognostizieren|vorhersagen|auswerten)"
)
# it is not counted so, or cannot be found out; beside what is told, that makes a part of it
NOT_FOUND_OUT = re.compile(
    rf"{_COUNTING}.{{0,200}}\bnicht (?:\w+ ){{0,3}}möglich\b"
    rf"|\b(?:kann|können|konnten?)\b.{{0,200}}\bnicht\b.{{0,60}}\b{_FOUND_OUT} werden"
    rf"|{_COUNTING}.{{0,200}}\bnicht\b.{{0,60}}\b(?:vorgenommen|getroffen|erstellt) werden"
    rf"|\b(?:lässt|ließe) sich\b.{{0,200}}\b(?:nicht|keine)\b.{{0,100}}\b{_FIND_OUT}\b"
    r"|nicht beantworten zu können"
    rf"|{_COUNTING}.{{0,120}}\b(?:erfolgt|findet|fand)\b.{{0,60}}\bnicht\b"
    rf"|\b(?:erfolgte?|gibt es|existiert|führt|findet)\b.{{0,60}}\bkeine\b.{{0,60}}(?:{_COUNTING}|[Ss]tatistik\b)"
    r"|nicht (?:gesondert|separat|getrennt|einzeln|zentral|systematisch|statistisch|flächendeckend)\b.{0,200}"
    r"\b(?:erfasst|ausgewiesen|ausgewertet|erhoben|dokumentiert|gesammelt|dargestellt|abgebildet)"
    r"|\b(?:erhebt|erfasst|differenziert|unterscheidet)\b.{0,150}\bnicht(?: (?:danach|nach|ob|zwischen)\b|\W*$)"
    r"|\bnicht (?:danach|nach|zwischen)\b.{0,200}\b(?:unterschieden|differenziert)\b"
    rf"|\bkeine\b.{{0,60}}(?:{_COUNTING}|[Ss]tatistik\w*).{{0,150}}\b(?:vorgenommen|geführt|erhoben|veröffentlicht)\b"
    rf"|\b\w+(?:daten|zahlen|angaben|informationen)\b.{{0,150}}\bnicht (?:\w+ ){{0,4}}vor\b"
    r"|\b(?:Informationen|Daten)\b.{0,80}\breichen\b.{0,80}\bnicht aus\b"
    r"|\bgeht\b.{0,40}\bnicht hervor\b"
    r"|\b[Ll]ieg(?:en|t)\b.{0,120}\b(?:nur|lediglich|ausschließlich|noch nicht)\b.{0,120}\bvor\b"
    r"|\berst (?:ab|seit|für|nach)\b.{0,100}\b(?:möglich|verfügbar|erfasst|erhoben|ermittelt|ausgewertet)"
    rf"|\b{KNOWLEDGE}\b.{{0,150}}\bnicht (?:\w+ )?verfügbar\b"
    r"|\bkeine\b.{0,40}(?:[Ss]tatistik|[Dd]aten|[Zz]ahlen|[Aa]ngaben|[Ii]nformationen)\b.{0,80}\bzur Verfügung"
    r"|\blassen\b.{0,60}\bkeine\b.{0,40}\b(?:Aussagen?|Rückschlüsse|Schlüsse)\b.{0,200}\bzu\b"
    r"|\bDatengrundlage\b.{0,80}\bnicht vor\b|\bkeine\b.{0,40}\bDatengrundlage"
    rf"|\b[Ll]iegen weder\b.{{0,120}}\b{KNOWLEDGE}\b.{{0,200}}\bvor\b"
    r"|nicht (?:\w+ ){0,2}(?:feststellbar|bestimmbar|darstellbar|ausweisbar|abschätzbar)"
    r"|Vollständigkeit\b.{0,120}\bnicht (?:\w+ )?(?:sichergestellt|gewährleistet)"
    r"|noch nicht entschieden"
    r"|\bdem \w+ vorbehalten\b",
    re.DOTALL,
)
