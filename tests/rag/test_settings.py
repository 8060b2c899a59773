"""Where things lie unless the environment says otherwise."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from platformdirs import macos, unix, windows

from rag.settings import PASSAGE, Settings

HOME = Path("/home/anna")


@pytest.mark.parametrize(
    ("platform", "xdg", "folder"),
    [
        (unix.Unix, "/anders", Path("/anders/antwortfinder")),
        (unix.Unix, "", HOME / ".cache" / "antwortfinder"),  # not where the program happens to be started
        (macos.MacOS, "", HOME / "Library" / "Caches" / "antwortfinder"),
        (windows.Windows, "", HOME / "AppData" / "Local" / "antwortfinder"),
    ],
)
def test_the_cache_lies_where_the_platform_keeps_what_can_be_made_again(platform, xdg, folder, monkeypatch):
    monkeypatch.delenv("ANTWORTFINDER_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", platform)
    monkeypatch.setattr(windows, "get_win_folder", lambda name: str(HOME / "AppData" / name.split("_")[1].title()))
    monkeypatch.setenv("HOME", str(HOME))
    monkeypatch.setenv("XDG_CACHE_HOME", xdg)
    assert Settings().cache == folder


def test_what_cannot_be_made_again_lies_beside_the_index():
    assert Settings(index=Path("/daten/index")).data_folder == Path("/daten/index-daten")
    assert Settings(index=Path("/daten/index"), data=Path("/sicher")).data_folder == Path("/sicher")


def test_the_environment_names_folders_and_prefixes(monkeypatch):
    monkeypatch.setenv("ANTWORTFINDER_INDEX", "/anderswo")
    monkeypatch.setenv("ANTWORTFINDER_QUERY_PREFIX", "")
    found = Settings()
    assert (found.index, found.query_prefix, found.passage_prefix) == (Path("/anderswo"), "", PASSAGE)
