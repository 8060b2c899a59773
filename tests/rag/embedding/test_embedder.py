"""What several ask at the same moment is embedded in one go."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import numpy as np
import pytest

from rag.embedding import embedder
from rag.embedding.embedder import Floats, ModelEmbedder, Together


class Model:
    """Gives each text its length as its vector; the first call waits until it is let go."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.begun, self.go = Event(), Event()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Note what is asked together."""
        self.asked.append(list(texts))
        self.begun.set()
        assert self.go.wait(10)
        if "kaputt" in texts:
            raise ValueError("kaputt")
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def _ask(model: Model, *texts: list[str]) -> list[object]:
    """The first is being embedded when the others come."""
    together = Together(model)
    with ThreadPoolExecutor(len(texts)) as pool:
        futures = [pool.submit(together, texts[0])]
        assert model.begun.wait(10)
        futures += [pool.submit(together, some) for some in texts[1:]]
        while len(together.waiting) < len(texts) - 1:
            sleep(0.001)
        model.go.set()
        return [future.exception() or future.result().tolist() for future in futures]


def test_those_who_wait_are_taken_along_and_each_gets_its_own() -> None:
    model = Model()
    assert _ask(model, ["a"], ["bb", "ccc"], ["dddd"]) == [[[1]], [[2], [3]], [[4]]]
    assert [len(texts) for texts in model.asked] == [1, 3]


def test_an_error_reaches_all_who_were_taken_along_and_no_one_else() -> None:
    model = Model()
    first, second, third = _ask(model, ["a"], ["kaputt"], ["b"])
    assert first == [[1]]
    assert isinstance(second, ValueError)
    assert isinstance(third, ValueError)


def test_after_an_error_the_next_one_is_answered() -> None:
    model = Model()
    model.go.set()
    together = Together(model)
    with pytest.raises(ValueError, match="kaputt"):
        together(["kaputt"])
    assert together(["x"]).tolist() == [[1]]


class Loaded:
    """Stands for a sentence-transformers model; notes what is done to it."""

    def __init__(self, _folder: str, device: str) -> None:
        self.done = [f"geladen nach {device}"]

    def to(self, device: str) -> Loaded:
        """As torch's."""
        self.done.append(f"nach {device}")
        return self


@pytest.mark.parametrize(
    ("device", "done"),
    [
        ("cpu", ["geladen nach cpu", "gepackt", "gelernt", "nach cpu"]),
        ("cuda", ["geladen nach cpu", "gelernt", "nach cuda"]),  # what is packed is unpacked by the processor
    ],
)
def test_the_model_goes_to_its_device_when_all_is_put_together(device, done, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sentence_transformers.SentenceTransformer", Loaded)
    monkeypatch.setattr("rag.embedding.packed.pack", lambda model, _: model.done.append("gepackt"))
    monkeypatch.setattr(embedder, "merge", lambda model, _: model.done.append("gelernt"))
    files = Path("gelernt.safetensors"), Path("modell.bin")
    model: Any = ModelEmbedder("x", "ordner", ("", ""), 0, *files, device).model
    assert model.done == done
