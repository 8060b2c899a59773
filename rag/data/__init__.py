"""Lists and fitted numbers that come with the code."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent
