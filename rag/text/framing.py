"""Words that frame a question and are not its matter: "Anzahl", "Schnitt", "Jahr" (data/rahmen.txt)."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from rag.text.stemming import word_list

_FRAME = tuple(word_list("rahmen"))
_TYPED = 6  # letters of a word that is looked for with typing errors
_LIKE = 0.88  # how like a frame word it must be then (difflib): "Przent", but no "Bundesligisten" for "Bundesländern"


@lru_cache(maxsize=4096)
def frames(word: str) -> bool:
    """Whether a word only frames the question, also with a typing error: "Anzahl", "Przent"."""
    low = word.lower()
    return low in _FRAME or (len(low) >= _TYPED and bool(get_close_matches(low, _FRAME, 1, _LIKE)))
