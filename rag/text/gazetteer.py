"""Names of Länder and states, and the words by which a text may speak of them."""

from __future__ import annotations

from functools import lru_cache

from rag.parameters import PARAMETERS, Matching
from rag.text.stemming import word_list

LAENDER = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern"),
    *("Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt"),
    *("Schleswig-Holstein", "Thüringen"),
)
"""The sixteen Länder; all other names of the list are states and towns."""


@lru_cache(maxsize=4)
def orte(numbers: Matching = PARAMETERS.matching) -> dict[str, tuple[str, ...]]:
    """Each name as a question writes it ("Polen") -> what a text that speaks of the place has in it.

    These are beginnings of words in lower case ("pole", "poln" of "polnisch"), to be looked for in the lowered text.
    The list is data/orte.txt, "Name=other|other" with "_" for a space; `numbers` says how much of the name itself
    must stand there.
    """
    entries = (entry.partition("=") for entry in word_list("orte"))
    return {
        name: (_beginning(name.lower(), numbers), *others.replace("_", " ").split("|")[: len(others)])
        for name, _, others in entries
    }


def _beginning(name: str, numbers: Matching) -> str:
    """What of a name must stand in a text, so that "syrisch" counts for "Syrien"."""
    return name[: max(numbers.place, len(name) - numbers.place_ending)]
