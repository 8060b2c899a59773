"""The words in which the government answers, refuses, knows nothing, or points elsewhere; tables for maintaining.

Each pattern is a table: a line for each way to say it, looked for anywhere in one sentence, line breaks included.
`tests/ingest/language/test_wordings.py` has a specimen for every alternative: a new wording is a new line here and a
specimen there.
"""

from __future__ import annotations

import re

# the answer, or a part of it, is for the Geheimschutzstelle
CLASSIFIED = re.compile(
    r"als [„\"]?(?:Verschlusssache|VS\b)"
    r"|VS\s?[-–]\s?(?:Nur|NUR|NfD|Vertraulich|VERTRAULICH|Geheim|GEHEIM)"
    r"|Geheimschutzstelle"
    r"|eingestufte[nr]?\s+Anlage"
    r"|nicht in eingestufter Form"
    r"|in offener Form nicht"
    r"|Staatswohl"
    r"|hinterlegt und kann dort",
    re.DOTALL,
)
# the government may keep it to itself
CORE = re.compile(
    r"Kernbereich(?:s|es)? (?:der )?exekutive[rn] Eigenverantwortung",
    re.DOTALL,
)
# it will not answer: for the work that it would be
_EFFORT = (
    r"unverhältnismäßig(?:e[mnrs]?)? (?:\w+ ){0,3}Aufwand"
    r"|unzumutbar"
    r"|nicht zumutbar"
    r"|nicht leistbar"
)
EFFORT = re.compile(_EFFORT, re.DOTALL)
# ... for it does not say what it thinks of it
_OPINION = (
    r"(?:äußert|äußern) sich\b.{0,80}\bnicht"
    r"|nimmt\b.{0,80}\b(?:nicht|keine) Stellung"
    r"|keine Stellung nimmt"
    r"|(?:kommentiert|bewertet|beurteilt)\b.{0,90}\bnicht\b"
    r"|zu spekulieren"
    r"|beteiligt sich nicht an Spekulationen"
    r"|[Hh]ypothetische[nrs]? Frage"
)
OPINION = re.compile(_OPINION, re.DOTALL)
# ... for others are to answer it
_COMPETENCE = (
    r"(?:liegt|fällt|liegen|fallen) (?:\w+ ){0,4}(?:in die|in der|im) (?:\w+ ){0,2}(?:Zuständigkeit|Verantwortung)"
)
COMPETENCE = re.compile(_COMPETENCE, re.DOTALL)
# it will not answer, whatever for
REFUSED = re.compile(
    rf"{_EFFORT}|{_OPINION}|{_COMPETENCE}"
    r"|keine Auskunft"
    r"|Steuergeheimnis"
    r"|nicht (?:\w+ ){0,2}(?:genannt|veröffentlicht|offengelegt|mitgeteilt|herausgegeben) werden"
    r"|nicht (?:in offener Form )?beantwortet werden",
    re.DOTALL,
)
# what one may have of a matter, or not
_KNOWLEDGE = (
    r"(?:Erkenntniss?e?|Informationen|Daten|Angaben?|Kenntniss?e?|Zahlen|Berechnungen|Schätzungen|Prognosen?|"
    r"Statistiken|Auswertungen|Aussagen?|Unterlagen|Übersicht)"
)
# it has nothing to tell: not known, not counted, not to be told apart
NOTHING_KNOWN = re.compile(
    rf"\bkeine\w?\b.{{0,70}}\b{_KNOWLEDGE}\b"
    rf"|\b{_KNOWLEDGE}\b.{{0,200}}\b(?:nicht|keine) (?:\w+ ){{0,4}}(?:vor|bekannt)\b"
    r"|\b(?:nicht|keine\w?)\b.{0,120}\bbekannt\b"
    r"|(?:hat|haben|besitzt|verfügt) .{0,40}(?:keine|nicht über)\b.{0,60}\b(?:Kenntnis|Bild|Überblick)"
    r"|(?:nicht|keine)\b.{0,70}\b(?:erfasst|erhoben|vorgehalten|ausgewertet)"
    r"|Erfassung\b.{0,80}\berfolgt nicht"
    r"|[Ee]rhebung\b.{0,60}\bnicht statt"
    r"|(?:Darstellung|Aufschlüsselung|Auswertung|Angabe|Abgrenzung|Differenzierung|Erhebung|Benennung|Bezifferung)\w{0,30}\b"
    r".{0,120}\bnicht möglich"
    r"|lassen sich\b.{0,450}\b(?:nicht|weder)\b"
    r"|noch nicht vorliegen"
    r"|nicht (?:\w+ ){0,3}beziffer",
    re.DOTALL,
)
# there is none, or it is not known: no answer is judged by it ("Pläne liegen nicht vor" tells something), but who asks
# for a number is answered by it
NOT_THERE = re.compile(
    r"[Ll]iegen\b.{0,80}\bnicht vor\b"
    r"|[Kk]eine (?:\w+ ){0,3}Statistik"
    r"|keine Stellung"
    r"|nicht (?:\w+ ){0,3}beantwortet"
    r"|Fehlanzeige",
    re.DOTALL,
)
# "keine Erkenntnisse vor, die eine Überprüfung erfordern": that is an answer
AND_YET = re.compile(
    r"\bvor, (?:die|wonach|dass)\b.{0,160}(?:erforder|rechtfertig|begründ|nahelegen|hindeut)",
    re.DOTALL,
)
# it points elsewhere: the whole sentence, up to its end
POINTER = re.compile(
    r"\bwird\b.{0,600}?\b(?:verwiesen|Bezug genommen)\W*$"
    r"|^Siehe (?:die )?Antwort",
    re.DOTALL,
)
# the same somewhere in a sentence
POINTS = re.compile(
    r"\b(?:wird|werden|ist|sei)\b.{0,600}?\b(?:verwiesen|verweisen|hingewiesen|Bezug genommen)"
    r"|[Ss]iehe (?:hierzu |dazu |auch )*(?:die )?(?:Antwort|Vorbemerkung)",
    re.DOTALL,
)
# it says where something can be found ...
FOUND_AT = re.compile(
    r"entnommen werden"
    r"|zu entnehmen"
    r"|abrufbar"
    r"|abgerufen werden"
    r"|einsehbar"
    r"|zugänglich"
    r"|finde[nt] (?:sich|Sie)"
    r"|verwiesen",
    re.DOTALL,
)
# ... and that is somewhere else
PUBLIC = re.compile(
    r"Internet"
    r"|https?://"
    r"|www\."
    r"|[a-z]\.(?:de|eu|org|info)\b"
    r"|Homepage"
    r"|Website"
    r"|[Bb]ericht"
    r"|Haushaltsrechnung",
    re.DOTALL,
)
# in this paper itself
HERE = re.compile(
    r"\b[Tt]abellen?\b"
    r"|\bAnlagen?\b"
    r"|\bÜbersicht(?:en)?\b"
    r"|\bnachfolgend"
    r"|\bfolgende[nr]?\b",
    re.DOTALL,
)
# a sentence that begins so adds to what was said
BESIDES = re.compile(
    r"^(?:Im Übrigen|Zudem|Daneben|Ergänzend|Darüber hinaus|Weiterhin|Außerdem|Des Weiteren)\b",
    re.DOTALL,
)
# a note of the printer's
PRINTING = re.compile(
    r"\* ?Von einer Drucklegung"
    r"|Diese ist auf Bundestagsdrucksache",
    re.DOTALL,
)
# words by which a sentence may point to a Frage or a paper that it names; whether it does, the name must show
POINTING = re.compile(
    r"[Vv]erwiesen"
    r"|[Vv]erweis"
    r"|Bezug genommen"
    r"|hingewiesen"
    r"|[Ss]iehe"
    r"|\b[Ss]\.(?!\s?\d)"
    r"|[Vv]gl\."
    r"|[Vv]ergleiche"
    r"|[Ee]ntnommen"
    r"|[Ff]inde[nt] sich"
    r"|(?:[Ii]n|[Aa]us) der Antwort"
    r"|[Ee]rgibt sich aus"
    r"|nachzulesen",
    re.DOTALL,
)
