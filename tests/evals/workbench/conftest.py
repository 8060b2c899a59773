"""What the tests of the workbench share."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.case_files import write_set
from evals.workbench.workbench import Workbench
from tests.support.evalfakes import case


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """A workbench with one shipped set of two cases."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    write_set([case("a"), case("b")], shipped / "start.jsonl")
    return Workbench(tmp_path / "index", shipped)
