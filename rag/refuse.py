"""Whether the papers answer: proven, only near, or not in the papers; and what to tell the user (German).

Small logistic models over rag.evidence (rag/fitted.py): "far" tells questions that the papers have nothing to do with,
"read" those close to the topic that they do not answer, by what the reader says; "near" does so where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.evidence import features, keywords, named, reading
from rag.fitted import fitted
from rag.model import Hit, Outcome
from rag.parameters import PARAMETERS, Parameters
from rag.places import Place
from rag.question import Asked
from rag.reader import Read

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


def decide(
    asked: Asked,
    hits: Sequence[Hit],
    places: Sequence[Place],
    numbers: Parameters = PARAMETERS,
    reads: Sequence[Read] = (),
) -> tuple[Outcome, str | None]:
    """The outcome, and the reason where nothing is proven. `reads`: what reading the places gave, if it was done."""
    if not any(char.isalnum() for char in asked.text):
        return Outcome.NICHT_IM_BESTAND, ASK
    if not places:
        return Outcome.NICHT_IM_BESTAND, EMPTY
    found = features(asked, hits, places[0], numbers) | reading(reads)
    far, near = (fitted().models[name].there(found) for name in ("far", "read" if reads else "near"))
    if not asked.stems or not (far or named(asked, places[0], numbers)):
        return Outcome.NICHT_IM_BESTAND, NOT_HERE
    if not (far and near):
        return Outcome.NAECHSTLIEGEND, KEYWORD if keywords(asked, numbers.answerability) else ONLY_NEAR
    return Outcome.BELEGT, None
