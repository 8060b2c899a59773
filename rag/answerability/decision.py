"""Whether the papers answer: proven, only near, or not in the papers; and what to tell the user (German).

Small logistic models over rag.answerability.features (rag/answerability/classifier.py): "far" tells questions that the
papers have nothing to do with, "read" those close to the topic that they do not answer, by what the reader says; "near"
does so where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.answerability.binding import Missed
from rag.answerability.classifier import fitted
from rag.answerability.features import features, keywords, named, with_reading
from rag.answerability.reads import Read
from rag.answerability.reasons import strange
from rag.model import Hit, Outcome
from rag.parameters import PARAMETERS, Parameters
from rag.query.analysis import Asked
from rag.retrieval.expansion import Place
from rag.text.matching import coverage
from rag.text.stemming import stems

NOT_HERE = (
    "Dazu wurde in den vorliegenden Antworten der Bundesregierung nichts gefunden. Hier lassen sich nur Fragen "
    "beantworten, zu denen eine Antwort auf eine Kleine Anfrage vorliegt. Nennen Sie am besten Thema, Programm oder "
    "Drucksache."
)
KEYWORD = "Diese Fundstellen passen zu Ihrer Angabe. Stellen Sie am besten eine ganze Frage."
ASK = "Bitte stellen Sie eine Frage."
EMPTY = "Zu dieser Auswahl liegt kein Papier vor. Filter entfernen oder Papiere hinzufügen?"


class Decision(NamedTuple):
    """The outcome, and the reason (German) where nothing is there; why places are only near is told of those shown.

    `likely`: how likely what is proven is the answer, 0..1; 1 where it is known to be.
    """

    outcome: Outcome
    grund: str | None = None
    likely: float = 1.0


def decide(
    asked: Asked,
    hits: Sequence[Hit],
    places: Sequence[Place],
    numbers: Parameters = PARAMETERS,
    missing: Sequence[Missed] = (),
    reads: Sequence[Read] = (),
) -> Decision:
    """Whether the papers answer.

    `hits` as the search ranked them, best first; `places` are those of the first hits, the first one of the best hit:
    it alone is judged by its words. No places where nothing was found. `missing`: what the question names that holds
    for no sentence or row of them: then nothing is proven. `reads`: what reading the places gave, if it was done.
    """
    if not any(char.isalnum() for char in asked.text):
        return Decision(Outcome.NICHT_IM_BESTAND, ASK)
    if not places:
        return Decision(Outcome.NICHT_IM_BESTAND, EMPTY)
    found = with_reading(features(asked, hits, places[0], numbers), reads)
    models = fitted().models
    far, model = models["far"].there(found), models["read" if reads else "near"]
    if not asked.stems or not (far or named(asked, places[0], numbers) or _speaks_of_it(asked, places, numbers)):
        return Decision(Outcome.NICHT_IM_BESTAND, NOT_HERE)
    if missing or all(strange(asked, where, numbers.matching) for where in places):
        return Decision(Outcome.NAECHSTLIEGEND)
    if not (far and model.there(found)):
        return Decision(Outcome.NAECHSTLIEGEND, KEYWORD if keywords(asked, numbers.answerability) else None)
    return Decision(Outcome.BELEGT, likely=model.probability(found))


def _speaks_of_it(asked: Asked, places: Sequence[Place], numbers: Parameters) -> bool:
    """Whether a place has most of several words asked for: "nothing was found" would then be wrong.

    Of a follow-up turn the words of the questions before it do: their topic is there.
    """
    texts = [" ".join([p.titel or "", p.hit.passage.frage, *(own.text for own in p.own)]) for p in places]
    words = [stem for stem in asked.stems if not stem[0].isdigit()]  # a figure tells no topic: "Windows 11"
    for wanted in (words, [stem for stem in words if stem in asked.carried]):
        best = max((coverage(wanted, stems(text), numbers.matching) for text in texts), default=0.0)
        if len(wanted) > 1 and best >= numbers.answerability.speaks_of_it:
            return True
    return False
