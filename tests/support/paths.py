"""Where things lie. Tests ask here and count no folders of their own."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The repository; papers to measure with lie beside it (../shared)."""
TESTS = ROOT / "tests"
