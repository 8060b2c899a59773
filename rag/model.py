"""The types that travel from a question to a cited reply."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import perf_counter

from ingest.model import Passage, Seiten
from rag.filters import Filters as Filters
from rag.held import Counts as Counts
from rag.held import Edition as Edition
from rag.held import Paper as Paper
from rag.held import Stand as Stand
from rag.requested import Art, Requested


@dataclass(frozen=True, slots=True)
class Query:
    """What the user typed, the filters that they set, and the turn before it in the same conversation."""

    text: str
    filters: Filters = field(default_factory=Filters)
    vorher: Query | None = None

    def __post_init__(self) -> None:
        # half a character ("\ud800" in JSON, a byte of a terminal that is not UTF-8): no tokenizer takes it
        object.__setattr__(self, "text", self.text.encode("utf-8", "replace").decode())


@dataclass(frozen=True, slots=True)
class HitScores:
    """What found a Passage.

    `question`, `text`: the cosines of the nearest of its official questions and of its windows, None where the vectors
    brought up none. `keyword`: its keyword score as a share of the best one's.
    """

    question: float | None = None
    text: float | None = None
    keyword: float = 0.0

    @property
    def vector(self) -> float:
        """The higher cosine; 0.0 where the keywords alone found it."""
        return max((cosine for cosine in (self.question, self.text) if cosine is not None), default=0.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A Passage found; `score` in 0..1, the higher the better; `scores` says what found it, None where nobody knows.

    `window`: where in the Passage's text the nearest window stands, (start, end); None where none was found.
    """

    passage: Passage
    score: float
    scores: HitScores | None = None
    window: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a Passage, characters `start` to `end` of its text; ValueError where no text stands there.

    The quote is cut from the Passage, never stored beside it: it cannot be wrong.

    `ueber`: the Passage whose reference ("siehe Antwort zu Frage 2c") led here, named together with this one.
    `zeile`, `spalte`: what the row and the column of a table are called that answer; None where that cannot be told.
    """

    passage: Passage
    start: int
    end: int
    ueber: Passage | None = None
    zeile: str | None = None
    spalte: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.passage.text):
            raise ValueError(f"{self.passage.id}: no text at {self.start}:{self.end}")

    @property
    def zitat(self) -> str:
        """The words, verbatim."""
        return self.passage.text[self.start : self.end]

    @property
    def seiten(self) -> Seiten | None:
        """The PDF pages of the quote, None if unknown."""
        return self.passage.seiten(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a reply with the places that prove it; for a quote, the text is the quote itself."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of a language model's draft: the places it named itself, and what speaks against it (German).

    `shown`: what stands in the reply for it: the sentence with its proof, a quote in its place, or None.
    """

    text: str
    named: tuple[Citation, ...]
    reasons: tuple[str, ...] = ()
    shown: Statement | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on its way through the chain, and what was found for it.

    `text` is the one text that is searched for and answered: whole where a follow-up turn was completed, without the
    words that were read as filters, those of the Frage where only a Frage was named. `gefragt` is the whole question
    as the user is shown it, None where they typed it so. `own`: what the turn itself says of a text that takes up
    earlier ones, "" where it takes up none; `unsure`: whether it may have changed the topic. `began`: seconds of
    `time.perf_counter`.
    """

    query: Query
    text: str
    filters: Filters = field(default_factory=Filters)
    gefragt: str | None = None
    own: str = ""
    unsure: bool = False
    hits: tuple[Hit, ...] = ()
    began: float = field(default_factory=perf_counter)


class Outcome(StrEnum):
    """How a search ended."""

    BELEGT = "belegt"
    NAECHSTLIEGEND = "naechstliegend"
    NICHT_IM_BESTAND = "nicht_im_bestand"


class _Said:
    """What is the same of everything that says something with citations."""

    __slots__ = ()
    outcome: Outcome
    statements: tuple[Statement, ...]

    @property
    def gefunden(self) -> bool:
        """Whether the papers answer."""
        return self.outcome is Outcome.BELEGT

    @property
    def antwort(self) -> str:
        """The statements as one text."""
        return "\n".join(s.text for s in self.statements)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, in order of appearance, each once."""
        return tuple(dict.fromkeys(c for s in self.statements for c in s.citations))


