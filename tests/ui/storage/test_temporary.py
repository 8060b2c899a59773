"""What was needed for a moment lies in a folder of its own and goes again."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from ui.storage import temporary


def test_temporary_files_lie_in_a_folder_of_ones_own_and_go(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", "/woanders")
    left = tmp_path / temporary.FOLDER / "von-einem-abgebrochenen-lauf"
    left.mkdir(parents=True)
    before = tempfile.gettempdir()
    with temporary.own_folder(tmp_path) as folder:
        assert not left.exists()
        made = Path(tempfile.mkdtemp(prefix="antwortfinder-"))
        assert made.parent == folder == Path(os.environ["GRADIO_TEMP_DIR"])
        old, new = made / "alt.xlsx", folder / "neu.xlsx"
        for path in (old, new):
            path.touch()
        os.utime(old, (0, 0))
        temporary.tidy(folder)
        assert not old.exists()
        assert new.exists()
        assert made.exists()  # young, as its file has just gone
        os.utime(made, (0, 0))
        temporary.tidy(folder)
        assert not made.exists()
    assert not folder.exists()
    assert os.environ["GRADIO_TEMP_DIR"] == "/woanders"
    assert tempfile.gettempdir() == before


def test_old_files_go_while_the_server_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("ui.storage.temporary.EVERY", 0.01)
    with temporary.own_folder(tmp_path) as folder:
        old = folder / "alt.xlsx"
        old.touch()
        os.utime(old, (0, 0))
        for _ in range(500):
            if not old.exists():
                break
            time.sleep(0.01)
        assert not old.exists()


def test_a_folder_is_left_as_it_was_found_also_where_something_failed(tmp_path, monkeypatch):
    monkeypatch.delenv("GRADIO_TEMP_DIR", raising=False)
    before = tempfile.gettempdir()
    folder = tmp_path / temporary.FOLDER

    def fails():
        with temporary.own_folder(tmp_path):
            (folder / "halb.xlsx").touch()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not folder.exists()
    assert "GRADIO_TEMP_DIR" not in os.environ
    assert tempfile.gettempdir() == before


def test_what_is_not_an_hour_old_stays_and_a_full_folder_too(tmp_path):
    made = tmp_path / "ordner"
    made.mkdir()
    young, old = made / "neu.xlsx", made / "alt.xlsx"
    for path, age in ((young, temporary.AGE - 60), (old, temporary.AGE + 60)):
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    full = tmp_path / "voll" / "neu.xlsx"
    full.parent.mkdir()
    full.touch()
    os.utime(full.parent, (0, 0))
    temporary.tidy(tmp_path)
    assert [path.name for path in made.iterdir()] == ["neu.xlsx"]
    assert full.is_file()
