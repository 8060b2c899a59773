"""The folder of what is needed for a moment: uploads on their way, Excel files to be downloaded. It is emptied."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import time

FOLDER = "zwischen"
AGE = 3600.0
"""Seconds that a file stays: long enough to be downloaded from the page that offers it."""
EVERY = 600.0
"""Seconds between two looks for old files."""
_GRADIO = "GRADIO_TEMP_DIR"


@contextmanager
def own_folder(data: Path) -> Iterator[Path]:
    """Let this process, Gradio too, keep temporary files in a folder of the data folder; enter it before Gradio's app.

    It is emptied at the start (an earlier run may have been killed), of old files every ten minutes, and at the end.
    """
    folder = (data / FOLDER).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before, gradios, over = tempfile.tempdir, os.environ.get(_GRADIO), Event()
    tempfile.tempdir = os.environ[_GRADIO] = str(folder)
    Thread(target=_keep_tidy, args=(folder, over), name="zwischen", daemon=True).start()
    try:
        yield folder
    finally:
        over.set()
        tempfile.tempdir = before
        os.environ.pop(_GRADIO)
        if gradios is not None:
            os.environ[_GRADIO] = gradios
        shutil.rmtree(folder, ignore_errors=True)


def _keep_tidy(folder: Path, over: Event) -> None:
    while not over.wait(EVERY):
        tidy(folder)


def tidy(folder: Path) -> None:
    """Remove files below a folder that were not changed for AGE seconds, and empty folders as old.

    A folder is as young as the last file that came or went, so an emptied one goes at a later look.
    """
    oldest = time() - AGE
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder comes before it
        with suppress(OSError):  # in use (Windows), not empty, or gone
            if path.stat().st_mtime < oldest:
                path.rmdir() if path.is_dir() else path.unlink()
