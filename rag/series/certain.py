"""Whether a figure of a sentence is certainly the one asked for, or only stands beside it. Pure.

A figure that is a bound, the end of a range, or told of one of several authorities says too little; one that is told
instead of what is not known, or without a word of money or share where these are asked for, says something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.language.sentences import is_item
from ingest.language.status import nothing_known
from rag.parameters import PARAMETERS
from rag.query.bodies import bodies, same
from rag.series.twins import bare
from rag.series.wanted import MONEY, Measure, Wanted
from rag.text.figures import read_word
from rag.text.matching import coverage
from rag.text.matching import match as likeness
from rag.text.stemming import content, stem, stems

ABOUT = r"(?:rund|circa|ca\.|etwa|ungefähr|knapp|gut|fast|nahezu)"
"""Words before a rounded figure."""
_BOUND = re.compile(rf"\b(?:über|mehr als|mindestens|bis zu|weniger als|maximal)\s(?:{ABOUT}\s)?$", re.IGNORECASE)
_FROM = re.compile(r"(\S{1,40})\s?(?:bis|[–—-]|oder)\s?$")
_BETWEEN = re.compile(r"\bzwischen\s(?:\S{1,40}\s){1,3}und\s$")
_TO = re.compile(r"\s?(?:(?:bis|oder)\s(?:zu\s)?|[–—]\s?)\d")
_SAYS = {
    Measure.GELD: re.compile(rf"{MONEY}(?:n|en|s)?\b", re.IGNORECASE),
    Measure.ANTEIL: re.compile(r"anteil|quote\w{0,2}\b|prozentsatz", re.IGNORECASE),
}
_MORE_BODIES = re.compile(r"\b(?:Zoll|Bundeswehr)(?=verwaltung|behörden|\b)")  # they are asked about in other ways too
_ENDS = ".!?:"
_LEAST = 0.25
"""Share of the words of what is asked that a sentence must have to tell money or a share of it. By hand: of
seven figures below it, in random answers of several sentences, four were of something else."""
_HEAD = 8
"""Words of the longest line that is a head, and no sentence that leads to a list."""
_FEW = 3
"""Sentences of an answer that is too short to be about something else."""
_NOT_SO = re.compile(r"\bnicht\s\w+(?:\s\w+)?\W*$")  # "305 Fälle wurden nicht bestätigt"
_REACH = 60
"""Characters before a figure in which the other end of its range stands."""
_ALIKE = PARAMETERS.matching.compound


def exact(text: str, start: int, end: int) -> bool:
    """Whether the figure at these offsets is told itself: no bound ("mehr als 100"), no end of a range ("3 bis 5").

    `start`: of its digits or word, behind "rund".
    """
    before = text[max(0, start - _REACH) : start]
    if _BOUND.search(before) or _TO.match(text, end):
        return False
    other = _FROM.search(before)
    counts = other is not None and (other[1][-1:].isdigit() or read_word(other[1].lower()) is not None)
    return not counts and _BETWEEN.search(before) is None


def whole(mine: Wanted, frage: str, answer: Sequence[str], at: int, *, none: bool, timely: bool) -> bool:
    """Whether what a sentence tells is told of all that is asked, and of nothing else.

    `frage`: the whole text of the Frage; `answer`: the sentences of the answer in order; `at`: which of them tells;
    `none`: it tells that there is none; `timely`: it tells it for a time that is asked about.
    """
    if _NOT_SO.search(answer[at]) and "nicht" not in mine.clause:
        return False
    if _of_one_body(frage, answer, at) or _under_a_head(answer, at) or not _says(mine, answer, at):
        return False
    unknown = any(nothing_known(one) for n, one in enumerate(answer) if n != at)
    if unknown and none:
        return False
    shared = _shared(mine, answer, at)
    if mine.of_whole:
        return shared > _LEAST
    if mine.measure is not Measure.ANZAHL:
        return shared > _LEAST or len(answer) == 1
    return shared > 0 or (not unknown and (timely or len(answer) <= _FEW))


def _of_one_body(frage: str, answer: Sequence[str], at: int) -> bool:
    """Whether it speaks of one authority, and another sentence of another one, none of which the Frage names."""
    asked = _bodies(frage)
    named = [{key for key in _bodies(one) if not any(same(key, other) for other in asked)} for one in answer]
    about = next((here for here in reversed(named[: at + 1]) if here), set[str]())
    return bool(about) and any(here - about for here in named)


def _bodies(text: str) -> set[str]:
    return {*bodies(text), *(match[0] for match in _MORE_BODIES.finditer(text))}


def _under_a_head(answer: Sequence[str], at: int) -> bool:
    """Whether it stands under one of several heads ("Nationale Jugend:"), each with an answer of its own."""
    heads = [n for n, one in enumerate(answer) if one.endswith(":") and len(one.split()) <= _HEAD]
    return len(heads) > 1 and at > heads[0]


def _shared(mine: Wanted, answer: Sequence[str], at: int) -> float:
    """How far a sentence, with what leads to it, has the words of what is asked besides the noun: 0..1."""
    asked = {stem(word) for word in content(bare(mine.clause))}
    more = [word for word in asked if likeness(word, frozenset(mine.stems)) < _ALIKE]
    return coverage(more, stems(_led(answer, at))) if more else 1.0


def _says(mine: Wanted, answer: Sequence[str], at: int) -> bool:
    """Whether a word for money or for a share stands with the figure, or leads to the list that it stands in."""
    pattern = _SAYS.get(mine.measure)
    return pattern is None or pattern.search(_led(answer, at)) is not None


def _led(answer: Sequence[str], at: int) -> str:
    """A sentence with what leads to the list that it stands in."""
    first = at
    while first and (is_item(answer[first]) or answer[first - 1][-1:] not in _ENDS):
        first -= 1
    return " ".join(answer[first : at + 1])
