"""Small matrices beside a model's layers: learnt by evals/training/embedder.py, added by rag/embedding/lora.py."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import load_file
from transformers import BatchEncoding, BertConfig, BertModel

from evals.case_files import read_set
from evals.run import SHIPPED
from evals.training.embedder import RANK, Example, beside, examples, go_on, learn, loss_of, save
from rag.embedding.lora import BUNDLED, body, merge
from rag.engine import Engine

WORDS = 500


def tokenizer(texts: list[str], **_: object) -> BatchEncoding:
    """One number a word."""
    rows = [[sum(map(ord, word)) % WORDS for word in text.split()] for text in texts]
    longest = max(map(len, rows))
    ids = [row + [0] * (longest - len(row)) for row in rows]
    mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
    return BatchEncoding({"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(mask)})


def small() -> SimpleNamespace:
    """A model of two layers, each time with the same weights."""
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    layers = BertModel(BertConfig(vocab_size=WORDS, **sizes), add_pooling_layer=False).eval()
    return SimpleNamespace(transformers_model=layers, tokenizer=tokenizer)


def hidden(model: SimpleNamespace) -> torch.Tensor:
    with torch.no_grad():
        return body(model)(input_ids=torch.tensor([[3, 14, 159, 26, 5]])).last_hidden_state


DATA = [
    Example("Was kostet der Abriss?", "Der Rückbau kostet 5 Mio. Euro.", ("Der Neubau ist geplant.",), ("Wald.",)),
    Example("Wer baut die Straße?", "Die Ortsumfahrung baut der Bund.", (), ("Die Bahn fährt.", "Das Amt prüft.")),
    Example("Wie viele Wölfe gibt es?", "Es leben 12 Rudel im Land.", ("Der Schutz gilt.",), ()),
]


def learnt(rounds: int = 30) -> tuple[SimpleNamespace, dict]:
    model = small()
    added = beside(body(model))
    for _ in range(rounds):
        learn(model, added, DATA, 1e-2, lambda _: None)
    body(model).eval()
    return model, added


def test_the_right_windows_come_nearer() -> None:
    plain = small()
    before = loss_of(plain, DATA, random.Random(0)).item()
    after = loss_of(learnt()[0], DATA, random.Random(0)).item()
    assert after < before / 2


def test_the_bundled_model_learns_with_its_own_prefixes_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = loss_of(small(), DATA, random.Random(0)).item()
    monkeypatch.setenv("ANTWORTFINDER_QUERY_PREFIX", "frage anders ")
    assert loss_of(small(), DATA, random.Random(0)).item() == before


def test_what_is_merged_is_what_was_learnt(tmp_path: Path) -> None:
    model, added = learnt(3)
    save(added, tmp_path / "x.safetensors")
    used, again = small(), small()
    merge(used, tmp_path / "x.safetensors")
    go_on(beside(body(again)), tmp_path / "x.safetensors")
    body(again).eval()
    assert not torch.allclose(hidden(small()), hidden(model), atol=1e-2)
    assert torch.allclose(hidden(used), hidden(model), atol=1e-3)
    assert torch.allclose(hidden(again), hidden(model), atol=1e-3)


def test_before_anything_is_learnt_nothing_changes() -> None:
    model = small()
    beside(body(model))
    body(model).eval()
    assert torch.equal(hidden(model), hidden(small()))


def test_the_bundled_file_fits_the_bundled_model() -> None:
    shapes = {key: tuple(value.shape) for key, value in load_file(BUNDLED).items()}
    assert len(shapes) == 12 * 6 * 2  # layers, matrices, factors
    assert shapes["encoder.layer.11.intermediate.dense.a"] == (RANK, 384)
    assert shapes["encoder.layer.11.intermediate.dense.b"] == (1536, RANK)
    assert BUNDLED.stat().st_size < 20_000_000


def test_a_question_is_set_against_windows_that_do_not_answer_it(shipped: Engine) -> None:
    cases = [case for case in read_set(SHIPPED) if case.answerable and case.evidence and not case.nach]
    made = {example.question: example for example in examples(shipped, cases)}
    assert len(made) > 0.9 * len(cases)
    holding = 0
    for case in cases:
        one = made.get(case.question)
        if one is None:
            continue
        assert one.right not in one.same
        assert len(one.same) <= 2
        assert one.others == ()  # there is no other paper
        holding += "".join((case.evidence or "").split()) in "".join(one.right.split())
    assert holding > 0.8 * len(made)
