"""Bring the index in step with files and folders: what is new is read, what is gone leaves, what moved is known again.

What one file does wrong is told and passed over. What the index itself cannot do stops the reading; what was whole
stays whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.ids import paper_key
from rag.errors import NOT_REACHED, IndexFailed
from rag.index.filed import NOTHING, Filed
from rag.index.listing import (
    Listing,
    file_hash,
    is_imported,
    is_private_file,
    is_there,
    listed,
    reason,
    shown,
    vanished,
)
from rag.index.reading import Taken, read
from rag.index.rebuild import Progress
from rag.index.state import State
from rag.model import IngestReport

if TYPE_CHECKING:
    from rag.index.index import Index


@dataclass(slots=True)
class _Doing:
    """What has been done so far: (file, reason) refused unread, and what became of the files that were read.

    `outdated`: numbers of papers that stay as they were, for their file can no longer be read.
    """

    refused: list[tuple[str, str]]
    taken: dict[Path, Taken] = field(default_factory=dict)
    stopped: str | None = None
    outdated: list[str] = field(default_factory=list)

    def report(self, skipped: list[str], gone: list[str], kept: list[str]) -> IngestReport:
        """All of it; papers that were read again from elsewhere are not gone."""
        read = tuple(dict.fromkeys(nummer for taken in self.taken.values() for nummer in taken.read))
        refused = [(shown(path), grund) for path, taken in self.taken.items() for grund in taken.refused]
        left = [nummer for taken in self.taken.values() for nummer in taken.left]
        removed = tuple(nummer for nummer in [*left, *gone] if nummer not in read)
        return IngestReport(
            read, tuple(skipped), (*self.refused, *refused), removed, tuple(kept), self.stopped, tuple(self.outdated)
        )


def update(index: Index, paths: Iterable[Path], progress: Progress, *, remove: bool) -> IngestReport:
    """As `Index.update`, which is what others call."""
    listing = listed(paths)
    doing = _Doing(list(listing.refused))
    marks = _marks(listing, doing)
    known = _follow_moved(index, marks)
    changed = [path for path, mark in marks.items() if known.get(str(path), NOTHING).mark != mark]
    skipped = sorted(str(path) for path in marks.keys() - set(changed))
    _read_all(index, changed, marks, progress, doing)
    _read_all(index, _given_up(index, doing), marks, progress, doing)
    gone, kept = ([], []) if doing.stopped else _take_out(index, listing, doing, remove)
    return doing.report(skipped, gone, kept)


def _marks(listing: Listing, doing: _Doing) -> dict[Path, str]:
    """File -> hash of what it holds; what cannot be read is refused."""
    marks: dict[Path, str] = {}
    for path in listing.files:
        try:
            marks[path] = file_hash(path)
        except Exception as error:  # one bad file must not stop the others
            doing.refused.append((shown(path), reason(error)))
    return marks


def _follow_moved(index: Index, marks: Mapping[Path, str]) -> dict[str, Filed]:
    """A file of the same name and content as one that is gone is that one: nothing need be read.

    Gives what is then known of each file. Only files that may have moved are looked at: each look may go to a share.
    """
    known = index.store.files()
    new = {(path.name, mark): path for path, mark in marks.items() if str(path) not in known}
    alike = {file: (Path(file).name, it.mark) for file, it in known.items()} if new else {}
    gone = {which: file for file, which in alike.items() if which in new and is_there(Path(file)) is False}
    for path, mark in marks.items():
        before = gone.pop((path.name, mark), None) if str(path) not in known else None
        if before is not None and not is_private_file(path):
            index.store.move_file(before, str(path))
            known[str(path)] = known.pop(before)
    return known


def _read_all(
    index: Index,
    changed: list[Path],
    marks: Mapping[Path, str],
    progress: Progress,
    doing: _Doing,
) -> None:
    for done, path in enumerate(changed):
        progress(done, len(changed), path.name)
        before = doing.taken.get(path, Taken())
        taken = doing.taken[path] = Taken(before.read, before.left)
        try:
            read(index, path, marks[path], taken)
        except IndexFailed as problem:
            _stop(index, doing, changed[done:], problem)
            taken.refused.append(NOT_REACHED)
            return
        except Exception as error:  # one bad file must not stop the others
            taken.refused.append(reason(error))
        if taken.refused and not (taken.read or taken.repeated or is_there(path) is False):
            doing.outdated += index.store.set_outdated(str(path))  # what it gave before stays, and that is told
    try:
        index.settle()
    except IndexFailed as problem:
        _stop(index, doing, [], problem)
    if changed:
        progress(len(changed), len(changed), "")


def _stop(index: Index, doing: _Doing, left: Iterable[Path], problem: IndexFailed) -> None:
    """Say why it stopped, with these files left; what waited in the index and is not whole does not count as read."""
    unread = set(left)
    for path, taken in doing.taken.items():
        whole = [nummer for nummer in taken.read if index.store.state(paper_key(nummer, None)) is State.WHOLE]
        if whole != taken.read:
            taken.read = whole
            if path not in unread:
                taken.refused.append(NOT_REACHED)
            unread.add(path)
    doing.stopped = f"Das Einlesen hielt an, {len(unread)} Dateien sind nicht gelesen. {problem}"


def _given_up(index: Index, doing: _Doing) -> list[Path]:
    """Files refused for papers of other files that were read after them, and hold these papers no longer."""
    if doing.stopped:
        return []
    return [path for path, it in doing.taken.items() if any(not index.store.givers(key) for key in it.repeated)]


def _take_out(index: Index, listing: Listing, doing: _Doing, remove: bool) -> tuple[list[str], list[str]]:
    """Papers removed because their file is gone, and papers kept though it is."""
    known = {file: set(it.keys) for file, it in index.store.files().items()}
    givers = Counter(key for keys in known.values() for key in keys)
    several = {key for key, count in givers.items() if count > 1}  # of these alone another file may be there
    living = {key for file, keys in known.items() if keys & several and is_there(Path(file)) for key in keys & several}
    for file in [file for file, keys in known.items() if keys & living and is_there(Path(file)) is False]:
        for key in known[file] & living:
            index.store.forget_file(file, key)  # another file gives the paper now
        known[file] -= living
    away = [file for file, keys in known.items() if keys and not is_imported(Path(file))]  # those were never here
    gone, kept = vanished(away, listing)
    if remove:
        gone, kept = [*gone, *kept], []
    staying = sorted({key for file in kept for key in known[file]})
    removed = []
    try:
        for key in sorted({key for file in gone for key in known[file]} - set(staying)):
            index.remove(key)
            removed.append(key)
    except IndexFailed as problem:
        doing.stopped = str(problem)
    return removed, staying
