"""Fraktionen and Gruppen of the Bundestag: their names, how papers print them, how people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """`name` as papers spell it; patterns for what papers print and what a question says, "" where it says nothing.

    `printed` keeps to the case of the papers, `typed` is read in any case.
    """

    name: str
    printed: str
    typed: str = ""


PARTIES = (
    # a line's end may leave a blank or a hyphen behind the stroke
    Party("CDU/CSU", r"CDU\s*/\s*-?\s*CSU", r"CDU\s*/\s*CSU|Union(?:sfraktion)?"),
    Party("SPD", r"SPD", r"SPD|Sozialdemokraten"),
    Party("AfD", r"AfD", r"AfD"),
    Party(
        "BÜNDNIS 90/DIE GRÜNEN",
        r"BÜNDNIS\s*90\s*/\s*-?\s*DIE\s+GRÜNEN",
        r"B(?:ü|ue)ndnis\s*90\s*/\s*Die\s+Gr(?:ü|ue)nen|Gr(?:ü|ue)nen?",
    ),
    Party("FDP", r"FDP", r"FDP"),
    # until 2023 the name ended with a full stop; nobody types it
    Party("DIE LINKE.", r"DIE LINKE\."),
    Party("Die Linke", r"(?!DIE LINKE\.)(?i:Die Linke)", r"(?:Die\s+)?Linken?\b"),
    Party("BSW", r"BSW|Bündnis Sahra Wagenknecht", r"BSW|B(?:ü|ue)ndnis\s+Sahra\s+Wagenknecht"),
    Party("SSW", r"SSW"),  # one member, no Fraktion: asks, but no paper's head names it
)
PRINTED = "|".join(party.printed for party in PARTIES)
"""A party as a paper prints it; holds no groups."""
TYPED = "|".join(party.typed for party in PARTIES if party.typed)
"""A party as a question names it, to be read in any case; holds no groups."""


def named(text: str) -> tuple[str, ...]:
    """The parties that a printed text names, each once, in the order printed."""
    hits = [(found.start(), party.name) for party in PARTIES if (found := re.search(party.printed, text))]
    return tuple(name for _, name in sorted(hits))


def spelled(text: str) -> str:
    """The party that an asker's entry names, as papers spell it; what names none ("fraktionslos") as it stands."""
    return next(iter(named(text)), text)


def meant(typed: str) -> str:
    """The party that a match of TYPED means."""
    return next(p.name for p in PARTIES if p.typed and re.fullmatch(p.typed, typed, re.IGNORECASE))
