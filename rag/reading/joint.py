"""The upper layers as the reader has them: question and page see each other in them.

The layers below are the embedding model's own. These three begin as the embedding model's too; what is learnt are small
matrices added to each of their maps, and how far a word of one side sees the other side (a number for each head, added
before the softmax: far below zero it sees nothing of it, as when the model embeds).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Self, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from rag.reading.layer import MAPS, beside, laid, maps_of, norms_of, passed

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedModel

LOWER, UPPER = 6, 9  # layers up to which question and page pass apart, and together
RANK = 16
GATE = -2.0  # how far both sides see each other before anything is learnt
CLOSED = -1e4  # what is added where nothing may be seen
Sizes = Sequence[tuple[int, int]]
"""Of each pair how many words its question has, and its page."""


class Changed(nn.Module):
    """A map of the embedding model, W, and what was learnt on top: W + b a."""

    def __init__(self, base: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.weight, self.bias = base.weight.detach(), base.bias.detach()  # no parameters: these are not learnt
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))
        self._whole: Tensor | None = None

    def train(self, mode: bool = True) -> Self:
        """As torch's; what was learnt may be another then."""
        self._whole = None
        return super().train(mode)

    def forward(self, x: Tensor) -> Tensor:
        """The map of x, shape (..., in) to (..., out)."""
        if torch.is_inference_mode_enabled() and not self.training:
            if self._whole is None:
                self._whole = self.weight + self.b @ self.a
            return functional.linear(x, self._whole, self.bias)
        return functional.linear(x, self.weight, self.bias) + functional.linear(functional.linear(x, self.a), self.b)


class JointLayer(nn.Module):
    """One layer; `drop`: the share of what its maps say that is dropped while it learns."""

    def __init__(self, layer: nn.Module, heads: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.maps = nn.ModuleList(map(Changed, maps_of(layer)))
        self.norms = norms_of(layer)
        self.gate = nn.Parameter(torch.full((2, heads), GATE))

    def forward(self, x: Tensor, sizes: Sizes) -> Tensor:
        """States (words, hidden) of pairs end to end, of each those of the question, then those of the page."""
        seen = [self._seen(asked, page) for asked, page in sizes]
        lengths = [asked + page for asked, page in sizes]
        return passed(x, lengths, self.heads, list(self.maps), self.norms, seen, self.drop * self.training)

    def _seen(self, asked: int, page: int) -> Tensor:
        """What is added before the softmax, (heads, asked + page, asked + page)."""
        seen = self.gate.new_zeros(self.heads, asked + page, asked + page)
        seen[:, :asked, asked:], seen[:, asked:, :asked] = self.gate[:, :, None, None]
        return seen


class Joint(nn.Module):
    """The three layers over those of an embedding model, whose weights they share."""

    def __init__(self, model: PreTrainedModel, drop: float = 0.0) -> None:
        super().__init__()
        layers = cast("BertModel", model)
        heads = int(layers.config.num_attention_heads)
        self.layers = nn.ModuleList(JointLayer(one, heads, drop) for one in layers.encoder.layer[LOWER:UPPER])

    def forward(self, x: Tensor, sizes: Sizes) -> Tensor:
        """States behind the lower layers to those behind these, both (n, length, hidden); see rag.reading.net.Batch."""
        lengths = [asked + page for asked, page in sizes]
        words = laid(x, lengths)
        for layer in self.layers:
            words = layer(words, sizes)
        return beside(words.float(), lengths)

    def learnt(self) -> Mapping[str, nn.Parameter]:
        """What is kept in a file: of each map "encoder.layer.6.output.dense.a" and ".b", of each layer its "gate"."""
        return dict(self._named())

    def take(self, learnt: Mapping[str, Tensor]) -> None:
        """Take what a file keeps; KeyError where something is missing."""
        with torch.no_grad():
            for name, value in self._named():
                value.copy_(learnt[name])
        self.train(self.training)

    def _named(self) -> Iterator[tuple[str, nn.Parameter]]:
        for number, layer in enumerate(self.layers, LOWER):
            one = cast(JointLayer, layer)
            yield f"encoder.layer.{number}.gate", one.gate
            for name, changed in zip(MAPS, one.maps, strict=True):
                yield f"encoder.layer.{number}.{name}.a", cast(Changed, changed).a
                yield f"encoder.layer.{number}.{name}.b", cast(Changed, changed).b
