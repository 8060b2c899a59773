"""Footnotes on annexes and classified parts: a text file leaves them in the middle of what the page's end cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text.lines import Line

_START = re.compile(
    r"^(?:\d{1,2}|\*{1,3})\s?\)?\s(?:Von einer Drucklegung|"
    r"(?:Das|Die|Der) (?:Bundes|Auswärtige|Beauftragte).*\b(?:Antwort|Anlage|Anlagen)\b)"
)
_END = re.compile(r"(?:abrufbar|eingesehen werden)\.$")
_LONGEST = 5  # lines


def take_footnotes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]:
    """The lines without such footnotes, and the footnotes."""
    rest: list[Line] = []
    notes: list[tuple[Line, ...]] = []
    i = 0
    while i < len(lines):
        length = _length(lines[i : i + _LONGEST])
        if length:
            notes.append(tuple(lines[i : i + length]))
        else:
            rest.append(lines[i])
        i += length or 1
    return tuple(rest), tuple(notes)


def _length(lines: Sequence[Line]) -> int:
    """How many lines the footnote takes that begins with the first one; 0 if none does."""
    if not _START.match(lines[0].text):
        return 0
    return next((n for n, line in enumerate(lines, 1) if _END.search(line.text)), 1)
