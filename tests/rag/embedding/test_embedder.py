"""What several ask at the same moment is embedded in one go."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import numpy as np
import pytest

from rag.embedding.embedder import Floats, Together


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
