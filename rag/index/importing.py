"""Papers that another machine has read come into the index, with their vectors: no file and no model is needed.

All of the file is read and held against its checksum before the first paper is taken. Each paper then goes the way of
one that is read here (rag.index.index): who is killed meanwhile has a whole index, and imports the rest again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.model import Drucksache
from ingest.passages import passages
from rag.errors import IndexFailed, TransferProblem
from rag.index import probe, versions
from rag.index.filed import Source
from rag.index.listing import imported, is_there, reason, same_bytes
from rag.index.parcel import Carried, Head, Parcel
from rag.index.rebuild import Progress
from rag.index.state import State

if TYPE_CHECKING:
    from rag.index.index import Index

_SHOWN = 80  # letters of another machine's names


@dataclass(slots=True)
class Imported:
    """What became of the papers of a file, by their numbers.

    `kept`: the index has another reading, which stays, for its file is here or it is the newer version. `refused`:
    (number, reason in German). `stopped`: why the rest was not tried (German), None where all were.
    """

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stopped: str | None = None


def import_(index: Index, path: Path, progress: Progress) -> Imported:
    """Take a parcel's papers into the common stock; one that is there with the same content is passed over.

    TransferProblem (German) where the file is damaged, or of another model or version: nothing is taken then.
    """
    done = Imported()
    with Parcel(path) as parcel:
        head = parcel.head()
        count = _tried(index, parcel, head)
        with index.in_turn():
            try:
                for number, one in enumerate(parcel.papers(head.dim)):
                    progress(number, count, one.papier.nummer)
                    _take(index, one, done)
                index.settle()
                progress(count, count, "")
            except (IndexFailed, TransferProblem) as problem:  # the file is no longer what it was a moment ago
                _stop(index, done, problem)
    return done


def _tried(index: Index, parcel: Parcel, head: Head) -> int:
    """How many papers an undamaged parcel holds; TransferProblem where its vectors are another model's."""
    if (head.model, head.dim) != (index.embedder.name, index.embedder.dim):
        raise _other_model(index, head)
    count, tried = 0, False
    for one in parcel.papers(head.dim):
        count += 1
        if one.fenster and not tried:  # another model may go by the same name
            tried = True
            if probe.differs(one.kept, passages(one.papier), one.papier.titel, index.embedder):
                raise _other_model(index, head)
    return count


def _other_model(index: Index, head: Head) -> TransferProblem:
    other = "".join(letter if letter.isprintable() else "�" for letter in head.model[:_SHOWN])
    return TransferProblem(
        f"Der Bestand wurde mit einem anderen Modell eingelesen („{other}“ mit {head.dim} Zahlen, hier "
        f"„{index.embedder.name}“ mit {index.embedder.dim}), oder mit einem anderen desselben Namens. Abhilfe: auf "
        "beiden Rechnern dasselbe Modell mit denselben Einstellungen benutzen."
    )


def _take(index: Index, one: Carried, done: Imported) -> None:
    """One paper; IndexFailed where the index cannot take it."""
    index.parts.check_room()
    paper, key = one.papier, one.papier.nummer
    old = index.store.record(key)
    if old == paper:
        done.same.append(key)
        return
    givers = index.store.givers(key)
    if old is not None and _stays(old, paper, givers):
        done.kept.append(key)
        return
    source = Source(str(imported(index.folder, one.datei)), one.marke, one.aus) if one.datei else None
    same = {same_bytes(index.store.mark(str(file), key), one.marke) for file in givers}
    read_anew = next((known for known in (True, False) if known in same), None)
    replacing = old is not None and versions.differs(old, paper, read_anew=read_anew)
    try:
        ersetzt = versions.words(old, paper, date.today()) if old is not None and replacing else ""
        index.put(paper, None, source, wait=True, ersetzt=ersetzt, known=one.kept)
    except IndexFailed:
        raise
    except Exception as error:  # one bad paper must not stop the others
        done.refused.append((key, reason(error)))
        return
    for file in givers:  # what they hold is another reading
        if source is None or str(file) != source.datei:
            index.store.forget_file(str(file), key)
    (done.new if old is None else done.replaced).append(key)


def _stays(old: Drucksache, new: Drucksache, givers: Sequence[Path]) -> bool:
    """Whether a paper of the index stays, as rag.index.reading has it: `givers` are the files that it was read from."""
    if versions.is_newer(old, new):
        return False
    return versions.is_newer(new, old) or any(is_there(file) is not False for file in givers)


def _stop(index: Index, done: Imported, problem: Exception) -> None:
    """Say why it stopped; what waited and is not whole does not count as taken."""
    with suppress(IndexFailed):
        index.settle()
    for numbers in (done.new, done.replaced):
        numbers[:] = [nummer for nummer in numbers if index.store.state(nummer) is State.WHOLE]
    done.stopped = f"Das Einspielen hielt an. {problem}"
