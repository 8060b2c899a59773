"""How much of what the interface has is held: what people who ask may rely on."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from rag.fetching.lists import of_kind
from rag.fetching.model import Coverage
from rag.fetching.record import KLEINE_ANFRAGE, TYPES

if TYPE_CHECKING:
    from rag.fetching.client import Client
    from rag.fetching.state import Kept

_ANSWERS = tuple(kind for kind in TYPES if kind != KLEINE_ANFRAGE)


def coverage(
    client: Client, wahlperioden: Iterable[int], kept: Iterable[Kept], refused: Container[str]
) -> tuple[Coverage, ...]:
    """Of each Wahlperiode. `refused`: numbers of papers that the index did not take. Unreachable as all that asks."""
    held = [one.nummer for one in kept if one.citable and one.nummer not in refused]
    return tuple(
        Coverage(
            wahlperiode=number,
            vorhanden=sum(nummer.startswith(f"{number}/") for nummer in held),
            gesamt=sum(client.count("drucksache", of_kind(kind, number)) for kind in _ANSWERS),
        )
        for number in wahlperioden
    )
