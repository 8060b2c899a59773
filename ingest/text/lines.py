"""The lines of a paper as the parser reads them: white space evened out, the transmittal note taken out.

A `Line` is a piece of one Zeile of the Quelle. Pieces keep their place, so that every character of the
paper can be accounted for (`ingest.segmentation.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.model import Zeile
from ingest.text import rotated_pages
from ingest.text.cleaning import plain, unspace
from ingest.text.headlines import late_head
from ingest.text.running_heads import NOTE_START, is_draft_margin, is_running_head
from ingest.text.wrapped import goes_on, is_wrapped

_NOTE_DATE = re.compile(r"(?:\d{1,2}\. ?\w+ \d{4}) übermittelt\.?$|übermittelt\.$")
_NOTE_END = re.compile(r"^Die Drucksache enthält .*Fragetext\.?$")
_MOST_CELLS = 200  # of a row; a line of tabs may have millions, the widest table of five PDFs has 27
_NOTE_LINES = 6  # that the note of transmittal may be printed on

# The printer's imprint ends the paper; annexes that are not set follow it.
_IMPRINT = re.compile(r"^Gesamtherstellung: |^(?:Satz|Druck): ")
_IMPRINT_END = re.compile(r"^ISSN \d{4}-\d{3}[\dX]$")
_IMPRINT_LINES = 9  # that it may be printed on


@dataclass(frozen=True)
class Line:
    """One line, or a piece of one: `zeile` is the index of its Zeile in the Quelle, from 0.

    `start`: the character of that Zeile with which `raw` begins. `text` is evened out. `seite` (from 1) and `groesse`
    (type size in points): where the file knows them.
    `wraps`: True when the file says that the sentence goes on, False when it says that it does not or that
    the line broke inside a word, None when the file does not tell. `glued`: the next line goes on inside the word.
    `words`: the text of a line that the file gives in pieces (`ingest.text.rotated_pages`), which `raw` holds as they
    are. `zellen`: the cells of a row of a table, blanks evened out, else None. `tabellenanfang`, `tabellenkopf`: as of
    a Zeile.
    """

    zeile: int
    start: int
    raw: str
    wraps: bool | None = None
    seite: int | None = None
    groesse: float | None = None
    glued: bool = False
    words: str | None = None
    zellen: tuple[str, ...] | None = None
    tabellenanfang: bool = False
    tabellenkopf: bool = False

    @cached_property
    def text(self) -> str:
        """The words, one blank between them, letter-spacing undone."""
        if self.zellen is not None:
            return " ".join(cell for cell in self.zellen if cell)
        return plain(unspace(self.raw) if self.words is None else self.words)

    @property
    def printed_row(self) -> bool:
        """Whether this is the row of a table, known from where its words are printed."""
        return self.zellen is not None and self.groesse is not None

    @property
    def blank(self) -> bool:
        """Whether nothing is printed here."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Page:
    """The paper's lines without transmittal note, imprint and running heads, and these three.

    `annex`: what follows the imprint. Together they hold every character of the file, so that none can get lost unseen.
    """

    lines: tuple[Line, ...]
    note: tuple[Line, ...]
    imprint: tuple[Line, ...] = ()
    running: tuple[Line, ...] = ()
    annex: tuple[Line, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the margin says that a proofread version will replace this one."""
        return any(is_draft_margin(line.raw) for line in self.running)


def split(zeilen: Sequence[Zeile]) -> Page:
    """Make Lines of a Quelle's Zeilen, and take out of the text what is none: note (foot of page 1), imprint, heads.

    Pieces of rotated pages are put together, a head that the file gives late comes first, and lines of print get the
    signs where their sentences go on.
    """
    every = _mended([_line(i, zeile) for i, zeile in enumerate(zeilen)])
    running = tuple(line for line in every if _runs(line))
    lines = _head_first([line for line in every if not _runs(line)] if running else every)
    first, after = _imprint(lines)
    page = _take_note(lines[:first])
    return Page(_marked(page.lines), page.note, tuple(lines[first:after]), running, tuple(lines[after:]))


def _mended(lines: list[Line]) -> list[Line]:
    """The lines with shattered ones put together."""
    raws = [_piece(line) for line in lines]
    done: list[Line] = []
    at = 0
    for first, stop in rotated_pages.runs(raws):
        done.extend(lines[at:first])
        for start, end in rotated_pages.lines(raws[first:stop]):
            done.append(_together(lines[first + start : first + end]))
        at = stop
    return [*done, *lines[at:]]


def _piece(line: Line) -> str:
    """A line as a piece of shattered text, which ends with a blank where it does not go on inside a word."""
    return line.raw + " " if line.wraps and not line.raw.endswith(" ") else line.raw


def _together(pieces: Sequence[Line]) -> Line:
    raws = [_piece(piece) for piece in pieces]
    first = pieces[0]
    return replace(first, raw="\n".join(raws), wraps=None, words=rotated_pages.words(raws), zellen=None)


def _runs(line: Line) -> bool:
    return is_running_head(line.raw) or is_draft_margin(line.raw)


def _marked(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a file that gives them as printed, without a sign where a paragraph ends, with such signs."""
    if any(line.wraps is not None or line.groesse is not None or line.words is not None for line in lines):
        return lines  # marked, or set in known type, or put together from the pieces of turned pages
    texts = [line.text for line in lines]
    if not is_wrapped(texts):
        return lines
    signs = goes_on(texts)
    return tuple(replace(line, wraps=w, glued=glued) for line, (w, glued) in zip(lines, signs, strict=True))


def _head_first(lines: list[Line]) -> list[Line]:
    """The lines with the paper's head before its text, wherever the file gives it."""
    late = late_head([line.text for line in lines])
    if late is None:
        return lines
    return [*lines[late.start : late.stop], *lines[: late.start], *lines[late.stop :]]


def _imprint(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the imprint begins and where it has ended; the end twice if there is none."""
    for i, line in enumerate(lines):
        if _IMPRINT.match(line.text):
            window = range(i, min(i + _IMPRINT_LINES, len(lines)))
            end = next((k + 1 for k in window if _IMPRINT_END.match(lines[k].text)), None)
            if end is not None:
                return i, end
    return len(lines), len(lines)


def _line(i: int, zeile: Zeile) -> Line:
    return Line(
        zeile=i,
        start=0,
        raw=zeile.text,
        wraps=zeile.umbruch,
        seite=zeile.seite,
        groesse=zeile.groesse,
        zellen=tuple(map(plain, zeile.zellen)) if zeile.zellen and len(zeile.zellen) <= _MOST_CELLS else None,
        tabellenanfang=zeile.tabellenanfang,
        tabellenkopf=zeile.tabellenkopf,
    )


def _take_note(lines: list[Line]) -> Page:
    for i, line in enumerate(lines):
        found = NOTE_START.search(line.raw)
        if found is None:
            continue
        end = _note_end(lines, i)
        before, first = _cut(line, found.start())
        note = (first, *lines[i + 1 : end])
        head = [before] if before.raw else []
        return Page((*lines[:i], *head, *lines[end:]), note)
    return Page(tuple(lines), ())


def _note_end(lines: Sequence[Line], first: int) -> int:
    """Index after the note's last line: the sentence on the smaller type, else the date's line."""
    window = range(first, min(first + _NOTE_LINES, len(lines)))
    for i in window:
        if _NOTE_END.search(lines[i].text) or lines[i].text.endswith("den Fragetext."):
            return i + 1
    return next((i + 1 for i in window if _NOTE_DATE.search(lines[i].text)), first + 1)


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    """Cut a line before the note; the text goes on inside its last word unless a blank stands there."""
    left, right = line.raw[:at], line.raw[at:]
    glued = bool(left) and not left[-1].isspace()
    wraps = None if line.wraps is None else not glued
    before = replace(line, raw=left, wraps=wraps, glued=glued, zellen=None)
    return before, replace(line, start=line.start + at, raw=right, zellen=None)
