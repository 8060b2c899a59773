"""The net that reads: what it is given, and that a longer page beside another changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from rag.embedding.lora import body
from rag.reading.joint import UPPER, Joint
from rag.reading.net import WIDTH, Net, Reading, Tokens, batch, load, save
from rag.reading.net import states as states_of
from rag.reading.reader import Layered, Reader
from tests.support.keptvectors import KeptVectors

SHORT = Tokens(ids=(0,) * 6, units=(-1, -1, 0, 0, 1, -1))
LONG = Tokens(ids=(0,) * 30, units=(-1, *(i // 10 for i in range(29))))


@pytest.fixture(scope="session")
def reading(embedder: KeptVectors) -> Reading:
    return Reader(cast(Layered, embedder)).reading


@pytest.fixture(scope="session")
def net(reading: Reading) -> Net:
    return reading.net


def states(net: Net, count: int) -> Tensor:
    generator = torch.Generator().manual_seed(count)
    return torch.randn(count, len(net.mean), generator=generator)


def test_a_batch_pads_with_zeros_and_shares_each_unit_among_its_tokens(net: Net) -> None:
    asked, page = states(net, 4), states(net, 6)
    given = batch([(asked, page, SHORT), (asked, states(net, 30), LONG)])
    assert given.x.shape == (2, 34, len(net.mean))
    assert not given.x[0, 10:].any()
    assert given.units[0, :2].sum(-1).tolist() == [1.0, 1.0]
    assert given.units[0, 0, 6:8].tolist() == [0.5, 0.5]


def test_a_page_is_judged_alike_alone_and_beside_a_longer_one(net: Net) -> None:
    asked, page = states(net, 4), states(net, 6)
    with torch.inference_mode():
        alone, none = net(batch([(asked, page, SHORT)]))
        both, nones = net(batch([(asked, page, SHORT), (asked, states(net, 30), LONG)]))
    assert torch.allclose(alone[0, :2], both[0, :2], atol=1e-3)
    assert torch.allclose(none[0], nones[0], atol=1e-3)


def test_what_is_kept_reads_as_what_was_kept(reading: Reading, embedder: KeptVectors, tmp_path: Path) -> None:
    save(reading, tmp_path / "leser")
    again = load(tmp_path / "leser", body(cast(Layered, embedder).model))
    pairs = [(states(reading.net, 4), states(reading.net, 6), SHORT)]
    with torch.inference_mode():
        (one, none), (two, nones) = reading(pairs), again(pairs)
    assert torch.allclose(one, two, atol=1e-2)
    assert torch.allclose(none, nones, atol=1e-2)


def bert() -> BertModel:
    """A model with as many layers as are used; its numbers are of no account."""
    config = BertConfig(vocab_size=50, hidden_size=64, num_hidden_layers=UPPER, num_attention_heads=4)
    made = BertModel(config, add_pooling_layer=False)
    made.train(False)
    return made


def test_only_tokens_that_are_there_pass_the_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    model, rows = bert(), list[int]()
    model.encoder.layer[0].get_submodule("intermediate").get_submodule("dense").register_forward_hook(
        lambda _, given, __: rows.append(given[0].numel() // 64)
    )
    texts = [Tokens((0, 5, 2), (-1,) * 3), SHORT, LONG]
    together = states_of(model, texts)
    assert rows == [3 + 6 + 30]
    rows.clear()
    monkeypatch.setattr("rag.reading.net.AT_ONCE", 10)
    alone = states_of(model, texts)
    assert rows == [9, 30]
    assert [len(one) for one in together] == [3, 6, 30]
    assert all(torch.allclose(one, two, atol=1e-5) for one, two in zip(together, alone, strict=True))


def test_all_is_where_the_model_is() -> None:
    """No card is needed: tensors on torch's "meta" have no numbers, and torch complains where two devices meet."""
    with torch.device("meta"):
        model = bert()
        reads = Reading(Joint(model), Net(torch.zeros(64), torch.zeros(WIDTH, 64))).eval()
    asked, *pages = states_of(model, [Tokens((0, 5, 2), (-1,) * 3), SHORT, LONG])
    pairs = [(asked, page, of) for page, of in zip(pages, (SHORT, LONG), strict=True)]
    given, (scores, none) = batch(pairs), reads(pairs)
    assert {str(one.device) for one in (asked, *pages, given.x, given.page, given.units, scores, none)} == {"meta"}
    with pytest.raises(RuntimeError, match="device"):  # it would be noticed
        reads.net(batch([(torch.zeros(3, 64), torch.zeros(6, 64), SHORT)]))
