"""Whether the papers answer: proven, only near, or not in the papers; and what to tell the user (German)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.model import Hit, Outcome
from rag.places import Place
from rag.question import Asked
from rag.select import Choice
from rag.words import coverage, stems

NOT_HERE = (
    "Dazu steht nichts in den vorliegenden Antworten der Bundesregierung. Hier lassen sich nur Fragen beantworten, "
    "zu denen eine Antwort auf eine Kleine Anfrage vorliegt. Nennen Sie am besten Thema, Programm oder Drucksache."
)
ONLY_NEAR = (
    "Eine Antwort auf genau diese Frage ist in den vorliegenden Drucksachen nicht belegt. "
    "Am nächsten kommen diese Fundstellen."
)
EMPTY = "Der Index enthält zu dieser Auswahl keine Antworten. Lesen Sie Drucksachen ein oder lockern Sie die Filter."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer being there, each 0..1."""

    vector: float
    covered: float
    sentence: float

    @classmethod
    def of(
        cls, asked: Asked, hits: Sequence[Hit], places: Sequence[Place], chosen: Sequence[Sequence[Choice]]
    ) -> Evidence | None:
        """Weigh the first place; None if nothing was found."""
        if not places:
            return None
        first = places[0]
        text = " ".join(f"{p.frage} {p.text}" for p in (*first.own, *first.followed))
        best = max((c.score for c in chosen[0]), default=0.0)
        return cls(hits[0].anteile.get("vektor", hits[0].score), coverage(asked.stems, stems(text)), best)


def decide(evidence: Evidence | None) -> tuple[Outcome, str | None]:
    """The outcome, and the reason where nothing is proven."""
    if evidence is None:
        return Outcome.NICHT_IM_BESTAND, EMPTY
    if evidence.vector < 0.84 and evidence.covered < 0.3:
        return Outcome.NICHT_IM_BESTAND, NOT_HERE
    return Outcome.BELEGT, None
