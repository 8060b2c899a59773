"""The common stock of an open index into one file, while it is asked and read into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from rag import giving_way
from rag.errors import TransferProblem
from rag.index import parcel
from rag.index.filed import Source
from rag.index.parcel import Carried, Head
from rag.index.rebuild import Progress

if TYPE_CHECKING:
    from rag.index.index import Index

_ODD = re.compile(r"[^\w.,() +-]")  # signs of a file's name that not every system takes


def export(index: Index, path: Path, progress: Progress) -> int:
    """Write all common papers that are whole into a new file; how many it holds.

    Each is as it was at one moment, also where it is written anew meanwhile. Users' own papers, replaced versions and
    where files lie are no part of it. TransferProblem (German) where it cannot be written.
    """
    numbers = list(index.store.visible(None))
    if not numbers:
        raise TransferProblem("Der Index enthält keine gemeinsamen Drucksachen; es gibt nichts zu exportieren.")
    head = Head(model=index.embedder.name, dim=_dim(index, numbers), erstellt=datetime.now(UTC).replace(microsecond=0))
    return parcel.write(path, head, _papers(index, numbers, head.dim, progress))


def _dim(index: Index, numbers: list[str]) -> int:
    """Numbers of a vector; the model, which takes seconds to load, is asked only where there is none."""
    kept = (one for nummer in numbers for one in index.store.kept(nummer).values())
    return next((len(one.vector) // 2 for one in kept), 0) or index.embedder.dim


def _papers(index: Index, numbers: list[str], dim: int, progress: Progress) -> Iterator[Carried]:
    for done, nummer in enumerate(numbers):
        progress(done, len(numbers), nummer)
        began = perf_counter()
        one = _carried(index, nummer)
        with suppress(ValueError):  # what no index would take
            if one is not None:
                parcel.check(one, dim)
                yield one
        giving_way.give_way(perf_counter() - began)
    progress(len(numbers), len(numbers), "")


def _carried(index: Index, nummer: str) -> Carried | None:
    """A paper of the stock; None where it has left meanwhile."""
    found = index.store.common(nummer)
    if found is None:
        return None
    paper, kept, source = found
    known = source if source and parcel.is_name(Path(source.datei).name) else Source("", "")
    return Carried(
        papier=paper if parcel.is_name(paper.datei) else replace(paper, datei=_ODD.sub("_", paper.datei)[-200:]),
        datei=Path(known.datei).name,
        marke=known.mark,
        aus=known.papers,
        fenster=tuple(kept),
        vektoren=b"".join(one.vector for one in kept.values()),
        marken=b"".join(one.mark for one in kept.values()),
    )
