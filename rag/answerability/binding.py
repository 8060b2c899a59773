"""Whether what a question names holds for a sentence or a row: the nearest text that names such a thing decides.

Nearest is the sentence or row itself, then what stands over it (heads of the table, its caption, the sentence that
leads to it), then the official Frage, then the title. What none of them names may stand elsewhere in the answer; where
it stands nowhere, the answer is not about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.language.dates import MONTH, SHORT_MONTH
from ingest.language.status import kind
from ingest.model import Status
from rag.query.analysis import no_knowledge
from rag.query.bodies import bodies, is_ministry, mentions, same
from rag.query.named import Named, core_of, marks
from rag.query.sought import Sought
from rag.retrieval.expansion import Place
from rag.text.gazetteer import Ort, Ortsart, goals, places, speaks_of
from rag.text.times import EVER, Time, row_times, times

# "in dem genannten Zeitraum": the time that the Frage names, which is not told apart from that of the question
_AS_ASKED = re.compile(
    r"\b(?:genannt|erfragt|gefragt|relevant|fragegegenständlich|angefragt)\w* (?:Zeitr|Jahr|Quartal|Stichtag)"
    r"|\b(?:im|des) (?:ersten|zweiten|dritten|vierten) (?:Quartal|Halbjahr)s?\b(?! (?:des Jahres )?\d{4})",
    re.IGNORECASE,
)
# what is denied is mostly denied of what was asked, which need not be said again
DENIED = re.compile(r"\b(?:nicht|nie|weder|kein\w*|nein|ja)\b", re.IGNORECASE)
_EVERY_TIME = re.compile(r"Jahre|jährlich|jeweils|Quartal|Zeitr[aä]um|Monat")
_EVERY_PLACE = re.compile(r"Bundesl[aä]nd|Länder|Staate|regional|Städt|Standort|Nationalit|Herkunft")
# leads to a time in the head of a table that holds for its rows ("Pflegebedürftige zum Jahresende 2021")
_HOLDS_BELOW = re.compile(
    r"(?<![Ss]tand )(?<![Ss]tand: )\b(?:im|in|für|zum|\w*[Jj]ahr\w*|Monat|Quartal|Halbjahr)\s(?:(?:das|dem)\s)?"
    r"(?:Jahre?s?\s)?$"
)
_A_YEAR = 12  # months
_PARTS_OF_YEAR = re.compile(rf"\b(?:{MONTH}|{SHORT_MONTH}|Q[1-4]|Monat\w*|Quartal\w*|Halbjahr\w*)\b")
_YES = 20  # characters of an answer that says no more than yes or no
_SHORT = 70  # the same of one that may leave out the time that was asked for
_FIGURE = re.compile(r"(?<![\w.,/])\d+\b(?!\))")
_YEAR = 4  # characters of a bare year
_SERIES = 2  # times in a head from which on they are those of its columns
_LONG = 30  # years of "seit 1990" that are looked for
_KEPT = 3  # values that stand there instead which are named to the user


@dataclass(frozen=True, slots=True)
class Missed:
    """What is asked for and does not hold; `instead`: what stands there in its place, as it is printed.

    `every`: words by which a Frage asks for all such things, if there are any. `kind`: of which nothing is told.
    """

    asked: str
    instead: tuple[str, ...] = ()
    every: re.Pattern[str] | None = None
    kind: Sought | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for all sentences of an answer: its Frage, the title with the ministry, and all of its text.

    `datum`: the day of the paper, as yyyymmdd, 0 where it is not known: what names no time may hold for it.
    """

    frage: str
    titel: str
    text: str
    datum: int = 0


def around(where: Place) -> Around:
    """What holds for all sentences of a place."""
    return Around(
        frage=where.hit.passage.frage,
        titel=f"{where.titel or ''} {where.ressort or ''}",
        text="\n".join(passage.text for passage in (*where.own, *where.followed)),
        datum=int(f"{where.datum:%Y%m%d}") if where.datum else 0,
    )


def missed(named: Named, own: str, above: Sequence[str], around: Around, *, row: bool = False) -> tuple[Missed, ...]:
    """What the question names and does not hold for a sentence, or a row of a table, under what stands `above` it."""
    if not named:
        return ()
    levels = [text for text in (*above, around.frage) if text]
    found = (
        [_time(asked, own, levels, around, above[:-1] if row else None) for asked in named.times],
        *(
            [
                _goal(named, ort, said, own, levels) or _place(ort, said, own, levels, around, row)
                for ort, said in named.places
                if ort.art is art
            ]
            for art in Ortsart
        ),
        [_body(key, said, own, levels, around) for key, said in named.bodies],
        [_mark(mark, own, levels, around, row) for mark in named.marks],
    )
    return tuple(one for alike in found for one in _all_missed(alike) if not _answered_without(one, own, around.frage))


