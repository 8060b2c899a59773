"""How far the writing of a paper is, what lists need of it, and whether it can be written at all."""

from __future__ import annotations

from enum import IntEnum

from ingest.model import Drucksache, ParseError
from rag.index.stored import dump_paper
from rag.model import Paper


def overview(d: Drucksache) -> Paper:
    """What lists and filters need of a paper, from its record."""
    return Paper(
        nummer=d.nummer,
        titel=d.titel,
        datum=d.datum,
        ressort=d.ressort,
        fraktionen=d.fraktionen,
        bezug=d.bezug,
        datei=d.datei,
        fragen=len(d.fragen),
        wahlperiode=d.wahlperiode,
    )


def check_text(d: Drucksache) -> None:
    """ParseError where a text holds what is no character (half a UTF-16 pair): neither SQLite nor a model takes it."""
    try:
        dump_paper(d)
    except ValueError as error:
        raise ParseError(d.datei, "Der Text enthält Zeichen, die keine sind (halbe UTF-16-Paare).") from error


class State(IntEnum):
    """How far the writing of a paper is. Only what is whole is ever shown."""

    LEAVING = -1
    UNFINISHED = 0
    WHOLE = 1
