"""Follow-up turns by rule: "Und im Jahr davor?" becomes a whole question from the turns before it.

What stays: Drucksache, Frage and filters, the topic. What changes: a value in the place of another of its kind
(`values`), or a phrase with the same preposition; what cannot be put in place is asked with the questions before it
named. The whole question is shown to the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.language.papernumbers import NUMBER, WORD
from rag.model import Filters, Query
from rag.parameters import PARAMETERS, Questions
from rag.query.leaning import OPENING, Leans, leans, pronoun
from rag.query.values import replaced, shifts, values, without
from rag.text.proforms import points
from rag.text.stemming import content

_PHRASE = re.compile(
    r"\b(in|im|aus|bei|beim|für|mit|von|vom|zu|zum|zur|nach|über)(?: (?:den|der|dem|die|das))? "
    r"([A-ZÄÖÜ#][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)"
)
_PREPOSITION = {"im": "in", "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu"}
_COUNTED = re.compile(r"\b(wie\s?viele)\s([A-ZÄÖÜ\d][\w.-]*(?: bis [\w-]+)?)", re.IGNORECASE)
_DONE = re.compile(r"(?:\w*ge\w+|(?:ver|be|er|ent|zer)\w+)(?:t|en)")
_PLACE = re.compile(rf"(?:{WORD} )?\b{NUMBER}(?:,? (?:Antwort zu )?Frage \d+[a-z]?)?")
_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:danke|vielen|dank|ok(?:ay)?|gut|super|prima|aha|hm+|ja|nein|bitte|alles klar|verstehe|und|weiter|mehr)\b\W*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A turn as it is meant: its own words, made whole where values were put in place, and what they lean on.

    `topics`: the questions that it takes up, the first and the last of them; none where the words are whole.
    """

    text: str
    topics: tuple[str, ...] = ()
    filters: Filters = Filters()
    changed: bool = False

    @property
    def whole(self) -> str:
        """One text: the topic named behind it; a paper and Frage that it named stay in front."""
        if not self.topics:
            return self.text
        place = next((found[0] for topic in self.topics if (found := _PLACE.search(topic))), None)
        front = f"{place}: " if place and not _PLACE.search(self.text) else ""
        return f"{front}{self.text} (Es ging um: {'; '.join(self.topics)})"


def understood(query: Query, least: Leans = Leans.MAYBE, numbers: Questions = PARAMETERS.questions) -> Understood:
    """A turn with what it takes from the turns before it; `least`: how far it must lean to take any."""
    text = query.text.strip()
    if query.vorher is None or leans(text, numbers) < least:
        return Understood(query.text, filters=query.filters)
    before = understood(query.vorher, least, numbers)
    filters = query.filters or before.filters
    if _SAYS_NOTHING.fullmatch(text):
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
    """Another thing counted ("Und Kinder?" after "Wie viele Frauen …?"), or another thing done to it ("Und abgelehnt?")."""
    counted = _COUNTED.search(asked)
    if counted is None or not re.fullmatch(r"[\w-]+", rest) or not content(rest) or values(rest):
        return None
    if rest[:1].isupper() and not rest.endswith("weit"):
        return asked[: counted.start(2)] + rest + asked[counted.end(2) :]
    done = re.search(r"(\w+)\W*$", asked)
    if done and _DONE.fullmatch(done[1]) and _DONE.fullmatch(rest):
        return asked[: done.start(1)] + rest + asked[done.end(1) :]
    return None


def _preposition(phrase: re.Match[str]) -> str:
    """The preposition without the article that may be part of it ("beim" is "bei")."""
    return _PREPOSITION.get(phrase[1], phrase[1])


def complete(query: Query, numbers: Questions = PARAMETERS.questions) -> Query | None:
    """The whole question with the filters that stay, or None if the turn stands alone."""
    found = understood(query, Leans.SURELY, numbers)
    return Query(found.whole, found.filters) if found.changed else None


def effective(query: Query, numbers: Questions = PARAMETERS.questions) -> tuple[Query, str | None]:
    """The Query to search with, and the whole question to show if it was completed."""
    whole = complete(query, numbers)
    return (query, None) if whole is None else (replace(whole, vorher=None), whole.text)