def stated(named: Named, own: str, above: Sequence[str], around: Around) -> bool:
    """Whether all that the question names stands by a row: in it, above it, in the Frage or the title.

    What only stands elsewhere in the answer may hold for other rows. Where nothing is named, nothing is stated.
    """
    levels = (own, *above, around.frage, around.titel)
    spoken = (_row_times(own), *(_times(text) for text in levels[1:]))
    return bool(named) and all(
        (
            all(any(time.touches(there) for there in spoken) for time in named.times),
            all(any(speaks_of(ort, text) or ort in _codes(own) for text in levels) for ort, _ in named.places),
            not any(_goal(named, ort, said, own, levels[1:]) for ort, said in named.places),
            all(any(same(key, other) for text in levels for other in _bodies(text)) for key, _ in named.bodies),
            all(any(mark in marks(text) for text in levels) for mark in named.marks),
        )
    )


def _all_missed(alike: Sequence[Missed | None]) -> list[Missed]:
    """What is missed of several things of one kind; nothing where one of them holds ("in Ghana oder Mexiko")."""
    misses = [one for one in alike if one is not None]
    return misses if len(misses) == len(alike) else []


def labelled(named: Named, row: str) -> bool:
    """Whether a row is one of those that the question names: by its time, its place, or its mark."""
    begins = [time for time in row_times(row) if time.span[0] == 0]
    return (
        any(ort in places(row, codes=True) for ort, _ in named.places)
        or any(mark in marks(row) for mark in named.marks)
        or any(time.touches(begins) for time in named.times)
    )


def withholds(sentence: str) -> bool:
    """Whether a sentence knows nothing, points elsewhere, or gives nothing out."""
    return no_knowledge(sentence) or kind(sentence) is not Status.BEANTWORTET


def _answered_without(one: Missed, own: str, frage: str) -> bool:
    """Whether a sentence answers though it does not name what is asked for.

    "Nein." and "Das wird nicht erfasst." do so. Nothing else stands there then, and the sentence is as short as an
    answer to just this Frage, or the Frage asks for all such things at once ("bitte nach Bundesländern aufschlüsseln").
    """
    if one.instead or not DENIED.search(own):
        return False
    if len(own) <= (_SHORT if one.every is _EVERY_TIME else _YES):
        return True
    return one.every is not None and one.every.search(frage) is not None and withholds(own)


