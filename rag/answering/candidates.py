"""What of an answer may be quoted: each sentence and row with what speaks for it (words, kind, figures, place)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language.joint import only_announces
from ingest.language.sentences import Span
from ingest.language.status import points_away
from ingest.model import Passage
from rag.answerability.binding import labelled
from rag.answering.units import Part, Rows, Unit
from rag.parameters import PARAMETERS, Parameters
from rag.query.analysis import Asked, Kind, holds, no_knowledge
from rag.query.named import NOTHING, Named
from rag.text.figures import between, figures, months
from rag.text.matching import match
from rag.text.stemming import stems, tokens
from rag.text.tables import is_fragment

MAX_UNITS = 400  # sentences or rows of a Passage that are weighed; the first ones and those with a word asked for
FIRST_UNITS = 20  # of these
CUE = 6  # letters of a word asked for by which such sentences are found

_AMOUNT = re.compile(r"\d\s?(?:€|Euro|EUR|T€|Mio|Mrd|%|Prozent)")  # with one, a line is a row that was flattened
_ANSWER = re.compile(r"Antwort|Vorbemerkung|Frage")
_NOTE = re.compile(
    r"Drucklegung der Anlage"
    r"|auf der Internetseite des Deutschen Bundestages abrufbar|^Die Antwort wurde namens der Bundesregierung"
    r"|^Die Drucksache enthält zusätzlich|^\*+\s?\w|^Quellen?:"
    # footnotes: a number before a word that begins a sentence
    r"|^\d{1,2} (?:Siehe|Vgl|Das|Dies\w*|Die|Der|Hier\w*|Ein\w?|Im|In|Bei|Für|Es|Nach|Mit|Ohne|Gemäß|Laut|Hinweis|"
    r"Quelle|Stand|Bezogen|https?|www)\b"
)


@dataclass(frozen=True, slots=True)
class Held:
    """How well a stem that is asked for is held, 0..1."""

    stem: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What counts besides the words asked for, each with its weight; 0.0 where it does not apply."""

    kind: float
    first: float
    window: float
    numbers: float
    figures: float
    fragment: float
    empty: float
    followed: float
    announced: float
    month: float
    row: float
    read: float = 0.0

    @property
    def total(self) -> float:
        """Their sum."""
        besides = self.empty + self.followed + self.announced + self.month + self.row + self.read
        return self.kind + self.first + self.window + self.numbers + self.figures + self.fragment + besides


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or a table row that may answer, at `span` of the Passage's text.

    `found`: how well it holds each stem asked for, in the question's order; `worth`: what counts besides words.
    `rows`: the table, of a row. `ueber`: the Passage whose reference led here. `empty`: it says nothing itself.
    `in_month`: whether it speaks of a month asked for; None where the question or it names none. `until`: where the
    list or table ends that it leads to.
    """

    passage: Passage
    span: Span
    found: tuple[Held, ...]
    worth: Worth
    rows: Rows | None = None
    ueber: Passage | None = None
    empty: bool = False
    in_month: bool | None = None
    until: int | None = None
    above: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, as printed."""
        return self.passage.text[self.span[0] : self.span[1]]

    @property
    def led(self) -> str:
        """The same with the list or table that it leads to."""
        return self.passage.text[self.span[0] : self.until or self.span[1]]

    @property
    def best(self) -> float:
        """How well the stem is held that is held best."""
        return max((held.share for held in self.found), default=0.0)


def empty(sentence: str) -> bool:
    """Whether a sentence says nothing itself: it announces a joint answer, points elsewhere, or is a note.

    Who points to the Länder tells that: only who points to another answer is meant.
    """
    points = points_away(sentence) and _ANSWER.search(sentence) is not None
    return points or only_announces(sentence) or _NOTE.search(sentence) is not None


def candidates(
    asked: Asked,
    part: Part,
    window: Span | None = None,
    ueber: Passage | None = None,
    numbers: Parameters = PARAMETERS,
    wanted: Named = NOTHING,
) -> list[Candidate]:
    """The sentences and rows of a part, weighed for a question.

    `window`: what of the Passage's text the vectors found nearest; `ueber`: the Passage whose reference led here.
    """
    passage, weights, done = part.passage, numbers.selection, list[Candidate]()
    for place, unit in enumerate(_thinned(asked, part)):
        text = passage.text[slice(*unit.span)]
        unknown, in_month, blank = no_knowledge(text), _in_month(asked, text), empty(text)
        figured = bool(asked.figures) and asked.figures <= set(figures(text))
        worth = Worth(
            kind=weights.kind * _kind(asked, text, weights.unknown_kind if unknown else 0.0),
            first=weights.first / (1 + place),
            window=weights.window if _near(unit.span, window) else 0.0,
            numbers=_numbers(asked, text, weights.numbers),
            figures=weights.figures if figured else 0.0,
            fragment=weights.fragment if is_fragment(text) and not _AMOUNT.search(text) else 0.0,
            empty=weights.empty if blank else 0.0,
            followed=weights.followed if ueber else 0.0,
            announced=weights.announced if unit.announces else 0.0,
            month=weights.other_month if in_month is False else 0.0,
            row=weights.row if unit.rows and labelled(wanted, text) else 0.0,
        )
        known = stems(passage.frage) if unknown else unit.known
        done.append(
            Candidate(
                passage=passage,
                span=unit.span,
                found=_found(asked, text, known, numbers),
                worth=worth,
                rows=unit.rows,
                ueber=ueber,
                empty=blank,
                in_month=in_month,
                until=unit.until,
                above=unit.above,
            )
        )
    return done


def _near(span: Span, window: Span | None) -> bool:
    """Whether a sentence begins in what the vectors found nearest, or a row there."""
    return window is not None and window[0] < span[1] and span[0] < window[1]


def _thinned(asked: Asked, part: Part) -> Sequence[Unit]:
    """The first units, and those with a word asked for."""
    if len(part.units) <= MAX_UNITS:
        return part.units
    first, others = part.units[:FIRST_UNITS], part.units[FIRST_UNITS:]
    cues = [w.lower()[:CUE] for w in asked.words]
    near = [u for u in others if any(cue in part.passage.text[slice(*u.span)].lower() for cue in cues)]
    return [*first, *near[: MAX_UNITS - FIRST_UNITS]]


def _found(asked: Asked, text: str, known: frozenset[str], numbers: Parameters) -> tuple[Held, ...]:
    """How well each stem asked for is found in a sentence; what it need not repeat counts less."""
    there, heads, like = stems(text), numbers.selection.heads, numbers.matching
    return tuple(
        Held(s, max(match(s, there, like), heads * match(s, known, like) if known else 0.0)) for s in asked.stems
    )


def _numbers(asked: Asked, text: str, weight: float) -> float:
    """What it is worth that the question's numbers stand in a sentence; 0.0 where the question has none."""
    if not asked.numbers:
        return 0.0
    there = set(tokens(text))
    return weight * sum(n in there for n in asked.numbers) / len(asked.numbers)


def _in_month(asked: Asked, text: str) -> bool | None:
    """Whether a sentence speaks of a month that is asked for; None where nobody names one."""
    there = months(text) if asked.months else None
    return between(asked.months, there) if there else None


def _kind(asked: Asked, text: str, unknown: float) -> float:
    """Share of the kinds asked for that a sentence holds; `unknown`: what it counts at least, but as no reason."""
    share = sum(holds(kind, text) for kind in asked.kinds) / len(asked.kinds)
    return share if asked.kinds == (Kind.GRUND,) else max(share, unknown)
