"""Whether the Fragen of a draft were asked before: judged from what a search found. Pure.

Compared are official Fragen with each other, words and cosines; what the government answered decides nothing, it is
only quoted. The fitted numbers stand in rag/parameters.py (`Before`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ingest.language.joint import only_announces
from ingest.language.sentences import sentences
from ingest.model import Drucksache, Frage, Fragenummer, Passage, Sprecher, Status
from rag import citation as cite
from rag.model import Citation, Hit
from rag.parameters import PARAMETERS, Before
from rag.query.named import named
from rag.text.gazetteer import speaks_of
from rag.text.matching import coverage
from rag.text.official_questions import answer_to, asked
from rag.text.stemming import content, folded, stem, stems, tokens
from rag.text.times import times, years

Papers = Callable[[str], Drucksache | None]
"""Gives a paper by its number; None where the user sees no such paper."""
Passages = Callable[[str], Sequence[Passage]]
"""Gives the Passages of such a paper, in the order printed."""
Near = Mapping[tuple[str, Fragenummer], float]
"""(number of the paper, number of the Frage) -> cosine of the new Frage with that official one, where it is known."""
Json = dict[str, object]

# what Fragen say besides what they ask
_ASIDE = re.compile(
    r"\((?:bitte|vgl\.|siehe)[^()]{0,400}\)|\bnach (?:Kenntnis|Auffassung|Ansicht|Einschätzung) der Bundesregierung\b"
    r"|\bder Bundesregierung bekannt\b|\b(?:die|der) Bundesregierung\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """How an earlier Frage is to the new one: in the same words, about the same matter, or only related."""

    WORTGLEICH = "wortgleich"
    GLEICHE_SACHE = "gleiche_sache"
    VERWANDT = "verwandt"
    NICHT_GEFUNDEN = "nicht_gefunden"


ASKED = (Kind.WORTGLEICH, Kind.GLEICHE_SACHE)
"""The kinds of which is said that it was asked before."""
_RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Earlier:
    """An official Frage of a paper that is held, and how the government's answer to it begins.

    `frage`: its number, `text`: its words, a lettered one behind the one that it belongs to. `fragende`: the Fraktionen
    or Gruppen that asked. `score`: 0..1, how sure it is that both ask the same. `zitat`: None where nothing can be
    quoted. `neu`: the paper's number is printed with "(neu)".
    """

    kind: Kind
    score: float
    drucksache: str
    frage: str
    text: str
    titel: str | None
    datum: date | None
    fragende: tuple[str, ...]
    status: Status | None
    zitat: Citation | None
    neu: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A Frage of the draft (`nummer`, `text`) and the Fragen asked before, best first, () where none was found."""

    nummer: str
    text: str
    frueher: tuple[Earlier, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of the best one."""
        return self.frueher[0].kind if self.frueher else Kind.NICHT_GEFUNDEN


def line(
    frage: Frage,
    text: str,
    hits: Iterable[Hit],
    near: Near,
    papers: Papers,
    passages: Passages,
    numbers: Before = PARAMETERS.before,
) -> Line:
    """What was asked before of what a Frage asks (`text`: all of it), from the hits of a search for it, and `near`."""
    found: dict[tuple[str, Fragenummer], Earlier] = {}
    for one in candidates(hits, near, papers, numbers):
        place = (one.paper.nummer, one.frage.nummer)
        kind, score = judge(text, one.text, one.paper.titel or "", one.cosine, one.found, numbers)
        if kind is not Kind.NICHT_GEFUNDEN and (place not in found or found[place].score < score):
            found[place] = _earlier(kind, score, one.paper, one.frage, one.text)
    best = sorted(found.items(), key=lambda one: (_RANK[one[1].kind], -one[1].score))[: numbers.named]
    quoted = (replace(one, zitat=opening(place[1], passages(place[0]), numbers)) for place, one in best)
    return Line(str(frage.nummer), frage.text, tuple(quoted))


class Candidate(NamedTuple):
    """An official Frage of a paper that may be the earlier one.

    `text`: its words, a lettered one behind the one that it belongs to. `cosine`: with the new Frage; `found`: the
    score (0..1) with which a search for that found the answer to this one.
    """

    paper: Drucksache
    frage: Frage
    text: str
    cosine: float
    found: float


def candidates(
    hits: Iterable[Hit], near: Near, papers: Papers, numbers: Before = PARAMETERS.before
) -> Iterator[Candidate]:
    """The Fragen that the answers found are given to; one comes again where several pieces of its answer were found."""
    for hit in hits:
        paper = papers(hit.passage.drucksache)
        if paper is None or hit.passage.sprecher is not Sprecher.BUNDESREGIERUNG:  # the paper has left meanwhile
            continue
        for frage, text in asked(hit.passage):
            cosine = near.get((paper.nummer, frage.nummer)) or _cosine(hit, numbers)
            yield Candidate(paper, frage, text, cosine, hit.score)


def _cosine(hit: Hit, numbers: Before) -> float:
    """What is taken for the cosine of a Frage that the vectors did not bring up by itself: less than what they did."""
    known = hit.scores.question if hit.scores else None
    return (numbers.unseen if known is None else known) - numbers.less


def judge(
    new: str, old: str, titel: str, cosine: float, found: float, numbers: Before = PARAMETERS.before
) -> tuple[Kind, float]:
    """How an earlier Frage (`titel`: its paper's) is to a new one, and how sure it is (0..1) that both ask the same.

    `cosine`: of the two Fragen; `found`: the score (0..1) with which a search for the new one found the earlier one's
    answer.
    """
    if _words(_bare(new)) == _words(_bare(old)):
        return Kind.WORTGLEICH, 1.0
    weights = numbers.cosine, numbers.forth, numbers.back, numbers.hit
    weighed = zip(weights, evidence(new, old, titel, cosine, found), strict=True)
    logit = sum(weight * value for weight, value in weighed) + numbers.level
    score = 1 / (1 + math.exp(-logit))
    if score >= numbers.same and not narrowed(new, old, titel):
        return Kind.GLEICHE_SACHE, score
    return (Kind.VERWANDT if score >= numbers.related else Kind.NICHT_GEFUNDEN), score


def evidence(new: str, old: str, titel: str, cosine: float, found: float) -> tuple[float, float, float, float]:
    """What is weighed by `Before.cosine`, `forth`, `back`, `hit`, each 0..1; the arguments are those of `judge`."""
    mine, theirs = _bare(new), _bare(old)
    forth = coverage(_stems(mine), stems(f"{theirs} {titel}"))
    return cosine, forth, coverage(_stems(theirs), stems(mine)), found


def _bare(text: str) -> str:
    return _ASIDE.sub(" ", text)


def _words(text: str) -> list[str]:
    return [folded(word) for word in tokens(text)]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content(text)]


def narrowed(new: str, old: str, titel: str) -> bool:
    """Whether the new Frage asks of other years than the earlier one, or of a place that the earlier one leaves out."""
    mine, theirs = (set(years(times(text))) for text in (new, old))
    if mine and theirs and not mine & theirs:
        return True
    return any(not speaks_of(ort, f"{old} {titel}") for ort, _ in named(new).places)


def _earlier(kind: Kind, score: float, paper: Drucksache, frage: Frage, text: str) -> Earlier:
    answer = paper.antwort_auf(frage.nummer)
    return Earlier(
        kind=kind,
        score=score,
        drucksache=paper.nummer,
        frage=str(frage.nummer),
        text=text,
        titel=paper.titel,
        datum=paper.datum,
        fragende=(frage.fraktion,) if frage.fraktion else paper.fraktionen,
        status=answer.status if answer else None,
        zitat=None,
        neu=paper.neu,
    )


def opening(nummer: Fragenummer, passages: Iterable[Passage], numbers: Before = PARAMETERS.before) -> Citation | None:
    """How the government's answer to a Frage begins: its first sentence, and the second where both are short.

    Which Fragen are answered together is passed over.
    """
    for passage in answer_to(nummer, passages):
        every = list(sentences(passage.text))
        spans = [span for span in every if not only_announces(passage.text[slice(*span)])][:2] or every[:2]
        if spans:
            start, end = spans[0][0], spans[-1][1]
            return Citation(passage, start, end if end - start <= numbers.quoted else spans[0][1])
    return None


def as_json(lines: Iterable[Line]) -> Json:
    """The lines under the keys of the contract, ready for `json.dumps`."""
    return {"fragen": [_line_json(one) for one in lines]}


def _line_json(one: Line) -> Json:
    return {
        "nummer": one.nummer,
        "text": one.text,
        "art": one.kind.value,
        "frueher": [_earlier_json(earlier) for earlier in one.frueher],
    }


def _earlier_json(one: Earlier) -> Json:
    seiten = one.zitat.seiten if one.zitat else None
    return {
        "art": one.kind.value,
        "score": round(one.score, 4),
        "drucksache": one.drucksache,
        "frage": one.frage,
        "text": one.text,
        "titel": one.titel,
        "datum": one.datum.isoformat() if one.datum else None,
        "fraktionen": list(one.fragende),
        "status": one.status.value if one.status else None,
        "zitat": one.zitat.zitat if one.zitat else None,
        "seiten": [seiten.erste, seiten.letzte] if seiten else None,
        "zitierweise": cite.label(one.zitat) if one.zitat else None,
        "url": cite.url(one.zitat) if one.zitat else cite.paper_url(one.drucksache),
    }
