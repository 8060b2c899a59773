"""What an evaluation is made of: Cases, what happened to them, and the sum of it (Scorecard, Run).

The format of a case is that of the sets in `cases/`; all models refuse values of a wrong kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ingest.errors import readable, whole

VORBEMERKUNG = "Vorbemerkung"
"""Names the government's preamble where a Fragenummer would stand."""

OPEN = "offen"
"""Stands in a draft where the right Drucksache and its Frage are still to be filled in."""


class CaseError(ValueError):
    """A set, run or baseline that cannot be read: says which file, which line and why (German, for the user).

    `datei`: the file's name; `grund`: the reason; `zeile`: the line, from 1, None where it is the whole file.
    """

    def __init__(self, datei: str, grund: str, *, zeile: int | None = None) -> None:
        self.datei, self.grund, self.zeile = readable(datei), whole(grund), zeile
        super().__init__(self.datei, self.grund)  # with these alone it is made anew when it comes from another process

    def __str__(self) -> str:
        return f"{self.datei}{'' if self.zeile is None else f', Zeile {self.zeile}'}: {self.grund}"


class Strict(BaseModel):
    """Frozen and strictly typed: "3" is no number and "ja" no truth value."""

    model_config = ConfigDict(frozen=True, strict=True)


class Case(Strict):
    """A question and what a right reply to it names.

    `fragen`: the Fragen that answer, any one is right if `any_of`, else all are wanted; "Vorbemerkung" names the
    government's preamble. `facts`: each a list of accepted spellings; a right reply states every fact. `evidence`:
    verbatim from the answer. `auch_ok`: other places that are equally right. `near`: the related paper of a
    question without answer. `nach`: id of the chat turn before this one. `verboten`: words that no reply may hold,
    where the question gives orders. `bemerkung`: for people.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    answerable: bool
    drucksache: str | None = None
    fragen: tuple[str, ...] = ()
    any_of: bool = True
    facts: tuple[tuple[str, ...], ...] = ()
    kind: str = "ohne-art"
    lang: str = "de"
    noise: str = "none"
    evidence: str = ""
    auch_ok: tuple[tuple[str, tuple[str, ...]], ...] = ()
    near: str | None = None
    nach: str | None = None
    verboten: tuple[str, ...] = ()
    bemerkung: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.answerable and not (self.drucksache and self.fragen):
            raise ValueError("eine beantwortbare Frage braucht „drucksache“ und „fragen“")
        if any(not fact or not all(spelling.strip() for spelling in fact) for fact in self.facts):
            raise ValueError("jeder Eintrag in „facts“ braucht mindestens eine Schreibweise, und keine darf leer sein")
        return self

    @property
    def is_near(self) -> bool:
        """Whether no paper answers it though one is about its topic: it names that paper, or its kind says so."""
        return not self.answerable and (self.near is not None or "nah" in self.kind.split("-"))

    @property
    def is_far(self) -> bool:
        """Whether no paper has anything to do with it: its kind says so."""
        return not self.answerable and "fern" in self.kind.split("-")

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All right places: (Drucksache, Fragen), the expected one first."""
        own = ((self.drucksache, self.fragen),) if self.drucksache else ()
        return own + self.auch_ok

    def accepts(self, place: Place) -> bool:
        """Whether a place is a right one: the paper, and at least one of the Fragen wanted."""
        return any(place.drucksache == number and set(place.fragen) & set(wanted) for number, wanted in self.places)

    def met_by(self, places: Sequence[Place]) -> bool:
        """Whether these places together are what is wanted: any right one, or all Fragen unless `any_of`."""
        right = [place for place in places if self.accepts(place)]
        if self.any_of or any(place.drucksache != self.drucksache for place in right):
            return bool(right)
        return set(self.fragen) <= {frage for place in right for frage in place.fragen}


class Place(Strict):
    """A place in a paper: one Antwort with all Fragen that it answers, or a preamble."""

    drucksache: str
    fragen: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.drucksache} {', '.join(self.fragen)}"


class Beleg(Place):
    """A citation as shown. `wortgetreu`: the index, asked again, holds the quote verbatim in this passage.

    `fragesteller`: the quote is the askers', not the government's.
    """

    zitat: str
    zitierweise: str = ""
    wortgetreu: bool = True
    fragesteller: bool = False


class Satz(Strict):
    """A sentence of a reply; `belege` are positions in the result's `belege`."""

    text: str
    belege: tuple[int, ...] = ()


class Entwurf(Strict):
    """A sentence as a language model drafted it; `belege` are the places it named itself.

    `gruende` say why it is not proven; it was then dropped, or (`zitiert`) its source quoted in its place.
    """

    text: str
    belege: tuple[Beleg, ...] = ()
    gruende: tuple[str, ...] = ()
    zitiert: bool = False


class CaseResult(Strict):
    """What happened to the case of this `id`. `fehler` says why there was no reply; all else is then empty.

    `outcome` is the value of a `rag.model.Outcome`; `gefunden`: whether there was an answer; `grund`: why not.
    `treffer`: the ten best hits, best first. `ms`: milliseconds that the reply took. `entwurf`: what a language model
    drafted, if one was asked.
    """

    id: str
    outcome: str = ""
    gefunden: bool = False
    grund: str | None = None
    saetze: tuple[Satz, ...] = ()
    belege: tuple[Beleg, ...] = ()
    treffer: tuple[Place, ...] = ()
    ms: float | None = None
    fehler: str | None = None
    entwurf: tuple[Entwurf, ...] = ()

    @property
    def antwort(self) -> str:
        """The sentences as one text."""
        return "\n".join(satz.text for satz in self.saetze)


class Figure(Strict):
    """One measure over a set: value and 95 % interval (None without any case to measure), and over how many cases."""

    value: float | None
    low: float | None
    high: float | None
    n: int


class Scorecard(Strict):
    """The sum over `n` cases, of which `answered` have a result.

    `figures` by the names of `metrics.MEASURES` and `metrics.SPEED`; `refused`: the share refused of the questions
    without answer, by their kind. `groups`: the same figures for whole questions, follow-up turns, near and far
    questions apart (`metrics.GROUPS`); a group without cases is left out, and so are all of a run that was kept before
    there were any.
    """

    n: int
    answered: int
    figures: Mapping[str, Figure]
    refused: Mapping[str, Figure]
    groups: Mapping[str, Mapping[str, Figure]] = Field(default_factory=dict)


class Run(Strict):
    """One evaluation, kept to be compared: what was asked, of what, and what came of it.

    `started` is in UTC. `version`: of Antwortfinder. `sets`: the names of the files. `counts`: how many papers,
    passages and windows the index held. `settings`: those that a result depends on, by name.
    `stopped`: the user ended it early, so `results` are fewer than `cases` and the rest count as zero. `missing`:
    papers that cases expect and the index did not hold.
    """

    started: datetime
    version: str
    sets: tuple[str, ...]
    settings: Mapping[str, str]
    counts: Mapping[str, int]
    cases: tuple[Case, ...]
    results: tuple[CaseResult, ...]
    scorecard: Scorecard
    stopped: bool = False
    missing: tuple[str, ...] = ()

    @property
    def by_id(self) -> dict[str, CaseResult]:
        """The results by the id of their case."""
        return {result.id: result for result in self.results}
