"""Many texts at once become the same vectors, in the same order, as one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from rag.embedding.embedder import load_embedder
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
