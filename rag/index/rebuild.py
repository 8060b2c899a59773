"""The vectors and the keyword index, made again from the store: without the papers' files and without the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rag.index.kept import floats
from rag.index.keywords import Keywords
from rag.index.store import Store
from rag.index.vectors import Vectors

AT_ONCE = 1000  # vectors that are written together, with those of the paper that they end in; some megabytes
Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and the name of the one that comes next ("" at the end)."""


def vectors(store: Store, folder: Path | None, progress: Progress) -> Vectors:
    """The vectors of all papers that are whole, made anew and open: in an empty folder, or in memory (None).

    About a minute for 500 papers. Whatever goes wrong is raised, and nothing is left open then.
    """
    made = Vectors(folder)
    try:
        fill(store, made, progress)
    except BaseException:
        made.close()
        raise
    return made


def fill(store: Store, made: Vectors, progress: Progress) -> None:
    """Write the vectors of all papers that are whole into empty ones."""
    whole, ids, rows = store.whole(), list[str](), list[bytes]()
    for done, stored in enumerate(whole):
        progress(done, len(whole), stored.paper.nummer)
        kept = store.kept(stored.key)
        ids += kept
        rows += [one.vector for one in kept.values()]
        if len(ids) >= AT_ONCE:
            made.put(ids, floats(rows))
            ids, rows = [], []
    if ids:
        made.put(ids, floats(rows))
    progress(len(whole), len(whole), "")


def keywords(store: Store, folder: Path | None, progress: Progress) -> Keywords:
    """The keyword index of all papers that are whole, as `vectors`; seconds for 500 papers."""
    made = Keywords(folder)
    try:
        whole = store.whole()
        for done, stored in enumerate(whole):
            progress(done, len(whole), stored.paper.nummer)
            made.put(store.passages_of(stored.key), stored.paper.titel)
        made.commit()
        progress(len(whole), len(whole), "")
    except BaseException:
        made.close()
        raise
    return made
