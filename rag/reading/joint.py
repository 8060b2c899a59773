"""The upper layers as the reader has them: question and page see each other in them.

The layers below are the embedding model's own. These three begin as the embedding model's too; what is learnt are small
matrices added to each of their maps, and how far a word of one side sees the other side (a number for each head, added
before the softmax: far below zero it sees nothing of it, as when the model embeds).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedModel

LOWER, UPPER = 6, 9  # layers up to which question and page pass apart, and together
RANK = 16
GATE = -2.0  # how far both sides see each other before anything is learnt
CLOSED = -1e4  # what is added where nothing may be seen
MAPS = (  # those of a layer that are changed, as the embedding model names them
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class Changed(nn.Module):
    """A map of the embedding model, W, and what was learnt on top: W + b a."""

    def __init__(self, base: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.weight, self.bias = base.weight.detach(), base.bias.detach()  # no parameters: these are not learnt
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        """The map of x, shape (..., in) to (..., out)."""
        return functional.linear(x, self.weight, self.bias) + functional.linear(functional.linear(x, self.a), self.b)


class JointLayer(nn.Module):
    """One layer; `drop`: the share of what its maps say that is dropped while it learns."""

    def __init__(self, layer: nn.Module, heads: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.maps = nn.ModuleList(Changed(cast(nn.Linear, layer.get_submodule(name))) for name in MAPS)
        self.norms = tuple(layer.get_submodule(f"{at}.LayerNorm") for at in ("attention.output", "output"))
        self.gate = nn.Parameter(torch.full((2, heads), GATE))

    def forward(self, x: Tensor, asked: Tensor, page: Tensor) -> Tensor:
        """States (n, length, hidden), of the question where `asked` (n, length), of the page where `page`."""
        query, key, value, mixed, wide, narrow = self.maps
        n, length, hidden = x.shape
        q, k, v = (each(x).view(n, length, self.heads, -1).transpose(1, 2) for each in (query, key, value))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=self._seen(asked, page).to(q.dtype))
        x = self._added(0, mixed(seen.transpose(1, 2).reshape(n, length, hidden)), x)
        return self._added(1, narrow(functional.gelu(wide(x))), x)

    def _added(self, which: int, said: Tensor, x: Tensor) -> Tensor:
        return cast(Tensor, self.norms[which](functional.dropout(said, self.drop, self.training) + x))

    def _seen(self, asked: Tensor, page: Tensor) -> Tensor:
        """What is added before the softmax, (n, heads, length, length)."""
        of_page, of_question = (
            one[:, None, :, None] & other[:, None, None, :] for one, other in ((asked, page), (page, asked))
        )
        gates = self.gate[:, None, :, None, None]
        absent = torch.zeros(asked.shape, device=asked.device).masked_fill(~(asked | page), CLOSED)
        return gates[0] * of_page + gates[1] * of_question + absent[:, None, None, :]


class Joint(nn.Module):
    """The three layers over those of an embedding model, whose weights they share."""

    def __init__(self, model: PreTrainedModel, drop: float = 0.0) -> None:
        super().__init__()
        layers = cast("BertModel", model)
        heads = int(layers.config.num_attention_heads)
        self.layers = nn.ModuleList(JointLayer(one, heads, drop) for one in layers.encoder.layer[LOWER:UPPER])

    def forward(self, x: Tensor, asked: Tensor, page: Tensor) -> Tensor:
        """States behind the lower layers to those behind these, both (n, length, hidden); see rag.reading.net.Batch."""
        for layer in self.layers:
            x = layer(x, asked, page)
        return x.float()

    def learnt(self) -> Mapping[str, nn.Parameter]:
        """What is kept in a file: of each map "encoder.layer.6.output.dense.a" and ".b", of each layer its "gate"."""
        return dict(self._named())

    def take(self, learnt: Mapping[str, Tensor]) -> None:
        """Take what a file keeps; KeyError where something is missing."""
        with torch.no_grad():
            for name, value in self._named():
                value.copy_(learnt[name])

    def _named(self) -> Iterator[tuple[str, nn.Parameter]]:
        for number, layer in enumerate(self.layers, LOWER):
            one = cast(JointLayer, layer)
            yield f"encoder.layer.{number}.gate", one.gate
            for name, changed in zip(MAPS, one.maps, strict=True):
                yield f"encoder.layer.{number}.{name}.a", cast(Changed, changed).a
                yield f"encoder.layer.{number}.{name}.b", cast(Changed, changed).b
