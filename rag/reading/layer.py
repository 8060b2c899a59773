"""A layer of a BertModel over texts laid end to end: its maps take the words of all at once, each text sees itself.

So nothing is padded: a page beside a longer one, or the question beside a page, costs no more than its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

Map = Callable[[Tensor], Tensor]

MAPS = (  # as the embedding model names them, in the order in which they are used
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def maps_of(layer: nn.Module) -> list[nn.Linear]:
    """Those that MAPS names."""
    return [cast(nn.Linear, layer.get_submodule(name)) for name in MAPS]


def norms_of(layer: nn.Module) -> tuple[nn.Module, ...]:
    """Those that NORMS names."""
    return tuple(layer.get_submodule(name) for name in NORMS)


def attended(
    query: Tensor, key: Tensor, value: Tensor, lengths: Sequence[int], heads: int, seen: Sequence[Tensor] = ()
) -> Tensor:
    """What each word gathers of its own text; all shapes (words of all texts, hidden), `lengths`: words of each text.

    `seen`: of each text what is added before the softmax, (heads, words, words); none where each word sees all of its
    text.
    """
    q, k, v = (
        torch.split(each.view(1, len(each), heads, -1).transpose(1, 2), list(lengths), 2)
        for each in (query, key, value)
    )
    # torch has a fast way on a processor for four dimensions alone, of the mask too
    masks: list[Tensor | None] = [one[None].to(query.dtype) for one in seen] or [None] * len(lengths)
    alone = [
        functional.scaled_dot_product_attention(q[i], k[i], v[i], attn_mask=mask)[0].transpose(0, 1).flatten(1)
        for i, mask in enumerate(masks)
    ]
    return torch.cat(alone)


def passed(
    x: Tensor,
    lengths: Sequence[int],
    heads: int,
    maps: Sequence[Map],
    norms: Sequence[Map],
    seen: Sequence[Tensor] = (),
    drop: float = 0.0,
) -> Tensor:
    """States (words of all texts, hidden) behind a layer of such `maps` and `norms`.

    `lengths`, `seen`: as in `attended`; `drop`: the share of what the maps say that is dropped.
    """
    query, key, value, mixed, wide, narrow = maps
    gathered = attended(query(x), key(x), value(x), lengths, heads, seen)
    x = norms[0](functional.dropout(mixed(gathered), drop, drop > 0) + x)
    return norms[1](functional.dropout(narrow(functional.gelu(wide(x))), drop, drop > 0) + x)


def laid(x: Tensor, lengths: Sequence[int]) -> Tensor:
    """From (texts, length, hidden) to (words of all texts, hidden): what stands behind a text's end is left out."""
    return torch.cat([row[:length] for row, length in zip(x, lengths, strict=True)])


def beside(x: Tensor, lengths: Sequence[int]) -> Tensor:
    """Back again, with zeros behind each text's end."""
    return pad_sequence(list(torch.split(x, list(lengths))), batch_first=True)
