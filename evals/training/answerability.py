"""Make rag/data/outcome.json: models that tell whether the papers answer, and how far scores tell which hit is right.

usage: python -m evals.training.answerability --on INDEX SET.jsonl [SET.jsonl ...] [--on ...] [--hold INDEX SET.jsonl]

Sets in the format of ../shared/corpus/README.md ("set.jsonl#gerade": its even half); INDEX holds their papers. Sets of
different authors and indexes of different sizes keep the models from learning an author's habits (with the number of
words or the kind of question among the features, one set gained and the next one lost). The committed models:

    --on INDEX469 entwicklung.jsonl bestand.jsonl#gerade evals/training/nah.jsonl --on INDEX_START start.jsonl
        --reader INDEX469 evals/training/urteilen.jsonl#dev --hold INDEX469 bestand.jsonl#ungerade

evals/training/fragen.jsonl is left out: the embedding model has learnt from it and finds those answers too well.

An answered question counts as answerable; the same question with its own answer taken out of the hits counts, at a low
weight, as near the topic and unanswered.
`--reader` names an index and sets for the model that goes by the reader: whole questions of papers that it has not
learnt from (urteilen.jsonl#dev). `--hold` is a set that is only measured. Prints what cross-validation and the held
set give.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from evals.case_files import read_sets
from evals.model import Case
from evals.run import place_of
from evals.training.reader import share
from rag.answerability.classifier import OUTCOME, Model
from rag.answerability.features import Features, features, with_reading
from rag.answering.cutoff import answers, likely
from rag.engine import Engine
from rag.parameters import PARAMETERS
from rag.query.analysis import read
from rag.retrieval.expansion import place
from rag.settings import Settings

NEAR = ("vector", "place", "noun", "numbers", "mass", "kind")
FAR = ("vector", "text", "mass", "lead", "keyword", "english")
READ = ("read", "first", "lead", "numbers", "mass", "ahead")
"""By 1,039 whole questions of 57 papers that the reader had not learnt from, eight folds, four ways to cut them
(November 2026), against read, first, lead and vector: AUC .843 -> .852, near ones refused where .94 are kept .40 ->
.43. With place, noun, kind, the second place's odds, how many places are shown or lengths it gained nothing."""
WITH = ("answered", "near")  # what the "read" model learns from
REMOVED = 0.3  # weight of an answered question without its answer
UNANSWERED = 3.0  # weight of an unanswerable question: there are fewer of them
RIDGE = 3.0  # strength of the penalty on weights
KEPT = {"near": 0.94, "far": 0.97, "read": 0.94}
"""Share of answerable questions that each model shall let pass; what the question names refuses one more of a hundred,
also of those that "read" lets pass (rag.answerability.binding)."""
FOLDS = 8

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One question against the best place found. `kind`: "answered", "removed", "near" or "far".

    `scores` of the best hits; `right` says which of them are right (of answered questions only).
    """

    id: str
    kind: str
    found: Features
    scores: tuple[float, ...] = ()
    right: tuple[bool, ...] = ()


def rows(engine: Engine, cases: Sequence[Case]) -> list[Row]:
    """Search every question; one row for each that found anything, for answerable ones a second as "removed".

    "removed" is the same question with its own answer taken out of the hits.
    """
    done = []
    for case in cases:
        hits = engine.retriever.search(case.question, most=40)
        asked = read(case.question)
        kinds = {"answered": hits, "removed": [h for h in hits if not case.accepts(place_of(h.passage))]}
        if not case.answerable:
            kinds = {"far" if case.kind.endswith("fern") else "near": hits}
        best = answers(hits)[: PARAMETERS.cutoff.among]
        right = tuple(case.answerable and case.accepts(place_of(h.passage)) for h in best)
        found = dict[str, Features]()
        for kind, h in kinds.items():
            if h:
                seen = engine.answerer.look(case.question, h) if kind in WITH else None
                first = features(asked, seen.hits, seen.places[0]) if seen else features(asked, h, place(h[0], engine))
                found[kind] = with_reading(first, seen.reads if seen else ())
        done += [Row(case.id, kind, f, tuple(h.score for h in best), right) for kind, f in found.items()]
    return done


def sharpest(data: Sequence[Row]) -> float:
    """The sharpness under which the right hits are likeliest (`rag.answering.cutoff.likely`), in tens from 10 to 400.

    Only answered rows with a right hit among their scores say something.
    """
    known = [row for row in data if row.kind == "answered" and any(row.right)]

    def loss(sharp: float) -> float:
        shares = (zip(likely(row.scores, sharp), row.right, strict=True) for row in known)
        return -sum(math.log(sum(p for p, right in pairs if right)) for pairs in shares)

    return float(min(range(10, 410, 10), key=loss))


def fit(data: Sequence[Row], names: Sequence[str]) -> dict[str, object]:
    """Weighted logistic regression over the features `names`, standardised; a ridge on the weights, the bias free.

    Gives the fields of `rag.answerability.classifier.Model` but its threshold; numbers have five digits.
    """
    x = np.array([[row.found.value(n) for n in names] for row in data])
    means, scales = x.mean(0), x.std(0) + 1e-9
    weight = [1.0 if r.kind == "answered" else REMOVED if r.kind == "removed" else UNANSWERED for r in data]
    model = LogisticRegression(C=1 / RIDGE, solver="newton-cholesky", tol=1e-10)
    model.fit((x - means) / scales, [row.kind == "answered" for row in data], sample_weight=weight)
    rounded = [[round(float(value), 5) for value in values] for values in (model.coef_[0], means, scales)]
    named = [dict(zip(names, values, strict=True)) for values in rounded]
    return {"weights": named[0], "means": named[1], "scales": named[2], "bias": round(float(model.intercept_[0]), 5)}


def scores(model: dict[str, object], data: Sequence[Row]) -> Floats:
    """The probability, shape (n,), of each row to be answerable, by a model of `fit`."""
    whole = Model(**model, threshold=0.0)  # type: ignore[arg-type]
    return np.array([whole.probability(row.found) for row in data])


def crossed(data: Sequence[Row], names: Sequence[str], seed: int = 0) -> Floats:
    """As `scores`, shape (n,), each row by a model that did not see its question: FOLDS models, cut by `seed`."""
    ids = sorted({row.id for row in data})
    np.random.default_rng(seed).shuffle(ids)
    fold = {id_: i % FOLDS for i, id_ in enumerate(ids)}
    out = np.zeros(len(data))
    for k in range(FOLDS):
        model = fit([row for row in data if fold[row.id] != k], names)
        held = [i for i, row in enumerate(data) if fold[row.id] == k]
        out[held] = scores(model, [data[i] for i in held])
    return out


def measure(p: Floats, data: Sequence[Row], negative: str, threshold: float) -> str:
    """Shares as text: of answered rows kept, of `negative` ones ("near" or "far") refused, and their mean.

    `p`, shape (n,), are the probabilities of the rows; at the threshold and above a row is kept.
    """
    kept = np.mean([v >= threshold for v, r in zip(p, data, strict=True) if r.kind == "answered"])
    refused = np.mean([v < threshold for v, r in zip(p, data, strict=True) if r.kind == negative])
    return f"kept {kept:.3f}, refused {refused:.3f}, balanced {(kept + refused) / 2:.3f}"


def train(data: list[Row], held: list[Row]) -> dict[str, object]:
    """The models "near" and "far" as `outcome.json` holds them; what they are worth is printed.

    Thresholds are set by cross-validation so that KEPT of the answerable rows pass. `held` is measured only.
    """
    out: dict[str, object] = {}
    for name, names in (("near", NEAR), ("far", FAR)):
        own = [row for row in data if name == "near" or row.kind in ("answered", "far")]
        p = crossed(own, names)
        threshold = float(np.quantile([v for v, r in zip(p, own, strict=True) if r.kind == "answered"], 1 - KEPT[name]))
        model = fit(own, names)
        for kind in ("near", "far") if name == "near" else ("far",):
            print(f"{name} model, {kind}: cross-validated {measure(p, own, kind, threshold)}")
            if held:
                print(f"{name} model, {kind}: held out        {measure(scores(model, held), held, kind, threshold)}")
        out[name] = {**model, "threshold": round(threshold, 4)}
    return out


def searched(on: Sequence[Path]) -> list[Row]:
    """The rows of sets (all but the first path) in an index (the first); follow-up turns are left out."""
    with Engine.open(Settings(index=on[0])) as engine:
        return rows(engine, [case for path in on[1:] for case in half(path) if not case.nach])


def read_model(on: Sequence[Path]) -> dict[str, object]:
    """The model that goes by the reader, with its threshold by cross-validation; first an index, then sets."""
    with Engine.open(Settings(index=on[0])) as engine:
        cases = [case for path in on[1:] for case in half(path) if not case.nach]
        data = [row for row in rows(engine, cases) if row.kind in WITH]
    return fitted_to(data)


def fitted_to(data: Sequence[Row]) -> dict[str, object]:
    """The "read" model of rows that hold what the reader says."""
    p = crossed(data, READ)
    threshold = float(np.quantile([v for v, r in zip(p, data, strict=True) if r.kind == "answered"], 1 - KEPT["read"]))
    print(f"read model: cross-validated {measure(p, data, 'near', threshold)}")
    return {**fit(data, READ), "threshold": round(threshold, 4)}


def half(path: Path) -> list[Case]:
    """A set's cases; of "set.jsonl#gerade" those with an even number in their id, of "#ungerade" the others.

    "#train" and "#dev" are those of papers that evals/training/reader.py learns from and looks at.
    """
    name, _, which = str(path).partition("#")
    cases = read_sets([Path(name)])
    if not which:
        return cases
    if which in ("train", "dev"):
        return [case for case in cases if share(case.drucksache or case.near or "") == which]
    return [case for case in cases if (int("".join(filter(str.isdigit, case.id))) % 2 == 0) == (which == "gerade")]


def main() -> None:
    """Read the arguments, search, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", type=Path, nargs="+", action="append", required=True, metavar="INDEX SET")
    parser.add_argument("--hold", type=Path, nargs="+", default=[], metavar="INDEX SET")
    parser.add_argument("--reader", type=Path, nargs="+", required=True, metavar="INDEX SET")
    given = parser.parse_args()
    data = [row for on in given.on for row in searched(on)]
    held = searched(given.hold) if given.hold else []
    models = train(data, held)
    counts = {kind: sum(row.kind == kind for row in data) for kind in ("answered", "removed", "near", "far")}
    models["read"] = read_model(given.reader)
    made = {
        "made_by": "evals/training/answerability.py",
        "sets": [p.name for on in given.on for p in on[1:]],
        "questions": counts,
        "sharpness": sharpest(data),
    }
    OUTCOME.write_text(json.dumps({**made, **models}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
