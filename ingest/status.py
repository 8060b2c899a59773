"""What kind of answer the government gave, judged from its words.

Every sentence is told apart by what it does: it tells something, points elsewhere, has nothing to tell, refuses,
or says that the matter is classified. What fills the answer decides. A sentence that only adds a pointer ("Im
Übrigen wird auf ... verwiesen") changes nothing; a pointer to a table or an annex of the same paper tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.joint import only_announces
from ingest.model import Block, Blockart, Status

_EINGESTUFT = re.compile(
    r"als (?:„|\")?(?:Verschlusssache|VS\b)|VS\s?[-–]\s?(?:Nur|NUR|NfD|Vertraulich|VERTRAULICH|Geheim|GEHEIM)|"
    r"Geheimschutzstelle|eingestufte[nr]?\s+Anlage|nicht in eingestufter Form|in offener Form nicht|Staatswohl|"
    r"hinterlegt und kann dort"
)
_KERNBEREICH = re.compile(r"Kernbereich\w* (?:der )?exekutive[rn] Eigenverantwortung")
_ABGELEHNT = re.compile(
    r"unverhältnismäßig\w* (?:\w+ ){0,3}Aufwand|unzumutbar|nicht zumutbar|nicht leistbar|"
    r"(?:äußert|äußern) sich\b.{0,80}\bnicht|nimmt\b.{0,80}\b(?:nicht|keine) Stellung|keine Stellung nimmt|"
    r"(?:kommentiert|bewertet|beurteilt)\b.{0,90}\bnicht\b|keine Auskunft\w*|zu spekulieren|"
    r"[Hh]ypothetische\w* Frage|"
    r"Steuergeheimnis|nicht (?:\w+ ){0,2}(?:genannt|veröffentlicht|offengelegt|mitgeteilt|herausgegeben) werden|"
    r"nicht (?:in offener Form )?beantwortet werden|beteiligt sich nicht an Spekulationen|"
    r"(?:liegt|fällt|liegen|fallen) (?:\w+ ){0,4}(?:in (?:die|der)|im) (?:\w+ ){0,2}(?:Zuständigkeit|"
    r"Verantwortung\w*)",
    re.DOTALL,
)
_WISSEN = (
    r"(?:Erkenntniss?e?|Informationen|Daten|Angaben?|Kenntniss?e?|Zahlen|Berechnungen|Schätzungen|Prognosen?|"
    r"Statistiken|Auswertungen|Aussagen?|Unterlagen|Übersicht)"
)
_KEINE = re.compile(
    rf"\bkeine\w?\b.{{0,70}}\b{_WISSEN}\b|\b{_WISSEN}\b.{{0,200}}\b(?:nicht|keine) (?:\w+ ){{0,4}}(?:vor|bekannt)\b|"
    r"\b(?:nicht|keine\w?)\b.{0,120}\bbekannt\b|(?:hat|haben|besitzt|verfügt) .{0,40}(?:keine|nicht über)\b.{0,60}"
    r"\b(?:Kenntnis|Bild|Überblick)|(?:nicht|keine)\b.{0,60}\b(?:statistisch|gesondert|zentral|separat)?\s?"
    r"(?:erfasst|erhoben|vorgehalten|ausgewertet)|Erfassung\b.{0,80}\berfolgt nicht|"
    r"[Ee]rhebung\b.{0,60}\bnicht statt|"
    r"(?:Darstellung|Aufschlüsselung|Auswertung|Angabe|Abgrenzung|Differenzierung|Erhebung|Benennung|"
    r"Bezifferung)\w*\b"
    r".{0,120}\bnicht möglich|lassen sich\b.{0,450}\b(?:nicht|weder)\b|"
    r"noch nicht vorliegen|nicht (?:\w+ ){0,3}beziffer\w+",
    re.DOTALL,
)
# "keine Erkenntnisse vor, die eine Überprüfung erfordern": that is an answer
_DOCH = re.compile(r"\bvor, (?:die|wonach|dass)\b.{0,160}(?:erforder|rechtfertig|begründ|nahelegen|hindeut)", re.DOTALL)
_POINTS = re.compile(
    r"\b(?:wird|werden|ist|sei)\b.{0,600}?\b(?:verwiesen|verweisen|hingewiesen|Bezug genommen)|"
    r"[Ss]iehe (?:hierzu |dazu |auch )*"
    r"(?:die )?(?:Antwort|Vorbemerkung)",
    re.DOTALL,
)
_POINTER = re.compile(r"\bwird\b.{0,600}?\b(?:verwiesen|Bezug genommen)\W*$", re.DOTALL)
_ELSEWHERE = re.compile(
    r"(?:entnommen werden|zu entnehmen|abrufbar|abgerufen werden|einsehbar|zugänglich|"
    r"finde(?:t|n) (?:sich|Sie)|verwiesen)",
    re.DOTALL,
)
_PUBLIC = re.compile(
    r"Internet|https?://|www\.|Homepage|Haushaltsrechnung|[Bb]ericht|Website|[a-z]\.(?:de|eu|org|info)\b"
)
_HERE = re.compile(r"\b(?:[Tt]abellen?|Anlagen?|Übersicht(?:en)?|nachfolgend\w*|folgende[nr]?)\b")
_BESIDES = re.compile(r"(?:Im Übrigen|Zudem|Daneben|Ergänzend|Darüber hinaus|Weiterhin|Außerdem|Des Weiteren)\b")
_FOOTNOTE = re.compile(r"\* ?Von einer Drucklegung|Diese ist auf Bundestagsdrucksache")
_SENTENCE_END = re.compile(
    r"(?<=verwiesen:)\s+|(?<=[^\W\d_]{2}[.!?])\s+(?=[A-ZÄÖÜ„(])|(?<=\)[.!?])\s+(?=[A-ZÄÖÜ„])|(?<=[“\d]\.)\s+(?=(?:Die|Der|Das|Es|Im|Zu)\b)|\n"
)
_AN_ADDITION = 90  # characters; less than that beside a refusal is no answer of its own
_MORE = 50  # the same beside a pointer
_ANNEX = 200  # characters that a pointer to an annex counts for
_MOSTLY = 2.0  # times as much must be told after a refusal that comes first


def status(bloecke: Sequence[Block]) -> Status:
    """Judge an answer by its blocks."""
    text = "\n".join(b.text for b in bloecke if b.art is Blockart.TEXT)
    tables = sum(len(b.text) for b in bloecke if b.art is Blockart.TABELLE)
    sentences = [(s, kind(s)) for s in _sentences(text)]
    kinds = [k for _, k in sentences]
    if Status.EINGESTUFT in kinds:
        return Status.ABGELEHNT if _KERNBEREICH.search(text) and not tables else Status.EINGESTUFT
    return _weigh(sentences, tables)


def _weigh(sentences: Sequence[tuple[str, Status]], tables: int) -> Status:
    told = tables + sum(_told(s) for s, k in sentences if k is Status.BEANTWORTET)
    refused = dict.fromkeys((Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE), 0)
    for sentence, found in sentences:
        if found in refused:
            refused[found] += len(sentence)
    main = max(refused, key=lambda k: refused[k])
    if not refused[main]:
        pointed = any(k is Status.VERWIESEN for _, k in sentences)
        return Status.VERWIESEN if pointed and told < _MORE else Status.BEANTWORTET
    first = next((k for _, k in sentences if k is not Status.VERWIESEN), None)
    least = _MOSTLY * refused[main] if first in refused else _AN_ADDITION
    return Status.TEILWEISE if told > max(least, _AN_ADDITION) else main


def _told(sentence: str) -> int:
    """How much a sentence tells; one that points to a table or an annex tells what stands there."""
    return max(len(sentence), _ANNEX) if _HERE.search(sentence) else len(sentence)


def kind(sentence: str) -> Status:
    """What one sentence does; BEANTWORTET for one that tells something."""
    if _EINGESTUFT.search(sentence):
        return Status.EINGESTUFT
    if _KERNBEREICH.search(sentence) or _ABGELEHNT.search(sentence):
        return Status.ABGELEHNT
    if _POINTER.search(sentence) and not _HERE.search(sentence):
        return Status.VERWIESEN
    if _KEINE.search(sentence) and not _DOCH.search(sentence):
        return Status.KEINE_ERKENNTNISSE
    if _HERE.search(sentence) and not _BESIDES.match(sentence):
        return Status.BEANTWORTET
    points = _POINTS.search(sentence) or (_ELSEWHERE.search(sentence) and _PUBLIC.search(sentence))
    return Status.VERWIESEN if points else Status.BEANTWORTET


def _sentences(text: str) -> Iterator[str]:
    """The sentences that count: no announcement of a joint answer, no note on printing."""
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) > 2 and not only_announces(sentence) and not _FOOTNOTE.search(sentence):
            yield sentence
