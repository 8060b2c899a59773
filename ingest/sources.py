"""SOURCES.toml: where a folder's papers come from, and the numbers that do not stand in their text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ingest.errors import readable
from ingest.model import ParseError
from ingest.papernumbers import NUMBER

NAME = "SOURCES.toml"
_LINE = re.compile(r"at line (\d+)")


def number_of(path: Path) -> str | None:
    """The number that SOURCES.toml beside the file gives it; ParseError where that is no number or cannot be read."""
    entry = _read(path).get(readable(path.name))
    number = entry.get("nummer") if isinstance(entry, dict) else None
    if number is None or (isinstance(number, str) and re.fullmatch(NUMBER, number)):
        return number
    raise ParseError(
        path.name,
        f"Die Nummer der Drucksache steht nicht im Text, und in {NAME} steht keine richtige: {number!r:.40}. "
        'Abhilfe: nummer = "20/11166" hineinschreiben, mit der Nummer dieses Papiers.',
    )


def _read(path: Path) -> dict[str, object]:
    """What SOURCES.toml beside the file says, by file name."""
    try:
        return tomllib.loads((path.parent / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, OSError, RecursionError) as error:
        line = _LINE.search(str(error))
        where = f" (Zeile {line[1]})" if line else ""
        raise ParseError(
            path.name,
            f"Die Nummer der Drucksache steht nicht im Text, und {NAME} lässt sich nicht lesen{where}. "
            f"Abhilfe: {NAME} berichtigen.",
        ) from error
