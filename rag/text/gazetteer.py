"""Names of Länder, states and cities, and the words by which a text may speak of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.parameters import PARAMETERS, Matching
from rag.text.stemming import word_list

LAENDER = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern"),
    *("Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt"),
    *("Schleswig-Holstein", "Thüringen"),
)
"""The sixteen Länder; all other names of the list are states and towns."""
_SHORT = {"NRW": "Nordrhein-Westfalen", "MV": "Mecklenburg-Vorpommern", "BaWü": "Baden-Württemberg"}
_SHORT |= {"M-V": "Mecklenburg-Vorpommern", "RLP": "Rheinland-Pfalz", "UK": "Großbritannien", "US": "USA"}
_TYPED = {short.lower(): _SHORT[short] for short in ("NRW", "BaWü", "RLP")}  # in lower case no other words
# a name's two parts over two lines of a table, or typed with a blank: "Nordrhein-\nWestfalen", "sachsen anhalt"
_TWO_PARTS = re.compile(
    r"\b(Nordrhein|Baden|Mecklenburg|Sachsen|Schleswig|Rheinland)(?:\s?[-–]\s?|\s)"
    r"(?=Westfalen|Württemberg|Vorpommern|Anhalt|Holstein|Pfalz)",
    re.IGNORECASE,
)
_CODES = {
    "BW": "Baden-Württemberg", "BY": "Bayern", "BE": "Berlin", "BB": "Brandenburg", "HB": "Bremen", "HH": "Hamburg",
    "HE": "Hessen", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt", "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}  # fmt: skip
_HERE = "Deutschland"  # only where a text says so; that an answer is not about it tells nothing
_WIDE = frozenset({"Europa", "Afrika", "Asien"})
# names that are words besides: places only where a preposition or "Stadt" leads to them
_WORDS = frozenset(
    [
        "essen",
        "halle",
        "hamm",
        "hof",
        "marl",
        "gera",
        "ulm",
        "celle",
        "worms",
        "weiden",
        "minden",
        "rom",
        "riesa",
        "stade",
        "siegen",
        "peine",
        "gern",
        "gerne",
    ]
)
_LED = re.compile(r"\b(?:in|aus|nach|bei|von|für|Stadt|Standort|Raum|Flughafen|Landgericht)\s$", re.IGNORECASE)
# what may stand behind the beginning of a name: "syr-isch", "Rumän-en", "Ghana-er", "Köln-er"
_ENDS = re.compile(
    r"(?:es|an|n|ös)?isch\w{0,3}|(?:an|n|a|i)?er(?:in|innen|n|s)?|en?|innen|in|ns?|s|ese[nr]?|osen?|ösin\w*"
)
_CUT = re.compile(r"(?:istan|reich|land|ien|en|ei|a|e|(?<=r)n)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_NONE = ("eu", "est", "all")  # beginnings that other words have
_LEAST = 3  # letters of a beginning


class Ortsart(StrEnum):
    """What a place is; of one kind, two names are two places."""

    LAND = "land"
    STAAT = "staat"
    STADT = "stadt"


@dataclass(frozen=True, slots=True)
class Ort:
    """A place: its name as the list has it, and its kind."""

    name: str
    art: Ortsart


@lru_cache(maxsize=4)
def orte(numbers: Matching = PARAMETERS.matching) -> dict[str, tuple[str, ...]]:
    """Each name as a question writes it ("Polen") -> what a text that speaks of the place has in it.

    These are beginnings of words in lower case ("pole", "poln" of "polnisch"), to be looked for in the lowered text.
    The lists are data/orte.txt and staedte.txt, "Name=other|other" with "_" for a space; `numbers` says how much of the
    name itself must stand there.
    """
    entries = (entry.partition("=") for entry in (*word_list("orte"), *word_list("staedte")))
    return {
        name: (_beginning(name.lower(), numbers), *others.replace("_", " ").split("|")[: len(others)])
        for name, _, others in entries
    }


def _beginning(name: str, numbers: Matching) -> str:
    """What of a name must stand in a text, so that "syrisch" counts for "Syrien"."""
    return name[: max(numbers.place, len(name) - numbers.place_ending)]


def places(text: str, codes: bool = False) -> dict[Ort, str]:
    """The Länder, states and cities that a text names, also by their people ("Rumänen"), each as it is said first.

    `codes`: also the two letters that tables put for a Land.
    """
    found: dict[Ort, str] = {}
    text = _TWO_PARTS.sub(r"\1-", text)
    for match in _WORD.finditer(text):
        ort = _named(_CODES[match[0]]) if codes and match[0] in _CODES else _place(match[0])
        if ort is None:
            continue
        if match[0].lower() in _WORDS and not _LED.search(text, max(0, match.start() - 16), match.start()):
            continue
        found.setdefault(ort, match[0])
    return found


def goals(text: str) -> dict[Ort, str]:
    """The places to which a text says that something goes ("nach Algerien", "in die Türkei"), as `places` has them."""
    return {ort: word for ort, word in places(text).items() if _goal(word).search(text)}


@lru_cache(maxsize=5_000)
def _goal(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:nach|in die)\s{re.escape(word)}\b")


def speaks_of(ort: Ort, text: str, numbers: Matching = PARAMETERS.matching) -> bool:
    """Whether a text may mean a place, by any of the beginnings that stand for it; rather yes than no."""
    low = _TWO_PARTS.sub(r"\1-", text).lower()
    if any(word in low for word in orte(numbers)[ort.name]):
        return True
    shorts = _shorts().get(ort.name)
    return shorts is not None and shorts.search(text) is not None


@lru_cache(maxsize=50_000)
def _place(word: str) -> Ort | None:
    """The place that a word names, alone or as a part ("Berlin-Mitte"); None for all other words."""
    if word == _HERE:
        return Ort(_HERE, Ortsart.STAAT)
    if word in _SHORT or word in _TYPED:
        return _named(_SHORT.get(word) or _TYPED[word])
    whole = _of(word.lower())
    if whole or "-" not in word:
        return whole
    parts = (_named(_SHORT[part]) if part in _SHORT else _of(part.lower()) for part in word.split("-"))
    return next((ort for ort in parts if ort), None)


def _of(low: str) -> Ort | None:
    exact, beginnings = _forms()
    if low in exact:
        return _named(exact[low])
    for size in range(len(low), _LEAST - 1, -1):
        name = beginnings.get(low[:size])
        if name and _ENDS.fullmatch(low, size):
            return _named(name)
    return None


def _named(name: str) -> Ort:
    if name in LAENDER:
        return Ort(name, Ortsart.LAND)
    return Ort(name, Ortsart.STADT if name in _cities() else Ortsart.STAAT)


@lru_cache(maxsize=1)
def _shorts() -> dict[str, re.Pattern[str]]:
    """For each name that has any: its short forms and the letters that tables put for it."""
    forms = [*_CODES.items(), *_SHORT.items()]
    found = {name: "|".join(re.escape(short) for short, other in forms if other == name) for _, name in forms}
    return {name: re.compile(rf"\b(?:{shorts})\b") for name, shorts in found.items()}


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(entry.partition("=")[0] for entry in word_list("staedte"))


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """The names in lower case, and the beginnings to which the ending of an adjective or of its people is put."""
    exact: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for name, words in orte().items():
        if name in _WIDE:
            continue
        low = name.lower()
        exact[low] = name
        for beginning in (low, _CUT.sub("", low), *(word.rstrip("-") for word in words[1:] if " " not in word)):
            if len(beginning) >= _LEAST and beginning not in _NONE:
                beginnings.setdefault(beginning, name)
    return exact, beginnings
