"""A layer over texts end to end is the model's own layer over each alone, and takes their words and no others."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from rag.reading.layer import MAPS, maps_of, norms_of, passed

HEADS = 4


@pytest.fixture(scope="module")
def model() -> BertModel:
    torch.manual_seed(0)
    made = BertModel(BertConfig(vocab_size=10, hidden_size=32, num_hidden_layers=1, num_attention_heads=HEADS))
    made.train(False)
    return made


def texts(*lengths: int) -> list[Tensor]:
    chance = torch.Generator().manual_seed(1)
    return [torch.randn(length, 32, generator=chance) for length in lengths]


def test_each_text_comes_out_as_from_the_models_own_layer_alone(model: BertModel) -> None:
    layer, some = model.encoder.layer[0], texts(5, 1, 9)
    with torch.inference_mode():
        found = torch.split(passed(torch.cat(some), [5, 1, 9], HEADS, maps_of(layer), norms_of(layer)), [5, 1, 9])
        for one, state in zip(some, found, strict=True):
            out = layer(one[None])
            alone = out[0] if isinstance(out, tuple) else out
            assert torch.allclose(alone.view(len(one), 32), state, atol=1e-5)


def test_what_is_closed_to_a_text_it_does_not_see(model: BertModel) -> None:
    layer, (first, second) = model.encoder.layer[0], texts(4, 6)
    closed = torch.zeros(HEADS, 10, 10)
    closed[:, :4, 4:] = closed[:, 4:, :4] = -1e4
    with torch.inference_mode():
        apart = passed(torch.cat([first, second]), [4, 6], HEADS, maps_of(layer), norms_of(layer))
        kept = passed(torch.cat([first, second]), [10], HEADS, maps_of(layer), norms_of(layer), [closed])
        seen = passed(torch.cat([first, second]), [10], HEADS, maps_of(layer), norms_of(layer))
    assert torch.allclose(apart, kept, atol=1e-5)
    assert not torch.allclose(apart, seen, atol=1e-3)


def test_its_maps_are_those_that_are_named(model: BertModel) -> None:
    layer = model.encoder.layer[0]
    assert [layer.get_submodule(name) for name in MAPS] == maps_of(layer)
