"""The Anfragen that were fetched, Kleine and Große: what is asked, and what answered it. They are never cited."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ingest import guarded
from ingest.model import ParseError
from ingest.papers import Anfrage, load_anfrage
from rag.fetching.shelf import Shelf
from rag.fetching.state import Kept, State

FORM = "1"
"""Raised when Anfragen are read otherwise than before: all are then read again, from the files."""


class Asked(BaseModel):
    """An Anfrage. `fragen`: number and text of each; `beantwortet_durch`: the answers' numbers, () if none yet.

    Where its text could not be read only number and title are known.
    """

    model_config = ConfigDict(frozen=True)

    nummer: str
    titel: str = ""
    datum: date | None = None
    fragesteller: tuple[str, ...] = ()
    fraktionen: tuple[str, ...] = ()
    fragen: tuple[tuple[str, str], ...] = ()
    beantwortet_durch: tuple[str, ...] = ()


def asked(folder: Path) -> list[Asked]:
    """All Anfragen in a folder that papers were fetched into, the newest first; none before the first run."""
    try:
        with State(folder, mend=False) as state:
            kept, read = list(state.kept().values()), state.anfragen(FORM)
    except (OSError, sqlite3.Error):  # made again at the next run
        return []
    answers = _answers(kept)
    found = [_asked(one, read.get(one.id), answers) for one in kept if not one.citable and one.stem is not None]
    return sorted(found, key=lambda one: (one.datum or date.min, one.nummer), reverse=True)


def _answers(kept: list[Kept]) -> dict[str, set[str]]:
    """Number of an Anfrage, or id of its Vorgang (which has no stroke) -> numbers of the answers to it."""
    found = defaultdict[str, set[str]](set)
    for one in kept:
        if one.citable and one.stem is not None:
            for link in one.links:
                found[link].add(one.nummer)
    return found


def _asked(row: Kept, read: str | None, answers: dict[str, set[str]]) -> Asked:
    known = Asked.model_validate_json(read) if read else Asked(nummer=row.nummer)
    by = set().union(*(answers.get(link, set()) for link in (row.nummer, *row.links)))
    return known.model_copy(update={"beantwortet_durch": tuple(sorted(by))})


def read_anfragen(shelf: Shelf, state: State) -> None:
    """Read those Anfragen that were not read yet in the form of today, each in a process with limits."""
    done = state.anfragen(FORM)
    for row in state.kept().values():
        if not row.citable and row.stem is not None and row.id not in done:
            state.put_anfrage(row.id, FORM, _read(row, shelf.json(row.stem, citable=False)).model_dump_json())


def _read(row: Kept, file: Path) -> Asked:
    try:
        found = guarded.within(guarded.SECONDS, load_anfrage, file.absolute())
    except (ParseError, guarded.Exceeded):
        return Asked(nummer=row.nummer)
    return Asked(
        nummer=row.nummer,
        titel=found.titel,
        datum=found.datum,
        fragesteller=found.fragesteller,
        fraktionen=found.fraktionen,
        fragen=tuple(_fragen(found)),
    )


def _fragen(found: Anfrage) -> Iterator[tuple[str, str]]:
    return ((str(frage.nummer), frage.text) for frage in found.fragen)
