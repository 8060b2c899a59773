"""The layers in which question and page see each other: closed they are the model's own, open the sides matter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from rag.reading.joint import CLOSED, LOWER, UPPER, Joint
from rag.reading.net import Tokens, batch


@pytest.fixture(scope="module")
def model() -> BertModel:
    torch.manual_seed(0)
    small = BertConfig(vocab_size=10, hidden_size=48, num_hidden_layers=9, num_attention_heads=12, intermediate_size=64)
    made = BertModel(small)
    made.train(False)
    return made


def through(joint: Joint, pairs: Sequence[tuple[Tensor, Tensor]]) -> list[tuple[Tensor, Tensor]]:
    """States of questions and pages, each behind the layers."""
    given = batch([(question, page, Tokens((), (-1,) * len(page))) for question, page in pairs])
    x = joint(given.x, given.sizes)
    return [(x[i, : len(q)], x[i, len(q) : len(q) + len(p)]) for i, (q, p) in enumerate(pairs)]


def texts(*lengths: int) -> list[Tensor]:
    chance = torch.Generator().manual_seed(1)
    return [torch.randn(length, 48, generator=chance) for length in lengths]


def test_with_closed_gates_and_nothing_learnt_they_are_the_layers_of_the_model(model: BertModel) -> None:
    joint = Joint(model).eval()
    for name, value in joint.learnt().items():
        if name.endswith("gate"):
            value.data.fill_(CLOSED)
    question, page = texts(5, 9)
    with torch.inference_mode():
        found = through(joint, [(question, page)])[0]
        for state, one in zip((question, page), found, strict=True):
            x = state[None]
            for layer in model.encoder.layer[LOWER:UPPER]:
                out = layer(x)
                x = out[0] if isinstance(out, tuple) else out
            assert torch.allclose(x[0], one, atol=1e-4)


def test_a_page_is_told_apart_by_its_question_and_not_by_a_pair_beside(model: BertModel) -> None:
    joint = Joint(model).eval()
    question, other, page, longer = texts(5, 3, 9, 20)
    with torch.inference_mode():
        alone, changed = through(joint, [(question, page)])[0], through(joint, [(other, page)])[0]
        beside = through(joint, [(question, page), (other, longer)])[0]
    assert not torch.allclose(alone[1], changed[1], atol=1e-3)
    assert torch.allclose(alone[1], beside[1], atol=1e-4)


def test_only_words_that_are_there_pass_the_layers(model: BertModel) -> None:
    joint, rows = Joint(model).eval(), list[int]()
    for layer in joint.layers:
        layer.get_submodule("maps.4").register_forward_hook(lambda _, given, __: rows.append(len(given[0])))
    question, page, longer = texts(5, 9, 40)
    through(joint, [(question, page), (question, longer)])
    assert rows == [5 + 9 + 5 + 40] * 3


def test_what_was_learnt_counts_alike_while_it_learns_and_behind_that(model: BertModel) -> None:
    joint, (question, page) = Joint(model).eval(), texts(5, 9)
    pairs = [(question, page)]
    with torch.inference_mode():
        through(joint, pairs)
    joint.train()
    for name, value in joint.learnt().items():
        if name.endswith(".b"):
            value.data.normal_(0, 0.1, generator=torch.Generator().manual_seed(2))
    learning = through(joint, pairs)[0]
    with torch.inference_mode():
        learnt = through(joint.eval(), pairs)[0]
        again = Joint(model).eval()
        through(again, pairs)
        again.take(joint.learnt())
        taken = through(again, pairs)[0]
    for one, two, three in zip(learning, learnt, taken, strict=True):
        assert torch.allclose(one, two, atol=1e-4)
        assert torch.equal(two, three)


def test_something_missing_is_an_error(model: BertModel) -> None:
    with pytest.raises(KeyError):
        Joint(model).take({})
