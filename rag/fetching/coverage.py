"""How much of what the interface has is held, and what is held that it has no more."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from typing import TYPE_CHECKING

from rag.fetching.lists import of_kind
from rag.fetching.model import Coverage
from rag.fetching.record import ANSWERING, TYPES

if TYPE_CHECKING:
    from rag.fetching.client import Client
    from rag.fetching.state import Kept

Counts = Mapping[int, Mapping[str, int]]
"""Wahlperiode -> `drucksachetyp` -> how many records the interface has."""
_PAGE = 100
"""Records of a list that come at a time."""


def counted(client: Client, wahlperioden: Iterable[int]) -> Counts:
    """How many records there are. Unreachable as all that asks."""
    return {
        number: {kind: client.count("drucksache", of_kind(kind, number)) for kind in TYPES} for number in wahlperioden
    }


def coverage(counts: Counts, kept: Iterable[Kept], refused: Container[str]) -> tuple[Coverage, ...]:
    """Of each Wahlperiode. `kept`: what the interface still has; `refused`: numbers that the index did not take."""
    held = [one.nummer for one in kept if one.citable and one.nummer not in refused]
    return tuple(
        Coverage(
            wahlperiode=number,
            vorhanden=sum(nummer.startswith(f"{number}/") for nummer in held),
            gesamt=sum(there[kind] for kind in ANSWERING),
        )
        for number, there in counts.items()
    )


def withdrawn(client: Client, counts: Counts, known: Mapping[str, str]) -> set[str]:
    """The ids that the interface has no more. `known`: id -> number of all that it once named.

    It does not say what it withdraws. But where it counts fewer than were named, some are missing: those are asked for
    by their ids. Unreachable as all that asks.
    """
    found = set[str]()
    for number, there in counts.items():
        ids = [id_ for id_, nummer in known.items() if nummer.startswith(f"{number}/")]
        if len(ids) > sum(there.values()):
            found |= _missing(client, ids)
    return found


def _missing(client: Client, ids: Collection[str]) -> set[str]:
    missing, order = set(ids), sorted(ids)
    for start in range(0, len(order), _PAGE):
        for page in client.pages("drucksache", [("f.id", one) for one in order[start : start + _PAGE]]):
            missing -= {str(one.get("id")) for one in page.documents if isinstance(one, dict)}
    return missing
