"""Which sentences of an answer answer: by the question's telling words, the kind of thing asked, and the place.

No model: given the right answer, three sentences chosen so state 0.86 of the facts of the development set, e5 vectors
of the sentences 0.82 to 0.85 (docs/answering.md). Rows of a table are quoted with its head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.language.joint import only_announces
from ingest.language.sentences import Span, is_item
from ingest.language.status import points_away
from ingest.model import Passage
from rag.answerability.binding import Missed, labelled
from rag.answering.units import Part, Rows, Unit
from rag.parameters import PARAMETERS, Parameters, Selection
from rag.query.analysis import Asked, Kind, holds, no_knowledge
from rag.query.named import NOTHING, Named
from rag.text.figures import between, figures, months
from rag.text.matching import match, rarity
from rag.text.stemming import stems, tokens
from rag.text.tables import is_fragment

MAX_UNITS = 400  # sentences or rows of a Passage that are weighed; the first ones and those with a word asked for
FIRST_UNITS = 20  # of these
CUE = 6  # letters of a word asked for by which such sentences are found

_AMOUNT = re.compile(r"\d\s?(?:€|Euro|EUR|T€|Mio|Mrd|%|Prozent)")  # with one, a line is a row that was flattened
_TOTAL = re.compile(r"(?:Ins)?[Gg]esamt|Summe|Total|Deutschland\b")  # begins the row that holds for all
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
    def best(self) -> float:
        """How well the stem is held that is held best."""
        return max((held.share for held in self.found), default=0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate with its score: words found that were not said before, and the rest.

    `missed`: what the question names that does not hold for it.
    """

    candidate: Candidate
    score: float
    missed: tuple[Missed, ...] = ()


Bound = Callable[[Candidate], tuple[Missed, ...]]
"""Tells what the question names that does not hold for a candidate."""


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


def choose(
    asked: Asked,
    found: Iterable[Candidate],
    most: int,
    numbers: Selection = PARAMETERS.selection,
    bound: Bound = lambda _: (),
) -> list[Choice]:
    """The best of the candidates found, at most `most`, in the order of choice.

    They are chosen one after the other, for a word that is said already counts less. For whom something does not hold
    that the question names goes behind all others. Where those are much worse, it is the only one, and says what it
    misses: what is left besides it is about something else.
    """
    every = list(found)
    dated = any(c.in_month for c in every)  # then lines of other months are not meant
    left = [c for c in every if not c.empty and not (dated and c.in_month is False)] or every
    weights = _weights(asked, numbers.carried)
    open_ = dict.fromkeys(asked.stems, 1.0)
    missed: dict[int, tuple[Missed, ...]] = {}  # asked only of those whose turn it is
    first: Choice | None = None
    chosen: list[Choice] = []
    while left and len(chosen) < most:
        scores = [_score(c, weights, open_) - (numbers.missed if missed.get(id(c)) else 0.0) for c in left]
        at = max(range(len(left)), key=scores.__getitem__)
        if chosen and scores[at] < chosen[0].score - numbers.drop:
            break
        best = left[at]
        if id(best) not in missed:
            missed[id(best)] = bound(best)
            first = first or Choice(best, scores[at], missed[id(best)])
            if missed[id(best)]:
                continue
        left.pop(at)
        if first and first.missed and not chosen and scores[at] < first.score - numbers.other:
            return [first]
        if chosen and missed[id(best)] and not chosen[0].missed:
            break
        if _neighbour(asked, best, [c.candidate for c in chosen], numbers.new):
            continue
        chosen.append(Choice(best, scores[at], missed[id(best)]))
        open_ |= {held.stem: min(open_[held.stem], 1 - numbers.known * held.share) for held in best.found}
    return chosen


def _neighbour(asked: Asked, one: Candidate, chosen: Sequence[Candidate], new: float) -> bool:
    """Whether an item only stands in the same list as a better one, where one number or amount is asked for."""
    if not {Kind.BETRAG, Kind.ZAHL} & set(asked.kinds) or Kind.LISTE in asked.kinds:
        return False
    if not is_item(one.text) or not any(is_item(c.text) for c in chosen):
        return False
    held = {stem: max(h.share for c in chosen for h in c.found if h.stem == stem) for stem in asked.stems}
    return all(h.share <= held[h.stem] + new for h in one.found)


def _weights(asked: Asked, carried: float) -> dict[str, float]:
    """What each stem asked for is worth, those of an earlier question less; they sum to 1."""
    raw = {stem: rarity(stem) * (carried if stem in asked.carried else 1.0) for stem in asked.stems}
    total = sum(raw.values()) or 1.0
    return {stem: w / total for stem, w in raw.items()}


def _score(candidate: Candidate, weights: Mapping[str, float], open_: Mapping[str, float]) -> float:
    return candidate.worth.total + sum(weights[h.stem] * open_[h.stem] * h.share for h in candidate.found)


def worths(asked: Asked, found: Iterable[Candidate], numbers: Selection = PARAMETERS.selection) -> list[float]:
    """What each sentence or row is worth alone: the share of telling words that it holds, and the rest."""
    weights, open_ = _weights(asked, numbers.carried), dict.fromkeys(asked.stems, 1.0)
    return [_score(one, weights, open_) for one in found]


def quotes(candidate: Candidate, numbers: Selection = PARAMETERS.selection) -> list[tuple[Passage, Span]]:
    """What is quoted for a candidate: Passages with the span of each.

    A sentence with the list that it leads to; a small table whole; of a large one head and row, or where no row is
    asked for its head, its first rows and its total.
    """
    passage, rows = candidate.passage, candidate.rows
    if rows is None:
        return [(passage, (candidate.span[0], candidate.until or candidate.span[1]))]
    start, end = rows.table.span
    quote, total, small = candidate.span, list[Span](), numbers.small_table
    if end - start <= small:
        quote = (start, end)
    elif candidate.best <= numbers.heads:
        # no row is asked for: the first ones, often the highest, and the total
        quote = (start, max((e for _, e in rows.table.rows if e <= start + small), default=candidate.span[1]))
        total = [row for row in rows.table.rows if row[0] >= quote[1] and _TOTAL.match(passage.text, *row)]
    over = [one for one in rows.above if not (one[0] is passage and one[1][0] >= quote[0])]
    return [*over, (passage, quote), *((passage, row) for row in total[:1])]
