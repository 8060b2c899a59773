"""A text with one mark in place of each thing it names: a paper, Fragen, a party, a ministry, a stretch of days.

What is left are few words, and a request is only what has a known word everywhere else: whoever asks a question of
substance says something besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.language import ministries, parties
from ingest.language.papernumbers import LAUFEND, NEW, WAHLPERIODE, WORD
from ingest.model import canonical
from rag.routing.periods import PERIOD

PAPER, FRAGEN, PARTY, MINISTRY, DAYS = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
"""Marks, of characters that no text has: they are taken out of it first."""
MARKS = PAPER + FRAGEN + PARTY + MINISTRY + DAYS
LONGEST = 240
"""Characters; whoever types more tells a matter. The longest title of a paper in the stock has about as many."""

_ADDRESS = re.compile(r"(?:https?://)?dserver\.bundestag\.de/btd/\d{1,2}/\d{3}/(\d{7})\.pdf(?:#\S*)?", re.IGNORECASE)
_FILE = re.compile(r"(?<![\w/])(\d{7})\.pdf\b", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?P<word>{WORD}\s*)?(?<![\w/.,])(?P<wp>{WAHLPERIODE})\s?/\s?(?P<zahl>{LAUFEND})(?![/\w]){NEW}", re.IGNORECASE
)
_ONE = r"\d{1,3}(?:\s?[a-z]\b)?\)?"
_FRAGEN = re.compile(
    rf"(?<!\w)(?:Teil)?Fragen?\s+(?:(?:Nr\.|Nummern?)\s*)?(?P<viele>{_ONE}(?:\s*(?:,|und|bis|[-–])\s*{_ONE})*)",
    re.IGNORECASE,
)
_PARTY = re.compile(
    rf"(?<![\w-])(?P<name>{parties.TYPED})(?:-(?:Bundestags)?fraktion|-Gruppe)?(?![\w-])", re.IGNORECASE
)
_MINISTRY = re.compile(rf"(?<![\w-])(?:{ministries.TYPED})(?![\w-])", re.IGNORECASE)
_DAYS = re.compile(PERIOD, re.IGNORECASE)
_QUOTES = str.maketrans("", "", '„“”»«"')


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named: its mark, what was typed, and for a paper its number, for Fragen the list of their numbers."""

    mark: str
    said: str
    value: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`text`: as typed, one blank between words, with marks; `named`: what each mark stands for, in order."""

    text: str
    named: tuple[Named, ...]

    def of(self, mark: str) -> list[Named]:
        """All things of a kind."""
        return [one for one in self.named if one.mark == mark]

    def restored(self, text: str, before: int = 0) -> str:
        """A piece of the skeleton as it was typed; `before`: how many marks stand in front of it."""
        things = iter(self.named[before:])
        return "".join(next(things).said if c in MARKS else c for c in text)


@lru_cache(maxsize=256)
def skeleton(text: str) -> Skeleton | None:
    """The skeleton of a text; None where it is too long to be a request."""
    plain = " ".join("".join(c for c in text if c not in MARKS).split())
    if len(plain) > LONGEST:
        return None
    things: dict[str, list[Named]] = {mark: [] for mark in MARKS}

    def put(mark: str, said: str, value: str) -> str:
        things[mark].append(Named(mark, said, value))
        return mark

    for pattern in (_ADDRESS, _FILE):
        plain = pattern.sub(lambda m: f"Drucksache {_of_file(m[1])}", plain)
    plain = _NUMBER.sub(
        lambda m: put(PAPER, m[0], canonical(f"{m['wp']}/{m['zahl']}")) if _is_number(m) else m[0], plain
    )
    plain = _FRAGEN.sub(lambda m: put(FRAGEN, m[0], m["viele"]), plain)
    plain = _MINISTRY.sub(lambda m: put(MINISTRY, m[0], m[0]), plain)
    plain = _PARTY.sub(lambda m: put(PARTY, m[0], m["name"]), plain)
    plain = _DAYS.sub(lambda m: put(DAYS, m[0], m[0]), plain)
    waiting = {mark: iter(found) for mark, found in things.items()}
    return Skeleton(plain, tuple(next(waiting[c]) for c in plain if c in MARKS))


def _of_file(digits: str) -> str:
    """The number that the Bundestag's file name means: 2011166 is 20/11166."""
    return canonical(f"{digits[:2]}/{digits[2:]}")


def _is_number(found: re.Match[str]) -> bool:
    """Whether it is a paper's number: its word stands there, or it looks like one ("24/7" does not)."""
    return bool(found["word"]) or (10 <= int(found["wp"]) <= 29 and len(found["zahl"]) > 1)


def marks(text: str) -> int:
    """How many marks a piece of a skeleton has."""
    return sum(c in MARKS for c in text)


def unquoted(text: str) -> str:
    """A text without quotation marks."""
    return text.translate(_QUOTES)
