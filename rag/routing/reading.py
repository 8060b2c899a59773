"""Whether a text is a request, and which: told by rule from its words alone, before anything is searched.

What is not a request through and through is a question of substance. Losing a request costs a search; taking a
question for a request would cost its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ingest.model import Fragenummer
from rag.model import Filters, Paper
from rag.query.filters import answer_meant, fraktionen_meant, numbers_named, ressorts_meant
from rag.requested import Art, Teil
from rag.routing.comparing import read_comparison
from rag.routing.heads import line_of_head
from rag.routing.lists import Pieces, Wanted, read_list, read_more
from rag.routing.over_time import read_over_time
from rag.routing.periods import read_period
from rag.routing.radar import read_radar
from rag.routing.request import Request, as_question
from rag.routing.skeleton import FRAGEN, MARKS, PAPER, Skeleton, skeleton, unquoted
from rag.routing.statuses import read_status
from rag.routing.words import OVERVIEW, QUESTION, SUMMED, SUMMING, words

_GREETING = re.compile(
    r"(?:hallo|hi|hey|moin(?:\smoin)?|servus|tach|guten\s(?:tag|morgen|abend)|grüß\sgott|grüezi)"
    r"(?:\s(?:zusammen|antwortfinder|du))?",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"(?:was|wobei)\s(?:kannst|können|machst|macht)\s(?:du|sie|man|das\sprogramm|der\santwortfinder)"
    r"(?:\s(?:alles|so|hier|mich|mir|helfen|fragen|tun|machen|denn|eigentlich))*"
    r"|hilfe|help|anleitung|bedienung|(?:kannst\sdu|können\ssie)\smir\shelfen"
    r"|wie\s(?:funktioniert|geht|bedient\sman|benutzt\sman|benutze\sich|nutze\sich)\s(?:das|dies|dieses\sprogramm|der\santwortfinder)"
    r"(?:\s(?:hier|eigentlich|denn|programm))*|(?:wer|was)\sbist\sdu",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"(?:und\s)?(?:(?:die|zu|nummer|nr\.)\s)?(\d{1,3}\s?[a-z]?)", re.IGNORECASE)
_THIS = frozenset(
    [
        "das",
        "die",
        "der",
        "dies",
        "dieses",
        "diese",
        "es",
        "papier",
        "antwort",
        "drucksache",
        "anfrage",
        "ganze",
        "alles",
    ]
)
# from the first mark that opens to the last that closes
_QUOTED = re.compile(r"[^„“\"»]*(?P<said>[„“\"»](?P<title>.+)[“”\"«])", re.DOTALL)
_LEAST_TITLE = 2  # words: one word is a topic


@dataclass(frozen=True, slots=True)
class Stock:
    """What requests are read against: the papers there are, and which day it is."""

    papers: Sequence[Paper]
    today: date

    def answer(self, nummer: str) -> str:
        """The answer's number; staff often name the Anfrage's."""
        return answer_meant(nummer, self.papers)

    def holds(self, nummer: str) -> bool:
        """Whether there is a paper of this number."""
        return any(paper.nummer == nummer for paper in self.papers)

    def titled(self, text: str) -> list[str]:
        """The papers with this title, in any case and punctuation."""
        wanted = _title(text)
        if len(wanted) < _LEAST_TITLE:
            return []
        return [paper.nummer for paper in self.papers if paper.titel and _title(paper.titel) == wanted]


@lru_cache(maxsize=20_000)
def _title(text: str) -> tuple[str, ...]:
    """The words of a title, which are compared at every question."""
    return tuple(words(text))


def read(text: str, stock: Stock, before: Request | None = None, *, first: bool = True) -> Request | None:
    """The request that a text is; None for a question of substance.

    `before`: the request of the turn before, None where that was a question; `first`: whether there is no turn before.
    """
    shape = skeleton(text)
    if shape is None or as_question(text) is not None:
        return None
    plain = shape.text.strip(" ?!.")
    greeting = _GREETING.fullmatch(plain)
    if greeting or _HELP.fullmatch(
        _GREETING.sub("", plain, count=1).strip(" ,?!.") if _GREETING.match(plain) else plain
    ):
        return Request(Art.HILFE, begruessung=greeting is not None)
    found = (
        _comparison(text, stock)
        or _over_time(shape, stock)
        or _of_paper(shape, stock, first=first, shown=before is not None)
        or _radar(shape, stock)
        or _list(shape, stock)
        or _status(shape, stock, first=first)
        or _titled(text, stock)
        or (_more(shape, stock, before) if before else None)
    )
    return _unknown(found, stock) if found else None


def _unknown(found: Request, stock: Stock) -> Request:
    """The request, or that a paper it names is not held."""
    missing = [nummer for nummer in found.drucksachen if not stock.holds(nummer)]
    return replace(found, art=Art.UNBEKANNT, drucksachen=tuple(missing)) if missing else found


def _comparison(text: str, stock: Stock) -> Request | None:
    sides = read_comparison(text)
    if sides is None:
        return None
    papers = [skeleton(side) for side in (sides.first, sides.second)]
    numbers = tuple(stock.answer(one.value) for shape in papers if shape for one in shape.of(PAPER))
    return Request(Art.VERGLEICH, drucksachen=numbers, seiten=(sides.first, sides.second), thema=sides.thema)


def _over_time(shape: Skeleton, stock: Stock) -> Request | None:
    found = read_over_time(shape)
    if found is None:
        return None
    numbers = tuple(stock.answer(one.value) for one in shape.of(PAPER)) if found.frage else ()
    fragen = (found.frage,) if found.frage else ()
    return Request(Art.VERGLEICH, numbers, fragen, thema=found.thema, zeitlich=True)


def _of_paper(shape: Skeleton, stock: Stock, *, first: bool, shown: bool) -> Request | None:
    """A request for papers named by number, or for the paper of the turn before."""
    numbers = tuple(dict.fromkeys(stock.answer(one.value) for one in shape.of(PAPER)))
    if any(mark in shape.text for mark in MARKS.replace(PAPER, "").replace(FRAGEN, "")):
        return None
    before = not numbers
    if before and first:
        return None
    said = words(shape.text)
    fragen = tuple(n for one in shape.of(FRAGEN) for n in _numbers(one.value))
    if not fragen and before and shown and (alone := _NUMBER_ALONE.fullmatch(shape.text.strip(" ?!."))):
        fragen = _numbers(alone[1])
    if fragen:
        known = set(said) <= QUESTION | {"aber", "ist", "mit", "was"} or bool(
            _NUMBER_ALONE.fullmatch(shape.text.strip(" ?!."))
        )
        return Request(Art.FRAGE, numbers, fragen, before=before) if known and len(numbers) < 2 else None
    teil = line_of_head(shape.text, shown=shown)
    if teil is None and SUMMING & set(said) and set(said) <= SUMMED and (numbers or set(said) & _THIS):
        teil = Teil.ZUSAMMENFASSUNG
    if teil is None and numbers and set(said) <= OVERVIEW:
        teil = Teil.UEBERBLICK
    return Request(Art.PAPIER, numbers, teil=teil, before=before) if teil is not None else None


def _numbers(text: str) -> tuple[str, ...]:
    """Numbers of Fragen in order, "2 c)" as "2c"."""
    return tuple(
        map(str, sorted(Fragenummer.read(n) for n in numbers_named(text.replace(")", "").replace("–", "bis"))))
    )


def _list(shape: Skeleton, stock: Stock) -> Request | None:
    found = read_list(shape)
    if found is None:
        return None
    wanted, pieces = found
    if wanted is Wanted.STOCK:
        return Request(Art.HILFE)
    return Request(Art.LISTE, filters=_filters(pieces, stock), thema=pieces.thema)


def _radar(shape: Skeleton, stock: Stock) -> Request | None:
    found = read_radar(shape)
    if found is None:
        return None
    je, status, pieces = found
    return Request(Art.RADAR, filters=_filters(pieces, stock), thema=pieces.thema, status=status, je=je)


def _status(shape: Skeleton, stock: Stock, *, first: bool) -> Request | None:
    found = read_status(shape)
    if found is None:
        return None
    status, pieces, here = found
    numbers = tuple(stock.answer(nummer) for nummer in pieces.papers)
    filters = _filters(replace(pieces, papers=()), stock)
    return Request(
        Art.STATUS,
        numbers,
        filters=filters,
        thema=pieces.thema,
        status=status,
        before=here and not first and not numbers,
    )


def _titled(text: str, stock: Stock) -> Request | None:
    """The papers whose title was typed, alone or in quotation marks after words that only ask to see it."""
    quoted = _QUOTED.match(text)
    if quoted and set(words(text.replace(quoted["said"], ""))) <= OVERVIEW:
        numbers = stock.titled(quoted["title"])
    else:
        numbers = stock.titled(unquoted(text))
    if len(numbers) > 1:
        return Request(Art.LISTE, filters=Filters(drucksachen=frozenset(numbers)))
    return Request(Art.PAPIER, tuple(numbers)) if numbers else None


def _more(shape: Skeleton, stock: Stock, before: Request) -> Request | None:
    """A turn that narrows the list before it otherwise."""
    pieces = read_more(shape) if before.art in (Art.LISTE, Art.STATUS, Art.RADAR) else None
    if pieces is None:
        return None
    new, old = _filters(pieces, stock), before.filters
    days = (new.von, new.bis) if pieces.days else (old.von, old.bis)
    filters = replace(
        old,
        fraktionen=new.fraktionen or old.fraktionen,
        ressorts=new.ressorts or old.ressorts,
        von=days[0],
        bis=days[1],
    )
    return replace(before, filters=filters, thema=pieces.thema or before.thema)


def _filters(pieces: Pieces, stock: Stock) -> Filters:
    """What the pieces narrow to, in the papers' own words."""
    spans = [read_period(text, stock.today) for text in pieces.days]
    starts, ends = [first for first, _ in spans if first], [last for _, last in spans if last]
    return Filters(
        fraktionen=frozenset(f for typed in pieces.parties for f in fraktionen_meant(typed, stock.papers)),
        ressorts=frozenset(r for typed in pieces.ministries for r in ressorts_meant(typed, stock.papers)),
        von=max(starts, default=None),
        bis=min(ends, default=None),
    )
