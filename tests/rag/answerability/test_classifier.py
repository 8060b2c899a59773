"""The fitted models: how likely, from where on, and that they fit what is weighed."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from rag.answerability import classifier
from rag.answerability.classifier import Model, fitted
from rag.answerability.features import Features, features
from rag.model import Hit
from rag.query.analysis import read
from rag.retrieval.expansion import Place
from tests.support.fakes import FakeEngine, sample_paper

MODEL = Model(
    weights={"vector": 2.0, "place": -1.0},
    means={"vector": 0.5, "place": 0.0},
    scales={"vector": 0.25, "place": 1.0},
    bias=0.0,
    threshold=0.5,
)
MEAN = Features(
    vector=0.5, text=9.0, lead=9.0, keyword=9.0, mass=9.0, place=0.0, noun=9.0, numbers=9.0, kind=9.0, english=9.0
)
"""What has no weight does not count."""


def test_at_the_means_the_bias_alone_decides() -> None:
    assert MODEL.probability(MEAN) == 0.5
    assert replace(MODEL, bias=2.0).probability(MEAN) == pytest.approx(1 / (1 + math.exp(-2)))


def test_each_feature_counts_in_its_own_scale_and_direction() -> None:
    assert MODEL.probability(replace(MEAN, vector=0.75)) == pytest.approx(1 / (1 + math.exp(-2)))
    assert MODEL.probability(replace(MEAN, place=1.0)) == pytest.approx(1 / (1 + math.exp(1)))


def test_an_answer_is_there_from_the_threshold_on() -> None:
    assert MODEL.there(MEAN)
    assert not replace(MODEL, threshold=0.501).there(MEAN)


def test_the_models_use_what_is_weighed() -> None:
    """Also of a hit of which only the score is known, as kept replies have it."""
    engine = FakeEngine(replace(sample_paper(), titel=None))
    passage = engine.passages_of("20/98765")[0]
    found = features(read("Wie viele?"), [Hit(passage, 0.5)], Place(Hit(passage, 0.5), (passage,)))
    assert (found.vector, found.text, found.keyword) == (0.5, 0.0, 0.0)
    assert all(0 <= model.probability(found) <= 1 for model in fitted().models.values())
    assert fitted().sharpness > 0


def test_a_model_over_something_else_is_none() -> None:
    model = fitted().models["near"]
    for change in ({"erfunden": 1.0}, {"vector": 1.0}):
        with pytest.raises(ValueError, match="no model over"):
            replace(model, weights=change)


def test_what_a_model_lacks_is_an_error_and_no_guess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = json.loads(classifier.OUTCOME.read_text(encoding="utf-8"))
    del broken["near"]["bias"]
    file = tmp_path / "outcome.json"
    file.write_text(json.dumps(broken), encoding="utf-8")
    monkeypatch.setattr(classifier, "OUTCOME", file)
    with pytest.raises(TypeError, match="bias"):
        fitted.__wrapped__()
