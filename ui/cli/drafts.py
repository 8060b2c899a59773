"""The command that says what of a draft was asked before."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ui import console
from ui.console import FAILED

if TYPE_CHECKING:
    from ingest.model import Frage
    from rag.engine import Engine

INPUT = Path("-")


@contextmanager
def file(datei: Path) -> Iterator[Path]:
    """The file that was named; what comes over standard input, for "-", as a file for as long as it is needed."""
    if datei != INPUT:
        yield datei
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Eingabe.txt"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


def read(path: Path) -> Sequence[Frage]:
    """The Fragen of a draft, read in a process with limits; where there are none it is said why, and all ends."""
    from ingest import guarded, papers
    from ingest.model import ParseError

    try:
        return guarded.within(guarded.SECONDS, papers.load_entwurf, path.absolute())
    except ParseError as error:
        console.complain(f"Nicht gelesen: {error}")
    except guarded.Exceeded as error:
        console.complain(f"Nicht gelesen: {path.name}: {error}")
    raise typer.Exit(FAILED)


def tell(engine: Engine, fragen: Sequence[Frage], *, as_json: bool) -> None:
    """Print what was asked before, as text or JSON."""
    from rag.asked_before import as_json as json_of
    from rag.errors import VectorsAway
    from ui.views.asked_before import text

    try:
        lines = list(engine.asked_before(fragen))
    except VectorsAway as away:
        console.complain(str(away))
        raise typer.Exit(FAILED) from away
    if as_json:
        console.write_json(json_of(lines))
    else:
        console.say(text(lines, *engine.size()))
