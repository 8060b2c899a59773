"""Runs Cases against an engine: what comes back becomes CaseResults, and these a Scorecard."""

from __future__ import annotations

import logging
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Protocol

from evals.case_files import read_sets
from evals.metrics import scorecard
from evals.model import VORBEMERKUNG, Beleg, Case, CaseError, CaseResult, Entwurf, Place, Run, Satz
from ingest.model import Passage, Passagenart, Sprecher, nummern_text
from rag.citation import label
from rag.model import About, Citation, Counts, Judged, Paper, Query, Reply

SHIPPED = Path(__file__).parent / "cases" / "start.jsonl"
"""The set over the paper that ships with the project."""
SHIPPED_LLM = SHIPPED.with_name("sprachmodell.jsonl")
"""False premises and injections over the same paper, for a language model."""

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]
_log = logging.getLogger(__name__)


class Asked(Protocol):
    """What an evaluation needs of `rag.engine.Engine`."""

    def ask(self, query: Query) -> Reply:
        """Answer a question."""

    def passage(self, key: str, /) -> Passage | None:
        """Look a Passage up in the index."""

    def counts(self) -> Counts:
        """What the index holds."""

    def papers(self) -> Sequence[Paper]:
        """The papers that it holds."""

    def about(self) -> About:
        """What results depend on besides the papers."""


def evaluate(
    engine: Asked,
    paths: Sequence[Path] = (),
    progress: Progress | None = None,
    stop: Stop | None = None,
    settings: Mapping[str, str] | None = None,
) -> Run:
    """Run the sets of these files, as `run_cases` does; without a file the shipped one.

    CaseError for a set that cannot be read, and where the index has none of the papers that the sets ask for.
    """
    files = list(paths) or [SHIPPED]
    cases, names = read_sets(files), [f.name for f in files]
    refuse_absent(engine, cases, names)
    return run_cases(engine, cases, names, progress, stop, settings)


def refuse_absent(engine: Asked, cases: Sequence[Case], sets: Sequence[str]) -> None:
    """CaseError where the index has none of the papers that these cases ask for; `sets`: the names of their files."""
    wanted, lacking = {case.drucksache for case in cases if case.drucksache}, missing(engine, cases)
    if wanted and len(lacking) == len(wanted):  # zeros would say something about the answers
        named = ", ".join(lacking[:5]) + (" …" if len(lacking) > 5 else "")
        raise CaseError(
            ", ".join(sets),
            f"Keine der Drucksachen, nach denen gefragt wird, ist im Bestand ({named}). "
            "Abhilfe: die Papiere mit „antwortfinder ingest ORDNER“ aufnehmen.",
        )


def run_cases(
    engine: Asked,
    cases: Sequence[Case],
    sets: Sequence[str] = (),
    progress: Progress | None = None,
    stop: Stop | None = None,
    settings: Mapping[str, str] | None = None,
) -> Run:
    """Ask every case, in order; a case that fails is kept with its error, and the next one is asked.

    `sets`: names of files, kept with the run. `progress(done, all, question)` is called before each case; where
    `stop()` gives true, the run ends before the next one. `settings` are kept with the run, beside those of the engine.
    """
    started, results = datetime.now(UTC), dict[str, CaseResult]()
    queries: dict[str, Query] = {}
    stopped = False
    for done, case in enumerate(cases):
        if stop is not None and stop():
            stopped = True
            break
        if progress is not None:
            progress(done, len(cases), case.question)
        queries[case.id] = Query(case.question, vorher=queries.get(case.nach) if case.nach else None)
        results[case.id] = _ask(engine, case, queries[case.id])
    return Run(
        started=started,
        version=version(),
        sets=tuple(sets),
        settings={**_named(engine.about()), **(settings or {})},
        counts=asdict(engine.counts()),
        cases=tuple(cases),
        results=tuple(results.values()),
        scorecard=scorecard(cases, results),
        stopped=stopped,
        missing=missing(engine, cases),
    )


