"""What must be said beside an answer that is shown: what cannot be quoted, what it does not say, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.language.sentences import sentences
from ingest.language.status import kind
from ingest.language.wordings import FIGURE
from ingest.model import Status
from rag.answerability.decision import Decision
from rag.answerability.reasons import doubtful
from rag.answering.candidates import Candidate
from rag.answering.selection import Choice
from rag.model import Hit, Statement
from rag.parameters import PARAMETERS, Parameters
from rag.query.analysis import Asked, no_knowledge
from rag.query.named import Named
from rag.retrieval.expansion import Place

DAMAGED = "Tabelle in der Vorlage beschädigt, siehe PDF."
UNKNOWN = "Die Bundesregierung antwortet an dieser Stelle, dass ihr nichts vorliegt oder dass es das nicht gibt."
HEADLESS = "Der Kopf der Tabelle ist in der Vorlage nicht zu erkennen; was in welcher Spalte steht, zeigt das PDF."
CLASSIFIED = "Die Bundesregierung hat diese Antwort ganz oder teilweise eingestuft; das steht nicht in der Drucksache."
CLASSIFIED_PART = (
    "Einen Teil dieser Antwort hat die Bundesregierung eingestuft; er steht nicht in der Drucksache. Was hier zitiert "
    "ist, steht dort offen."
)


def caveat(
    asked: Asked,
    wanted: Named,
    decision: Decision,
    places: Sequence[Place],
    best: Sequence[Sequence[Choice]],
    statements: Sequence[Statement],
    hits: Iterable[Hit] = (),
    numbers: Parameters = PARAMETERS,
) -> str | None:
    """What a proven answer does not show, and what of the question does not stand by it where it is none too sure.

    `hits`: their texts tell nouns from verbs. None where there is nothing to say.
    """
    first = best[0][0].candidate if best and best[0] else None
    told = [_beside(places, first, statements)]
    if statements and decision.likely < numbers.answerability.doubt:
        others = [hit.passage.text for hit in hits]
        told.append(doubtful(asked, wanted, _as_shown(places[0], statements), others, numbers.matching))
    return " ".join(filter(None, told)) or None


def _beside(places: Sequence[Place], first: Candidate | None, statements: Sequence[Statement]) -> str | None:
    """A word about what cannot be quoted, or that "no data" is the answer.

    That is a damaged table, an answer that is classified, the lost head of a table.
    """
    if any(p.beschaedigt for where in places for p in where.own):
        return DAMAGED
    if places[0].hit.passage.status is Status.EINGESTUFT:
        return CLASSIFIED_PART if any(_is_open(one.text) for one in statements) else CLASSIFIED
    if first is not None and first.rows is not None and first.rows.head is None:
        return HEADLESS
    said = statements[0].text if statements else ""
    unknown = [no_knowledge(said[start:end]) for start, end in sentences(said)]
    return UNKNOWN if unknown and all(unknown) else None


def _is_open(quote: str) -> bool:
    """Whether a quote of a partly classified answer tells a figure: what only says that it is classified has none.

    A remark belongs to what it stands by, and not to a table that is printed beside it.
    """
    told = (quote[start:end] for start, end in sentences(quote))
    return any(kind(one) is Status.BEANTWORTET and FIGURE.search(one) for one in told)


def _as_shown(where: Place, statements: Sequence[Statement]) -> Place:
    """A place with nothing in it but what is quoted, under its Frage and title."""
    quoted = (replace(c.passage, text=c.zitat, bloecke=()) for one in statements for c in one.citations)
    return replace(where, own=tuple(quoted), followed=())
