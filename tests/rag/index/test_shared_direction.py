"""What all questions share: the mean of questions on anything."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rag.index.shared_direction import generic_questions, kept_direction, shared_direction
from rag.index.store import Store
from tests.support.fakes import FakeEmbedder


def test_the_questions_are_whole_different_and_in_all_forms() -> None:
    asked = generic_questions()
    assert len(asked) == len(set(asked)) > 60
    assert all(question.endswith("?") and "{" not in question for question in asked)
    assert len({question.split()[0] for question in asked}) > 5


def test_the_direction_is_the_mean_of_their_vectors_and_no_unit_vector() -> None:
    embedder = FakeEmbedder()
    found = shared_direction(embedder)
    assert (found.shape, found.dtype) == ((FakeEmbedder.dim,), np.float32)
    assert np.allclose(found, embedder.queries(generic_questions()).mean(axis=0), atol=1e-6)
    assert float(np.linalg.norm(found)) < 1  # its length says how much is shared


def test_the_direction_is_made_once(tmp_path: Path) -> None:
    store, embedder = Store(tmp_path / "store.sqlite"), FakeEmbedder()
    made = kept_direction(store, embedder)
    assert np.array_equal(made, shared_direction(FakeEmbedder()))
    embedder.embedded.clear()
    assert np.array_equal(kept_direction(store, embedder), made)
    assert embedder.embedded == []
    store.close()
