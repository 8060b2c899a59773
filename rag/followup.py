"""Follow-up turns by rule: "Und im Jahr davor?" becomes a whole question from the turns before it.

What stays: Drucksache, Frage and filters, the topic. What changes: a year, or a phrase with the same preposition; what
cannot be put in place is asked with the question before it named. The whole question is shown to the user.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates import YEAR
from ingest.papernumbers import NUMBER, WORD
from rag.model import Query
from rag.parameters import PARAMETERS, Questions
from rag.proforms import points
from rag.words import content

_OPENING = re.compile(
    r"^(?:und|aber|oder|also|ok(?:ay)?|and|but|what about|was ist mit|auch|"
    r"wie (?:sieht|steht|war) es(?: denn)?(?: mit)?)\b[\s,]*",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"\b{YEAR}\b")
_YEARS = re.compile(rf"\b(?:zwischen )?{YEAR}(?: bis | und |[-–]){YEAR}\b")
_BEFORE = re.compile(r"\b(?:im |das )?(?:jahr (?:davor|zuvor|vorher)|vorjahr(?:es)?|year before|previous year)\b", re.I)
_AFTER = re.compile(
    r"\b(?:im |das )?(?:jahr (?:danach|darauf)|folgejahr|(?:nächsten|folgenden) jahr|year after|following year)\b", re.I
)
_PHRASE = re.compile(
    r"\b(in|im|aus|bei|beim|für|mit|von|vom|zu|zum|zur|nach|über)(?: (?:den|der|dem|die|das))? "
    r"([A-ZÄÖÜ#][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)"
)
_PREPOSITION = {"im": "in", "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu"}
_PAPER = re.compile(rf"\b{NUMBER}")
_PLACE = re.compile(rf"(?:{WORD} )?\b{NUMBER}(?:,? (?:Antwort zu )?Frage \d+[a-z]?)?")


def complete(query: Query, numbers: Questions = PARAMETERS.questions) -> Query | None:
    """The whole question with the filters that stay, or None if the turn stands alone."""
    if query.vorher is None or not _follows(query.text, numbers.follow_up):
        return None
    before = complete(query.vorher, numbers) or query.vorher
    filters = query.filters or before.filters
    return Query(_whole(query.text.strip(), before.text.strip(), numbers.swapped), filters)


def _follows(text: str, least: int) -> bool:
    """Whether a turn needs the one before it."""
    if _PAPER.search(text):
        return False
    telling = len(content(_OPENING.sub("", text.strip())))
    pointing = points(text) or _BEFORE.search(text) or _AFTER.search(text)
    opened = _OPENING.match(text.strip()) is not None
    return telling == 0 or (bool(pointing) and telling <= least + 1) or (opened and telling < least)


def _whole(text: str, before: str, swapped: int) -> str:
    """The earlier question with what is new put in its place."""
    rest = _OPENING.sub("", text).rstrip("?!. ")
    shifted = _shift(rest, before)
    if shifted:
        return shifted
    short = len(content(rest)) <= swapped and not points(rest)
    years, old = _YEAR.findall(rest), _YEAR.findall(before)
    if short and len(years) == 1 and old:
        return _swap_years(before, old, years[0])
    phrase = _PHRASE.search(rest)
    if short and phrase and not years:
        same = [m for m in _PHRASE.finditer(before) if _preposition(m) == _preposition(phrase)]
        if len(same) == 1:
            return before[: same[0].start()] + phrase[0] + before[same[0].end() :]
    return _beside(text, before)


def _preposition(phrase: re.Match[str]) -> str:
    """The preposition without the article that may be part of it ("beim" is "bei")."""
    return _PREPOSITION.get(phrase[1], phrase[1])


def _shift(rest: str, before: str) -> str | None:
    """The earlier question a year earlier or later; None if no shift is asked for, or of no single year."""
    step = -1 if _BEFORE.search(rest) else 1 if _AFTER.search(rest) else 0
    years = sorted(set(_YEAR.findall(before)))
    if not step or not years or len(content(_AFTER.sub("", _BEFORE.sub("", rest)))) > 1:
        return None
    return _swap_years(before, years, str(int(years[0 if step < 0 else -1]) + step))


def _swap_years(before: str, old: list[str], new: str) -> str:
    """One year in place of another; a span of years ("2021 bis 2027") becomes one year."""
    if len(set(old)) > 1:
        before = _YEARS.sub(new, before, count=1)
    return before.replace(old[0], new) if len(set(old)) == 1 else before


def _beside(text: str, before: str) -> str:
    """The new question with the earlier one named behind it; the paper and Frage that it named stay in front."""
    place = _PLACE.search(before)
    front = f"{place[0]}: " if place else ""
    return f"{front}{text} (Es ging um: {before})"


def effective(query: Query, numbers: Questions = PARAMETERS.questions) -> tuple[Query, str | None]:
    """The Query to search with, and the whole question to show if it was completed."""
    whole = complete(query, numbers)
    return (query, None) if whole is None else (replace(whole, vorher=None), whole.text)
