"""Files below folders, and one file as a Drucksache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.art import art_of, refuse_others
from ingest.model import Drucksache, Papierart, ParseError
from ingest.parse import parse
from ingest.read import read
from ingest.schriftlich import as_drucksache, parse_sammlung
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
        quelle = read(path)
        art = art_of(quelle)
        refuse_others(quelle, art)
        nummer = number_of(path)
        return (
            as_drucksache(parse_sammlung(quelle, nummer))
            if art is Papierart.SCHRIFTLICHE_FRAGEN
            else parse(quelle, nummer)
        )
    except RecursionError as error:
        raise ParseError(path.name, "Die Datei ist zu tief verschachtelt.") from error
