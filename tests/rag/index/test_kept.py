"""Vectors in half precision, each with a mark of the model and the text that it belongs to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.ids import WindowKind
from rag.index.kept import Kept, floats, vectors_of
from rag.index.windows import Window
from tests.support.fakes import FakeEmbedder

TEXTS = ("Leuchttürme stehen am Meer", "Fährschiffe fahren zur Insel", "Rettungsboote liegen im Hafen")
WINDOWS = [Window(f"1/1:{i}#w0", f"1/1:{i}", WindowKind.WINDOW, 0, 5, text) for i, text in enumerate(TEXTS)]


def known() -> dict[str, Kept]:
    kept = vectors_of(FakeEmbedder(), WINDOWS, {})
    return {window.id: one for window, one in zip(WINDOWS, kept, strict=True)}


def embedded_again(changed: dict[str, Kept], windows: list[Window] = WINDOWS) -> list[str]:
    embedder = FakeEmbedder()
    found = vectors_of(embedder, windows, changed)
    assert [one.belongs("fake", window.text) for one, window in zip(found, windows, strict=True)] == [True] * 3
    return embedder.embedded


def test_what_is_kept_comes_back_nearly_as_it_was() -> None:
    kept, made = floats(one.vector for one in known().values()), FakeEmbedder().passages(TEXTS)
    assert (kept.shape, kept.dtype) == ((3, FakeEmbedder.dim), np.float32)
    assert np.allclose(np.sum(kept * made, axis=1), 1, atol=1e-3)
    assert len(next(iter(known().values())).vector) == 2 * FakeEmbedder.dim  # bytes


def test_only_what_is_not_known_is_embedded_and_the_order_stays() -> None:
    some = known()
    gone = some.pop(WINDOWS[1].id)
    embedder = FakeEmbedder()
    assert vectors_of(embedder, WINDOWS, some) == [some[WINDOWS[0].id], gone, some[WINDOWS[2].id]]
    assert embedder.embedded == [TEXTS[1]]
    assert embedded_again(known()) == []


def test_a_vector_of_another_text_another_model_or_with_a_wrong_bit_is_made_again() -> None:
    changed = replace(WINDOWS[0], text="Leuchttürme stehen im Wald")
    assert embedded_again(known(), [changed, *WINDOWS[1:]]) == [changed.text]

    class Other(FakeEmbedder):
        name = "anderes"

    others = vectors_of(Other(), WINDOWS, {})
    assert embedded_again({w.id: one for w, one in zip(WINDOWS, others, strict=True)}) == list(TEXTS)
    kept = known()
    one = kept[WINDOWS[2].id]
    kept[WINDOWS[2].id] = replace(one, vector=bytes([one.vector[0] ^ 1]) + one.vector[1:])
    assert embedded_again(kept) == [TEXTS[2]]


def test_nothing_is_an_empty_array() -> None:
    assert vectors_of(FakeEmbedder(), [], {}) == []
    assert floats([]).shape == (0, 0)


def test_vectors_of_different_lengths_are_no_array() -> None:
    with pytest.raises(ValueError, match="reshape"):
        floats([b"\0" * 8, b"\0" * 6])
