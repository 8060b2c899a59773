"""Vectors and keywords, the two parts that follow from the store: opened as they are, or made again from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rag.index import probe, rebuild
from rag.index.far import Note
from rag.index.far_opening import open_far
from rag.index.fingerprint import FAR, KEYWORDS, VECTORS, clear
from rag.index.format import KEYWORDS as KEYWORD_FORMAT
from rag.index.keywords import Keywords
from rag.index.opening import open_part
from rag.index.vectors import Vectors

if TYPE_CHECKING:
    from rag.index.index import Index

FEW = 1000  # windows; up to so many the parts are made again sooner (a second) than a process is started to try them
SIDES = (VECTORS, KEYWORDS)
_BACK = (
    "Die Vektoren liegen von nun an im Ordner des Index; sie wurden aus dem Bestand gemacht. Auf dem Vektorserver "
    "bleibt die Sammlung „{}“ und kann dort gelöscht werden."
)


def open_sides(index: Index, hurt: dict[str, str], unsure: Sequence[str]) -> tuple[Vectors, Keywords, bool]:
    """Vectors, keywords, and whether all of them is kept beyond this process.

    Those `hurt` (and why) are made again, those `unsure` are tried first.
    """
    wrong = hurt | _tried_apart(index, [name for name in unsure if index.server is None or name != VECTORS])
    if index.store.meta("keywords") != KEYWORD_FORMAT:
        wrong[KEYWORDS] = ""
    make = partial(rebuild.keywords, index.store, progress=index.progress)
    vectors, vectors_there = _vectors(index, wrong.get(VECTORS), unsure=VECTORS in unsure)
    try:
        keywords, there = open_part(Keywords, make, index.folder / KEYWORDS, wrong.get(KEYWORDS), index.notes.append)
    except BaseException:
        vectors.close()
        raise
    if KEYWORDS in wrong and there:
        with suppress(sqlite3.Error):  # on a full disk; they are then made again at the next start
            index.store.set_meta("keywords", KEYWORD_FORMAT)
    return vectors, keywords, vectors_there and there


def _vectors(index: Index, wrong: str | None, *, unsure: bool) -> tuple[Vectors, bool]:
    tell = index.notes.append
    if index.server is not None:
        return open_far(index.store, index.folder, index.server, wrong, index.progress, tell, unsure=unsure), True
    far = index.folder / FAR
    if far.exists():  # they were on a server until now
        wrong = wrong or ""
        tell(_BACK.format(Note.read(index.folder).collection))
    make = partial(rebuild.vectors, index.store, progress=index.progress)
    opened = open_part(Vectors, make, index.folder / VECTORS, wrong, tell)
    clear(far)
    return opened


def _tried_apart(index: Index, names: Sequence[str]) -> dict[str, str]:
    """The parts that do not stand a trial in a process of their own, and why."""
    if not names or index.store.counts().windows <= FEW:
        return dict.fromkeys(names, "")
    index.progress(0, 1, "Der Index war nicht geschlossen und wird geprüft")
    return {name: "; ".join(wrong) for name, wrong in probe.run(index.folder, index.folder, names).items() if wrong}
