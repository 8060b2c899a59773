"""Names of Länder and states, and the words by which a text may speak of them."""

from __future__ import annotations

from functools import lru_cache

from rag.words import word_list

LEAST = 4  # letters of a name that must stand in a text, so that "syrisch" counts for "Syrien"


@lru_cache(maxsize=1)
def orte() -> dict[str, tuple[str, ...]]:
    """Each name with beginnings of words, in lower case, that stand for it ("polnisch", "US-Behörden")."""
    entries = (entry.partition("=") for entry in word_list("orte"))
    return {
        name: (name.lower()[: max(LEAST, len(name) - 3)], *others.replace("_", " ").split("|")[: len(others)])
        for name, _, others in entries
    }
