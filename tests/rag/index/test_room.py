"""Room on the disk: a reserve, and what both parts take once more."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from rag.index import room
from rag.index.room import RESERVE, lacking

Usage = namedtuple("Usage", "total used free")


def told(folder: Path, free: int, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: Usage(10**12, 0, free))
    return lacking(folder)


def test_exactly_enough_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(tmp_path, RESERVE, monkeypatch) is None
    assert told(tmp_path, RESERVE - 1, monkeypatch) is not None


def test_both_parts_must_fit_once_more_and_the_store_need_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("vectors/unter/data.bin", 3000), ("keywords/x.idx", 500), ("store.sqlite", 10**6)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    assert told(tmp_path, RESERVE + 3500, monkeypatch) is None
    assert told(tmp_path, RESERVE + 3499, monkeypatch) is not None


def test_what_is_free_and_what_is_needed_is_told_in_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says = told(tmp_path, 5_999_999, monkeypatch)
    assert says is not None
    assert "nur noch 5 MB frei, gebraucht werden 65 MB. Abhilfe: Platz schaffen" in says


def test_a_real_disk_is_asked(tmp_path: Path) -> None:
    assert lacking(tmp_path) is None or "MB frei" in str(lacking(tmp_path))
    with pytest.raises(FileNotFoundError):
        lacking(tmp_path / "fehlt")
