"""Fixtures that several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of papers beside the repository; tests that need it skip where it is absent."""
    path = Path(__file__).parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("../shared (Papiere zum Messen) fehlt")
    return path
