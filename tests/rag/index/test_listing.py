"""What lies where somebody pointed, and which files are gone: rather kept too many than thrown away."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from rag.index import listing as module
from rag.index.listing import (
    PRIVATE,
    Listing,
    file_hash,
    is_private_file,
    is_there,
    listed,
    reason,
    shown,
    vanished,
)


def filled(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def looked(*given: Path) -> Listing:
    return listed(given)


def known(folder: Path, *names: str) -> dict[str, str]:
    return {str(folder / name): f"20/{name[0]}" for name in names}


def names(found: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    """Those to be removed and those to be kept, by their names."""
    removed, kept = found
    return [Path(file).name for file in removed], [Path(file).name for file in kept]


# looking
def test_files_are_found_once_in_order_below_all_places(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", "b.txt", "a.txt")
    filled(folder / "unter", "c.txt")
    found = looked(folder / "b.txt", folder, folder / "unter" / "..")
    assert [file.name for file in found.files] == ["a.txt", "b.txt", "c.txt"]
    assert found.given == (folder / "b.txt", folder, folder)
    assert found.refused == ()


def test_what_is_not_there_is_refused_and_the_rest_is_found(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", "a.txt")
    circle = tmp_path / "kreis"
    circle.symlink_to(circle)
    found = looked(tmp_path / "fehlt", circle, folder)
    assert [file.name for file in found.files] == ["a.txt"]
    assert [Path(file).name for file, _ in found.refused] == ["fehlt", "kreis"]
    assert found.refused[0][1] == "gibt es nicht"


def test_a_path_of_any_bytes_can_be_shown() -> None:
    assert shown(Path("Anh\udcf6rung.pdf")) == "Anh\ufffdrung.pdf"


def test_whether_a_file_is_there_may_not_be_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = filled(tmp_path / "p", "a.txt") / "a.txt"
    assert (is_there(file), is_there(tmp_path / "p" / "b"), is_there(file / "darunter")) == (True, False, False)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.ESTALE, "Stale file handle")))
        unknown = is_there(file)
    assert unknown is None


def test_a_mark_makes_all_below_private(tmp_path: Path) -> None:
    folder = filled(tmp_path / "eigene" / "ab", "a.txt")
    assert not is_private_file(folder / "a.txt")
    (tmp_path / "eigene" / PRIVATE).touch()
    assert is_private_file(folder / "a.txt")
    assert not is_private_file(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FileNotFoundError(2, "weg"), "ist beim Lesen verschwunden"),
        (PermissionError(13, "x"), "darf nicht gelesen werden. Abhilfe: die Rechte daran geben"),
        (OSError(errno.EIO, "Input/output error"), "kann nicht gelesen werden (Input/output error)"),
        (OSError("ohne Nummer"), "kann nicht gelesen werden (OSError)"),
        (MemoryError(), "ist zu groß für den Arbeitsspeicher"),
        (KeyError("geheimer Inhalt"), "kann nicht gelesen werden (KeyError)"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_without_what_is_in_it(error: BaseException, says: str) -> None:
    assert reason(error) == says


def test_a_hash_tells_content_and_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path, "a.txt", "b.txt")
    (folder / "c.txt").write_text("a.txt", encoding="utf-8")
    before = file_hash(folder / "a.txt")
    assert before == file_hash(folder / "c.txt") != file_hash(folder / "b.txt")
    monkeypatch.setattr(module, "PAPERS", "neu")
    assert file_hash(folder / "a.txt") != before  # in a new format all is read anew


# what is gone
def test_what_is_there_or_lies_elsewhere_is_not_gone(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", "1.txt", "2.txt")
    filed = known(folder, "1.txt", "2.txt") | known(tmp_path / "anderswo", "9.txt")
    assert vanished(filed, looked(folder)) == ([], [])
    assert vanished(filed, looked()) == ([], [])


@pytest.mark.parametrize(
    ("there", "gone", "removed"),
    [
        ("4", "123", False),  # three, and more than half
        ("456", "123", True),  # half of them
        ("3", "12", True),  # two, though more than half
        ("", "1", False),  # the folder is empty: it may not be mounted
    ],
)
def test_many_at_once_are_kept(tmp_path: Path, there: str, gone: str, removed: bool) -> None:
    folder = filled(tmp_path / "p", *(f"{n}.txt" for n in there))
    filed = known(folder, *(f"{n}.txt" for n in there + gone))
    lost = [f"{n}.txt" for n in gone]
    assert names(vanished(filed, looked(folder))) == ((lost, []) if removed else ([], lost))


def test_a_folder_below_that_lost_most_keeps_its_own_and_no_others(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", "4.txt", "5.txt", "6.txt", "7.txt")
    share = filled(folder / "laufwerk")
    filed = known(folder, "1.txt", "4.txt", "5.txt", "6.txt", "7.txt") | known(share, "a.txt", "b.txt", "c.txt")
    assert names(vanished(filed, looked(folder))) == (["1.txt"], ["a.txt", "b.txt", "c.txt"])


def test_a_single_file_that_was_named_and_is_gone_is_kept(tmp_path: Path) -> None:
    folder = filled(tmp_path / "p", "2.txt")
    assert names(vanished(known(folder, "1.txt", "2.txt"), looked(folder / "1.txt"))) == ([], ["1.txt"])


def test_of_two_places_one_in_the_other_each_counts(tmp_path: Path) -> None:
    """The outer place has files left; the inner one, named too, has none: it may not be mounted."""
    folder = filled(tmp_path / "p", "1.txt", "2.txt")
    share = filled(folder / "laufwerk")
    filed = known(folder, "1.txt", "2.txt") | known(share, "9.txt")
    for given in ((folder, share), (share, folder)):
        assert names(vanished(filed, looked(*given))) == ([], ["9.txt"])
    assert names(vanished(filed, looked(folder))) == (["9.txt"], [])


def test_what_cannot_be_looked_at_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path / "p", "2.txt", "3.txt")
    found = looked(folder)
    monkeypatch.setattr(module, "is_there", lambda path: None if path.name == "1.txt" else path.exists())
    assert names(vanished(known(folder, "1.txt", "2.txt", "4.txt"), found)) == (["4.txt"], ["1.txt"])
