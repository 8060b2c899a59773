"""Several papers in one file, one after the other (Anfrage and answer, say), told apart by their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Quelle
from ingest.text.cleaning import plain, unspace
from ingest.text.headlines import is_head_piece

# the lines by which a paper says what it is, and how the next one begins
_ANSWER, _ANFRAGE = (
    (
        re.compile(r"(?:.{0,60}\d{4} ?)?Antwort"),
        re.compile(r"der Bundesregierung\b|auf die (?:Kleine|Große) Anfrage\b"),
    ),
    (re.compile(r"(?:.{0,60}\d{4} ?)?(?:Kleine|Große) Anfrage"), re.compile(r"de[rs] (?:Abgeordnete|Fraktion|Gruppe)")),
)
_REACH = 8  # printed lines of a head that may stand before the line that names the kind


def unbound(quelle: Quelle) -> tuple[Quelle, ...]:
    """The papers of a file, in order; of most files, the one that it is."""
    lines = [plain(unspace(zeile.text)) for zeile in quelle.zeilen]
    starts = _starts(lines)
    if len(starts) < 2:
        return (quelle,)
    stops = [*starts[1:], len(lines)]
    pieces = enumerate(zip([0, *starts[1:]], stops, strict=True), start=1)
    return tuple(
        replace(quelle, zeilen=quelle.zeilen[start:stop], angaben={}, stelle=f"{quelle.stelle}Papier {n}: ")
        for n, (start, stop) in pieces
    )


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines with which papers begin: the first of the pieces of their heads."""
    printed = [i for i, text in enumerate(lines) if text]
    found: list[int] = []
    asked = False  # whether the last paper was an Anfrage
    for place, i in enumerate(printed[:-1]):
        after = lines[printed[place + 1]]
        kind = next((k for k in (_ANSWER, _ANFRAGE) if k[0].fullmatch(lines[i]) and k[1].match(after)), None)
        if kind is None:
            continue
        first = _first_of_head(lines, printed, place)
        # what is quoted has no head before it; that of the first paper and of an Anfrage's answer may be lost
        if not found or first < i or (asked and kind is _ANSWER):
            found.append(first)
            asked = kind is _ANFRAGE
    return found


def _first_of_head(lines: Sequence[str], printed: Sequence[int], place: int) -> int:
    first = place
    while first and place - first < _REACH and is_head_piece(lines[printed[first - 1]]):
        first -= 1
    return printed[first]
