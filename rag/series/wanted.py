"""What quantity an official Frage asks for: how many of what, how much money, what share. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum

from rag.parameters import PARAMETERS
from rag.series.twins import without_asides
from rag.text.matching import match as likeness
from rag.text.stemming import stem

_WORD = re.compile(r"[^\W\d_]+(?:[-/’'][^\W\d_]+|[-/]in(?:nen)?\b)*\.?|[,;:()?!]|\d[\d.,]*")
_AND = frozenset({"und", "oder", "bzw.", "beziehungsweise", "sowie"})
_BEFORE_NOUN = frozenset({"der", "die", "den", "dem", "an", "von", "aller", "insgesamt"})
_ADJECTIVE = re.compile(r"(?:[a-zäöüß]+-)?[a-zäöüß]{2,}e[nrsm]?")
# what ends like an adjective but is none: the phrase ends before it
_NO_ADJECTIVES = (
    "hatte hatten wurde wurden werde werden habe haben waren wäre wären seien können konnten konnte sollen sollten "
    "müssen mussten sollte dieser diese dieses diesen welche welcher ihre ihrer seine seiner unter über seit bestehen "
    "bestanden erhielten verfügten dürfen durften jeweils hier daher bisher führen gelten nahmen kamen fanden gingen "
    "erhalten entstanden entstehen wie keine keiner keinen eine einer einen eines einem"
)
_NONE = frozenset(_NO_ADJECTIVES.split())
MONEY = (
    r"(?:kosten|ausgaben|aufwendungen|mittel|budget|etat|honorare?|vergütung(?:en)?|gelder|zahlungen|einnahmen|"
    r"summe|fördersumme|gebühren|bußgelder|geldstrafen|auftragswert|umsätze|umsatz|volumen)"
)
_OF_WHOLE = re.compile(r"wie\s?viele[nrm]?\s(?:der|dieser|davon|hiervon|von\s(?:den|diesen))\b", re.IGNORECASE)
_ALIKE = PARAMETERS.matching.compound
_ASKS = re.compile(
    rf"\bwie\s?viele?[nrm]?\s(?P<money>Geld|Euro|Mittel)\b"
    rf"|\bwie\s?viele?[nrm]?\s(?P<many>)"
    rf"|\bwie\s(?:hoch|groß)\b[^?;]{{0,160}}?\b(?P<share>\w{{0,30}}(?:anteil|quote)\w{{0,4}})\b"
    rf"|\bwie\s(?:hoch|groß)\b[^?;]{{0,160}}?\b(?:An)?zahl\s(?P<number>)"
    rf"|\bwie\s(?:hoch|groß)\b[^?;]{{0,160}}?\b(?P<sum>\w{{0,30}}{MONEY})\b"
    rf"|\bwelche\s(?:\w+\s){{0,2}}(?P<which>\w{{0,30}}(?:ausgaben|kosten))\b"
    rf"|\b(?:An)?Zahl\s(?:der|von|an|aller)\s(?P<of>)",
    re.IGNORECASE,
)


class Measure(StrEnum):
    """What kind of figure is asked for."""

    ANZAHL = "anzahl"
    GELD = "geld"
    ANTEIL = "anteil"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity asked for: `nouns` as printed, what is counted or what money or share is of; `clause`: all it says."""

    measure: Measure
    nouns: tuple[str, ...]
    clause: str

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the nouns."""
        return tuple(map(stem, self.nouns))

    @property
    def of_whole(self) -> bool:
        """Whether a part of something is asked for ("Wie viele der Verträge"): the whole is no answer."""
        return _OF_WHOLE.match(self.clause) is not None

    def counts(self, nouns: Iterable[str]) -> bool:
        """Whether one of these is a noun of it, or a compound with it."""
        return self.among(frozenset(map(stem, nouns)))

    def among(self, there: Set[str]) -> bool:
        """Whether the stem of one of its nouns is among these, or a compound with it."""
        return any(likeness(noun, there) >= _ALIKE for noun in self.stems)


def wanted(frage: str) -> tuple[Wanted, ...]:
    """All quantities that a Frage asks for, in order, besides its asides ("bitte nach Jahren aufschlüsseln")."""
    text = without_asides(frage)
    found = [match for match in _ASKS.finditer(text) if match["of"] is None or not _asked_already(text, match)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    every = (_read(text, match, end) for match, end in zip(found, ends, strict=False))
    return tuple(one for one in every if one is not None)


def _asked_already(text: str, match: re.Match[str]) -> bool:
    """Whether "Zahl der" is only what another question is about, and not how this one begins."""
    return re.search(r"\b(?:entwickel|veränder)", text[match.end() :], re.IGNORECASE) is None


def _read(text: str, match: re.Match[str], end: int) -> Wanted | None:
    clause = text[match.start() : end].strip()
    for name, measure in (("money", Measure.GELD), ("sum", Measure.GELD), ("which", Measure.GELD)):
        if match[name]:
            return Wanted(measure, (match[name],), clause)
    if match["share"]:
        return Wanted(Measure.ANTEIL, (match["share"],), clause)
    nouns, _ = phrase(text, match.end())
    return Wanted(Measure.ANZAHL, nouns, clause) if nouns else None


def phrase(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """The nouns of the phrase that begins at an offset ("elf offene Verfahren und Klagen, die"), and where it ends.

    No noun where something else than adjectives stands before the first one.
    """
    nouns, end, joined = list[str](), start, True
    for match in _WORD.finditer(text, start, start + 200):
        word = match[0]
        if text[match.end() : match.end() + 1] == "-":  # "Straf- und Ordnungswidrigkeitenverfahren"
            continue
        if word[0].isupper() and (joined or not nouns):
            nouns.append(word.rstrip("."))
            end, joined = match.end(), False
            if word.endswith("."):
                break
        elif word in _AND:
            joined = True
        elif (nouns and not joined) or not _goes_on(word):
            break
    return tuple(nouns), end


def _goes_on(word: str) -> bool:
    """Whether a word may stand before the noun of a phrase."""
    return word in _BEFORE_NOUN or (word not in _NONE and _ADJECTIVE.fullmatch(word) is not None)
