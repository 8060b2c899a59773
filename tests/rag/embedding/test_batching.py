"""Many texts at once become the same vectors, in the same order, as one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from rag.embedding import batching
from rag.embedding.embedder import Floats, load_embedder
from rag.settings import Settings

TEXTS = [f"{'Die Mittel werden nicht erhöht. ' * (i % 4)}Frage {i}" for i in range(30)]


def test_batches_on_all_cores_give_the_same_vectors_while_others_ask():
    embedder = load_embedder(Settings(threads=2))
    single = np.vstack([embedder.passages([text]) for text in TEXTS])
    with ThreadPoolExecutor(4) as others:
        asked = [others.submit(embedder.queries, [f"Was kostet {i}?"]) for i in range(12)]
        both = [others.submit(embedder.passages, TEXTS) for _ in range(2)]
        assert all(np.allclose(one.result(), single, atol=1e-5) for one in both)
        assert all(one.result().shape == (1, 384) for one in asked)
    assert torch.get_num_threads() == 2


class Lengths:
    """A model whose vectors are the lengths of texts; `asked`: how many texts came at once."""

    def __init__(self, device: str = "cpu") -> None:
        self.device, self.asked = torch.device(device), list[int]()

    def encode(self, texts: Sequence[str], **_: object) -> Floats:
        """Of each text."""
        self.asked.append(len(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    def get_embedding_dimension(self) -> int:
        """One number."""
        return 1


def test_reading_hands_memory_back_after_every_round_and_asking_does_not(monkeypatch: pytest.MonkeyPatch):
    given: list[int] = []
    monkeypatch.setattr(batching, "give_back", lambda: given.append(0))
    lengths = batching.encode(Lengths(), TEXTS, patient=True)  # type: ignore[arg-type]
    assert lengths[:, 0].tolist() == [len(text) for text in TEXTS]
    assert len(given) == -(-len(TEXTS) // (batching.BATCH * torch.get_num_threads()))
    given.clear()
    batching.encode(Lengths(), TEXTS)  # type: ignore[arg-type]
    assert given == []


@pytest.mark.parametrize("patient", [False, True])
def test_a_card_gets_larger_batches_one_at_a_time(patient: bool):
    texts = [f"Frage {i}" * (i % 5) for i in range(150)]
    model = Lengths("cuda")
    found = batching.encode(model, texts, patient=patient)  # type: ignore[arg-type]
    assert found[:, 0].tolist() == [len(text) for text in texts]
    assert model.asked == [64, 64, 22]
