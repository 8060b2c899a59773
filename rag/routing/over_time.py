"""Requests to see what several papers answer to the same Frage: how they are read, and what is said to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from ingest.model import Fragenummer
from rag.model import Filters, Hit, Outcome, Query, Reply
from rag.query.values import values
from rag.requested import Art, Compared, Rated, Requested, Unlike
from rag.routing.request import AS_QUESTION, Request
from rag.routing.skeleton import FRAGEN, PAPER, Skeleton, marks
from rag.routing.words import OVERVIEW, bag, words
from rag.series.compare import Series
from rag.series.search import Papers, of_topic, over_time

_OVER = (
    r"(?:über\sdie\s(?:Zeit|Jahre)|im\s(?:Zeitvergleich|Zeitverlauf|Jahresvergleich)|im\sLaufe?\sder\s(?:Zeit|Jahre)"
    r"|im\sVergleich\süber\sdie\s(?:Zeit|Jahre)|in\s(?:anderen|allen|mehreren)\s(?:Papieren|Drucksachen|Antworten))"
)
_IS_OVER = re.compile(rf"{_OVER}|\bZeitvergleich\b|\bmit\sanderen\s(?:Papieren|Drucksachen|Antworten)", re.IGNORECASE)
_ABOUT = r"(?:zu[mr]?|über|für|von|nach)\s(?:(?:der|die|das|dem|den)\s)?"
_COMPARE = re.compile(
    r"(?:bitte\s)?vergleich(?:e|en)?\s(?:(?:mir|bitte|mal)\s){0,2}(?:die\s|alle\s)?"
    rf"(?:antworten|zahlen|angaben|auskünfte|aussagen)\s(?:der\s(?:bundes)?regierung\s)?{_ABOUT}",
    re.IGNORECASE,
)
_COURSE = re.compile(r"wie\s(?:hat|haben)\ssich\s", re.IGNORECASE)
_SERIES = re.compile(rf"(?:zeitvergleich|vergleich\süber\sdie\szeit|zeitreihe)(?:\s{_ABOUT}|:\s)", re.IGNORECASE)
_NOUN = re.compile(r"(?!(?:wie|was|wer|wann|wo|welche|warum|weshalb|gibt|hat|ist|sind)\w*\b)", re.IGNORECASE)
_ENDS_OVER = re.compile(rf"\s{_OVER}$", re.IGNORECASE)
_ENDS_CHANGED = re.compile(rf"\s{_OVER}\s(?:entwickelt|verändert|geändert)$", re.IGNORECASE)
_ENDS_SERIES = re.compile(r"\sim\szeitvergleich$", re.IGNORECASE)
_ENDS = re.compile(r"$")
_TOPICS = ((_COMPARE, _ENDS_OVER), (_COURSE, _ENDS_CHANGED), (_SERIES, _ENDS), (_NOUN, _ENDS_SERIES))
"""How a request about a topic begins and ends; the topic stands between."""
_LONGEST = 12  # words of a topic; whoever says more asks a question
_ANSWERS = re.compile(  # what tells nothing of the topic
    r"^(?:die\s)?(?:antwort(?:en)?|(?:an)?zahl(?:en)?|höhe|summe)\s(?:zu[mr]?|über|für|von|nach|an|de[rs])\s"
    r"(?:(?:der|die|das|dem|den)\s)?",
    re.IGNORECASE,
)
_WORDS = OVERVIEW | bag("vergleiche vergleich vergleichen zeitvergleich mit anderen")


@dataclass(frozen=True, slots=True)
class OverTime:
    """`frage`: of the paper that is named, "" where a topic is named instead."""

    frage: str = ""
    thema: str = ""


def read_over_time(shape: Skeleton) -> OverTime | None:
    """What shall be compared over time; None where the text is no such request."""
    plain = shape.text.strip(" ?!.")
    over = _IS_OVER.search(plain)
    if over and sorted(one.mark for one in shape.named) == [PAPER, FRAGEN]:
        rest = _IS_OVER.sub(" ", plain)
        numbers = re.findall(r"\d{1,3}\s?[a-z]?\b", shape.of(FRAGEN)[0].value)
        return OverTime(frage=numbers[0].replace(" ", "")) if len(numbers) == 1 and set(words(rest)) <= _WORDS else None
    start, end = next(_between(plain), (0, 0))
    thema = _ANSWERS.sub("", shape.restored(plain[start:end], marks(plain[:start])))
    if not thema or PAPER in plain or len(thema.split()) > _LONGEST or _dated(thema):
        return None
    return OverTime(thema=thema)


def _between(plain: str) -> Iterator[tuple[int, int]]:
    """Where the topic stands in a text that is a request about one."""
    for begins, ends in _TOPICS:
        first = begins.match(plain)
        last = ends.search(plain, first.end()) if first else None
        if first and last:
            yield first.end(), last.start()


def _dated(thema: str) -> bool:
    """Whether a topic names a time: then one paper may well tell it all."""
    return any(value.kind == "time" for value in values(thema))


class Door(Papers, Protocol):
    """What these requests are answered from."""

    def near(self, text: str, filters: Filters) -> tuple[Hit, ...]:
        """What lies nearest to a text, by meaning and words."""

    def answered(self, query: Query) -> Iterator[Reply]:
        """The Replies to a question of substance, growing."""


def replies(door: Door, query: Query, request: Request) -> Iterator[Reply]:
    """The comparison; of a topic that no two papers ask about in the same words the answer as to any question."""
    began = perf_counter()
    if request.drucksachen:
        nummer, frage = request.drucksachen[0], request.fragen[0]
        found = over_time(door, nummer, Fragenummer.read(frage))
    else:
        topic = of_topic(door, request.thema, door.near(request.thema, query.filters))
        if topic is None:
            yield from door.answered(query)
            return
        nummer, frage, found = topic[0].drucksache, str(topic[0].nummer), topic[1]
    rows = found.rows if found else ()
    shown = Requested(
        Art.VERGLEICH,
        f"Vergleich über die Zeit: Frage {frage} aus BT-Drs. {nummer} und gleiche Fragen anderer Papiere",
        said(found, nummer, frage),
        als_frage=AS_QUESTION + query.text.strip(),
        fragen=tuple(_rated(row) for row in rows if (row.drucksache, row.frage) == (nummer, frage))[:1],
        reihe=rows,
        unterschiede=found.differences if found else (),
    )
    outcome = Outcome.BELEGT if rows else Outcome.NICHT_IM_BESTAND
    statements = found.statements if found else ()
    grund = None if rows else shown.text
    yield Reply(query, outcome, grund, statements, (), 1000 * (perf_counter() - began), anliegen=shown)


def _rated(row: Compared) -> Rated:
    return Rated(row.drucksache, row.frage, row.status, row.text)


def said(found: Series | None, nummer: str, frage: str) -> str:
    """The sentence over a comparison: how many papers ask the same, how many tell a figure, how many differ."""
    if found is None:
        return f"BT-Drs. {nummer} hat keine Frage {frage}."
    papers = {row.drucksache for row in found.rows}
    told = {row.drucksache for row in found.rows if row.zahl}
    if len(papers) == 1:
        return "Kein anderes Papier im Bestand fragt dasselbe."
    counted = f"{len(papers)} Papiere fragen dasselbe; {_papers_tell(len(told))} eine Zahl, die sicher dazugehört."
    kinds = [one.art for one in found.differences]
    changed, against = kinds.count(Unlike.GEAENDERT), kinds.count(Unlike.WIDERSPRUCH)
    more = f" Geändert: {changed}." if changed else ""
    more += f" Verschieden für denselben Zeitraum: {against}." if against else ""
    return counted + more + _unread(found.rows)


def _papers_tell(count: int) -> str:
    return "keines nennt" if not count else "eines nennt" if count == 1 else f"{count} nennen"


def _unread(rows: tuple[Compared, ...]) -> str:
    if all(row.zahl for row in rows):
        return ""
    return " Wo keine Zahl steht, nennt die Antwort keine oder mehrere; dort steht der Anfang der Antwort."
