"""What a question names that must hold for what answers it: times, places, bodies, marks ("B10", "Artikel 91c").

One place says what is named; what holds for a sentence or row is told in rag.answerability.binding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from ingest.language.dates import MONTH, MONTHS, SHORT_MONTH, is_month
from rag.query.bodies import bodies
from rag.text.gazetteer import Ort, goals, places
from rag.text.times import Time, times

# capitals and seats of courts that stand for who sits there: places only where a preposition leads to them
_SEATS = frozenset({"Berlin", "Karlsruhe", "Brüssel", "Bonn"})
_LED = r"\b(?:in|aus|nach|für|bei|von|ab|über|zwischen|und|Land|Stadt|Raum|Standort|Bundesland)\s(?:\w+\s)?{}\b"
_NOWHERE = frozenset({"Deutschland"})  # holds wherever nothing else is said
_MARK = re.compile(
    r"\b(?:(?:Einzelplan|Epl\.?|Kapitel|Artikel|Art\.|§|Titel|Position|Listenplatz|Klasse|Stufe|Grad)\s?\d{1,4}\s?[a-z]?\b(?!\s?\d{3})"
    r"|\b[0-6]\d{3}\s\d{3}\s?\d{2}\b"  # a title of the budget, with its chapter: "0601 685 12"
    r"|(?:[ABRW]|Q|EG|E)\s?-?\d{1,3}[a-z]?\b(?!\.)|[abrw]\d{1,2}\b|\d{1,3}[a-z]\b(?!\))"
    r"|(?:(?<=\bdie )|(?<=\bder )|(?<=\bauf )|(?<=\bbei ))[ab] \d{1,3}\b(?! ?(?:und|bis) )"  # a road
    rf"|\d{{1,2}}\. (?!(?:{MONTH}|{SHORT_MONTH}|Quartal|Halbjahr|Jahrhundert|Lebensjahr)\b)[A-ZÄÖÜ]\w{{3,}})"
)
_MAY_BE_MONTH = re.compile(r"(?<=\d\. )[^\W\d_]{4,10}\b|\b[^\W\d_]{4,10}(?=\s20\d\d\b)")
_LIKE = 0.85  # of difflib; "Febuar" and "Sepember" have more, other words that stand there less
_YEARLY = re.compile(r"^Q\s?[1-4]$")


@dataclass(frozen=True, slots=True)
class Named:
    """What is named, each with the words that name it: `places` and `bodies` as pairs of what is meant and said.

    `goals`: those of the places to which something goes ("nach Algerien").
    """

    times: tuple[Time, ...] = ()
    places: tuple[tuple[Ort, str], ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    goals: frozenset[Ort] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.times or self.places or self.bodies or self.marks)


NOTHING = Named()


def named(text: str) -> Named:
    """What a question names; months are told where a letter of them is missing ("10. Febuar 2025")."""
    return Named(
        times=times(_MAY_BE_MONTH.sub(_month, text)),
        places=tuple((ort, said) for ort, said in places(text).items() if _is_place(ort, said, text)),
        bodies=tuple(bodies(text).items()),
        marks=marks(text),
        goals=frozenset(goals(text)),
    )


def _month(match: re.Match[str]) -> str:
    """The month that a word before a year or behind a day is meant for; the word where there is none."""
    word = match[0]
    return word if is_month(word) else next(iter(get_close_matches(word.capitalize(), MONTHS, 1, _LIKE)), word)


def all_said(what: Named) -> tuple[str, ...]:
    """The things named, as the question has them; marks without white space."""
    return (
        *(time.said for time in what.times),
        *(w for _, w in what.places),
        *(w for _, w in what.bodies),
        *what.marks,
    )


def said(what: Named) -> str:
    """The first of the things named, as the question has it; "" where none is."""
    return next(iter(all_said(what)), "")


def marks(text: str) -> tuple[str, ...]:
    """Marks of letters and digits in order, without white space, each once."""
    found = (re.sub(r"\s", "", match[0]) for match in _MARK.finditer(text) if not _YEARLY.match(match[0]))
    return tuple(dict.fromkeys(_upper(mark.replace("-", "")) for mark in found))


def core_of(mark: str) -> str:
    """What of a mark is always written alike: "16i" of "§16i", "10." of "10.Aktionstag", "B10"."""
    found = re.search(r"\d+\.|[A-Z]+\d+\w?$|\d+[a-z]?$", mark)
    return found[0] if found else mark


def _upper(mark: str) -> str:
    """A mark as tables print it: "b10" is B10."""
    return mark.upper() if re.fullmatch(r"[abrw]\d+", mark) else mark


def _is_place(ort: Ort, said: str, text: str) -> bool:
    if ort.name in _NOWHERE:
        return False
    return ort.name not in _SEATS or re.search(_LED.format(re.escape(said)), text, re.IGNORECASE) is not None
