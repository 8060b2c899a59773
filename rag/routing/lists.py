"""Requests for a list of papers, or of Fragen by the status of their answers, read piece by piece.

A list is wanted where a text has its anchor ("Anfragen", "alle zu", "gefragt") and all the rest of it is one of the
pieces that narrow a list (who asked, who answered, when, about what) or a word that says nothing. One word more, and
the text is a question of substance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from rag.routing.skeleton import DAYS, FRAGEN, MINISTRY, PAPER, PARTY, Skeleton, marks

_ARTICLES = r"(?:(?:von|der|die|den|des|durch|seitens|an)\s){0,4}"
_GROUP = r"(?:(?:fraktion(?:en)?|gruppe|partei|abgeordneten?)\s)?"
_PIECES = re.compile(
    rf"(?P<party>{_ARTICLES}{_GROUP}{_ARTICLES}{PARTY}(?:(?:\s?,\s?|\s(?:und|oder|sowie)\s|\s?/\s?){_ARTICLES}{PARTY})*)"
    rf"|(?P<ministry>(?:(?:des|vom|von|aus|dem|durch|das|beim)\s)*{MINISTRY}"
    rf"(?:(?:\s?,\s?|\s(?:und|oder|sowie)\s)(?:(?:des|vom|von|dem|das)\s)*{MINISTRY})*)"
    rf"|(?P<days>{DAYS})"
    rf"|(?P<paper>(?:(?:in|aus|von|zu|der|im|papier|drucksache|antwort|auf)\s)*{PAPER})",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:zu[mr]?\s(?:den\s)?(?:them(?:a|en)|stichwort|komplex|bereich)|mit\sdem\sthema|in\ssachen|rund\sum|in\sbezug\sauf"
    r"|zu[mr]?|über|betreffend|bezüglich|wegen|nach)\s(?:(?:das|die|den|der|dem)\s)?",
    re.IGNORECASE,
)
_NOUN = r"(?:kleinen?\s)?(?:anfragen|antworten|papieren?|drucksachen)"
_ANCHOR = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_ALL = re.compile(r"alles?(?=\s)", re.IGNORECASE)
_ALL_AT_FIRST = re.compile(
    r"(?:(?:zeige?|gib|nenne?|liste|suche?|finde?|bitte|mir|uns|mal|doch)\s)*alles?\s", re.IGNORECASE
)
_HELD = re.compile(
    r"(?:hast\sdu|habt\sihr|haben\ssie|haben\swir)(?:\s(?:et)?was|\salles)?"
    r"|was\s(?:hast\sdu|habt\sihr|haben\ssie|haben\swir)(?:\salles)?",
    re.IGNORECASE,
)
_NEWS = re.compile(r"was\s(?:ist|gibt\ses)\sneu(?:es)?|neues", re.IGNORECASE)
_ASKED = re.compile(r"(?:nach|an|er)?gefragt\b", re.IGNORECASE)
_REPLIED = re.compile(r"(?:ge|be)antwortet\b", re.IGNORECASE)
_EMPTY = (
    "welche welcher welchen wieviele wieviel viele viel wie oft anzahl zahl alle aller allen sämtliche sämtlichen "
    "die der den das dem neue neuen neueste neuesten letzte letzten aktuelle aktuellen bisherigen liste listen "
    "übersicht auflisten zeig zeige zeigen gib geben nenn nenne nennen such suche suchen find finde finden hol zähl "
    "zähle bitte mal mir uns doch einmal ich wir brauche möchte will hätte gern gerne kannst kann können du sie man "
    "es gibt gab hast hat haben hatte hatten sind ist im bestand hier vor liegen vorliegen insgesamt bisher schon "
    "denn da gestellt eingereicht eingebracht gegeben gemacht auf an aus von bundesregierung regierung bundestag "
    "und auch eine einer einen was wozu wonach wen sehen etwas zusammen haben wurden wurde kleine kleinen "
    "anfragen antworten papiere drucksachen"
)
_BY_LENGTH = sorted(set(_EMPTY.split()), key=len, reverse=True)
FILLER = re.compile(rf"(?:{'|'.join(_BY_LENGTH)})(?!\w)|[,.?!:;]", re.IGNORECASE)
"""A word or mark that narrows no list."""
_TAIL = re.compile(
    r"(?:\s(?:gestellt|eingereicht|eingebracht|gegeben|gemacht|vor|auf|an|nach|er|gefragt|nachgefragt|angefragt|erfragt|"
    r"geantwortet|beantwortet|gibt es|gab es|liegen vor|hast du|habt ihr|haben sie|haben wir|hat|haben|hatte|hatten|"
    r"wurden|sind|da|hier|im bestand|bitte|die|den|der|des|von|vom|aus|und|dem)){1,9}$",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"\b(?:wurden?|wird|werden|hat|haben|hatten?|ist|sind|waren?|kam(?:en)?|gab|gibt|ging(?:en)?|wie|wer|was|wann|wo|warum|"
    r"weshalb|wieso|welche\w*|kann|können|soll|sollen|muss|müssen|laufen|liegen|erhielt\w*|bekam\w*|beim|dass|ob)\b|[,:;?!]",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:wie\s?viele?|anzahl|zahl)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(?<!kleine )(?<!kleinen )anfragen\b", re.IGNORECASE)
_AT_OFFICES = re.compile(r"\b(?:gab\ses|wurden?|gestellt|eingereicht|an|bei|beim)\b", re.IGNORECASE)
_WORDS = 8  # that a topic has at most
_OPENING = re.compile(r"(?:(?:und|oder|auch|nur|was ist mit|dann)\s)+", re.IGNORECASE)  # of a turn after a list
_LISTED = re.compile(r"\b(?:gibt\ses|hast\sdu|habt\sihr|haben\s(?:sie|wir)|im\sbestand)\b", re.IGNORECASE)


class Wanted(Enum):
    """What the pieces narrow: a list, or nothing, and then what there is at all ("Welche Papiere hast du?")."""

    LIST = auto()
    STOCK = auto()


@dataclass(frozen=True, slots=True)
class Pieces:
    """What narrows a list, as typed: parties, ministries, stretches of days, papers, and what it is about."""

    parties: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    thema: str = ""

    def __bool__(self) -> bool:
        return self != Pieces()


def read_list(shape: Skeleton) -> tuple[Wanted, Pieces] | None:
    """A list of papers with what narrows it; None where the text is none."""
    text = shape.text.strip(" ?!.")
    if PAPER in text or FRAGEN in text:
        return None
    found = pieces(shape, text, _with(_ANCHOR, _ALL, _HELD, _NEWS, _ASKED, _REPLIED))
    if found is None or not _anchored(text, found):
        return None
    if not found and _LISTED.search(text) and not _COUNTS.search(text):
        return Wanted.STOCK, found
    return Wanted.LIST, found


def _with(*patterns: re.Pattern[str]) -> tuple[re.Pattern[str], ...]:
    return (*patterns, FILLER)


def _anchored(text: str, found: Pieces) -> bool:
    """Whether something in the text says that papers are wanted, and not what stands in them."""
    if _ANCHOR.search(text):
        at_offices = _BARE.search(text) and _COUNTS.search(text) and not found.parties and not found.ministries
        return not (at_offices and _AT_OFFICES.search(text))
    if _ASKED.search(text):
        return bool(found.parties)
    if _REPLIED.search(text):
        return bool(found.ministries and found.days) and not found.thema
    if _NEWS.search(text):
        return bool(found) and not found.thema
    if _HELD.match(text):
        return bool(found.thema)
    return bool(found) and _ALL_AT_FIRST.match(text) is not None


def read_more(shape: Skeleton) -> Pieces | None:
    """What a turn after a list puts in place of what narrowed it ("und von den Grünen?"); None where it says more."""
    text = shape.text.strip(" ?!.")
    opening = _OPENING.match(text)
    if opening is None or PAPER in text:
        return None
    return pieces(shape, text[opening.end() :], _with(_ANCHOR)) or None


def pieces(shape: Skeleton, text: str, known: tuple[re.Pattern[str], ...]) -> Pieces | None:
    """What a text is made of, if it is made of pieces and of `known` words alone; it has all marks of its skeleton."""
    parties, ministries, days, papers = list[str](), list[str](), list[str](), list[str]()
    kinds = {
        "party": (PARTY, parties),
        "ministry": (MINISTRY, ministries),
        "days": (DAYS, days),
        "paper": (PAPER, papers),
    }
    at, seen, thema = 0, 0, ""
    while at < len(text):
        found = _PIECES.match(text, at)
        about = None if found or thema else _ABOUT.match(text, at)
        if found:
            mark, into = kinds[found.lastgroup or ""]
            into += [one.value for one in shape.named[seen : seen + marks(found[0])] if one.mark == mark]
            end = found.end()
        elif about and (end := _topic_end(text, about.end())) > about.end():
            thema = shape.restored(_TAIL.sub("", f" {text[about.end() : end]}").strip(), seen)
            if not _is_topic(thema):
                return None
        else:
            plain = next((m for p in known if (m := p.match(text, at))), None)
            if plain is None:
                return None
            end = plain.end()
        seen += marks(text[at:end])
        at = end + (len(text[end:]) - len(text[end:].lstrip()))
    return Pieces(tuple(parties), tuple(ministries), tuple(days), tuple(papers), thema)


def _topic_end(text: str, start: int) -> int:
    """Where what a list is about ends: before the next piece that narrows it, which it may be made of itself."""
    following = _LED.search(text, start + 1)
    return following.start() if following else len(text)


_LED = re.compile(
    rf"\s(?:(?:hat|haben|von|der|die|des|durch|an)\s){{1,5}}(?:(?:fraktion|gruppe)\s)?(?:der\s)?{PARTY}"
    rf"|\s(?:(?:des|vom|aus|durch|hat|das|dem)\s){{1,5}}{MINISTRY}|\s{DAYS}|\s(?:(?:in|aus|von|der)\s){{0,5}}{PAPER}",
    re.IGNORECASE,
)


def _is_topic(thema: str) -> bool:
    return bool(thema) and len(thema.split()) <= _WORDS and not _NO_TOPIC.search(thema)
