"""The vectors and the keyword index, made again from the store: without the papers' files and without the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from rag import giving_way
from rag.index.kept import floats
from rag.index.keywords import Keywords
from rag.index.overviews import Stored
from rag.index.store import Store
from rag.index.vectors import Vectors

_Part = TypeVar("_Part", Vectors, Keywords)
Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and the name of the one that comes next ("" at the end)."""


def vectors(store: Store, folder: Path | None, progress: Progress) -> Vectors:
    """The vectors of all papers that are whole, made anew and open: in an empty folder, or in memory (None).

    About a minute for 500 papers; it rests while people ask. Whatever goes wrong is raised, and nothing is left open
    then.
    """
    return _made(Vectors(folder), store, progress)


def keywords(store: Store, folder: Path | None, progress: Progress) -> Keywords:
    """The keyword index of all papers that are whole, as `vectors`; seconds for 500 papers."""
    return _made(Keywords(folder), store, progress)


def _made(made: _Part, store: Store, progress: Progress) -> _Part:
    try:
        fill(made, store, progress)
    except BaseException:
        made.close()
        raise
    return made


def catch_up(made: Vectors | Keywords, store: Store, before: Iterable[Stored]) -> None:
    """Bring what was made from the store in step with it: papers came, changed or left since `before`.

    `before`: all that was whole, or a little less, when the making began. Nobody may write the index meanwhile.
    """
    known = {one.key: one.seal for one in before}
    now = {one.key: one for one in store.whole()}
    new = [one for key, one in now.items() if known.get(key) != one.seal]
    for key in [*(known.keys() - now.keys()), *(one.key for one in new)]:
        made.drop(key)
    for one in new:
        _write(made, store, one)
    if isinstance(made, Keywords):
        made.commit()


def fill(made: Vectors | Keywords, store: Store, progress: Progress, at_once: int = 1) -> None:
    """Write all papers that are whole into what is empty, resting while people ask.

    `at_once`: of vectors so many or a few more go together, where each going costs.
    """
    whole, waiting = store.whole(), dict[str, bytes]()
    for done, stored in enumerate(whole):
        progress(done, len(whole), stored.paper.nummer)
        began = perf_counter()
        if isinstance(made, Keywords):
            _write(made, store, stored)
        else:
            waiting |= {id_: one.vector for id_, one in store.kept(stored.key).items()}
            if waiting and (len(waiting) >= at_once or stored is whole[-1]):
                made.put(list(waiting), floats(waiting.values()))
                waiting = {}
        giving_way.give_way(perf_counter() - began)
    progress(len(whole), len(whole), "")
    if isinstance(made, Keywords):
        made.commit()


def _write(made: Vectors | Keywords, store: Store, stored: Stored) -> None:
    if isinstance(made, Keywords):
        made.put(store.passages_of(stored.key), stored.paper.titel)
    elif kept := store.kept(stored.key):
        made.put(list(kept), floats(one.vector for one in kept.values()))
