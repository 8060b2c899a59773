"""The words in which a part of what is asked stays open: not counted so, not to be found out, not there, not in time.

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
    r"[Kk]lassifizierung|[Bb]ewertung|[Bb]eurteilung|[Rr]echerche|[Vv]ergleich|[Kk]alkulation|[Zz]uordnung|"
    r"[Aa]ufsplittung|[Bb]ilanzierung|[Bb]etrachtung|[Nn]ennung|[Ee]ingrenzung|[Aa]bgrenzung|[Aa]bleitung|"
    r"[Qq]uantifizierung|[Aa]uskunft|[Aa]uskünfte)\b"
)
_FOUND_OUT = (
    r"(?:ermittelt|zusammengestellt|ausgewiesen|aufgeschlüsselt|abgebildet|dargestellt|beziffert|angegeben|abgeschätzt|"
    r"quantifiziert|berechnet|errechnet|beschafft|ausgewertet|benannt|bestimmt|geleistet|abgegrenzt|"
    r"differenziert|nachvollzogen|gesichert|beurteilt|bewertet|abgeleitet|aufgeteilt|zugeordnet)"
)
_FIND_OUT = (
    r"(?:ermitteln|beziffern|feststellen|quantifizieren|errechnen|berechnen|bestimmen|angeben|aufschlüsseln|"
    r"differenzieren|abschätzen|beantworten|prognostizieren|vorhersagen|auswerten|beurteilen|bewerten|aufteilen|"
    r"ableiten|benennen)"
)
# it is not counted so, or cannot be found out; beside what is told, that makes a part of it
NOT_FOUND_OUT = re.compile(
    rf"{_COUNTING}.{{0,400}}\bnicht (?:\w+ ){{0,3}}möglich\b"
    rf"|\b(?:kann|können|konnten?)\b.{{0,200}}\bnicht\b.{{0,60}}\b{_FOUND_OUT} werden"
    rf"|{_COUNTING}.{{0,200}}\bnicht\b.{{0,60}}\b(?:vorgenommen|getroffen|erstellt|gegeben|erteilt) werden"
    rf"|{_COUNTING}.{{0,200}}\bnicht (?:vorgenommen|geführt|erstellt)\b"
    rf"|\b(?:lässt|ließe) sich\b.{{0,200}}\b(?:nicht|keine)\b.{{0,100}}\b{_FIND_OUT}\b"
    r"|nicht beantworten zu können"
    rf"|{_COUNTING}.{{0,120}}\b(?:erfolgt|findet|fand|existiert)\b.{{0,120}}\bnicht\b(?! durch)"
    rf"|\b(?:erfolgte?|gibt es|existiert|führt|findet)\b.{{0,60}}\bkeine\b.{{0,60}}(?:{_COUNTING}|[Ss]tatistik\b)"
    r"|[Nn]icht (?:gesondert|separat|getrennt|einzeln|zentral|systematisch|statistisch|flächendeckend)\b.{0,200}"
    r"\b(?:erfasst|ausgewiesen|ausgewertet|erhoben|dokumentiert|gesammelt|dargestellt|abgebildet)"
    r"|\b(?:erhebt|erfasst|differenziert|unterscheidet)\b.{0,150}\bnicht(?: (?:danach|nach|ob|zwischen)\b|\W*$)"
    r"|\bnicht (?:danach|nach|zwischen)\b.{0,200}\b(?:unterschieden|differenziert)\b"
    rf"|\bkeine\b.{{0,60}}(?:{_COUNTING}|[Ss]tatistik\w*).{{0,150}}\b(?:vorgenommen|geführt|erhoben|veröffentlicht)\b"
    rf"|\b\w+(?:daten|zahlen|angaben|informationen)\b.{{0,150}}\bnicht (?:\w+ ){{0,4}}vor\b"
    r"|\b(?:Informationen|Daten)\b.{0,80}\breichen\b.{0,80}\bnicht aus\b"
    r"|\bgeht\b.{0,40}\bnicht hervor\b"
    r"|\b[Ll]ieg(?:en|t)\b.{0,120}\b(?:nur|lediglich|ausschließlich|noch nicht)\b.{0,300}\bvor\b"
    r"|\berst (?:ab|seit|für|nach|mit)\b.{0,120}\b(?:möglich|verfügbar|erfasst|erhoben|ermittelt|ausgewertet|bekannt|"
    r"getroffen|benennen|vor)\b"
    rf"|\b{KNOWLEDGE}\b.{{0,150}}\bnicht (?:\w+ )?verfügbar\b"
    r"|\bkeine\b.{0,40}(?:[Ss]tatistik|[Dd]aten|[Zz]ahlen|[Aa]ngaben|[Ii]nformationen)\b.{0,80}\bzur Verfügung"
    r"|\b(?:lassen|lässt)\b.{0,60}\bkeinen?\b.{0,40}\b"
    r"(?:Aussagen?|Rückschlüsse|Rückschluss|Schlüsse|Bewertung|Einschätzung)\b.{0,200}\bzu\b"
    r"|\bDatengrundlage\b.{0,80}\bnicht vor\b|\bkeine\b.{0,40}\bDatengrundlage"
    rf"|\b[Ll]iegen weder\b.{{0,120}}\b{KNOWLEDGE}\b.{{0,200}}\bvor\b"
    r"|nicht (?:\w+ ){0,2}(?:feststellbar|bestimmbar|darstellbar|ausweisbar|abschätzbar)"
    r"|Vollständigkeit\b.{0,120}\bnicht (?:\w+ )?(?:sichergestellt|gewährleistet)"
    r"|nicht (?:gesondert|separat|getrennt|einzeln) (?:auf|aus|dar|ab)\b"
    r"|noch nicht entschieden"
    r"|\bdem \w+ vorbehalten\b",
    re.DOTALL,
)
# what is asked for as data
_DATA = (
    r"\w*(?:[Dd]aten|[Zz]ahl(?:en)?|[Ww]erte|[Bb]erechnung(?:en)?|[Ss]tudien?|[Ll]isten?|[Aa]ufschlüsselung(?:en)?|"
    r"[Dd]ifferenzierung(?:en)?|[Qq]uantifizierung|[Dd]arstellung|[Ee]rhebung(?:en)?|[Uu]ntersuchung(?:en)?|"
    r"[Ee]valuation(?:en)?|[Dd]etails|[Ee]inzelheiten|[Aa]ufstellung(?:en)?|[Aa]uflistung(?:en)?|[Aa]uswertung(?:en)?|"
    r"[Ss]tatistik(?:en)?|[Ee]inschätzung(?:en)?|[Ss]chätzung(?:en)?|[Ii]nformation(?:en)?|[Kk]enntnisse|"
    r"[Ee]rgebnisse|[Bb]ewertung(?:en)?|[Aa]ngaben|[Pp]rognosen?|[Üü]bersicht(?:en)?|[Ee]videnz)"
)
# what is given when a Frage is answered
_GIVEN = (
    r"(?:Antwort|Auskünfte|\w*[Aa]ngaben|Zahlen|Aussagen?|Daten|Ausführungen|Prognosen?|Bewertung|Einschätzung|"
    r"Informationen)"
)
_IN_TIME = (
    r"(?:ermitteln|ermittelt|bereitstellen|bereitgestellt|möglich|erfolgen|beantwortet|zusammengestellt|"
    r"zusammengetragen)\b"
)
# data that are not there, an answer that cannot be given, or not in time
NOT_AT_HAND = re.compile(
    rf"\b[Ll]ieg(?:t|en)\b.{{0,200}}\b{_DATA}\b.{{0,200}}\bnicht vor\b"
    rf"|\b{_DATA}\b.{{0,300}}\blieg(?:t|en)\b.{{0,120}}\bnicht (?:\w+ ){{0,4}}vor\b"
    rf"|\b{_DATA}\b.{{0,200}}\bnicht vorlieg(?:t|en)\b"
    rf"|\b[Ll]ieg(?:t|en)\b.{{0,200}}\bkeine(?:rlei|n|r)?\b.{{0,120}}\b{_DATA}\b.{{0,250}}\bvor\b"
    rf"|\b[Ll]ieg(?:t|en)\b.{{0,60}}\bweder\b.{{0,350}}\b{_DATA}\b.{{0,60}}\bvor\b"
    r"|\b(?:verfügt|verfügen|hat|haben)\b.{0,150}\b(?:keine(?:rlei)?|weder|nicht)\b.{0,60}"
    r"\b(?:Kenntnis|Kenntnisse|Informationen|Erkenntnisse|Auflistung|Übersicht)\b"
    rf"|\bkeine\w?\b.{{0,70}}\b{_GIVEN}\b.{{0,150}}"
    r"\b(?:gemacht|getroffen|gegeben|geliefert|mitgeteilt|vorgelegt|abgeleitet|vorgenommen) werden"
    rf"|\b(?:kann|können|darf|dürfen|ermöglicht|ermöglichen|liefert|liefern|erlaubt|erlauben)\b.{{0,200}}"
    rf"\bkeine\w?\b.{{0,70}}\b{_GIVEN}\b"
    rf"|\b{_DATA}\b.{{0,60}}\bnicht (?:mehr )?verfügbar\b"
    rf"|\b{_GIVEN}\b.{{0,200}}\bnicht\b.{{0,40}}"
    r"\b(?:machen|treffen|geben|erfolgen|(?:getroffen|gegeben|gemacht) werden)\b"
    r"|\blieg(?:t|en)\b.{0,40}"
    r"\bnicht (?:differenziert|aufgeschlüsselt|getrennt|gesondert|vollständig|für alle)\b.{0,120}\bvor\b"
    r"|\bnicht möglich\b.{0,200}\bzu (?:ermitteln|quantifizieren|beziffern|benennen|erheben)\b"
    rf"|\b{_DATA}\b.{{0,100}}\bsteh(?:t|en)\b.{{0,80}}\bnicht\b.{{0,60}}\bzur Verfügung\b"
    r"|\bwerden (?:\w+ ){0,3}keine\b.{0,160}\b(?:erfasst|erhoben)\b"
    rf"|\bsteh(?:t|en)\b.{{0,250}}\b{_DATA}\b.{{0,80}}\bnicht zur Verfügung\b"
    r"|\bgibt es noch (?:nicht|keine)\b"
    r"|nicht geantwortet werden"
    rf"|\bnicht möglich,? .{{0,80}}\b{_DATA}\b.{{0,100}}\bzu\b"
    r"|\bnur (?:teilweise|eingeschränkt|näherungsweise|zum Teil)\b.{0,60}"
    r"\b(?:beantwortet|möglich|auswertbar|belastbar)\b"
    r"|\bnicht (?:abschließend|vollständig|vollumfänglich|umfassend)\b.{0,60}"
    r"\b(?:beantwortet|beantworten|benannt|beurteilen|beurteilt|aufgeführt|erfasst|abgebildet|aufgeschlüsselt)\b"
    rf"|\b(?:Frist|Zeit)\b.{{0,140}}\bnicht\b.{{0,80}}\b{_IN_TIME}"
    rf"|\bnicht\b.{{0,40}}\b(?:innerhalb|im Rahmen|in) der\b.{{0,140}}\b(?:Frist|Zeit)\b.{{0,80}}\b{_IN_TIME}"
    r"|\b(?:ist|sind) (?:der Bundesregierung|dem \w+|hierzu|dazu) (?:\w+ ){0,2}(?:nur|lediglich)\b.{0,200}\bbekannt\b"
    r"|\b(?:wird|werden)\b.{0,120}\bweder\b.{0,150}\berfasst\b"
    r"|\bsteh(?:t|en)\b.{0,60}\bkeine\w*\b.{0,60}\bfest\b|\bsteh(?:t|en)\b.{0,60}\bnoch aus\b"
    r"|\bkeine?n? (?:\w+ ){0,2}(?:Katalogwerte?|Erfassungs\w+|Auswertungs\w+|auswertbare\w*)\b"
    r"|\b(?:kann|können)\b.{0,100}\bnicht (?:\w+ )?(?:beurteilen|einschätzen)\b"
    r"|\bnicht vorhersehbar\b",
    re.DOTALL,
)
