"""Footnotes: a text file leaves them in the middle of what the page's end cuts, a PDF behind the paragraph it cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.lines import Line

_START = re.compile(
    r"^(?:\d{1,2}|\*{1,3})\s?\)?\s(?:Von einer Drucklegung|"
    r"(?:Das|Die|Der) (?:Bundes|Auswärtige|Beauftragte).*\b(?:Antwort|Anlage|Anlagen)\b)"
)
_END = re.compile(r"(?:abrufbar|eingesehen werden)\.$")
_LONGEST = 5  # lines
_STARS = re.compile(r"^(\*{1,4})\s?\)?\s+\S")
_MARK = re.compile(r"(?<=[^\s*])(\*{1,4})(?![*\w])")  # "Anlage 1*", not "Lehrer*innen"
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\w)")  # Markdown: the star that closes "*ohne*" is no mark
_PAGE = 90  # lines that a printed page may have, rows of tables in small type included


@dataclass(frozen=True, slots=True)
class Note:
    """A page's footnote on the lines `start`..`stop` (from 0, exclusive).

    `mark`: the line, in the text above it, that bears its stars; None where the file lost them.
    """

    start: int
    stop: int
    mark: int | None


def page_notes(lines: Sequence[Line]) -> list[Note]:
    """The footnotes with stars, in order: those whose mark stands above them, and those worded like one.

    A star without either begins the item of a list.
    """
    notes: list[Note] = []
    marks: dict[str, int] = {}  # stars -> the last line that bears them and has had no note
    i = 0
    while i < len(lines):
        stars = _STARS.match(lines[i].text)
        mark = marks.pop(stars[1], None) if stars else None
        if mark is not None and i - mark > _PAGE:
            mark = None
        if stars and (mark is not None or _START.match(lines[i].text)):
            notes.append(Note(i, i + _length(lines[i : i + _LONGEST]), mark))
            i = notes[-1].stop
            continue
        if not _EMPHASIS.search(lines[i].text):
            marks.update((found[1], i) for found in _MARK.finditer(lines[i].text))
        i += 1
    return notes


def take_footnotes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]:
    """The lines without such footnotes, and the footnotes."""
    rest: list[Line] = []
    notes: list[tuple[Line, ...]] = []
    i = 0
    while i < len(lines):
        length = _length(lines[i : i + _LONGEST]) if _START.match(lines[i].text) else 0
        if length:
            notes.append(tuple(lines[i : i + length]))
        else:
            rest.append(lines[i])
        i += length or 1
    return tuple(rest), tuple(notes)


def _length(lines: Sequence[Line]) -> int:
    """How many lines the footnote takes that begins with the first one: to its usual end, else as the file wraps it."""
    usual = _START.match(lines[0].text) is not None
    end = next((n for n, line in enumerate(lines, 1) if _END.search(line.text)), None) if usual else None
    return end or next((n for n, line in enumerate(lines, 1) if not line.wraps), len(lines))