def _named(about: About) -> dict[str, str]:
    """By name what results depend on; without a language model there is none to name."""
    return {name: value for name, value in asdict(about).items() if value is not None}


def missing(engine: Asked, cases: Sequence[Case]) -> tuple[str, ...]:
    """The papers that cases expect and the index does not hold; their questions cannot be answered."""
    held = {paper.nummer for paper in engine.papers()}
    return tuple(sorted({case.drucksache for case in cases if case.drucksache} - held))


def version() -> str:
    """The installed version of Antwortfinder, with the commit where it runs from a git checkout."""
    try:
        number = installed("antwortfinder")
    except PackageNotFoundError:
        number = "unbekannt"
    asked = ("git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD")
    try:
        commit = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return number
    return f"{number} ({commit})"


def result_of(case: Case, reply: Reply, lookup: Callable[[str], Passage | None], ms: float) -> CaseResult:
    """A reply in the terms of an evaluation; `lookup` gives a passage by its id anew, to check the quotes against it.

    `ms`: milliseconds that the reply took.
    """
    citations = reply.citations
    position = {citation: n for n, citation in enumerate(citations)}
    return CaseResult(
        id=case.id,
        outcome=reply.outcome.value,
        gefunden=reply.gefunden,
        grund=reply.grund,
        saetze=tuple(Satz(text=s.text, belege=tuple(position[c] for c in s.citations)) for s in reply.statements),
        belege=tuple(_beleg(citation, lookup) for citation in citations),
        treffer=tuple(place_of(hit.passage) for hit in reply.hits[:10]),
        ms=round(ms, 1),
        entwurf=tuple(_drafted(judged, lookup) for judged in reply.draft),
    )


def _drafted(judged: Judged, lookup: Callable[[str], Passage | None]) -> Entwurf:
    belege = tuple(_beleg(citation, lookup) for citation in judged.named)
    zitiert = bool(judged.reasons) and judged.shown is not None
    return Entwurf(text=judged.text, belege=belege, gruende=judged.reasons, zitiert=zitiert)


def place_of(passage: Passage) -> Place:
    """Where a Passage stands: its Fragen, else "Vorbemerkung" or "Anlage".

    The askers' preamble is called "Vorbemerkung der Fragesteller", which no case accepts.
    """
    if passage.nummern:
        return Place(drucksache=passage.drucksache, fragen=nummern_text(passage.nummern))
    if passage.art is Passagenart.VORBEMERKUNG and passage.sprecher is Sprecher.FRAGESTELLER:
        return Place(drucksache=passage.drucksache, fragen=("Vorbemerkung der Fragesteller",))
    name = VORBEMERKUNG if passage.art is Passagenart.VORBEMERKUNG else "Anlage"
    return Place(drucksache=passage.drucksache, fragen=(name,))


def _ask(engine: Asked, case: Case, query: Query) -> CaseResult:
    start = time.perf_counter()
    try:
        reply = engine.ask(query)
    except Exception as error:  # one broken case must not end a run of hundreds; it counts as zero and says why
        _log.exception("case %s", case.id)
        return CaseResult(id=case.id, fehler=f"{type(error).__name__}: {error}"[:300])
    if reply.nur_stichworte:  # figures of another search
        return CaseResult(id=case.id, fehler="Der Vektorserver antwortet nicht, gesucht wurde nur nach Stichwörtern")
    return result_of(case, reply, engine.passage, (time.perf_counter() - start) * 1000)


def _beleg(citation: Citation, lookup: Callable[[str], Passage | None]) -> Beleg:
    place, held = place_of(citation.passage), lookup(citation.passage.id)
    return Beleg(
        drucksache=place.drucksache,
        fragen=place.fragen,
        zitat=citation.zitat,
        zitierweise=label(citation),
        wortgetreu=held is not None and citation.zitat in held.text,
        fragesteller=citation.passage.sprecher is Sprecher.FRAGESTELLER,
    )
