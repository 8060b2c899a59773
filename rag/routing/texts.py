"""Several questions in one text, told apart."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[?!])\s+(?=\w)|\n+")
_AND = re.compile(
    r",?\s{1,9}(?:und|sowie)\s{1,9}(?=(?:von\swann|von\swem|wer|wann|was|wie|welche[srn]?|wo|zeige?|fasse?|quelle)\b)",
    re.IGNORECASE,
)
MOST = 4
"""Questions that are answered apart; a text with more is one matter."""


def sentences_apart(text: str) -> list[str]:
    """The questions of a text that end as such, in order; the text alone where there is one, or more than MOST."""
    parts = [part.strip() for part in _END.split(text) if part.strip(" ?!.,")]
    return parts if 1 < len(parts) <= MOST else [text]


def joined_apart(text: str) -> list[str]:
    """The questions of a text that "und" joins, in order; whether each is one is not told here."""
    parts = [part.strip() for part in _AND.split(text) if part.strip()]
    return parts if 1 < len(parts) <= MOST else [text]
