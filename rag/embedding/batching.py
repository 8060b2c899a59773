"""Many texts through a sentence-transformers model, one batch a core.

A model that spreads each batch over two cores waits at every layer for the slower one: 559 windows took 26 s. Each core
with batches of its own took 16 s for the same CPU time, and is less disturbed by other programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 8  # texts; sorted by length first, so that little is padded

Floats = npt.NDArray[np.float32]
_alone = Lock()  # torch has one number of threads for all


def encode(model: SentenceTransformer, texts: Sequence[str]) -> Floats:
    """Unit vectors of texts that have their prefix already: shape (n, dim), float32, in their order."""
    import torch

    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    cores = torch.get_num_threads()
    if len(batches) < 2 or cores < 2:
        return _unit(model, texts)
    found = np.zeros((len(texts), int(model.get_embedding_dimension() or 0)), dtype=np.float32)
    with _alone:
        torch.set_num_threads(1)
        try:
            with ThreadPoolExecutor(cores, initializer=torch.set_num_threads, initargs=(1,)) as pool:
                parts = pool.map(lambda batch: _unit(model, [texts[i] for i in batch]), batches)
                for batch, vectors in zip(batches, parts, strict=True):
                    found[batch] = vectors
        finally:
            torch.set_num_threads(cores)
    return found


def _unit(model: SentenceTransformer, texts: Sequence[str]) -> Floats:
    vectors = model.encode(list(texts), prompt="", batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)
