"""Whether the papers answer: proven, only near, or not in the papers; and what to tell the user (German).

Two small logistic models over rag.answerability.features (rag/answerability/classifier.py): "far" tells questions that
the papers have nothing to do with, "near" those close to the topic that they do not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.answerability.binding import Missed, reason
from rag.answerability.classifier import fitted
from rag.answerability.features import features, keywords, named
from rag.model import Hit, Outcome
from rag.parameters import PARAMETERS, Parameters
from rag.query.analysis import Asked
from rag.retrieval.expansion import Place

NOT_HERE = (
    "Dazu steht nichts in den vorliegenden Antworten der Bundesregierung. Hier lassen sich nur Fragen beantworten, "
    "zu denen eine Antwort auf eine Kleine Anfrage vorliegt. Nennen Sie am besten Thema, Programm oder Drucksache."
)
ONLY_NEAR = (
    "Eine Antwort auf genau diese Frage ist in den vorliegenden Drucksachen nicht belegt. "
    "Am nächsten kommen diese Fundstellen."
)
KEYWORD = "Diese Fundstellen passen zu Ihrer Angabe. Stellen Sie am besten eine ganze Frage."
ASK = "Bitte stellen Sie eine Frage."
EMPTY = "Der Index enthält zu dieser Auswahl keine Antworten. Lesen Sie Drucksachen ein oder lockern Sie die Filter."


class Decision(NamedTuple):
    """The outcome, and the reason (German) where nothing is proven."""

    outcome: Outcome
    grund: str | None = None


def decide(
    asked: Asked,
    hits: Sequence[Hit],
    places: Sequence[Place],
    numbers: Parameters = PARAMETERS,
    missing: Sequence[Missed] = (),
) -> Decision:
    """Whether the papers answer; `places` are those of the best hits, none where nothing was found.

    `missing`: what the question names that holds for no sentence or row of them: then nothing is proven.
    """
    if not any(char.isalnum() for char in asked.text):
        return Decision(Outcome.NICHT_IM_BESTAND, ASK)
    if not places:
        return Decision(Outcome.NICHT_IM_BESTAND, EMPTY)
    found = features(asked, hits, places[0], numbers)
    far, near = (fitted().models[name].there(found) for name in ("far", "near"))
    if not asked.stems or not (far or named(asked, places[0], numbers)):
        return Decision(Outcome.NICHT_IM_BESTAND, NOT_HERE)
    if missing:
        return Decision(Outcome.NAECHSTLIEGEND, reason(missing))
    if not (far and near):
        return Decision(Outcome.NAECHSTLIEGEND, KEYWORD if keywords(asked, numbers.answerability) else ONLY_NEAR)
    return Decision(Outcome.BELEGT)
