"""The bundled model's table of word pieces as the wheel packs it: 54 MB instead of 384, the same numbers bit by bit.

Of a table in float32 a long reading comes to use nearly every page; each row of the packed one is unpacked when its
word piece occurs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from rag.embedding.lora import body
from rag.embedding.wheel import BLOCK_BYTES, Bytes, dequantised, words

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class PackedWords(nn.Module):
    """Stands where a model has its nn.Embedding of word pieces; it is for the CPU and learns nothing."""

    def __init__(self, rows: Bytes) -> None:
        """`rows`: rag.embedding.wheel.words."""
        super().__init__()
        self._rows = rows

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of word pieces, float32, shape (*ids.shape, hidden)."""
        blocks = self._rows[ids.numpy()].reshape(*ids.shape, -1, BLOCK_BYTES)
        return torch.from_numpy(dequantised(blocks)).flatten(-2)


def pack(model: SentenceTransformer, file: Path) -> None:
    """Put the packed table of the wheel's file in place of the model's own, which is let go.

    WeightsError where the file is none.
    """
    body(model).set_input_embeddings(PackedWords(words(file)))
