"""The lines at the top of a paper's first page: which house it is of, its number, its date.

Papers of a Land are numbered like those of the Bundestag ("Drucksache 18/14087"); only the house tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from ingest.language.papernumbers import NUMBER
from ingest.text.running_heads import is_draft_margin, is_running_head

_PIECES = re.compile(
    r"(?:zu\s+)?Drucksache(?:\s*\d{1,4}\s?/\s?\d{1,6})?(?:\s*\(neu\))?|\b\d{1,2}/\d{1,6}\b(?:\s*\(neu\))?|"
    r"\b\d{1,2}\. ?Wahlperiode|Wahlperiode \d{1,2}\b|\bSeite \d{1,4}(?:\s?(?:/|von)\s?\d{1,4})?|"
    r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\. \w{3,9} \d{4}\b"
)
_NUMBERED = re.compile(NUMBER)


class Haus(StrEnum):
    """The houses whose papers look alike."""

    BUNDESTAG = "Deutscher Bundestag"
    BUNDESRAT = "Bundesrat"
    LANDTAG = "Landtag"


_HOUSES = (
    (Haus.BUNDESTAG, re.compile(r"Deutscher Bundestag", re.IGNORECASE)),
    (Haus.BUNDESRAT, re.compile(r"Bundesrat", re.IGNORECASE)),
    (
        Haus.LANDTAG,
        re.compile(
            r"(?:(?<![\w-])[\w-]++\s)?(?:Landtag|Landtags)(?:\s(?:von\s|des\s|für\s)?[\w-]++(?:\s[\w-]++)?)?"
            r"|(?:Berliner )?Abgeordnetenhaus(?: von)?(?: Berlin)?"
            r"|(?:(?<!\w)\w++\s)?Bürgerschaft(?: der Freien(?: und)? Hansestadt \w+)?"
            r"|Freie und Hansestadt Hamburg|Freie Hansestadt Bremen",
            re.IGNORECASE,
        ),
    ),
)
_DASHES = ("–", "-", "—", "−")
_LONGEST = 120  # characters of a line at the top


def house(line: str) -> Haus | None:
    """The house that a line names, beside number, Wahlperiode and date and nothing else; None if it names none."""
    bare = _bare(line)
    return next((haus for haus, pattern in _HOUSES if pattern.fullmatch(bare)), None)


def is_head_piece(line: str) -> bool:
    """Whether a line holds nothing but pieces of a head: the house, number, Wahlperiode, date, the margin of drafts."""
    if is_running_head(line) or line[:1] in _DASHES:  # of the page before; "– Drucksache 21/8 –" is the Anfrage's
        return False
    return is_draft_margin(line) or house(line) is not None or (line != "" and _bare(line) == "")


def late_head(lines: Sequence[str]) -> range | None:
    """The lines of a head that a file gives after the text of its first page; None where the head comes first.

    Such a head names the Bundestag and a number, and stands together.
    """
    answer = next((i for i, line in enumerate(lines) if line.startswith("Antwort")), None)
    if answer is None or any(_NUMBERED.search(line) for line in lines[:answer]):
        return None
    i = answer + 1
    while i < len(lines):
        stop = i
        while stop < len(lines) and is_head_piece(lines[stop]):
            stop += 1
        cluster = lines[i:stop]
        if any(house(line) is Haus.BUNDESTAG for line in cluster) and any(map(_NUMBERED.search, cluster)):
            return range(i, stop)
        i = stop + 1
    return None


def _bare(line: str) -> str:
    """A line without number, Wahlperiode and date."""
    if len(line) > _LONGEST:
        return line
    return " ".join(_PIECES.sub(" ", line).split()).strip(" |" + "".join(_DASHES))
