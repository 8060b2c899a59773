"""German words and their stems.

The stemmer follows CISTEM (Weissweiler and Fraser 2017, "Developing a Stemmer for German"), with ae/oe/ue read as
umlauts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.data import DATA

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


def folded(word: str) -> str:
    """A word in lower case without umlauts, whichever way they are typed: "Gefährder", "Gefaehrder" -> "gefahrder"."""
    return re.sub(r"(?<=[aou])e(?![iu])", "", word.lower().translate(_FOLD))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word that is not empty, in lower case without umlauts: "Förderungen" -> "forderung".

    "ae", "oe", "ue" are read as umlauts; a number only loses its dots ("36.563" -> "36563"). The least lengths in
    here are CISTEM's.
    """
    if word[0].isdigit():
        return word.replace(".", "")
    text = folded(word)
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
    """Words and numbers as written, in order; "36 563" and "36.563" are one number each.

    Words joined by a hyphen or slash are one ("E-Mail", "NGO/Vereine"); `stems` takes their parts besides.
    """
    joined = re.sub(r"(?<=\d)[\u00a0\u2002\u2007\u2009\u202f ](?=\d{3}(?!\d))", "", text)
    return _WORD.findall(joined)


def content(text: str) -> list[str]:
    """The words and numbers that carry meaning (none of data/stop.txt, no single letter), as written, each once."""
    return list(dict.fromkeys(w for w in tokens(text) if w.lower() not in _STOP and (len(w) > 1 or w.isdigit())))


def stems(text: str) -> frozenset[str]:
    """The stems of all words and numbers of a text; of words with a hyphen or slash also those of their parts."""
    found = set()
    for word in tokens(text):
        found.add(stem(word))
        if "-" in word or "/" in word:
            found.update(stem(part) for part in re.split(r"[-/]", word) if part)
    return frozenset(found)


def english(text: str) -> bool:
    """Whether a text is English: it has at least two of the commonest English words."""
    return len(_ENGLISH.findall(text)) > 1
