"""What evals/train_outcome.py fitted on questions and keeps in data/outcome.json: models and a sharpness."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rag.evidence import Features
from rag.words import DATA

OUTCOME = DATA / "outcome.json"


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


@dataclass(frozen=True, slots=True)
class Fitted:
    """All of it: the models by name, "far", "near", "read", and what scores are multiplied by before the softmax."""

    models: Mapping[str, Model]
    sharpness: float


@lru_cache(maxsize=1)
def fitted() -> Fitted:
    """Read once."""
    data = json.loads(OUTCOME.read_text(encoding="utf-8"))
    return Fitted({name: Model(**data[name]) for name in ("far", "near", "read")}, float(data["sharpness"]))
