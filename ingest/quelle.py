"""A file as read, before it is understood: what every reader gives, and what the parser begins with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Zeile:
    """One line of a paper as its file gives it; page from 1 and type size in points where the file knows them.

    `umbruch`: whether the sentence goes on in the next line; None where the file does not tell. `zellen`: the cells of
    a row of a table, None for other lines. Of such a row, `tabellenanfang` says that a ruled table begins with it on
    its page, `tabellenkopf` that a further page prints it again: it heads the rows below it.
    """

    text: str
    seite: int | None = None
    groesse: float | None = None
    umbruch: bool | None = None
    zellen: tuple[str, ...] | None = None
    tabellenanfang: bool = False
    tabellenkopf: bool = False


@dataclass(frozen=True, slots=True)
class Quelle:
    """A file as read, before it is understood: its lines in reading order and what its container says of itself.

    `angaben` are statements of the container (DIP JSON: dokumentnummer, titel, datum, ...), keyed as there.
    `hinweise`: what could not be read as it should (German, for the reader of the paper).
    `vorabfassung`: up the margin, which is no line of the text, stands that a proofread version will replace this one.
    """

    datei: Path
    art: str
    zeilen: tuple[Zeile, ...]
    angaben: dict[str, str] = field(default_factory=dict)
    hinweise: tuple[str, ...] = ()
    vorabfassung: bool = False
