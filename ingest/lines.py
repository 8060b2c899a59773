"""The lines of a paper as the parser reads them: white space evened out, the transmittal note taken out.

A `Line` is a piece of one Zeile of the Quelle. Pieces keep their place, so that every character of the
paper can be accounted for (`ingest.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest import shattered
from ingest.clean import plain, unspace
from ingest.headlines import late_head
from ingest.model import Zeile
from ingest.running import is_draft_margin, is_running_head
from ingest.wrapped import goes_on, is_wrapped

# "In den \n" goes on, "hat.\n" ends: DIP texts keep the blank where a line only wraps. Below this share of
# lines with such a blank the file does not know the difference.
_WRAP_SHARE = 0.05

_NOTE_START = re.compile(r"Die Antwort(?:en)? (?:wurden?|wird|werden|ist) namens de[rs] ")
_NOTE_DATE = re.compile(r"(?:\d{1,2}\. ?\w+ \d{4}) übermittelt\.?$|übermittelt\.$")
_NOTE_END = re.compile(r"^Die Drucksache enthält .*Fragetext\.?$")
_NOTE_LINES = 6  # that the note of transmittal may be printed on

# The printer's imprint ends the paper; annexes that are not set follow it.
_IMPRINT = re.compile(r"^Gesamtherstellung: |^(?:Satz|Druck): ")
_IMPRINT_END = re.compile(r"^ISSN \d{4}-\d{3}[\dX]$")
_IMPRINT_LINES = 9  # that it may be printed on


@dataclass(frozen=True)
class Line:
    """One line: `zeile` is its index in the Quelle, `start` the offset of `raw` in it, `text` evened out.

    `wraps`: True when the file says that the sentence goes on, False when it says that it does not or that
    the line broke inside a word, None when the file does not tell. `glued`: the next line goes on inside the word.
    `words`: the text of a line that the file gives in pieces (`ingest.shattered`), which `raw` holds as they are.
    """

    zeile: int
    start: int
    raw: str
    wraps: bool | None = None
    seite: int | None = None
    groesse: float | None = None
    glued: bool = False
    words: str | None = None

    @cached_property
    def text(self) -> str:
        """The words, one blank between them, letter-spacing undone."""
        return plain(unspace(self.raw) if self.words is None else self.words)

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
    """Make Lines of a Quelle's Zeilen and take the transmittal note (foot of page 1) out of the text."""
    wraps = _knows_wraps(z.text for z in zeilen)
    every = _mended([_line(i, z, 0, len(z.text), wraps) for i, z in enumerate(zeilen)])
    running = tuple(line for line in every if _runs(line))
    lines = _head_first([line for line in every if not _runs(line)] if running else every)
    first, after = _imprint(lines)
    page = _take_note(lines[:first])
    return Page(_marked(page.lines), page.note, tuple(lines[first:after]), running, tuple(lines[after:]))


def _mended(lines: list[Line]) -> list[Line]:
    """The lines with shattered ones put together."""
    raws = [line.raw for line in lines]
    done: list[Line] = []
    at = 0
    for first, stop in shattered.runs(raws):
        done.extend(lines[at:first])
        for start, end in shattered.lines(raws[first:stop]):
            done.append(_together(lines[first + start : first + end]))
        at = stop
    return [*done, *lines[at:]]


def _together(pieces: Sequence[Line]) -> Line:
    raws = [piece.raw for piece in pieces]
    first = pieces[0]
    return replace(first, raw="\n".join(raws), wraps=None, words=shattered.words(raws))


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


def _knows_wraps(texts: Iterable[str]) -> bool:
    filled = [t for t in texts if t.strip()]
    return sum(t[-1] == " " for t in filled) > _WRAP_SHARE * max(1, len(filled))


def _line(i: int, zeile: Zeile, start: int, end: int, wraps: bool, glued: bool = False) -> Line:
    raw = zeile.text[start:end]
    return Line(i, start, raw, raw.endswith(" ") if wraps else None, zeile.seite, zeile.groesse, glued)


def _take_note(lines: list[Line]) -> Page:
    for i, line in enumerate(lines):
        found = _NOTE_START.search(line.raw)
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
    before = Line(
        line.zeile, line.start, left, None if line.wraps is None else not glued, line.seite, line.groesse, glued
    )
    return before, Line(line.zeile, line.start + at, right, line.wraps, line.seite, line.groesse)
