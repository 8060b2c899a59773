"""Papers that come, change and go are noticed once, and not before they are whole."""

import os

import pytest

from ui.service.watch import Watch


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("eins", encoding="utf-8")
    return tmp_path


def test_a_folder_is_due_once_it_holds_still_and_then_no_more(folder):
    watch = Watch(folder)
    assert [watch.due() for _ in range(4)] == [False, True, False, False]


def test_what_comes_changes_or_goes_makes_it_due_again(folder):
    watch = Watch(folder)
    changes = (
        lambda: (folder / "b.pdf").write_bytes(b"x"),
        lambda: (folder / "a.txt").write_text("anders", encoding="utf-8"),
        lambda: os.utime(folder / "a.txt", ns=(1, 1)),  # the same size
        lambda: (folder / "b.pdf").unlink(),
        lambda: ((folder / "tief").mkdir(), (folder / "tief" / "c.JSON").touch()),
    )
    watch.due(), watch.due()
    for change in changes:
        change()
        assert [watch.due() for _ in range(3)] == [False, True, False]


def test_a_file_that_is_still_being_copied_is_waited_for(folder):
    watch = Watch(folder)
    watch.due(), watch.due()
    for size in (1, 2, 3):
        (folder / "b.pdf").write_bytes(b"x" * size)
        assert not watch.due()
    assert watch.due()


def test_what_is_no_paper_is_passed_over(folder):
    watch = Watch(folder)
    watch.due(), watch.due()
    for name in ("bild.png", ".a.txt", "a.txt.part"):
        (folder / name).touch()
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").touch()
    assert [watch.due() for _ in range(3)] == [False, False, False]


def test_a_folder_that_is_not_there_is_empty_and_seen_when_it_comes(tmp_path):
    watch = Watch(tmp_path / "netz")
    assert [watch.due() for _ in range(3)] == [False, True, False]  # its papers may have to leave
    (tmp_path / "netz").mkdir()
    (tmp_path / "netz" / "a.txt").touch()
    assert [watch.due() for _ in range(3)] == [False, True, False]
