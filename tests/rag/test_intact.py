"""Only the files that belong to the program are answered with; another one is refused in a sentence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from rag import intact
from rag.data import DATA
from rag.engine import Engine
from rag.intact import LIST, SEEN, NotIntact, check_data, is_known, sha256, sums
from rag.settings import Settings
from ui.cli.main import run

LARGE = b"Gewichte" * 1000


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's fitted files, which it takes for its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in (LIST, *sums(DATA)):
        shutil.copy(DATA / name, folder)
    monkeypatch.setattr(intact, "DATA", folder)
    return folder


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "groß.bin"
    file.write_bytes(LARGE)
    return file


def turn_a_bit(file: Path, at: int = -1) -> None:
    """Damage that changes neither name nor size."""
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_the_files_that_came_with_the_program_are_its_own(data: Path) -> None:
    check_data()
    assert len(sums(data)) >= 4


@pytest.mark.parametrize("name", ["e5-buero-1.safetensors", "leser-2.safetensors", "outcome.json", "words.json"])
def test_one_bit_is_noticed(data: Path, name: str) -> None:
    turn_a_bit(data / name, at=700)
    with pytest.raises(NotIntact, match=rf"{name} ist beschädigt oder ausgetauscht.*Abhilfe"):
        check_data()


@pytest.mark.parametrize("name", ["outcome.json", LIST])
def test_what_is_missing_is_named(data: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(NotIntact, match=rf"{name} fehlt.*Abhilfe"):
        check_data()


def test_no_index_is_opened_and_none_begun(data: Path, tmp_path: Path) -> None:
    turn_a_bit(data / "outcome.json")
    with pytest.raises(NotIntact):
        Engine.open(Settings(index=tmp_path / "index"))
    assert not (tmp_path / "index").exists()


def test_whoever_asks_reads_a_sentence(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turn_a_bit(data / "leser-2.safetensors")
    folders = ["--index", str(tmp_path / "index"), "--corpus", str(tmp_path / "corpus")]
    assert run(["ask", "Wie viele Kommunen?", *folders]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "leser-2.safetensors ist beschädigt oder ausgetauscht" in err
    assert "Traceback" not in err
    assert "Unerwarteter Fehler" not in err


def test_a_large_file_is_read_once_and_again_when_it_changed(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, read = sha256(large), []
    monkeypatch.setattr(intact, "sha256", lambda file: read.append(file) or sha256(file))
    cache = tmp_path / "cache"
    assert [is_known(large, digest, cache) for _ in range(3)] == [True] * 3
    assert len(read) == 1
    os.utime(large, ns=(1, 1))
    assert is_known(large, digest, cache)
    assert len(read) == 2
    turn_a_bit(large)
    assert [is_known(large, digest, cache) for _ in range(2)] == [False] * 2
    assert len(read) == 4  # a damaged one is not remembered: it may be mended


def test_remembered_is_a_file_with_its_digest(large: Path, tmp_path: Path) -> None:
    assert is_known(large, sha256(large), tmp_path)
    assert not is_known(large, "0" * 64, tmp_path)
    shutil.copy2(large, tmp_path / "andere.bin")
    turn_a_bit(tmp_path / "andere.bin")
    assert not is_known(tmp_path / "andere.bin", sha256(large), tmp_path)
    assert not is_known(tmp_path / "fehlt.bin", sha256(large), tmp_path)


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff", b"null"])
def test_a_damaged_memory_only_costs_time(large: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / SEEN).write_bytes(content)
    assert is_known(large, sha256(large), tmp_path)
    assert not is_known(large, "0" * 64, tmp_path)


def test_a_cache_that_takes_nothing_only_costs_time(large: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert is_known(large, sha256(large), tmp_path / "cache")
