"""The models of evals/train_outcome.py: what they minimise, what they may see, and how sets are cut in halves."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from evalfakes import case

from evals import train_outcome
from evals.sets import write_set
from evals.train_outcome import REMOVED, RIDGE, UNANSWERED, Row, crossed, fit, half, measure, scores, sharpest, train
from rag.evidence import Features

NAMES = ("vector", "mass")
NOTHING = Features(**dict.fromkeys((field.name for field in fields(Features)), 0.0))
WEIGHTS = {"answered": 1.0, "removed": REMOVED, "near": UNANSWERED, "far": UNANSWERED}


def data(many: int = 200, names: tuple[str, ...] = NAMES) -> list[Row]:
    """Invented rows; the answered ones have the higher features, on scales of their own."""
    chance = np.random.default_rng(7)
    kinds = chance.choice(list(WEIGHTS), many)
    rows = []
    for n, kind in enumerate(kinds):
        found = {name: chance.normal(kind == "answered") * (10 * k + 1) for k, name in enumerate(names)}
        rows.append(Row(str(n // 2), kind, replace(NOTHING, **found)))
    return rows


def test_the_model_is_the_lowest_point_of_the_weighted_ridge():
    rows = data()
    model = fit(rows, NAMES)
    answered = np.array([row.kind == "answered" for row in rows])
    off = np.array([WEIGHTS[row.kind] for row in rows]) * (answered - scores(model, rows))
    assert off.sum() == pytest.approx(0, abs=0.02)  # nothing is laid on the bias
    for name in NAMES:
        z = (np.array([row.found.value(name) for row in rows]) - model["means"][name]) / model["scales"][name]
        assert (off * z).sum() == pytest.approx(RIDGE * model["weights"][name], abs=0.02)


def test_no_question_is_judged_by_a_model_that_has_seen_it(monkeypatch: pytest.MonkeyPatch):
    rows, seen = data(40), []
    monkeypatch.setattr(train_outcome, "fit", lambda some, _names: {row.id for row in some})

    def judged(ids: set[str], some: list[Row]) -> np.ndarray:
        seen.extend(row.id for row in some)
        assert not ids & {row.id for row in some}
        return np.ones(len(some))

    monkeypatch.setattr(train_outcome, "scores", judged)
    assert crossed(rows, NAMES).tolist() == [1.0] * 40
    assert sorted(seen) == sorted(row.id for row in rows)


def test_thresholds_let_most_of_the_answerable_pass(capsys: pytest.CaptureFixture[str]):
    rows = data(400, tuple(dict.fromkeys((*train_outcome.NEAR, *train_outcome.FAR))))
    models = train(rows, [])
    for name, names in (("near", train_outcome.NEAR), ("far", train_outcome.FAR)):
        some = [row for row in rows if name == "near" or row.kind in ("answered", "far")]
        answered = [p for p, row in zip(crossed(some, names), some, strict=True) if row.kind == "answered"]
        passing = np.mean([p >= models[name]["threshold"] for p in answered])
        assert passing == pytest.approx(train_outcome.KEPT[name], abs=0.02)
    assert "far model, far: cross-validated kept 0.9" in capsys.readouterr().out


def test_what_is_kept_and_refused_is_measured_by_kind():
    rows = [Row(str(n), kind, NOTHING) for n, kind in enumerate(["answered", "answered", "near", "far"])]
    said = measure(np.array([0.9, 0.2, 0.4, 0.8]), rows, "near", 0.5)
    assert said == "kept 0.500, refused 1.000, balanced 0.750"


def test_the_sharper_the_scores_tell_the_right_hit_the_sharper_they_are_read():
    def found(right: int) -> Row:
        return Row("x", "answered", NOTHING, (0.9, 0.8, 0.7), tuple(n == right for n in range(3)))

    assert sharpest([found(0)] * 9) > 300  # the first one is always right
    assert sharpest([found(n) for n in (0, 1, 2)]) == 10.0  # any may be
    assert sharpest([found(0)] * 8 + [found(1)] * 2) == 20.0  # where scores of .88 are expected, as they were right


def test_a_set_is_cut_by_the_number_in_its_ids(tmp_path: Path):
    path = tmp_path / "satz.jsonl"
    write_set([case(f"c{n}") for n in range(1, 6)], path)
    assert [c.id for c in half(Path(f"{path}#gerade"))] == ["c2", "c4"]
    assert [c.id for c in half(Path(f"{path}#ungerade"))] == ["c1", "c3", "c5"]
    assert len(half(path)) == 5
