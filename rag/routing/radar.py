"""Requests to count how Fragen were answered: "Wie oft hat das BMI nicht geantwortet?"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.model import Status
from rag.requested import Je
from rag.routing.lists import FILLER, Pieces, pieces
from rag.routing.skeleton import FRAGEN, PAPER, Skeleton
from rag.routing.statuses import NOT_ANSWERED, status_of

_BEFORE = re.compile(r"(?:(?:bitte|zeige?|mir|uns|mal|das|den|die|im|und)\s)*", re.IGNORECASE)
_WHICH = re.compile(
    r"(?:welche[srn]?|wessen)\s(?:der\s)?(?P<was>ressorts?|(?:bundes)?ministerium|(?:bundes)?ministerien|haus|häuser|"
    r"fraktion(?:en)?|partei(?:en)?)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"(?:wie\s(?:oft|häufig)|in\swie\svielen\sfällen)\b", re.IGNORECASE)
_DAYS = re.compile(r"wie\s(?:lange|schnell|viele\stage)\b", re.IGNORECASE)
_FASTEST = re.compile(r"\b(?:schnellsten|längsten|langsamsten)\b", re.IGNORECASE)
_RADAR = re.compile(r"(?:ausweich-?)?radar\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:(?:gar\s|überhaupt\s)?nicht(?:\s(?:auf\sfragen|darauf|mehr))?\s(?:ge)?antwortet\w*|antwortet\w*\s(?:\w+\s){0,2}nicht"
    r"|weich(?:t|en)\s(?:\w+\s){0,3}aus|ausgewichen|(?:die\s|eine\s)?antwort(?:en)?\s(?:schuldig\s(?:geblieben|bleibt|bleiben)))",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:verweiger(?:t|n|te|ten)|lehn(?:t|en|te|ten)\s(?:\w+\s){0,4}ab)\b", re.IGNORECASE)
_POINTS = re.compile(r"\bverweis(?:t|en)\b", re.IGNORECASE)
_CLASSIFIES = re.compile(r"\bstuf(?:t|en)\s(?:\w+\s){0,4}ein\b", re.IGNORECASE)
_FORMS = (
    (NOT_ANSWERED, _NOT),
    (frozenset({Status.ABGELEHNT}), _REFUSES),
    (frozenset({Status.VERWIESEN}), _POINTS),
    (frozenset({Status.EINGESTUFT}), _CLASSIFIES),
)
_WORDS = re.compile(
    r"(?:am\s(?:häufigsten|meisten|öftesten|seltensten|schnellsten|längsten|langsamsten)|(?:auf\s)?(?:kleinen?\s)?"
    r"(?:anfragen|fragen)|antwort(?:en|et)?|geantwortet|beantwortet|auskunft|auskünfte|hat|haben|hatte|wurde|wurden|worden|"
    r"wird|werden|ist|sind|sich|die|der|das|den|dem|eine|einer|ihre|ihren|seine|seinen|bundesregierung|regierung|oft|"
    r"häufig|bekommt|bekommen|bekam|erhält|erhalten|gibt|gab|gegeben|braucht|brauchen|brauchte|benötigt|dauert|dauern|"
    r"dauerte|es|bis|zur|zu|für|mit|nur|nicht|keine|eigentlich|denn|auf|als|bei|vom|von|ab|ein|aus|sagt|sagen)(?!\w)",
    re.IGNORECASE,
)
# one answer is meant, no count
_OF_ONE = re.compile(r"\bdie\s(?:auskunft|antwort)\s(?:zu[mr]?|über|auf)\b", re.IGNORECASE)
_ABOUT_ANSWERS = re.compile(
    r"antwort|frage|auskunft|auskünfte|verweiger|weich|verweis|erkenntnis|einstuf|eingestuft", re.IGNORECASE
)


def read_radar(shape: Skeleton) -> tuple[Je, frozenset[Status], Pieces] | None:
    """By what is counted, which answers are asked for (none: the days), what narrows them; None where it is none."""
    text = _BEFORE.sub("", shape.text.strip(" ?!."), count=1)
    if PAPER in text or FRAGEN in text or _OF_ONE.search(text):
        return None
    lead = next((found for one in (_WHICH, _OFTEN, _DAYS, _RADAR) if (found := one.match(text))), None)
    if lead is None:
        return None
    if lead.re is _RADAR:
        narrowed = pieces(shape, text, (_RADAR, _WORDS, FILLER))
        return (Je.RESSORT, NOT_ANSWERED, narrowed) if narrowed is not None else None
    by_asker = lead.re is _WHICH and lead["was"].lower().startswith(("frak", "part"))
    counted = _counted(shape, text, lead.re) if _ABOUT_ANSWERS.search(text) else None
    return None if counted is None else (Je.FRAKTION if by_asker else Je.RESSORT, *counted)


def _counted(shape: Skeleton, text: str, lead: re.Pattern[str]) -> tuple[frozenset[Status], Pieces] | None:
    """Which answers are asked for, none where it is the days, and what narrows them."""
    if lead is _DAYS or _FASTEST.search(text):
        narrowed = pieces(shape, text, (lead, _WORDS, FILLER))
        return None if narrowed is None or narrowed.thema else (frozenset(), narrowed)
    status = next(((which, form) for which, form in _FORMS if form.search(text)), None) or status_of(text)
    narrowed = pieces(shape, text, (lead, status[1], _WORDS, FILLER)) if status else None
    if status is None or narrowed is None:
        return None
    # "zu Abschiebungen als Verschlusssache eingestuft"
    return status[0], replace(narrowed, thema=status[1].sub("", narrowed.thema).strip())
