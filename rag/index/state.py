"""How far the writing of a paper is, what lists need of it, and whether it can be written at all."""

from __future__ import annotations

from enum import IntEnum

from ingest.language.status import grund
from ingest.model import Antwort, Drucksache, Frage, ParseError, Status
from rag.index.stored import dump_paper
from rag.model import Paper, Stand


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
        angefragt=d.angefragt,
        stand=stand(d),
    )


def stand(d: Drucksache) -> tuple[Stand, ...]:
    """How each Frage of a paper was answered, in the order printed."""
    return tuple(_stand(frage, d.antwort_auf(frage.nummer)) for frage in d.fragen)


def _stand(frage: Frage, antwort: Antwort | None) -> Stand:
    status = antwort.status if antwort else None
    why = grund(antwort.bloecke) if antwort and status is Status.ABGELEHNT else None
    return Stand(str(frage.nummer), status, why, antwort.ressort if antwort else None, frage.fraktion)


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
