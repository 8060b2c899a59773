"""A file as read, before it is understood: what every reader gives, and what the parser begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

# "In den \n" goes on, "hat.\n" ends: DIP texts keep the blank where a line only wraps. Below this share of
# lines with such a blank the file does not know the difference.
_WRAP_SHARE = 0.05


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

    `art`: what kind of file it is: "pdf", "docx", "dip" (JSON), "md" or "txt".
    `angaben` are statements of the container (DIP JSON: dokumentnummer, titel, datum, ...), keyed as there.
    `hinweise`: what could not be read as it should (German, for the reader of the paper).
    `stelle`: which of a file's papers it is (German, to stand before a message); empty where the file holds one.
    `vorabfassung`: up the margin, which is no line of the text, stands that a proofread version will replace this one.
    """

    datei: Path
    art: str
    zeilen: tuple[Zeile, ...]
    angaben: dict[str, str] = field(default_factory=dict)
    hinweise: tuple[str, ...] = ()
    stelle: str = ""
    vorabfassung: bool = False


def zeilen(text: str) -> tuple[Zeile, ...]:
    """The lines of a text; a form feed begins a new page, and pages are known only where there is one.

    Tabs keep the cells of a row apart. Where more than one line in twenty ends with a blank, a blank at a line's end
    says that its sentence goes on.
    """
    pages = [page.split("\n") for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    wraps = _knows_wraps(line for page in pages for line in page)
    done: list[Zeile] = []
    for number, page in enumerate(pages, start=1):
        seite = number if len(pages) > 1 else None
        for line in page:
            cells = tuple(line.split("\t")) if "\t" in line.strip(" ") else None
            done.append(Zeile(line, seite, umbruch=line.endswith(" ") if wraps else None, zellen=cells))
    return tuple(done)


def _knows_wraps(lines: Iterable[str]) -> bool:
    """Whether a text tells by blanks at lines' ends where its sentences go on."""
    filled = [line for line in lines if line.strip()]
    return sum(line[-1] == " " for line in filled) > _WRAP_SHARE * max(1, len(filled))
