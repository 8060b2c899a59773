"""What is done again when an index is opened, or when the server of its vectors is back.

Papers whose writing was cut off, papers whose records were lost, vectors of another model.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rag import giving_way
from rag.errors import IndexFailed, VectorsAway
from rag.index import probe
from rag.index.far import FarVectors
from rag.index.far_opening import open_far
from rag.index.listing import is_imported
from rag.index.rebuild import Progress
from rag.index.state import State

if TYPE_CHECKING:
    from rag.index.index import Index


REST = 5.0
"""Times as long as a trial took that failed it is not tried again: what is made again may take a server an hour."""


def other_model(index: Index, *, afresh: bool) -> bool:
    """Whether the vectors are another model's; then every paper is marked to be written and embedded anew."""
    made = index.store.meta("model")
    if made == index.embedder.name and not (afresh and probe.misfit(index.store, index.embedder)):
        return False
    if made is None:
        index.store.unfinish()
    elif index.store.counts().papers:
        index.embedder.passages(["Probe"])  # a model that cannot be loaded shall not cost the former one's vectors
        index.notes.append(f"Alle Papiere wurden mit dem Modell „{index.embedder.name}“ neu aufgenommen.")
        index.store.forget_vectors()
    index.store.set_meta("model", index.embedder.name)
    return True


def finish(index: Index, progress: Progress, *, hidden: bool = False) -> int:
    """Do again what was interrupted: papers that were leaving leave, the others are written anew from their records.

    A paper that cannot be is told in `index.notes` and tried again at the next opening; gives how many these are.
    `hidden`: only what leaves, and users' own papers: what users remove must not come back.
    """
    unfinished, left = index.store.unfinished(), 0
    if hidden:
        store = index.store
        unfinished = [k for k in unfinished if store.owner(k) is not None or store.state(k) is State.LEAVING]
    for done, key in enumerate(unfinished):
        progress(done, len(unfinished), key)
        try:
            with index.alone():  # what is removed meanwhile shall not come back
                _finish(index, key)
        except VectorsAway:  # told already; it goes on when their server is back
            return left + len(unfinished) - done
        except IndexFailed as problem:
            index.notes.append(str(problem))
            return left + len(unfinished) - done
        except Exception as error:  # one paper shall not keep the others from being asked
            index.notes.append(f"Drucksache {key} kann nicht neu aufgenommen werden ({type(error).__name__}).")
            left += 1
    return left


def _finish(index: Index, key: str) -> None:
    if index.store.state(key) is State.LEAVING:
        index.remove(key)
    elif (paper := index.store.record(key)) is not None:
        index.put(paper, index.store.owner(key))


def take_up(index: Index) -> bool:
    """Where the server of the vectors did not answer: take it up again, if it does, and finish what was cut off.

    Whether that was done; `index.notes` then say what had to be made again. Whoever asks meanwhile gets what the
    keywords find. Also where it answers as ever its collection is looked at: another process may have taken it over.
    """
    far = index.vectors
    if not isinstance(far, FarVectors):
        return False
    if far.away is None:
        with suppress(VectorsAway):
            far.look()
            return False
    began, told = monotonic(), list[str]()
    if began < far.not_before or not far.answers():
        return False
    with index.still():
        opened = open_far(index.store, index.folder, far.server, None, lambda *_: giving_way.check(), told.append)
        if opened.away is not None:
            opened.close()
            far.away, far.not_before = opened.away, monotonic() + REST * (monotonic() - began)
            return False
        index.parts.vectors = opened
        far.close()
        index.notes += told
        index.healing.papers = finish(index, lambda *_: giving_way.check()) + len(index.healing.lost)
    return True


def read_again(index: Index, files: Iterable[Path], progress: Progress) -> None:
    """Read the files of papers whose records were lost into the common stock; those that are gone are named in notes.

    Files that lie in the index's own folder are left out: an earlier version kept users' own papers there.
    """
    own = index.folder.resolve()
    files = [file for file in files if is_imported(file) or not file.is_relative_to(own)]
    gone = [file.name for file in files if not file.is_file()]
    if gone:
        named = ", ".join(gone)
        index.notes.append(f"Verloren, auch ihre Dateien gibt es nicht mehr: {len(gone)} Papiere ({named}).")
    index.update([file for file in files if file.is_file()], progress)
