"""Fraktionen and Gruppen of the Bundestag: their names, how papers print them, how people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """`name` as papers spell it; patterns for what papers print, in their case, and for what a question says, in any.

    `typed` is None where a question never says it.
    """

    name: str
    printed: re.Pattern[str]
    typed: re.Pattern[str] | None = None


PARTIES = (
    # a line's end may leave a blank or a hyphen behind the stroke
    Party(
        "CDU/CSU",
        re.compile(r"CDU\s*/\s*+(?:-\s*+)?CSU"),
        re.compile(r"CDU\s*/\s*CSU|CDU|CSU|Union(?:sfraktion)?|Christdemokraten", re.IGNORECASE),
    ),
    Party("SPD", re.compile(r"SPD"), re.compile(r"SPD|Sozialdemokraten", re.IGNORECASE)),
    Party("AfD", re.compile(r"AfD"), re.compile(r"AfD|Alternative für Deutschland", re.IGNORECASE)),
    Party(
        "BÜNDNIS 90/DIE GRÜNEN",
        re.compile(r"BÜNDNIS\s*90\s*/\s*+(?:-\s*+)?DIE\s+GRÜNEN"),
        re.compile(r"B(?:ü|ue)ndnis\s*90\s*/\s*(?:Die\s+)?Gr(?:ü|ue)nen?|Gr(?:ü|ue)nen?", re.IGNORECASE),
    ),
    Party("FDP", re.compile(r"FDP"), re.compile(r"FDP|Freien?\s+Demokraten|Liberalen", re.IGNORECASE)),
    # until 2023 the name was set in capitals and ended with a full stop, which heads forget; nobody types it
    Party("DIE LINKE.", re.compile(r"DIE LINKE\.?")),
    Party(
        "Die Linke",
        re.compile(r"(?!DIE LINKE)(?i:Die Linke)"),
        re.compile(r"(?:Die\s+)?Linken?\b|Links(?:fraktion|partei)", re.IGNORECASE),
    ),
    Party(
        "BSW",
        re.compile(r"BSW|Bündnis Sahra Wagenknecht"),
        re.compile(r"BSW|B(?:ü|ue)ndnis\s+Sahra\s+Wagenknecht", re.IGNORECASE),
    ),
    Party("SSW", re.compile(r"SSW")),  # one member, no Fraktion: asks, but no paper's head names it
)
PRINTED = "|".join(party.printed.pattern for party in PARTIES)
"""A party as a paper prints it; holds no groups."""
TYPED = "|".join(party.typed.pattern for party in PARTIES if party.typed)
"""A party as a question names it, to be read in any case; holds no groups."""


def named(text: str) -> tuple[str, ...]:
    """The parties that a printed text names, each once, in the order printed."""
    hits = [(found.start(), party.name) for party in PARTIES if (found := party.printed.search(text))]
    return tuple(name for _, name in sorted(hits))


def spelled(text: str) -> str:
    """The party that an asker's entry names, as papers spell it; what names none ("fraktionslos") as it stands."""
    return next(iter(named(text)), text)


def meant(typed: str) -> str:
    """The party that a match of TYPED means."""
    return next(p.name for p in PARTIES if p.typed and p.typed.fullmatch(typed))
