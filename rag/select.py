"""Which sentences of an answer answer: by the question's telling words, the kind of thing asked, and the place.

No model: given the right answer, three sentences chosen so state 0.86 of the facts of the development set, e5 vectors
of the sentences 0.82 to 0.85 (docs/answering.md). Rows of a table are quoted with its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Passage
from rag.question import NO_KNOWLEDGE, Asked, Kind, holds
from rag.sentences import Span, sentences
from rag.tables import is_fragment, is_row, table_at
from rag.words import match, rarity, stems, tokens

# weights of the features, each 0..1, measured on the development set's evidence (given the right answer)
KIND, NUMBERS, FIRST, WINDOW, EMPTY, FRAGMENT = 0.3, 0.3, 0.1, 0.15, -1.0, -0.3
HEADS = 0.6  # a word that only the table's head (or the Frage, for a row) has
KNOWN = 0.6  # how much a word counts less once a chosen sentence has it
FOLLOWED = -0.5  # for what only a reference leads to, where the answer itself says something
DROP = 0.7  # a further sentence this far below the first is not shown
UNITS = 400  # most sentences or rows of a Passage that are weighed; the first ones and those with a word asked for
AHEAD = 4  # lines behind a head in which its first row must come
SMALL = 600  # characters of a table that is quoted whole

_ANNOUNCES = re.compile(
    r"^(?:Die )?(?:Teilf|F)ragen? .{0,120}(?:gemeinsam|zusammen|zusammenhängend|im Zusammenhang) .{0,40}beantwortet"
    r"|^(?:Im Übrigen |Ergänzend |Insoweit |Hierzu |Diesbezüglich |Es )?wird .{0,80}(?:Antwort|Vorbemerkung|Frage)"
    r".{0,200}verwiesen"
    r"|^Auf die (?:Antwort|Vorbemerkung).{0,200}verwiesen|^Siehe (?:die )?Antwort|Drucklegung der Anlage"
    r"|auf der Internetseite des Deutschen Bundestages abrufbar|^Die Antwort wurde namens der Bundesregierung"
    r"|^Die Drucksache enthält zusätzlich|^\*+\s?\w|^Quellen?:"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or a table row that may answer. `found`: how well it holds each stem asked for, 0..1."""

    passage: Passage
    span: Span
    found: tuple[float, ...]
    rest: float
    row: bool = False
    ueber: Passage | None = None

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
    asked: Asked, passage: Passage, window: Span | None = None, ueber: Passage | None = None
) -> list[Candidate]:
    """The sentences and rows of a Passage; a damaged table is not quoted. `window`: what vectors found nearest."""
    if passage.beschaedigt:
        return []
    found = []
    head: frozenset[str] = stems(passage.frage)
    spans = _units(asked, passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    for place, (span, text) in enumerate(zip(spans, texts, strict=True)):
        row = is_row(text)
        if not row and is_fragment(text):
            head |= stems(text)
            if any(is_row(t) for t in texts[place + 1 : place + 1 + AHEAD]):
                continue  # the head of a table: quoted with its rows
        words = _found(asked, text, head if row else frozenset())
        rest = _rest(asked, text, place, window is not None and window[0] <= span[0] < window[1])
        found.append(Candidate(passage, span, words, rest + (FOLLOWED if ueber else 0), row, ueber))
    return found


def _units(asked: Asked, text: str) -> list[Span]:
    spans = sentences(text)
    if len(spans) <= UNITS:
        return spans
    cues = [w.lower()[:6] for w in asked.words]
    near = [s for s in spans[20:] if any(cue in text[s[0] : s[1]].lower() for cue in cues)]
    return spans[:20] + near[: UNITS - 20]


def _found(asked: Asked, text: str, head: frozenset[str]) -> tuple[float, ...]:
    """How well each stem asked for is found in a sentence; a word of the table's head counts less."""
    there = stems(text)
    return tuple(max(match(s, there), HEADS * match(s, head) if head else 0.0) for s in asked.stems)


def _rest(asked: Asked, text: str, place: int, in_window: bool) -> float:
    """What counts besides words: kind of thing asked, numbers of the question, place in the answer."""
    score = KIND * _kind(asked, text) + FIRST / (1 + place) + (WINDOW if in_window else 0.0)
    if asked.numbers:
        there = set(tokens(text))
        score += NUMBERS * sum(n in there for n in asked.numbers) / len(asked.numbers)
    return score + (EMPTY if empty(text) else 0.0) + (FRAGMENT if is_fragment(text) else 0.0)


def _kind(asked: Asked, text: str) -> float:
    """Share of the kinds asked for that a sentence holds; "no knowledge" answers as well as a number."""
    share = sum(holds(kind, text) for kind in asked.kinds) / len(asked.kinds)
    return max(share, 0.8) if NO_KNOWLEDGE.search(text) and asked.kinds != (Kind.GRUND,) else share


def choose(asked: Asked, found: Iterable[Candidate], most: int, drop: float = DROP) -> list[Choice]:
    """The best, one after the other: a word that was said before counts less. In order of choice."""
    left = list(found)
    weights = _weights(asked)
    open_ = [1.0] * len(weights)
    chosen: list[Choice] = []
    while left and len(chosen) < most:
        scores = [_score(c, weights, open_) for c in left]
        at = max(range(len(left)), key=scores.__getitem__)
        if chosen and scores[at] < chosen[0].score - drop:
            break
        best = left.pop(at)
        chosen.append(Choice(best, scores[at]))
        open_ = [min(o, 1 - KNOWN * f) for o, f in zip(open_, best.found, strict=True)]
    return chosen


def _weights(asked: Asked) -> list[float]:
    raw = [rarity(s) for s in asked.stems]
    total = sum(raw) or 1.0
    return [w / total for w in raw]


def _score(candidate: Candidate, weights: Sequence[float], open_: Sequence[float]) -> float:
    return candidate.rest + sum(w * o * f for w, o, f in zip(weights, open_, candidate.found, strict=True))


def quotes(candidate: Candidate) -> list[Span]:
    """What to quote: a sentence alone; a small table whole, with its head; of a large one the head and the row."""
    text = candidate.passage.text
    table = table_at(text, candidate.span) if candidate.row else None
    if table is None:
        return [candidate.span]
    head, rows = table
    start = head[0] if head else rows[0]
    if rows[1] - start <= SMALL:
        return [(start, rows[1])]
    return [head, candidate.span] if head else [candidate.span]
