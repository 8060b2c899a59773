"""What a request is answered with besides citations: the kind, a list of papers, of Fragen with their status.

A question of substance asks what the government said; a request asks for a paper, a Frage, a list, a comparison. The
kinds and the fields of the lists are those of the JSON contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.model import Status


class Art(StrEnum):
    """What a text asks for. ANTWORT: a question of substance, all others are requests."""

    ANTWORT = "antwort"
    FRAGE = "frage"
    PAPIER = "papier"
    LISTE = "liste"
    STATUS = "status"
    VERGLEICH = "vergleich"
    HILFE = "hilfe"
    UNBEKANNT = "unbekannt"


class Teil(StrEnum):
    """What of a paper is asked for: its head and Fragen, one sentence for each answer, or one line of the head."""

    UEBERBLICK = "ueberblick"
    ZUSAMMENFASSUNG = "zusammenfassung"
    FRAGESTELLER = "fragesteller"
    DATUM = "datum"
    QUELLE = "quelle"
    RESSORT = "ressort"
    TITEL = "titel"


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in a list."""

    drucksache: str
    titel: str | None
    datum: date | None
    ressort: str | None
    fraktionen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """A Frage with the status of its answer, None where the paper holds none; `text`: the Frage itself."""

    drucksache: str
    frage: str
    status: Status | None
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of a comparison over time: what a paper answers to a Frage that several papers ask.

    `text`: the Frage. `bereich`: the ministry or place that it asks about, "" where it names none. `zeit`: the time
    that the figure is told for, as said; `von`, `bis`: its first and last day, None where it is not told. `was`: the
    row of a table, where one tells several figures. `zahl`: as printed ("rund 750 000", "elf", "keine"), `wert`: its
    value in the plain unit ("T Euro" counted in), `einheit`: as printed; "", None and "" where no figure is certain.
    `beleg`: which of the Reply's statements quotes it, from 0; None where nothing can be quoted.
    """

    drucksache: str
    frage: str
    text: str
    titel: str | None
    datum: date | None
    ressort: str | None
    fraktionen: tuple[str, ...]
    status: Status | None
    bereich: str = ""
    zeit: str = ""
    von: date | None = None
    bis: date | None = None
    was: str = ""
    zahl: str = ""
    wert: float | None = None
    einheit: str = ""
    beleg: int | None = None


class Unlike(StrEnum):
    """How the figures of two papers differ: for other times, or though they are told for the same one."""

    GEAENDERT = "geaendert"
    WIDERSPRUCH = "widerspruch"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two rows of a comparison, by their places from 0, the earlier paper's first, and how they differ."""

    art: Unlike
    zeilen: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Requested:
    """What a request came to. `verstanden`: how it was understood, `text`: what is said to it, both German.

    `papiere`: newest first. `fragen`: in the order printed. `seiten`: what is compared, one name for each of the
    Reply's `teile`. `url`: the official PDF of a paper that is not held, "" for all else. `als_frage`: what to type
    so that the same is answered as a question of substance. `reihe`: the same Frage in several papers, by what is asked
    about and by date; `unterschiede`: which of its figures differ; `fragen` is then the one that is compared.
    """

    art: Art
    verstanden: str
    text: str
    papiere: tuple[Listed, ...] = ()
    fragen: tuple[Rated, ...] = ()
    seiten: tuple[str, ...] = ()
    url: str = ""
    als_frage: str = ""
    reihe: tuple[Compared, ...] = ()
    unterschiede: tuple[Difference, ...] = ()
