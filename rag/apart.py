"""Work of this program in a Python process of its own: where that finds the program."""

from __future__ import annotations

import os
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[1])


def environment() -> dict[str, str]:
    """That of this process, in which `python -m rag.…` finds this program wherever it was started from."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))}
