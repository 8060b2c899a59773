"""Files below folders, and one file as a Drucksache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.model import Drucksache, ParseError
from ingest.parse import parse
from ingest.read import read
from ingest.sources import number_of

ENDINGS = frozenset({".pdf", ".txt", ".md", ".markdown", ".json"})


def find(paths: Iterable[Path]) -> list[Path]:
    """The papers' files: those named, and those of known kinds below the folders named; sorted, each once."""
    return sorted({file for path in paths for file in _files(path)})


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and f.is_file() and not _hidden(f, path))


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def load(path: Path) -> Drucksache:
    """Read and understand one paper; ParseError says in German why it cannot be."""
    try:
        return parse(read(path), number_of(path))
    except RecursionError as error:
        raise ParseError(path.name, "Die Datei ist zu tief verschachtelt.") from error
