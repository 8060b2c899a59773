"""Teaching the reader: what is held out, and that it learns what a small set shows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from evals.training.reader import Known, begun, learn, measure, share, steps, teach
from evals.training.reader_examples import Example, Question
from rag.reading.net import Tokens, load

HIDDEN = 144  # more than the net's width, as main axes are drawn from it


def example(number: int, kind: str) -> Known:
    """A page of two units; the one that answers has the states of the question."""
    chance = torch.Generator().manual_seed(number)
    asked, page = (torch.randn(n, HIDDEN, generator=chance) for n in (4, 9))
    if kind == "right":
        page[1:5] = asked + 0.1 * page[1:5]
    question = Question(str(number), "Was?", "21/1", frozenset("1"), kind == "right", "")
    tokens = Tokens((0,) * 9, (-1, 0, 0, 0, 0, 1, 1, 1, 1))
    right = (0,) if kind == "right" else ()
    return Known(Example(question, kind, Tokens((0,) * 4, (-1,) * 4), tokens, right), asked, page)


def test_the_share_of_a_paper_hangs_on_its_number_alone() -> None:
    found = [share(f"21/{number}") for number in range(1000)]
    assert 100 < found.count("dev") < 160
    assert found == [share(f"21/{number}") for number in range(1000)]


def test_every_example_is_in_one_step() -> None:
    data = [example(i, "near") for i in range(40)]
    found = [id(one) for step in steps(data, random.Random(0)) for one in step]
    assert sorted(found) == sorted(map(id, data))


@pytest.fixture(scope="module")
def model() -> BertModel:
    torch.manual_seed(0)
    small = BertConfig(
        vocab_size=10, hidden_size=HIDDEN, num_hidden_layers=9, num_attention_heads=12, intermediate_size=32
    )
    made = BertModel(small)
    made.train(False)
    return made


def figures(said: str) -> tuple[float, float]:
    """Share of best units that are right, and AUC."""
    best, auc = (float(said.split(word)[1].split(",")[0]) for word in ("best unit right ", "AUC "))
    return best, auc


def test_net_and_layers_learn_which_unit_answers_and_when_none_does(model: BertModel, tmp_path: Path) -> None:
    data = [example(i, "right" if i % 2 else "near") for i in range(240)]
    last = [example(i, "right" if i % 2 else "near") for i in range(500, 600)]
    alone = learn(begun(data, model), data, [], 6, 0, joint=False)
    assert not any(value.abs().sum() for name, value in alone.joint.learnt().items() if name.endswith(".b"))
    teach(alone, data, [], 1, 2, tmp_path / "leser.safetensors")
    both = load(tmp_path / "leser.safetensors", model)
    assert all(value.abs().sum() for name, value in both.joint.learnt().items() if name.endswith(".b"))
    best, auc = figures(measure(both, last))
    assert best > 0.9
    assert auc > 0.9
    assert [file.name for file in tmp_path.iterdir()] == ["leser.safetensors"]
