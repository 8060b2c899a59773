"""Which sentences of an answer answer: by the question's telling words, the kind of thing asked, and the place.

No model: given the right answer, three sentences chosen so state 0.86 of the facts of the development set, e5 vectors
of the sentences 0.82 to 0.85 (docs/answering.md). Rows of a table are quoted with its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Passage
from rag.figures import between, figures, months
from rag.parameters import PARAMETERS, Parameters, Selection
from rag.parts import Part, Rows, Unit
from rag.question import NO_KNOWLEDGE, Asked, Kind, holds
from rag.sentences import Span, is_item
from rag.tables import is_fragment
from rag.words import match, rarity, stems, tokens

MAX_UNITS = 400  # sentences or rows of a Passage that are weighed; the first ones and those with a word asked for
FIRST_UNITS = 20  # of these
CUE = 6  # letters of a word asked for by which such sentences are found

_AMOUNT = re.compile(r"\d\s?(?:€|Euro|EUR|T€|Mio|Mrd|%|Prozent)")  # with one, a line is a row that was flattened
_TOTAL = re.compile(r"(?:Ins)?[Gg]esamt|Summe|Total|Deutschland\b")  # begins the row that holds for all
_ANNOUNCES = re.compile(
    r"^(?:Die )?(?:Teilf|F)ragen? .{0,120}(?:gemeinsam|zusammen|zusammenhängend|im Zusammenhang) .{0,40}beantwortet"
    r"|^(?:Im Übrigen |Ergänzend |Insoweit |Hierzu |Diesbezüglich |Es )?wird .{0,80}(?:Antwort|Vorbemerkung|Frage)"
    r".{0,200}verwiesen"
    r"|^Auf die (?:Antwort|Vorbemerkung).{0,200}verwiesen|^Siehe (?:die )?Antwort|Drucklegung der Anlage"
    r"|auf der Internetseite des Deutschen Bundestages abrufbar|^Die Antwort wurde namens der Bundesregierung"
    r"|^Die Drucksache enthält zusätzlich|^\*+\s?\w|^Quellen?:"
    # footnotes: a number before a word that begins a sentence
    r"|^\d{1,2} (?:Siehe|Vgl|Das|Dies\w*|Die|Der|Hier\w*|Ein\w?|Im|In|Bei|Für|Es|Nach|Mit|Ohne|Gemäß|Laut|Hinweis|"
    r"Quelle|Stand|Bezogen|https?|www)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or a table row that may answer. `found`: how well it holds each stem asked for, 0..1.

    `in_month`: whether it speaks of a month asked for; None where the question or it names none.
    """

    passage: Passage
    span: Span
    found: tuple[float, ...]
    rest: float
    rows: Rows | None = None
    ueber: Passage | None = None
    empty: bool = False
    in_month: bool | None = None
    until: int | None = None

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate with its score: words found that were not said before, and the rest."""

    candidate: Candidate
    score: float


def empty(sentence: str) -> bool:
    """Whether a sentence only announces or points elsewhere."""
    return _ANNOUNCES.search(sentence) is not None


def candidates(
    asked: Asked,
    part: Part,
    window: Span | None = None,
    ueber: Passage | None = None,
    numbers: Parameters = PARAMETERS,
) -> list[Candidate]:
    """The sentences and rows of a part. `window`: what vectors found nearest."""
    passage, weights, done = part.passage, numbers.selection, list[Candidate]()
    for place, unit in enumerate(_thinned(asked, part)):
        text = passage.text[slice(*unit.span)]
        rest = _rest(asked, text, place, _near(unit.span, window), weights)
        in_month, blank = _in_month(asked, text), empty(text)
        rest += (
            (weights.empty if blank else 0)
            + (weights.followed if ueber else 0)
            + (weights.announced if unit.announces else 0)
            + (weights.other_month if in_month is False else 0)
        )
        known = stems(passage.frage) if NO_KNOWLEDGE.search(text) else unit.known
        done.append(
            Candidate(
                passage,
                unit.span,
                _found(asked, text, known, numbers),
                rest,
                unit.rows,
                ueber,
                blank,
                in_month,
                unit.until,
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


def _found(asked: Asked, text: str, known: frozenset[str], numbers: Parameters) -> tuple[float, ...]:
    """How well each stem asked for is found in a sentence; what it need not repeat counts less."""
    there, heads, like = stems(text), numbers.selection.heads, numbers.matching
    return tuple(max(match(s, there, like), heads * match(s, known, like) if known else 0.0) for s in asked.stems)


def _rest(asked: Asked, text: str, place: int, in_window: bool, weights: Selection) -> float:
    """What counts besides words: kind of thing asked, numbers of the question, place in the answer."""
    kind = weights.kind * _kind(asked, text, weights.unknown_kind)
    score = kind + weights.first / (1 + place) + (weights.window if in_window else 0.0)
    if asked.numbers:
        there = set(tokens(text))
        score += weights.numbers * sum(n in there for n in asked.numbers) / len(asked.numbers)
    if asked.figures and asked.figures <= set(figures(text)):
        score += weights.figures
    if is_fragment(text) and not _AMOUNT.search(text):
        score += weights.fragment
    return score


def _in_month(asked: Asked, text: str) -> bool | None:
    """Whether a sentence speaks of a month that is asked for; None where nobody names one."""
    there = months(text) if asked.months else None
    return between(asked.months, there) if there else None


def _kind(asked: Asked, text: str, unknown: float) -> float:
    """Share of the kinds asked for that a sentence holds; "no knowledge" answers nearly as well as a number."""
    share = sum(holds(kind, text) for kind in asked.kinds) / len(asked.kinds)
    return max(share, unknown) if NO_KNOWLEDGE.search(text) and asked.kinds != (Kind.GRUND,) else share


def choose(
    asked: Asked, found: Iterable[Candidate], most: int, numbers: Selection = PARAMETERS.selection
) -> list[Choice]:
    """The best, one after the other: a word that was said before counts less. In order of choice."""
    every = list(found)
    dated = any(c.in_month for c in every)  # then lines of other months are not meant
    left = [c for c in every if not c.empty and not (dated and c.in_month is False)] or every
    weights = _weights(asked)
    open_ = [1.0] * len(weights)
    chosen: list[Choice] = []
    while left and len(chosen) < most:
        scores = [_score(c, weights, open_) for c in left]
        at = max(range(len(left)), key=scores.__getitem__)
        if chosen and scores[at] < chosen[0].score - numbers.drop:
            break
        best = left.pop(at)
        if _neighbour(asked, best, [c.candidate for c in chosen], numbers.new):
            continue
        chosen.append(Choice(best, scores[at]))
        open_ = [min(o, 1 - numbers.known * f) for o, f in zip(open_, best.found, strict=True)]
    return chosen


def _neighbour(asked: Asked, one: Candidate, chosen: Sequence[Candidate], new: float) -> bool:
    """Whether an item only stands in the same list as a better one, where one number or amount is asked for."""
    if not {Kind.BETRAG, Kind.ZAHL} & set(asked.kinds) or Kind.LISTE in asked.kinds:
        return False
    if not is_item(one.text) or not any(is_item(c.text) for c in chosen):
        return False
    return all(f <= max(others) + new for f, *others in zip(one.found, *(c.found for c in chosen), strict=True))


def _weights(asked: Asked) -> list[float]:
    raw = [rarity(s) for s in asked.stems]
    total = sum(raw) or 1.0
    return [w / total for w in raw]


def _score(candidate: Candidate, weights: Sequence[float], open_: Sequence[float]) -> float:
    return candidate.rest + sum(w * o * f for w, o, f in zip(weights, open_, candidate.found, strict=True))


def worth(asked: Asked, candidate: Candidate) -> float:
    """What a sentence or row is worth alone: the share of telling words that it holds, and the rest."""
    weights = _weights(asked)
    return _score(candidate, weights, [1.0] * len(weights))


def quotes(candidate: Candidate, numbers: Selection = PARAMETERS.selection) -> list[tuple[Passage, Span]]:
    """What to quote: a sentence, with the list that it leads to; a small table whole; of a large one head and row."""
    passage, rows = candidate.passage, candidate.rows
    if rows is None:
        return [(passage, (candidate.span[0], candidate.until or candidate.span[1]))]
    start, end = rows.table.span
    quote, total, small = candidate.span, list[Span](), numbers.small_table
    if end - start <= small:
        quote = (start, end)
    elif max(candidate.found, default=0.0) <= numbers.heads:
        # no row is asked for: the first ones, often the highest, and the total
        quote = (start, max((e for _, e in rows.table.rows if e <= start + small), default=candidate.span[1]))
        total = [row for row in rows.table.rows if row[0] >= quote[1] and _TOTAL.match(passage.text, *row)]
    head = [rows.head] if rows.head and not (rows.head[0] is passage and rows.head[1][0] >= quote[0]) else []
    return [*head, (passage, quote), *((passage, row) for row in total[:1])]
