"""Who does what to whom: the nouns of a sentence keep the order and the prepositions that they have in its source.

Phrases with a preposition may move ("Im Jahr 2020 hat der Bund ..." and "Der Bund hat im Jahr 2020 ..."), subjects and
objects may not change places; a number stays with the word in front of it and behind it. German only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.figures import WRITTEN_YEAR
from rag.parameters import PARAMETERS, Matching, Parameters, Verification
from rag.words import match, stem, tokens, word_list

# by hand: the prepositions of grammars, each line with the forms that hold an article; the first one stands for all
_FORMS = """ab
in im ins
an am ans
auf aufs
aus
bei beim
durch
für
gegen
mit
nach
ohne
seit
um
unter
über
von vom
vor
wegen
zu zum zur
zwischen
gegenüber
innerhalb
außerhalb
trotz
während
gemäß
laut
bis"""
_PREPOSITIONS = {form: line.split()[0] for line in _FORMS.splitlines() for form in line.split()}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, or a name, at its place among a text's words, with the preposition that governs it."""

    stem: str
    place: int
    preposition: str = ""


@lru_cache(maxsize=1)
def grammar() -> frozenset[str]:
    """Words of grammar, in lower case."""
    return frozenset(word_list("grammatik"))


def nouns(text: str, numbers: Verification = PARAMETERS.verification) -> list[Noun]:
    """The nouns in order."""
    words = tokens(text)
    return [
        Noun(stem(word), place, _preposition(words[max(0, place - numbers.preposition) : place]))
        for place, word in enumerate(words)
        if word[0].isupper() and word.lower() not in grammar()
    ]


def _preposition(before: Sequence[str]) -> str:
    """The last preposition before a noun; none where another noun stands between."""
    for number, word in reversed(list(enumerate(before))):
        if word == "über" and before[number + 1 :] and before[number + 1][0].isdigit():
            return ""  # "verfügt über 451 Planstellen" has 451 of them
        if word.lower() in _PREPOSITIONS:
            return _PREPOSITIONS[word.lower()]
        if word[0].isupper():
            return ""
    return ""


def ordered(sentence: str, source: str, numbers: Parameters = PARAMETERS) -> str | None:
    """What stands at another place than in the source; None if nothing does."""
    there, last, like = nouns(source, numbers.verification), -1, numbers.matching
    for number, noun in enumerate(nouns(sentence, numbers.verification)):
        same = [n for n in there if n.stem == noun.stem] or [n for n in there if _alike(noun.stem, n.stem, like)]
        if not same:
            continue  # it was taken from the Frage, or is no word of the source: judged elsewhere
        # what a source says of something ("Für das Netzwerk ...") may become the subject
        fit = [n for n in same if n.preposition == noun.preposition or (not number and not noun.preposition)]
        if not fit:
            return "ein Wort steht in der Quelle in anderem Verhältnis"
        free = [n.place for n in fit if not n.preposition]
        if noun.preposition or not free:
            continue
        later = [place for place in free if place > last]
        if not later:
            return "die Wörter stehen in der Quelle in anderer Folge"
        last = min(later)
    return _numbers(sentence, source, like)


def _alike(one: str, other: str, numbers: Matching) -> bool:
    """Whether a noun is the source's, or a part of its compound."""
    return match(one, frozenset([other]), numbers) >= numbers.compound


def _numbers(sentence: str, source: str, like: Matching) -> str | None:
    """A number stays with its neighbours: "§ 6 Absatz 1", "152 Transporte"."""
    there = _neighbours(source)
    for digits, before, after in _neighbours(sentence):
        same = [(b, a) for d, b, a in there if d == digits]
        fits = [(b, a) for b, a in same if _meets(before, b, like) and _meets(after, a, like)]
        if same and not fits:
            return f"die Zahl {digits} steht in der Quelle bei anderem"
    return None


def _neighbours(text: str) -> list[tuple[str, str, str]]:
    """Each number that is no year with the noun right before it and right behind it ("" where there is none)."""
    words = tokens(text)
    padded = ["", *words, ""]
    return [
        (stem(word), _noun(padded[place]), _noun(padded[place + 2]))
        for place, word in enumerate(words)
        if word[0].isdigit() and not WRITTEN_YEAR.fullmatch(word)
    ]


def _noun(word: str) -> str:
    return stem(word) if word and word[0].isupper() else ""


def _meets(said: str, there: str, like: Matching) -> bool:
    """Whether a neighbour is the source's; none said is none changed."""
    return not said or said == there or (bool(there) and _alike(said, there, like))
