"""Files below folders, and one file as a Drucksache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.errors import readable
from ingest.fields.papierart import art_of, refuse_others
from ingest.model import Drucksache, Papierart, ParseError
from ingest.parsing.confirmation import confirm
from ingest.parsing.kleine_anfrage import parse
from ingest.parsing.schriftliche_fragen import as_drucksache, parse_sammlung
from ingest.readers.files import read

ENDINGS = frozenset({".pdf", ".txt", ".md", ".markdown", ".json"})
ANFRAGEN = "kleine-anfragen"  # folder beside the answers' where their Anfragen may lie


def find(paths: Iterable[Path]) -> list[Path]:
    """The papers' files: those named, and those of known kinds below the folders named; sorted, each once."""
    return sorted({file for path in paths for file in _files(path)})


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (f for f in path.rglob("*") if f.suffix.lower() in ENDINGS and _is_file(f) and not _hidden(f, path))


def _is_file(path: Path) -> bool:
    """Also what cannot be looked at counts: it is refused alone, when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def load(path: Path) -> Drucksache:
    """Read and understand one paper; ParseError, and nothing else, says in German why it cannot be.

    Where the Anfrage lies beside it (or in a folder `kleine-anfragen` beside its folder), `bestaetigt` says whether
    the official question list confirms the parse.
    """
    try:
        return _load(path)
    except ParseError:
        raise
    except RecursionError as error:
        raise ParseError(path.name, "Die Datei ist zu tief verschachtelt.") from error
    except MemoryError as error:
        raise ParseError(path.name, "Die Datei braucht mehr Arbeitsspeicher, als da ist.") from error
    except Exception as error:  # the libraries that read PDFs raise whatever a broken file leads them into
        what = type(error).__name__
        raise ParseError(path.name, f"Die Datei ist beschädigt und lässt sich nicht auswerten ({what}).") from error


def _load(path: Path) -> Drucksache:
    quelle = read(path)
    art = art_of(quelle)
    refuse_others(quelle, art)
    if art is Papierart.SCHRIFTLICHE_FRAGEN:
        paper = as_drucksache(parse_sammlung(quelle))
    else:
        paper = _confirmed(parse(quelle), path.absolute().parent)
    return replace(paper, datei=readable(paper.datei), hinweise=(*paper.hinweise, *quelle.hinweise))


def _confirmed(paper: Drucksache, folder: Path) -> Drucksache:
    """The paper confirmed by its Anfrage where that can be read; an Anfrage in disorder is no reason to refuse it."""
    file = _anfrage(paper.bezug, folder)
    if file is None:
        return paper
    try:
        return confirm(paper, read(file))
    except Exception:  # whatever a broken file leads its reader into
        return paper


def _anfrage(bezug: str | None, folder: Path) -> Path | None:
    """The Anfrage's file, named as we ("21-00184.txt") or the Bundestag ("2100184.pdf") name it."""
    if bezug is None:
        return None
    wahlperiode, zahl = bezug.split("/")
    names = (f"{wahlperiode}-{int(zahl):05d}", f"{wahlperiode}{int(zahl):05d}")
    places = (folder, folder.parent / ANFRAGEN)
    files = (place / f"{name}{ending}" for place in places for name in names for ending in sorted(ENDINGS))
    return next((file for file in files if file.is_file()), None)
