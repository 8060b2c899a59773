"""A file's one paper, read as the program reads files that nobody vouches for."""

from __future__ import annotations

from pathlib import Path

from ingest import guarded
from ingest.model import Drucksache


def read_guarded(path: Path) -> Drucksache:
    """The paper, read in a process with limits; ParseError where it is refused."""
    loaded = guarded.load_all(path)
    if loaded.refused:
        raise loaded.refused[0]
    (paper,) = loaded.papers
    return paper
