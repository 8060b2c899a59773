"""The list of checksums fits the files that it is of."""

from __future__ import annotations

import shutil
from pathlib import Path

from evals.training.sums import fitted
from rag.data import DATA
from rag.intact import LIST, sums, write_sums


def test_the_list_is_what_the_command_writes(tmp_path: Path) -> None:
    """Where this fails: a file was made anew, and `python -m evals.training.sums` is still to be called."""
    for name in fitted():
        shutil.copy(DATA / name, tmp_path)
    write_sums(tmp_path, fitted())
    assert sums(DATA) == sums(tmp_path)
    assert {"e5-buero-1.safetensors", "leser-2.safetensors", "outcome.json", "words.json"} <= set(sums(DATA))
    assert (DATA / LIST).read_bytes() == (tmp_path / LIST).read_bytes()