def _time(asked: Time, own: str, levels: Sequence[str], around: Around, heads: Sequence[str] | None) -> Missed | None:
    """What is missed of a time; `heads`: what stands above a row of a table, None for a sentence."""
    here = times(own) if heads is None else _row_times(own)
    if here and not _AS_ASKED.search(own):
        holds = asked.touches(here) and (heads is None or not _finer(asked, here, heads, around.datum))
        return None if holds else Missed(asked.said, tuple(_said(here)))
    for text in levels:
        over = _times(text)
        if asked.touches(over):
            return None
        if over and not (heads and text in heads and len(over) < _SERIES and _is_remark(text, over)):
            return Missed(asked.said, tuple(_said(over)))
    if asked.first <= around.datum <= asked.last:
        return None
    last = min(asked.last // 10_000, asked.first // 10_000 + _LONG) if asked.first else asked.last // 10_000
    first = asked.first // 10_000 or last - _LONG
    told = f"{around.titel}\n{around.text}"
    return None if any(str(year) in told for year in range(first, last + 1)) else Missed(asked.said, every=_EVERY_TIME)


def _finer(asked: Time, row: Sequence[Time], heads: Sequence[str], datum: int) -> bool:
    """Whether a month, quarter or half is asked for, and the row is that of a longer time ("Q2 2022" for June).

    A single day may be what a year's row is counted on. The year of the paper is no whole one yet. Columns of months
    or quarters are finer themselves.
    """
    months = _months(asked)
    if not 0 < months < _A_YEAR or asked.last == EVER or any(_PARTS_OF_YEAR.search(text) for text in heads):
        return False
    touching = [time for time in row if asked.touches([time])]
    return bool(touching) and all(
        time.first <= asked.first and asked.last <= time.last and _months(time) > months and time.last < datum
        for time in touching
    )


def _months(time: Time) -> int:
    """How many months a time is long; 0 for a single day."""
    if time.first == time.last:
        return 0
    (year, month), (last_year, last_month) = (divmod(day // 100, 100) for day in (time.first, time.last))
    return 12 * (last_year - year) + last_month - month + 1


def _is_remark(text: str, over: Sequence[Time]) -> bool:
    """Whether the one time above rows may not be theirs: that of the data's state, of a note, of a row cut off."""
    if text.strip() == over[0].said:
        return False
    return _HOLDS_BELOW.search(text, 0, over[0].span[0]) is None


def _row_times(row: str) -> tuple[Time, ...]:
    """The times of a row: those before its figures, and days wherever they stand; a bare figure is no year.

    A row of years alone is a head, whatever marks of footnotes stand between.
    """
    found = row_times(row)
    if len(found) > _SERIES:
        return found
    inside = [time.span for time in found]
    figures = (m.start() for m in _FIGURE.finditer(row) if not any(a <= m.start() < b for a, b in inside))
    first = next(figures, len(row))
    return tuple(time for time in found if time.span[0] < first or len(time.said) > _YEAR)


def _said(found: Iterable[Time]) -> Iterator[str]:
    yield from dict.fromkeys(time.said for time in list(found)[:_KEPT])


@lru_cache(maxsize=256)  # the same long answer is asked for every one of its rows
def _speaks_of(ort: Ort, text: str) -> bool:
    return speaks_of(ort, text)


def _place(asked: Ort, said: str, own: str, levels: Sequence[str], around: Around, row: bool) -> Missed | None:
    if speaks_of(asked, own):
        return None
    others = {ort: word for ort, word in places(own, codes=row).items() if _rivals(asked, ort)}
    over = [text for text in (*levels, around.titel) if _speaks_of(asked, text)]
    if over:
        both = row and others and any(ort in places(over[0]) for ort in others)
        return Missed(said, tuple(others.values())[:_KEPT]) if both else None
    if others:
        return Missed(said, tuple(others.values())[:_KEPT])
    return None if _speaks_of(asked, around.text) else Missed(said, every=_EVERY_PLACE)


def _goal(named: Named, asked: Ort, said: str, own: str, levels: Sequence[str]) -> Missed | None:
    """What is missed of a place to which something goes: whoever comes from there may stand in a row of its name.

    None for any other place. What the question names besides its goals, as where something starts, is no other goal.
    """
    if asked not in named.goals:
        return None
    besides = {ort for ort, _ in named.places} - named.goals
    for text in (own, *levels):
        alike = {ort: word for ort, word in goals(text).items() if ort.art is asked.art and ort not in besides}
        if alike:
            return None if asked in alike else Missed(said, tuple(alike.values())[:_KEPT])
    return None


def _rivals(asked: Ort, other: Ort) -> bool:
    """Whether what holds for the other place does not hold for the one asked for."""
    return other != asked and (other.art is asked.art or (asked.art is Ortsart.STADT and other.art is Ortsart.LAND))


def _body(key: str, said: str, own: str, levels: Sequence[str], around: Around) -> Missed | None:
    here = _bodies(own)
    if any(same(key, other) for other in here):
        return None
    if any(same(key, other) for text in (*levels, around.titel) for other in _bodies(text)):
        return None
    others = tuple(word for other, word in here.items() if is_ministry(other) == is_ministry(key))
    if others:
        return Missed(said, others[:_KEPT])
    return None if mentions(key, around.text) else Missed(said)


def _mark(mark: str, own: str, levels: Sequence[str], around: Around, row: bool) -> Missed | None:
    here = marks(own)
    alike = tuple(other for other in here if _shape(other) == _shape(mark))
    if row and alike and mark not in here:  # a caption may name those of all rows
        return Missed(mark, alike[:_KEPT])
    if mark in here or any(mark in marks(text) for text in (*levels, around.titel)):
        return None
    plain = re.sub(r"[\s-]", "", f"{around.frage}{around.titel}{around.text}")
    return None if core_of(mark) in plain else Missed(mark)


def _shape(mark: str) -> str:
    return re.sub(r"\d+", "0", mark)


@lru_cache(maxsize=256)
def _times(text: str) -> tuple[Time, ...]:
    return times(text)


def _codes(row: str) -> frozenset[Ort]:
    return frozenset(places(row, codes=True))


@lru_cache(maxsize=256)
def _bodies(text: str) -> dict[str, str]:
    return bodies(text)
