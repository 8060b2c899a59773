"""Requests for one line of a paper's head: who asked, when, which Ressort, which title, where it stands."""

from __future__ import annotations

import re

from rag.requested import Teil
from rag.routing.skeleton import PAPER

_NOUN = r"(?:antwort|(?:kleine\s)?anfrage|frage|papier|drucksache|zitat|stelle|aussage)"
_THIS = rf"(?:(?:die|der|das|den|dem|diese[mnrs]?)\s{_NOUN})"
_IT = rf"(?:(?:die|der|das)\s)?(?:{_NOUN}\s)?{PAPER}|{_THIS}"
_X = rf"(?:{_IT})"
_ANY = rf"(?:{_IT}|das|dies|dieses)"
_OF = rf"(?:\s(?:(?:von|vom|zu|zur|zum|der|des|für)\s)?{_X})?"
_FORMS = (
    (
        Teil.FRAGESTELLER,
        re.compile(
            rf"wer\s(?:hat|hatte|haben)\s(?:{_ANY}\s)?(?:das\s|danach\s)?(?:an|nach)?gefragt"
            rf"|wer\s(?:hat|hatte|haben)\s{_X}\s(?:gestellt|eingereicht|eingebracht)"
            r"|wer\sfragt(?:e)?(?:\s(?:das|hier|da))?"
            rf"|von\swem\s(?:ist|stammt|kommt|kam|war|wurde)\s{_ANY}(?:\s(?:gestellt|gefragt|eingereicht))?"
            r"|(?:von\s)?welche[rn]?\s(?:fraktion(?:en)?|partei(?:en)?|gruppe|abgeordneten?)\s"
            rf"(?:hat|haben|hatte|ist|stammt|kommt)\s(?:{_ANY})(?:\s(?:gefragt|gestellt|eingereicht))?"
            rf"|(?:die\s)?(?:fragesteller|anfragesteller)(?:in|innen)?{_OF}"
            rf"|wer\s(?:sind|ist|war|waren)\s(?:die|der)\s(?:fragesteller|anfragesteller)\w*{_OF}",
            re.IGNORECASE,
        ),
    ),
    (
        Teil.DATUM,
        re.compile(
            rf"von\swann\s(?:ist|sind|stammt|war)\s{_ANY}|(?:das\s)?(?:datum|erscheinungsdatum){_OF}"
            rf"|wann\s(?:ist|wurde|war)\s{_X}\s(?:erschienen|veröffentlicht|beantwortet|herausgekommen)"
            rf"|wann\shat\sdie\s(?:bundes)?regierung\s{_X}\sbeantwortet|wie\s(?:alt|aktuell)\sist\s{_X}",
            re.IGNORECASE,
        ),
    ),
    (
        Teil.QUELLE,
        re.compile(
            rf"(?:und\s)?(?:die\s)?(?:quellen?|quellenangabe|belege?|fundstelle)(?:\s(?:dazu|dafür|davon|bitte))?{_OF}"
            rf"|was\sist\sdie\squelle(?:\s(?:dafür|davon))?|woher\s(?:stammt|ist|kommt|hast\sdu|haben\ssie|weißt\sdu)\s{_ANY}"
            rf"|wo\s(?:genau\s)?steht\s{_ANY}|in\swelche[rm]\s(?:drucksache|papier)\ssteht\sdas"
            rf"|aus\swelche[rmn]\s(?:drucksache|papier|antwort|anfrage)\s(?:ist|stammt|kommt)\s{_ANY}"
            rf"|welche\sdrucksache\s(?:ist|war)\sdas|(?:der\s|den\s)?(?:link|pdf)(?:\szum\s(?:pdf|papier|original))?{_OF}",
            re.IGNORECASE,
        ),
    ),
    (
        Teil.RESSORT,
        re.compile(
            rf"(?:von\s)?welche[sm]\s(?:ministerium|ressort|haus)\s(?:hat|ist|stammt|kommt|wurde)\s(?:{_ANY})"
            r"(?:\s(?:ge|be)antwortet)?"
            rf"|welches\s(?:ministerium|ressort)\shat\s(?:ge|be)antwortet|wer\shat\s(?:{_ANY}\s|darauf\s)?(?:ge|be)antwortet"
            rf"|(?:das\s)?(?:ressort|ministerium){_OF}",
            re.IGNORECASE,
        ),
    ),
    (
        Teil.TITEL,
        re.compile(
            rf"wie\s(?:heißt|lautet\sder\stitel(?:\svon)?)\s{_X}|(?:der\s)?(?:titel|überschrift){_OF}"
            r"|wie\slautet\sder\stitel",
            re.IGNORECASE,
        ),
    ),
)
# of what is called "das" a question of substance may speak too: these ask for the paper's where it was just shown
_LOOSE = re.compile(
    r"wann\s(?:ist|wurde|war)\sdas\s(?:erschienen|veröffentlicht|beantwortet)|wie\s(?:alt|aktuell)\sist\sdas", re.I
)
_OPENING = re.compile(r"^(?:(?:und|ok|okay|aha|gut|danke|bitte|sag mal|also)[\s,]+)+", re.IGNORECASE)


def line_of_head(text: str, *, shown: bool = False) -> Teil | None:
    """Which line of the head the skeleton of a whole text asks for; None where it asks something else.

    `shown`: the turn before was a request for a paper.
    """
    rest = _OPENING.sub("", text).strip(" ?!.")
    if shown and _LOOSE.fullmatch(rest):
        return Teil.DATUM
    return next((teil for teil, form in _FORMS if form.fullmatch(rest)), None)
