"""German words compared as a reader would: stems, parts of compounds, typing errors; how telling a word is.

The stemmer follows CISTEM (Weissweiler and Fraser 2017, "Developing a Stemmer for German"), with ae/oe/ue read as
umlauts. `data/words.json` says in how many of the measured answers a stem occurs (made by evals/train_words.py).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Set
from functools import lru_cache
from pathlib import Path

from rag.parameters import PARAMETERS, Matching

DATA = Path(__file__).parent / "data"  # lists and fitted numbers that come with the code
_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:[-/’'][^\W\d_]+)*")
_ENGLISH = re.compile(
    r"\b(?:the|of|is|are|does|did|how|what|which|who|when|where|why|can|you|and|to|many|there)\b", re.I
)
_SHORT = {"millio": "mio", "milliard": "mrd"}  # stems of numerals as papers shorten them
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e"})


def word_list(name: str) -> list[str]:
    """The words of data/NAME.txt as they stand there; lines that begin with "#" say what the list is."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_STOP = frozenset(word_list("stop"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem, folded: "Förderungen" and "foerderung" alike; numbers lose dots and spaces only.

    The lengths are CISTEM's.
    """
    if word[0].isdigit():
        return word.replace(".", "")
    text = re.sub(r"(?<=[aou])e(?![iu])", "", word.lower().translate(_FOLD))
    if text.startswith("ge") and len(text) >= 6:
        text = text[2:]
    text = re.sub(r"(.)\1", r"\1*", text.replace("sch", "$").replace("ei", "%").replace("ie", "&"))
    while len(text) > 3:
        if len(text) > 5 and text.endswith(("em", "er", "nd")):
            text = text[:-2]
        elif text[-1] in "tesn":
            text = text[:-1]
        else:
            break
    text = re.sub(r"(.)\*", r"\1\1", text)
    text = text.replace("%", "ei").replace("&", "ie").replace("$", "sch")
    return _SHORT.get(text, text)


def tokens(text: str) -> list[str]:
    """Words and numbers as written, in order; "36 563" and "36.563" are one number."""
    joined = re.sub(r"(?<=\d)[\u00a0\u2002\u2007\u2009\u202f ](?=\d{3}(?!\d))", "", text)
    return _WORD.findall(joined)


def content(text: str) -> list[str]:
    """The words that carry meaning, as written, each once."""
    return list(dict.fromkeys(w for w in tokens(text) if w.lower() not in _STOP and (len(w) > 1 or w.isdigit())))


def stems(text: str) -> frozenset[str]:
    """The stems of all words; hyphenated words also by their parts."""
    found = set()
    for word in tokens(text):
        found.add(stem(word))
        if "-" in word or "/" in word:
            found.update(stem(part) for part in re.split(r"[-/]", word) if part)
    return frozenset(found)


def match(wanted: str, there: Set[str], numbers: Matching = PARAMETERS.matching) -> float:
    """How well one stem is found among others, 0..1: equal 1, part of a compound less, a typing error still less."""
    if wanted in there:
        return 1.0
    if wanted[0].isdigit() or len(wanted) < numbers.shortest:
        return 0.0
    return _known(wanted, numbers).best(there)


class _Known:
    """Stems that were compared with one stem, and those like it: words recur, so most comparisons are made once.

    Threads may share it: `seen` is only asked for members, `alike` is replaced and never changed.
    """

    def __init__(self, wanted: str, numbers: Matching) -> None:
        self.wanted, self.numbers = wanted, numbers
        self.seen: set[str] = set()
        self.alike: dict[str, float] = {}

    def best(self, there: Set[str]) -> float:
        """The likeness of the likest of these stems, 0 if none is like."""
        new = {other: value for other in there - self.seen if (value := _alike(self.wanted, other, self.numbers))}
        if new:
            self.alike = {**self.alike, **new}
        self.seen.update(there)
        alike = self.alike
        return max((alike[other] for other in there & alike.keys()), default=0.0)


@lru_cache(maxsize=512)
def _known(wanted: str, numbers: Matching) -> _Known:
    return _Known(wanted, numbers)


def _alike(wanted: str, other: str, numbers: Matching) -> float:
    """How alike two different stems are, the wanted one not too short for it and no number."""
    if len(other) >= numbers.shortest and _compound(wanted, other, numbers.inside):
        return numbers.compound
    if len(wanted) < numbers.typing_from or abs(len(other) - len(wanted)) > numbers.typing_length:
        return 0.0
    return numbers.typing_error if _dice(_grams(wanted), _grams(other)) > numbers.typing_pairs else 0.0


def _compound(one: str, other: str, inside: int) -> bool:
    """Whether the shorter word is the head or the first part of the longer one; from `inside` letters on, any part."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long[0].isdigit():
        return False
    return (len(short) >= inside and short in long) or long.startswith(short) or long.endswith(short)


@lru_cache(maxsize=50_000)
def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    data = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    return data["texts"], data["words"]


def rarity(stemmed: str) -> float:
    """How telling a stem is, 0 (in every answer) to 1 (in none that was measured): scaled idf."""
    texts, known = _table()
    return math.log((texts + 1) / (known.get(stemmed, 0) + 1)) / math.log(texts + 1)


def coverage(wanted: Iterable[str], there: Set[str], numbers: Matching = PARAMETERS.matching) -> float:
    """Share of the wanted stems that are found, each weighed by its rarity; 0 if nothing is wanted."""
    weights = [(rarity(s), match(s, there, numbers)) for s in wanted]
    total = sum(w for w, _ in weights)
    return sum(w * m for w, m in weights) / total if total else 0.0


def english(text: str) -> bool:
    """Whether a text is English, by two of its commonest words."""
    return len(_ENGLISH.findall(text)) > 1
