"""SOURCES.toml: where a folder's papers come from, and the numbers that do not stand in their text."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ingest.model import ParseError

NAME = "SOURCES.toml"


def number_of(path: Path) -> str | None:
    """The number that SOURCES.toml beside the file gives it, None where it says nothing."""
    entry = _read(path.parent / NAME).get(path.name)
    number = entry.get("nummer") if isinstance(entry, dict) else None
    return number if isinstance(number, str) else None


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ParseError(path.name, f"Die Datei lässt sich nicht lesen: {error}") from error
