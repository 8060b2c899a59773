"""Follow-up turns by rule: "Und im Jahr davor?" becomes a whole question from the turns before it.

What stays: Drucksache, Frage and filters, the topic. What changes: a value in the place of another of its kind
(`values`), or a phrase with the same preposition; what cannot be put in place is asked with the questions before it
named. The whole question is shown to the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ingest.language.papernumbers import NUMBER, WORD
from rag.model import Filters, Query
from rag.parameters import PARAMETERS, Questions
from rag.query.leaning import OPENING, Leans, leans, pronoun, says_nothing
from rag.query.values import replaced, shifts, values, without
from rag.text.proforms import points
from rag.text.stemming import content

_PHRASE = re.compile(
    r"\b(in|im|aus|bei|beim|für|mit|von|vom|zu|zum|zur|nach|über)( (?:den|der|dem|die|das))? "
    r"([A-ZÄÖÜ#][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)"
)
_PREPOSITION = {"im": "in", "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu"}
_COUNTED = re.compile(r"\b(wie\s?viele)\s([A-ZÄÖÜ\d][\w.-]*(?: bis [\w-]+)?)", re.IGNORECASE)
_DONE = re.compile(r"(?:\w*ge\w+|(?:ver|be|er|ent|zer)\w+)(?:t|en)")
_PLACE = re.compile(rf"(?:{WORD} )?\b{NUMBER}(?:,? (?:Antwort zu )?Frage \d+[a-z]?)?")
FURTHEST = 20  # turns that are looked back: what was asked before them is not meant any more


@dataclass(frozen=True, slots=True)
class Understood:
    """A turn as it is meant: its own words, made whole where values were put in place, and what they lean on.

    `topics`: the questions that it takes up, the first and the last of them; none where the words are whole.
    `changed`: whether it is more than what was typed. `unsure`: whether it takes the topic up though nothing
    in it points back: it may have changed it.
    """

    text: str
    topics: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    changed: bool = False
    unsure: bool = False

    @property
    def whole(self) -> str:
        """One text to search: what it is about, then what is asked.

        That order finds the Frage first for 137 of 175 turns, the other one for 131 (fragen-0 to 6, 341 papers).
        """
        return " ".join((*self.topics, self.text)) if self.topics else self.text

    @property
    def shown(self) -> str:
        """The same to be read: the topic named behind it; a paper and Frage that it named stay in front."""
        if not self.topics:
            return self.text
        place = next((found[0] for topic in self.topics if (found := _PLACE.search(topic))), None)
        front = f"{place}: " if place else ""
        return f"{front}{self.text} (Es ging um: {'; '.join(self.topics)})"


def understood(
    query: Query, takes_up: Callable[[Understood, Understood], bool], numbers: Questions = PARAMETERS.questions
) -> Understood:
    """A turn with what it takes from the turns before it; one that changes the topic takes nothing.

    `takes_up` decides where words do not tell, between the turn alone and the turn with what it would take up.
    """
    turns = list[tuple[Query, Leans]]()
    while query.vorher is not None and len(turns) < FURTHEST:
        how = leans(query.text, numbers)
        if how is Leans.NOT:
            break
        turns.append((query, how))
        query = query.vorher
    found = Understood(query.text, filters=query.filters)
    for turn, how in reversed(turns):
        meant = _joined(turn, found, numbers)
        if how is not Leans.SURELY:
            meant = replace(meant, unsure=True)
        if how is Leans.MAYBE:
            alone = Understood(turn.text, filters=turn.filters)
            meant = meant if takes_up(alone, meant) else alone
        found = meant
    return found


def _joined(turn: Query, before: Understood, numbers: Questions) -> Understood:
    """A turn that leans on the one before it; one that says nothing ("Danke") asks for the same again."""
    text, filters = turn.text.strip(), turn.filters or before.filters
    if says_nothing(text):
        return replace(before, filters=filters, changed=True)
    rest = OPENING.sub("", text).rstrip("?!. ")
    put = _put(rest, before, numbers.swapped)
    if put:
        return replace(before, text=put, filters=filters, changed=True)
    topics = (*before.topics[:1], before.text.strip())
    if rest != text.rstrip("?!. ") and not points(rest) and not pronoun(rest):
        topics = tuple(replaced(rest, topic)[0] for topic in topics)  # "Und was ist für 2026 geplant?"
    return Understood(text, topics, filters, changed=True)


def _put(rest: str, before: Understood, most: int) -> str | None:
    """The earlier question with what is new in its place; None if the turn says more than that or it has no place."""
    asked, besides = before.text.strip(), content(without(rest))
    if (values(rest) or shifts(rest)) and not besides and not points(rest):
        whole, placed = replaced(rest, asked)
        if placed:
            return whole
    if len(content(rest)) > most or points(rest) or pronoun(rest) or shifts(rest):
        return None
    return _phrase(rest, asked) or _counted(rest, asked)


def _phrase(rest: str, asked: str) -> str | None:
    """A phrase in the place of the only one with the same preposition; a time is no place."""
    phrase = _PHRASE.search(rest)
    if not phrase:
        return None
    times = [v for v in values(asked) if v.kind == "time"]
    same = [
        m
        for m in _PHRASE.finditer(asked)
        if _preposition(m) == _preposition(phrase) and not any(t.start < m.end() and m.start() < t.end for t in times)
    ]
    return asked[: same[0].start()] + phrase[0] + asked[same[0].end() :] if len(same) == 1 else None


def _counted(rest: str, asked: str) -> str | None:
    """Another thing counted ("Und Kinder?" after "Wie viele Frauen …?"), or done to it ("Und abgelehnt?")."""
    counted = _COUNTED.search(asked)
    if counted is None or not re.fullmatch(r"[\w-]+", rest) or not content(rest) or values(rest):
        return None
    if rest[:1].isupper() and not rest.endswith("weit"):
        return asked[: counted.start(2)] + rest + asked[counted.end(2) :]
    done = re.search(r"(\w+)\W*$", asked)
    if done and _DONE.fullmatch(done[1]) and _DONE.fullmatch(rest):
        return asked[: done.start(1)] + rest + asked[done.end(1) :]
    return None


def _preposition(phrase: re.Match[str]) -> tuple[str, bool]:
    """The preposition, and whether an article is with it: "im Baugewerbe" takes no place of "in Kurzarbeit"."""
    return _PREPOSITION.get(phrase[1], phrase[1]), phrase[1] in _PREPOSITION or phrase[2] is not None
