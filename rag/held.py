"""What is told of the papers that an index holds; their texts are not read for it. Others take it from rag.model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.model import Grund, Status


@dataclass(frozen=True, slots=True)
class Stand:
    """How a Frage was answered; `status` None: not at all. `grund`: why an answer was refused.

    `ressort`, `fraktion`: those of a Schriftliche Frage, None where they are the paper's.
    """

    frage: str
    status: Status | None
    grund: Grund | None = None
    ressort: str | None = None
    fraktion: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What lists and filters need of a paper; `fragen` is how many it answers.

    `angefragt`: the day of the Anfrage, where that is known. `stand`: how each Frage was answered, in the order
    printed; None in an index of an earlier version, whose papers tell it themselves (rag.index.outlines).
    """

    nummer: str
    titel: str | None
    datum: date | None
    ressort: str | None
    fraktionen: tuple[str, ...]
    bezug: str | None
    datei: str
    fragen: int
    wahlperiode: int | None = None
    angefragt: date | None = None
    stand: tuple[Stand, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a paper the index holds: `mark` changes with what is read in it, `form` with how it is read.

    Two marks tell two editions of a paper apart only where their forms are the same.
    """

    mark: str
    form: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the index holds. The names are those of the tables in `rag.index.store`."""

    papers: int
    passages: int
    windows: int
