"""Vectors as the store keeps them: the index can be made again without the model, in seconds instead of minutes.

They are kept in half precision, 768 bytes for the 384 numbers of the bundled model: cosines move by less than 0.00005
(windows of the shipped paper against rag.index.shared_direction's questions). What Chroma gets is what is kept, so that
what is made again is the same. Each has a mark of the model and the text that it belongs to, so that a damaged one, or
one of another model, is never taken for the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from rag.embedding.embedder import Embedder, Floats
from rag.index.windows import Window

_HALF = "<f2"
MARK = 8  # bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A window's vector, little-endian half precision (2 bytes a number), and its mark (8 bytes)."""

    vector: bytes
    mark: bytes

    def belongs(self, model: str, text: str) -> bool:
        """Whether it is what this model made of this text, undamaged."""
        return self.mark == _mark(model, text, self.vector)


def _mark(model: str, text: str, vector: bytes) -> bytes:
    return blake2b(vector + f"{model}\0{text}".encode(), digest_size=MARK).digest()


def vectors_of(embedder: Embedder, windows: Sequence[Window], known: Mapping[str, Kept]) -> list[Kept]:
    """The vectors of windows in their order.

    `known`: what is kept already, by a window's id. Only windows are embedded that are not there, or whose vector is
    another text's, another model's, or damaged.
    """
    found = {w.id: known[w.id] for w in windows if w.id in known and known[w.id].belongs(embedder.name, w.text)}
    missing = [window for window in windows if window.id not in found]
    made = embedder.passages([window.text for window in missing]).astype(_HALF)
    for window, row in zip(missing, made, strict=True):
        vector = row.tobytes()
        found[window.id] = Kept(vector, _mark(embedder.name, window.text, vector))
    return [found[window.id] for window in windows]


def floats(vectors: Iterable[bytes]) -> Floats:
    """Kept vectors (`Kept.vector`) as an array of shape (n, dim), float32; (0, 0) for none.

    ValueError where they differ in length.
    """
    rows = list(vectors)
    return np.frombuffer(b"".join(rows), dtype=_HALF).astype(np.float32).reshape(len(rows), -1 if rows else 0)
