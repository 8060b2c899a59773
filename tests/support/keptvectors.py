"""The real embedder, its vectors kept in pytest's cache folder: a text goes through the model only once."""

# ruff: noqa: D102  # the methods are the Embedder's, described there

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from rag.embedding.embedder import Embedder, Floats, ModelEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class KeptVectors:
    """An Embedder that asks the real one only for texts it has never seen; `save` keeps them for the next run."""

    def __init__(self, real: Callable[[], Embedder], folder: Path) -> None:
        self.real = real()  # cheap: the model itself is loaded at its first use
        self.name = self.real.name
        self._file = folder / f"{self.name}.npz"
        self._known: dict[str, Floats] = self._read()
        self._before = len(self._known)

    @property
    def model(self) -> SentenceTransformer:
        return cast(ModelEmbedder, self.real).model

    @property
    def dim(self) -> int:
        return len(next(iter(self._known.values()))) if self._known else self.real.dim

    def passages(self, texts: Sequence[str]) -> Floats:
        return self._vectors("p", texts, self.real.passages)

    def queries(self, texts: Sequence[str]) -> Floats:
        return self._vectors("q", texts, self.real.queries)

    def _vectors(self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Floats]) -> Floats:
        keys = [hashlib.sha256(f"{kind}{text}".encode()).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known |= dict(zip(new, embed(list(new.values())), strict=True))
        return np.array([self._known[key] for key in keys], dtype=np.float32).reshape(len(keys), self.dim)

    def _read(self) -> dict[str, Floats]:
        try:
            with np.load(self._file) as kept:
                return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        except (OSError, ValueError, KeyError):  # none yet, or written by halves: embed anew
            return {}

    def save(self) -> None:
        """Keep what is new."""
        if len(self._known) > self._before:
            draft = self._file.with_suffix(f".{os.getpid()}.npz")  # two test runs may save at once
            np.savez(draft, keys=np.array(list(self._known)), vectors=np.array(list(self._known.values())))
            draft.replace(self._file)
            self._before = len(self._known)
