"""What kind of answer the government gave, judged from its words."""

from __future__ import annotations

import re

from ingest.model import Status

_EINGESTUFT = re.compile(
    r"Verschlusssache|VS[ -–]{1,3}(?:NUR|Nur|NfD|VERTRAULICH|Vertraulich)|Geheimschutzstelle|"
    r"eingestuft\w* (?:hinterlegt|übermittelt)|"
    r"(?:auch )?nicht in eingestufter Form|Staatswohl",
    re.IGNORECASE,
)
_ABGELEHNT = re.compile(
    r"unverhältnismäßig\w*|(?:unzumutbar|nicht zumutbar|nicht leistbar)|Kernbereich exekutiver|"
    r"nimmt (?:die Bundesregierung )?(?:hierzu |dazu |grundsätzlich )?(?:keine |nicht )Stellung|"
    r"(?:kommentiert|bewertet) .{0,60}(?:grundsätzlich )?nicht|äußert sich .{0,60}nicht|keine Auskunft|"
    r"nicht beantwortet werden|spekul\w+|hypothetisch\w*|"
    r"(?:in die|in der) (?:alleinige[nr]? )?Zuständigkeit der Länder|liegt in der Zuständigkeit"
)
_KEINE = re.compile(
    r"(?:liegen|liegt|hat|besitzt|verfügt|sind).{0,160}?(?:keine?n?|nicht)\b.{0,80}?(?:Erkenntniss?e?|"
    r"Informationen|Daten|Angaben|Kenntnis(?:se)?|Zahlen|Statistik\w*|bekannt|vor)\b|"
    r"(?:keine|nicht).{0,60}(?:statistisch|erfasst|erhoben)|nicht bekannt|Fehlanzeige",
    re.DOTALL,
)
_VERWIESEN = re.compile(
    r"(?:wird|ist|sei|darf)\b.{0,400}?\bverwiesen|wird .{0,300}?Bezug genommen|[Ss]iehe (?:die )?Antwort", re.DOTALL
)


def status(text: str) -> Status:
    """Judge an answer's prose (announcements left out)."""
    sentences = _sentences(text)
    kinds = [_kind(s) for s in sentences]
    if Status.EINGESTUFT in kinds:
        return Status.EINGESTUFT
    told = kinds.count(None)
    refused = {k for k in kinds if k is not None}
    if not refused:
        return Status.BEANTWORTET
    main = next(k for k in (Status.ABGELEHNT, Status.KEINE_ERKENNTNISSE, Status.VERWIESEN) if k in refused)
    if told == 0:
        return main
    if refused == {Status.VERWIESEN}:
        return Status.BEANTWORTET
    return Status.TEILWEISE if told > 1 else main


def _kind(sentence: str) -> Status | None:
    if _EINGESTUFT.search(sentence):
        return Status.EINGESTUFT
    if _ABGELEHNT.search(sentence):
        return Status.ABGELEHNT
    if _KEINE.search(sentence):
        return Status.KEINE_ERKENNTNISSE
    return Status.VERWIESEN if _VERWIESEN.search(sentence) else None


def _sentences(text: str) -> list[str]:
    found = re.split(r"(?<=[a-zäöüß)“]\.)\s+(?=[A-ZÄÖÜ„])|(?<=[a-zß]:)\s*\n|\n", text)
    return [
        s
        for s in found
        if len(s) > 3 and not re.search(r"Fragen?\b.{0,80}\d.{0,120}(?:gemeinsam|zusammen)\w* beantwortet", s)
    ]
