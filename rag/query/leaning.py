"""Whether a turn leans on the one before it, by its words alone.

Staff type few words when they go on ("Seit wann?", "Was verdienen die?") and a topic when they begin. Between lies
what words cannot tell ("Wie hoch war die Strafe?"): there the papers are asked (rag.engine).
"""

from __future__ import annotations

import re
from enum import IntEnum

from ingest.language.papernumbers import NUMBER
from rag.parameters import PARAMETERS, Questions
from rag.query.values import shifts
from rag.text.proforms import points
from rag.text.stemming import content, word_list

OPENING = re.compile(
    r"^(?:(?:und|aber|oder|also|ok(?:ay)?|gut|nur|and|but|what about|how about|was ist mit|auch|nochmal|"
    r"wie (?:sieht|steht|war) (?:es|das)(?: denn)?(?: mit)?)\b[\s,]*)+",
    re.IGNORECASE,
)
_PAPER = re.compile(rf"\b{NUMBER}")
_STOP = frozenset(word_list("stop"))
_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:danke|vielen|dank|ok(?:ay)?|gut|super|prima|aha|hm+|ja|nein|bitte|alles klar|verstehe|und|weiter|mehr)"
    r"\b\W*)*",
    re.IGNORECASE,
)
_ASKS = frozenset(("wann", "genau", "denn", "when"))  # tells nothing, though it is no stop word
# words of every topic that still make one of a single telling word: "Wie viele Apotheken gibt es in Deutschland?"
_WHOLE = re.compile(r"\b(?:deutsch\w*|bund(?:es\w*)?|regierung)\b", re.IGNORECASE)
_ARTICLES = frozenset(("die", "der", "das", "den", "dem"))
_PERSONAL = re.compile(
    r"(?<!gibt )(?<!gab )(?<!geht )(?<!ging )(?<!kam )\bes\b(?! (?:gibt|gab|geht|ging|um|zu)\b)"
    r"|\b(?:er|ihn|ihm|da|danach|seitdem|daraus|drin|deswegen|beide[nr]?)\b"
    r"|\b(?:ihr|ihre[nmrs]?|so (?:ein\w*|was))\b(?=.)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-/.’'][^\W_]+)*")


class Leans(IntEnum):
    """How far a turn needs the one before it; LIKELY: it says too little alone, but nothing in it points back."""

    NOT = 0
    MAYBE = 1
    LIKELY = 2
    SURELY = 3


def leans(text: str, numbers: Questions = PARAMETERS.questions) -> Leans:
    """How far a turn needs the one before it, by the telling words it has and by the words that point back."""
    if _PAPER.search(text):
        return Leans.NOT
    rest = OPENING.sub("", text.strip())
    telling, opened = len([w for w in content(rest) if w.lower() not in _ASKS]), rest != text.strip()
    pointing, few = points(text) or shifts(text), telling < numbers.follow_up
    if telling == 0 or says_nothing(text) or (few and (pointing or opened)):
        return Leans.SURELY
    taking_up = pronoun(rest)
    if taking_up and telling <= numbers.taking_up:
        return Leans.SURELY
    if telling == 1 and " " in rest and not _WHOLE.search(rest):
        return Leans.LIKELY
    if pointing or opened or taking_up or few:
        return Leans.MAYBE
    return Leans.NOT


def points_back(text: str) -> bool:
    """Whether a turn begins as one that goes on ("Und ..."), or has a word that takes up what was said before."""
    rest = OPENING.sub("", text.strip())
    return rest != text.strip() or bool(points(text) or shifts(text)) or pronoun(rest)


def says_nothing(text: str) -> bool:
    """Whether a turn asks and tells nothing ("Danke", "ok")."""
    return _SAYS_NOTHING.fullmatch(text) is not None


def pronoun(text: str) -> bool:
    """Whether a text takes up something with a word that may be an article ("Was kostet das?") or with "er", "es"."""
    words = [(m[0], text[m.end() :].lstrip()[:1]) for m in _WORD.finditer(text)]
    cased = any(word[0].isupper() for word, _ in words[1:])
    for at, (word, behind) in enumerate(words):
        article = at > 0 and word.lower() in _ARTICLES
        if article and (behind in ("", "?", "!", ".", ",", ")") or _alone(words[at + 1 :], cased)):
            return True
    return _PERSONAL.search(text) is not None


def _alone(behind: list[tuple[str, str]], cased: bool) -> bool:
    """Whether no noun comes that an article would belong to: adjectives and numbers may stand before it."""
    for word, _ in behind:
        if word[0].isupper():
            return False
        if word.lower() in _STOP or not cased:
            return word.lower() in _STOP
        if not re.search(r"(?:e[nmrs]?|\d)$", word):
            return True
    return True
