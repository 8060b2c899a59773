"""Whether the papers answer: proven, only near, or not in the papers; and what to tell the user (German).

Two small logistic models over rag.evidence, made by evals/train_outcome.py into data/outcome.json: "far" tells
questions that the papers have nothing to do with, "near" those close to the topic that they do not answer.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rag.evidence import Features, features, keywords, named
from rag.model import Hit, Outcome
from rag.places import Place
from rag.question import Asked

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

_DATA = Path(__file__).parent / "data" / "outcome.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: weights of standardised features; an answer is taken as there from `threshold` on."""

    weights: Mapping[str, float]
    means: Mapping[str, float]
    scales: Mapping[str, float]
    bias: float
    threshold: float

    def probability(self, found: Features) -> float:
        """How likely the answer is there, 0..1."""
        terms = (w * (found[n] - self.means[n]) / self.scales[n] for n, w in self.weights.items())
        return 1 / (1 + math.exp(-self.bias - sum(terms)))

    def there(self, found: Features) -> bool:
        """Whether the answer is taken as there."""
        return self.probability(found) >= self.threshold


@lru_cache(maxsize=1)
def models() -> dict[str, Model]:
    """The two models by name, "far" and "near"."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return {name: Model(**data[name]) for name in ("far", "near")}


def decide(asked: Asked, hits: Sequence[Hit], places: Sequence[Place]) -> tuple[Outcome, str | None]:
    """The outcome, and the reason where nothing is proven."""
    if not any(char.isalnum() for char in asked.text):
        return Outcome.NICHT_IM_BESTAND, ASK
    if not places:
        return Outcome.NICHT_IM_BESTAND, EMPTY
    found = features(asked, hits, places[0])
    far, near = (models()[name].there(found) for name in ("far", "near"))
    if not asked.stems or not (far or named(asked, places[0])):
        return Outcome.NICHT_IM_BESTAND, NOT_HERE
    if not (far and near):
        return Outcome.NAECHSTLIEGEND, KEYWORD if keywords(asked) else ONLY_NEAR
    return Outcome.BELEGT, None
