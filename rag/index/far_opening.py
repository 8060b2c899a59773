"""Opening the vectors on a server: what is not as it should be there is made again from the store, as in a folder.

A server cannot bring this process down, so it is tried here. Where it does not answer, the index is opened without it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from rag.errors import VectorsAway
from rag.index import probe, rebuild
from rag.index.far import FarVectors, LostError, Note
from rag.index.fingerprint import VECTORS, clear
from rag.index.rebuild import Progress
from rag.index.store import Store
from rag.index.vector_server import VectorServer

AT_ONCE = 1000  # vectors that are written together, with those of the paper that they end in; some megabytes
CRASHES = 2
"""Trials in which the server went away, one after the other, until its collection is taken for the cause."""
_AGAIN = "Die Vektoren auf dem Vektorserver wurden aus dem Bestand neu gemacht ({})."
_MOVED = "Die Vektoren liegen von nun an auf dem Vektorserver ({}); sie wurden aus dem Bestand gemacht."
_CRASHED = "bei Probefragen fiel er aus"


def open_far(
    store: Store,
    folder: Path,
    server: VectorServer,
    wrong: str | None,
    progress: Progress,
    tell: Callable[[str], None],
    *,
    unsure: bool = True,
) -> FarVectors:
    """The vectors of an index in `folder`: as they lie on the server, or made again; `away` where it fails.

    `wrong`: why they cannot be what they should, "" where that need not be told, None where nothing speaks against
    them; `unsure`: they are held against the store. `tell` is given what was done (German).
    """
    if wrong is None and server.crashes >= CRASHES:
        wrong, server.crashes = _CRASHED, 0
    if wrong is not None:  # noted before the server is asked: whoever is cut off must not take them for right
        Note.read(folder).given_up().write(folder)
    try:
        taken = _taken_up(store, folder, server, unsure=unsure)
        if isinstance(taken, FarVectors):
            return taken
        return _made(store, folder, server, wrong or taken, progress, tell)
    except VectorsAway as away:
        tell(str(away))
        return FarVectors.absent(server, folder, str(away))


def _taken_up(store: Store, folder: Path, server: VectorServer, *, unsure: bool) -> FarVectors | str:
    """What the folder's note names, or why it is not to be used (German), "" where it names nothing."""
    note = Note.read(folder)
    if not note.collection:
        return ""
    with ExitStack() as undo:
        found = FarVectors(server, folder)
        undo.callback(found.close)
        try:
            found.find()
            if wrong := _findings(store, found, server, unsure=unsure or note.count != found.count()):
                Note.read(folder).given_up().write(folder)
                return wrong
        except LostError as lost:  # another's by now, if it is there at all: it is left as it is
            Note(former=note.former).write(folder)
            return str(lost)
        undo.pop_all()
        return found


def _findings(store: Store, found: FarVectors, server: VectorServer, *, unsure: bool) -> str:
    """What is wrong with what the server has (German), "" where nothing is."""
    try:
        wrong = probe.far_findings(store, found, thorough=unsure)
    except VectorsAway:
        server.crashes += 1
        raise
    server.crashes = 0
    return "; ".join(wrong)


def _made(
    store: Store, folder: Path, server: VectorServer, wrong: str, progress: Progress, tell: Callable[[str], None]
) -> FarVectors:
    """Made again from the store, in a new collection."""
    made = FarVectors(server, folder)
    try:
        made.begin(store.counts().windows)
        rebuild.fill(made, store, progress, AT_ONCE)
        made.keep()
    except BaseException:
        made.close()
        raise
    if (folder / VECTORS).exists():
        clear(folder / VECTORS)
        tell(_MOVED.format(server.url))
    elif wrong:
        tell(_AGAIN.format(wrong))
    return made
