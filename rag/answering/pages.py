"""What the reader reads of a place: title and Frage, then the sentences and rows that may answer, in the order printed.

A row of a table is read behind the head of its table, a sentence that announces a list with the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.language.cutting import cut_at_word
from ingest.language.sentences import Span
from rag.answerability.reads import Read
from rag.answering.candidates import Candidate, candidates
from rag.answering.selection import worths
from rag.answering.units import parts
from rag.parameters import PARAMETERS, Parameters, Selection
from rag.query.analysis import Asked
from rag.query.named import NOTHING, Named
from rag.retrieval.expansion import Place
from rag.text.official_questions import questions

UNITS = 6  # sentences and rows of a place that are read: those that hold most of the question's words
TITLE = 90  # characters
FRAGE = 220
HEAD = 200
UNIT = 320


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a page; only what could be quoted is a `unit`, heads of tables are not."""

    text: str
    unit: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A place as it is read against one question."""

    context: str
    segments: tuple[Segment, ...]

    @property
    def units(self) -> list[Candidate]:
        """What gets a score, in the order printed."""
        return [s.unit for s in self.segments if s.unit]


class PageReader(Protocol):
    """What reads pages against a question."""

    def read(self, question: str, pages: Sequence[Page]) -> list[Read]:
        """One Read a page, in their order."""
        ...


def counted(odds: float, numbers: Selection = PARAMETERS.selection) -> float:
    """What the reader says of a unit or place (the logarithm of odds), as far as it counts."""
    return min(numbers.read_most, max(numbers.read_least, odds))


def weighed(asked: Asked, where: Place, numbers: Parameters = PARAMETERS, wanted: Named = NOTHING) -> list[Candidate]:
    """The sentences and rows of a place, in the order printed; where it only points elsewhere, of what it points to."""
    target, own, followed = where.hit.passage, list[Candidate](), list[Candidate]()
    for part in parts(where.own):
        window = where.hit.window if part.passage.id == target.id else None
        own += candidates(asked, part, window, numbers=numbers, wanted=wanted)
    for part in parts(where.followed):
        followed += candidates(asked, part, ueber=target, numbers=numbers, wanted=wanted)
    return followed if where.only_points and followed else own + followed


def page_of(asked: Asked, where: Place, pool: Sequence[Candidate], most: int = UNITS, also: Sequence[int] = ()) -> Page:
    """The page of a place: of its `pool` the `most` that are worth most by their words, and those at `also`."""
    worth = worths(asked, pool)
    order = sorted(range(len(pool)), key=lambda i: (i not in also, pool[i].empty, -worth[i]))
    chosen = sorted(order[: max(most, len(also))])
    return Page(context(where), tuple(_segments([pool[i] for i in chosen])))


def context(where: Place) -> str:
    """Title and first question."""
    asked = " ".join(questions(where.hit.passage))
    return f"{_cut(where.titel or '', TITLE)}. {_cut(asked, FRAGE)}".strip(". ")


def _segments(chosen: Iterable[Candidate]) -> Iterable[Segment]:
    head: tuple[str, Span] | None = None
    for one in chosen:
        rows = one.rows
        if rows and rows.head and (rows.head[0].id, rows.head[1]) != head:
            head = rows.head[0].id, rows.head[1]
            yield Segment(_cut(rows.head_text, HEAD))
        yield Segment(_cut(one.passage.text[one.span[0] : one.until or one.span[1]], UNIT), one)


def _cut(text: str, most: int) -> str:
    """One line, at most so many characters."""
    return cut_at_word(" ".join(text.split()), most)
