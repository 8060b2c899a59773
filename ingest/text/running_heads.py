"""What is printed on every page and is no part of the text: running heads, page numbers, the margin of drafts."""

from __future__ import annotations

import re

from ingest.language.papernumbers import NEW, NUMBER

NOTE_START = re.compile(r"Die Antwort(?:en)? (?:wurden?|wird|werden|ist) namens de[rs]\b")
"""How the transmittal note begins, which is the foot of page 1."""

_HAUS = r"Deutscher Bundestag\s+[–-]\s+\d{1,2}\. Wahlperiode"
_PAPIER = rf"Drucksache {NUMBER}{NEW}"
_BLATT = r"[–-]\s*(?:\d{1,4}|[IVXLC]+)\s*[–-]"
_HEAD = re.compile(rf"(?:{_PAPIER}\s*{_BLATT}\s*{_HAUS}|{_HAUS}\s*{_BLATT}\s*{_PAPIER})")
_PIECE = re.compile(
    rf"(?:{_HAUS}|{_PAPIER}|{_BLATT})(?:\s+(?:{_HAUS}|{_PAPIER}|{_BLATT}))*|Seite \d{{1,4}}(?: von \d{{1,4}})?"
)
# set up the margin; DIP's texts break it after the first letter of its third word
_DRAFT = re.compile(
    r"Vorabfassung\s*[–-]\s*w(?:ird durch die lektorierte (?:Version|Fassung) ersetzt\.?)?"
    r"|ird durch die lektorierte (?:Version|Fassung) ersetzt\.?"
)


def is_running_head(line: str) -> bool:
    """Whether a line is a whole running head, wherever it stands."""
    return _HEAD.fullmatch(line.strip()) is not None


def is_running_piece(line: str, seite: int) -> bool:
    """Whether a line at the edge of page `seite` (from 1) is a running head, a piece of one or the page's number.

    Any other bare number is text: the row of a table may end a page.
    """
    return line.strip() == str(seite) or _PIECE.fullmatch(line.strip()) is not None


def is_draft_margin(line: str) -> bool:
    """Whether a line is "Vorabfassung – wird durch die lektorierte Version ersetzt." or a piece of it."""
    return _DRAFT.fullmatch(line.strip()) is not None
