"""Many texts through a sentence-transformers model, one batch a core.

A model that spreads each batch over two cores waits at every layer for the slower one: 559 windows took 26 s. Each core
with batches of its own took 16 s for the same CPU time, and is less disturbed by other programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rag import giving_way
from rag.memory import give_back

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 8  # texts; sorted by length first, so that little is padded
CARD_BATCH = 64  # texts for a graphics card, one batch at a time: at 512 tokens each some hundred megabytes there

Floats = npt.NDArray[np.float32]
_making = Lock()
_threads: dict[bool, ThreadPoolExecutor] = {}


def encode(model: SentenceTransformer, texts: Sequence[str], *, patient: bool = False) -> Floats:
    """Unit vectors of texts that have their prefix already: shape (n, dim), float32, in their order.

    `patient`: it gives way to people between batches (rag.giving_way), and takes one core while they ask. A graphics
    card gets larger batches, one after the other.
    """
    import torch

    card = model.device.type != "cpu"
    most, cores = (CARD_BATCH, 1) if card else (BATCH, torch.get_num_threads())
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    batches = [order[i : i + most] for i in range(0, len(order), most)]
    if len(batches) < 2 and not patient:
        return _unit(model, texts)
    found = np.zeros((len(texts), int(model.get_embedding_dimension() or 0)), dtype=np.float32)
    each = map if card else _pool(cores, patient=patient).map
    while batches:
        size = len(batches) if not patient else 1 if giving_way.asked() else cores
        taken, batches = batches[:size], batches[size:]
        began = perf_counter()
        parts = each(lambda batch: _unit(model, [texts[i] for i in batch]), taken)
        for batch, vectors in zip(taken, parts, strict=True):
            found[batch] = vectors
        if patient:
            give_back()
            giving_way.give_way(perf_counter() - began)
    return found


def _pool(cores: int, *, patient: bool) -> ThreadPoolExecutor:
    """As many threads, each with one core of its own; torch remembers that for each thread.

    People and reading have their own, made once: nobody waits for a batch of the other.
    """
    import torch

    with _making:
        if patient not in _threads:
            pool, ready = ThreadPoolExecutor(cores, "lesen" if patient else "fragen"), Barrier(cores + 1)
            for _ in range(cores):
                pool.submit(_take_one_core, ready)
            ready.wait()
            torch.set_num_threads(cores)  # threads that come later take over what was said last
            _threads[patient] = pool
        return _threads[patient]


def _take_one_core(ready: Barrier) -> None:
    import torch

    torch.set_num_threads(1)
    ready.wait()


def _unit(model: SentenceTransformer, texts: Sequence[str]) -> Floats:
    most = len(texts)  # one batch
    vectors = model.encode(list(texts), prompt="", batch_size=most, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)
