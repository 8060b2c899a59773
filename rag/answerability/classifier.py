"""What evals/training/answerability.py fitted and keeps in data/outcome.json: models and a sharpness."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from rag.answerability.features import Features
from rag.data import DATA

OUTCOME = DATA / "outcome.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: `weights`, `means` and `scales` (standard deviations) by the name of a feature.

    An answer is taken as there from the probability `threshold` on.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    scales: Mapping[str, float]
    bias: float
    threshold: float

    def __post_init__(self) -> None:
        unknown = self.weights.keys() - {field.name for field in fields(Features)}
        if unknown or not self.weights.keys() == self.means.keys() == self.scales.keys():
            raise ValueError(
                f"no model over rag.answerability.features.Features: {sorted(unknown) or sorted(self.weights)}"
            )

    def probability(self, found: Features) -> float:
        """How likely the answer is there, 0..1."""
        terms = (w * (found.value(n) - self.means[n]) / self.scales[n] for n, w in self.weights.items())
        return 1 / (1 + math.exp(-self.bias - sum(terms)))

    def there(self, found: Features) -> bool:
        """Whether the answer is taken as there."""
        return self.probability(found) >= self.threshold


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models by name, "far", "near" and "read" (rag.answerability.decision), and the sharpness of scores.

    `sharpness`: what the scores of hits (0..1) are multiplied by before the softmax over them says how likely each is
    the right one (rag.answering.cutoff).
    """

    models: Mapping[str, Model]
    sharpness: float


@lru_cache(maxsize=1)
def fitted() -> Fitted:
    """What data/outcome.json holds, read once a process."""
    data = json.loads(OUTCOME.read_text(encoding="utf-8"))
    return Fitted({name: Model(**data[name]) for name in ("far", "near", "read")}, float(data["sharpness"]))
