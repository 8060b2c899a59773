"""A process of its own finds this program, and not another of the same name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rag import apart
from tests.support.paths import ROOT


@pytest.mark.parametrize("before", [None, "/anderswo"])
def test_a_process_started_anywhere_runs_this_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    if before is not None:
        monkeypatch.setenv("PYTHONPATH", before)
    asked = [sys.executable, "-c", "import rag, sys; print(rag.__file__, *sys.path, sep='\\n')"]
    done = subprocess.run(asked, cwd=tmp_path, env=apart.environment(), capture_output=True, text=True, check=True)
    found, *path = done.stdout.splitlines()
    assert Path(found) == ROOT / "rag" / "__init__.py"
    assert str(ROOT / "rag") not in path  # its files are no modules of their own
    assert before is None or before in path
