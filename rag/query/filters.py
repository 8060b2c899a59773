"""Filters that a question names itself: "in der Antwort an die AfD von Mai 2025", "Drucksache 21/392, Frage 7".

Only unambiguous wording counts: a Drucksache by number, or what stands directly at the word "Antwort" or "Anfrage".
What was understood is cut out of the question; the rest is searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ingest.language import ministries, parties
from ingest.language.dates import MONTH, YEAR, days, month_number
from ingest.language.papernumbers import NUMBER, WORD
from rag.model import Filters, Paper

_DRUCKSACHE = rf"(?:\(?{WORD}\s*(?P<nummer>{NUMBER})\)?)"
_ONE = r"\d{1,3}\s?[a-z]?\b"
_FRAGE = rf"(?:(?:zu\s+)?(?:den\s+|der\s+)?Fragen?\s+(?P<fragen>{_ONE}(?:\s*(?:,|und|bis)\s*{_ONE})*))"
_DATE = (
    r"(?:(?:von|vom|aus)\s+(?:dem\s+)?(?:Jahr\s+)?(?:(?P<tag>\d{1,2})\.\s*)?"
    rf"(?:(?P<monat>{MONTH})\s+)?(?P<jahr>{YEAR})\b)"
)
_PERIODE = r"(?:(?:in|aus|von)?\s*der\s+(?P<periode>\d{2})\.\s*Wahlperiode)"
_FRAKTION = (
    r"(?:(?:an|f(?:ü|ue)r|von|der|durch)?\s*(?:die|der|den)?\s*(?:Fraktion|Gruppe|Abgeordneten)?\s*(?:der|von)?\s*"
    rf"\b(?P<fraktion>{parties.TYPED})(?:-Fraktion|-Gruppe)?\b)"
)
_RESSORT = rf"(?:(?:des|vom|aus\s+dem|durch\s+das)\s+(?P<ressort>{ministries.TYPED}))"
_ANCHOR = (
    r"(?:\b(?:in|aus|laut|nach|gem(?:ä|ae)(?:ß|ss))\s+(?:der|den|einer|deren|welcher)\s+)"
    r"(?:(?:schriftlichen\s+)?Antwort(?:en)?)(?:\s+der\s+(?:Bundes)?[Rr]egierung)?"
)
_ASKED = r"(?:auf\s+(?:die|eine|den)\s+(?:Kleinen?\s+)?Anfragen?)"
_PIECES = tuple(
    re.compile(rf"[\s,(]*{piece}\)?", re.IGNORECASE)
    for piece in (_DRUCKSACHE, _FRAGE, _DATE, _PERIODE, _RESSORT, rf"{_ASKED}(?:\s+{_FRAKTION})?", _FRAKTION)
)
_NOTHING_ASKED = re.compile(
    r"\W*(?:(?:was|wie|bitte|zeig\w*|mir|die|der|das|es|in|zu|antwort\w*|(?:bundes)?regierung|sagt\w*|steht|stand|lautet\w*|"
    r"hei(?:ß|ss)t|schreib\w*|darin|dort|drin)\b\W*)*",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<word>{WORD}\s*)?(?<![\w/])(?P<nummer>{NUMBER})(?!/)", re.IGNORECASE)
_TURNED = re.compile(rf"{_FRAGE}\s+(?:(?:der|in|aus|auf|von)\s+)*{_DRUCKSACHE}", re.IGNORECASE)
_LEADING = re.compile(_ANCHOR, re.IGNORECASE)
_PLAIN = re.compile(rf"(?:\b(?:in|aus|laut|auf|zu|von)\s+(?:der\s+)?)?(?={_DRUCKSACHE})", re.IGNORECASE)


def read_filters(text: str, papers: Collection[Paper]) -> tuple[Filters, str]:
    """The filters that a question names, and the rest of it without those words.

    `papers`: those that may be meant; an Anfrage's number means the paper that answers it, and names of ministries are
    those that the papers print. No filters and the same text where none are named; "" where nothing else is asked.
    """
    filters, rest = Filters(), _in_order(text, papers)
    for start in (_LEADING, _PLAIN):
        begin = start.search(rest)
        if begin is None:
            continue
        found, end = _modifiers(rest, begin.end(), filters, papers)
        if found != filters:
            filters, rest = found, _without(rest, begin.start(), end)
    return (filters, rest) if filters else (Filters(), text)


def _in_order(text: str, papers: Collection[Paper]) -> str:
    """The Drucksache before the Frage, and its bare number with its word where a paper of that number is there."""

    def known(number: str) -> bool:
        return any(number in (paper.nummer, paper.bezug) for paper in papers)

    named = _NAMED.sub(lambda m: m[0] if m["word"] or not known(m["nummer"]) else f"Drucksache {m[0]}", text)
    return _TURNED.sub(r"Drucksache \g<nummer> Frage \g<fragen>", named)


def _modifiers(text: str, at: int, filters: Filters, papers: Collection[Paper]) -> tuple[Filters, int]:
    """All that narrows from this place on, in any order."""
    going = True
    while going:
        going = False
        for piece in _PIECES:
            found = piece.match(text, at)
            if found and found.end() > at:
                filters, at, going = _narrowed(filters, found, papers), found.end(), True
    return filters, at


def _narrowed(filters: Filters, found: re.Match[str], papers: Collection[Paper]) -> Filters:
    """The filters with what one piece says."""
    named = {name: value for name, value in found.groupdict().items() if value}
    if nummer := named.get("nummer"):
        filters = replace(filters, drucksachen=filters.drucksachen | {answer_meant(nummer, papers)})
    if fragen := named.get("fragen"):
        filters = replace(filters, fragen=filters.fragen | numbers_named(fragen))
    if jahr := named.get("jahr"):
        monat, tag = named.get("monat"), named.get("tag")
        von, bis = days(int(jahr), month_number(monat) if monat else None, int(tag) if tag else None)
        filters = replace(filters, von=von, bis=bis)
    if periode := named.get("periode"):
        filters = replace(filters, wahlperioden=filters.wahlperioden | {int(periode)})
    if fraktion := named.get("fraktion"):
        filters = replace(filters, fraktionen=filters.fraktionen | fraktionen_meant(fraktion, papers))
    if ressort := named.get("ressort"):
        filters = replace(filters, ressorts=filters.ressorts | ressorts_meant(ressort, papers))
    return filters


def answer_meant(nummer: str, papers: Collection[Paper]) -> str:
    """The answer's number, which may be that of the Anfrage: staff often name it.

    A paper that is held is meant itself, also where another prints its number as that of its Anfrage.
    """
    held = any(paper.nummer == nummer for paper in papers)
    return nummer if held else next((paper.nummer for paper in papers if paper.bezug == nummer), nummer)


def numbers_named(text: str) -> frozenset[str]:
    """The numbers of "7", "2 c und 3", "4 bis 6"."""
    numbers = set[str]()
    for part in re.split(r"\s*(?:,|und)\s*", text):
        first, _, last = (re.sub(r"\s", "", piece).lower() for piece in part.partition("bis"))
        if first.isdigit() and last.isdigit():
            numbers |= {str(n) for n in range(int(first), int(last) + 1)}
        else:
            numbers |= {first, last} - {""}
    return frozenset(numbers)


def fraktionen_meant(text: str, papers: Collection[Paper]) -> frozenset[str]:
    """The Fraktion as the papers spell it; an unknown one narrows to nothing, which is then said."""
    name = parties.meant(text)
    known = {f for p in papers for f in p.fraktionen}
    return frozenset(f for f in known if f.casefold().strip(". ") == name.casefold()) or frozenset({name})


def ressorts_meant(text: str, papers: Collection[Paper]) -> frozenset[str]:
    """The Ressorts of the papers that a name means."""
    ministry = ministries.meant(text)
    known = {p.ressort for p in papers if p.ressort}
    return frozenset(r for r in known if ministry and ministry.signs(r)) or frozenset({text})


def _without(text: str, start: int, end: int) -> str:
    """The question without a piece, white space and stray commas closed up."""
    rest = f"{text[:start].rstrip(' ,:(')} {text[end:].lstrip(' ,:)')}".strip()
    return "" if _NOTHING_ASKED.fullmatch(rest) else rest
