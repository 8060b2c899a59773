"""The note of what an index's files were like when it was closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.index import fingerprint
from rag.index.fingerprint import FILE, KEYWORDS, PARTS, STORE, VECTORS, changed, clear, may_be_sound, take_away, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of an index, with anything in them."""
    for name in (STORE, f"{VECTORS}/chroma.sqlite3", f"{VECTORS}/ab/data.bin", f"{KEYWORDS}/meta.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode() * 10)
    return tmp_path


def noted(folder: Path) -> fingerprint.Prints:
    write(folder)
    found = take_away(folder)
    assert found is not None
    return found


def test_what_was_not_touched_has_not_changed(folder: Path) -> None:
    prints = noted(folder)
    assert {part: len(files) for part, files in prints.items()} == {STORE: 1, VECTORS: 2, KEYWORDS: 1}
    assert changed(folder, prints) == {}


def test_the_note_is_gone_while_the_index_is_open(folder: Path) -> None:
    noted(folder)
    assert take_away(folder) is None
    assert sorted(path.name for path in folder.iterdir()) == sorted(PARTS)  # nor is a draft left


@pytest.mark.parametrize(
    "content", [b"", b"x", STORE.encode() * 10 + b"x", STORE.encode() * 9 + STORE.upper().encode()]
)
def test_a_file_with_anything_else_in_it_has_changed(folder: Path, content: bytes) -> None:
    prints = noted(folder)
    (folder / STORE).write_bytes(content)
    assert changed(folder, prints) == {STORE: [STORE]}


def test_what_is_missing_or_a_folder_has_changed_and_what_came_along_has_not(folder: Path) -> None:
    prints = noted(folder)
    (folder / VECTORS / "ab" / "data.bin").unlink()
    (folder / KEYWORDS / "neu.idx").write_text("x", encoding="utf-8")
    (folder / STORE).unlink()
    (folder / STORE).mkdir()
    assert changed(folder, prints) == {STORE: [STORE], VECTORS: [str(Path(VECTORS) / "ab" / "data.bin")]}


@pytest.mark.parametrize("note", ["", "[]", "{}", "null", '{"with": {}}', "\x00", '{"with": 1, "store.sqlite": 2}'])
def test_a_damaged_note_is_none(folder: Path, note: str) -> None:
    (folder / FILE).write_text(note, encoding="utf-8")
    assert take_away(folder) is None
    assert not (folder / FILE).exists()


def test_a_note_without_one_of_the_parts_is_none(folder: Path) -> None:
    write(folder)
    whole = json.loads((folder / FILE).read_bytes())
    del whole[VECTORS]
    (folder / FILE).write_text(json.dumps(whole), encoding="utf-8")
    assert take_away(folder) is None


def test_a_note_made_with_another_version_of_the_libraries_is_none(folder: Path, monkeypatch) -> None:
    write(folder)
    monkeypatch.setattr(fingerprint.metadata, "version", lambda name: f"{name} 99")
    assert take_away(folder) is None


def test_what_chroma_writes_late_may_be_sound() -> None:
    assert may_be_sound(["vectors/chroma.sqlite3", "vectors/chroma.sqlite3-wal"])
    assert not may_be_sound(["vectors/chroma.sqlite3", "vectors/ab/data.bin"])


def test_whatever_lies_there_is_taken_away_and_no_more(folder: Path) -> None:
    (folder / "verweis").symlink_to(folder / VECTORS)
    for name in ("verweis", STORE, KEYWORDS, "fehlt"):
        clear(folder / name)
    assert [path.name for path in folder.iterdir()] == [VECTORS]
    assert (folder / VECTORS / "ab" / "data.bin").exists()  # the link is gone, not what it led to