@dataclass(frozen=True, slots=True)
class Answer(_Said):
    """What is said to a question: statements with citations, or not found with the reason (German).

    `model` names the language model that wrote, None for the quoting answer; `draft` is what it wrote, sentence by
    sentence, for those who measure: what is shown are the statements alone. `hits`: what was found, those first that
    reading puts first; each keeps the score by which it was found.
    """

    outcome: Outcome
    grund: str | None
    statements: tuple[Statement, ...]
    model: str | None = None
    draft: tuple[Judged, ...] = ()
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply(_Said):
    """What is shown: an Answer with the question it answers and all that was found.

    `hits` are the best ones, best first, whatever the outcome. `gefragt` is the whole question when a
    follow-up turn was completed from the turns before it. `filters` are those that held, also those read
    out of the question. `ms`: milliseconds since the question came.
    `anliegen`: what a request came to, None for a question of substance. `teile`: the replies that this one is put
    together from, the sides of a comparison or several questions in one text. `nur_stichworte`: the vectors were away,
    and the keywords alone were searched.
    """

    query: Query
    outcome: Outcome
    grund: str | None
    statements: tuple[Statement, ...]
    hits: tuple[Hit, ...]
    ms: float
    gefragt: str | None = None
    filters: Filters = field(default_factory=Filters)
    model: str | None = None
    draft: tuple[Judged, ...] = ()
    anliegen: Requested | None = None
    teile: tuple[Reply, ...] = ()
    nur_stichworte: bool = False

    @property
    def durchsucht(self) -> bool:
        """Whether it rests on a search of what the papers say, not on lists of papers, their heads and Fragen alone."""
        if self.anliegen is None:
            return True
        near = self.anliegen.art is Art.LISTE and self.anliegen.thema  # papers that are about it by their meaning
        return bool(self.teile or self.anliegen.reihe or near)

    def noted(self, note: str) -> Reply:
        """The same with a word (German) on what it was made from, on a line of its own, whatever it came to."""
        said = "\n".join(filter(None, (self.grund, note)))
        if self.anliegen is None:
            return replace(self, grund=said)
        shown = replace(self.anliegen, text="\n".join(filter(None, (self.anliegen.text, note))))
        return replace(self, grund=said if self.grund else None, anliegen=shown)

    @property
    def art(self) -> Art:
        """What the text was taken for."""
        return self.anliegen.art if self.anliegen else Art.ANTWORT

    @classmethod
    def of(cls, turn: Turn, answer: Answer) -> Reply:
        """The one place where a Reply is put together."""
        return cls(
            query=turn.query,
            outcome=answer.outcome,
            grund=answer.grund,
            statements=answer.statements,
            hits=answer.hits or turn.hits,
            ms=1000 * (perf_counter() - turn.began),
            gefragt=turn.gefragt,
            filters=turn.filters,
            model=answer.model,
            draft=answer.draft,
        )


@dataclass(frozen=True, slots=True)
class About:
    """What results depend on besides the papers: the names of the embedding model and of the language model, if any.

    `zahlen` tells apart the fitted numbers and data files that they were made with (rag.parameters.digest).
    """

    modell: str
    sprachmodell: str | None = None
    zahlen: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: numbers of papers read, files skipped (unchanged), (file, reason) refused, papers removed.

    `kept`: papers that stay though their files are gone, for many are gone at once. `stopped`: why not all was read
    though the papers are not to blame, in words (German). `outdated`: papers that stay as they were read before, for
    their file has changed and can no longer be read.
    """

    read: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    stopped: str | None = None
    outdated: tuple[str, ...] = ()
