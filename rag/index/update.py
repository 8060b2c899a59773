"""Bring the index in step with files and folders: what is new is read, what is gone leaves, what moved is known again.

What one file does wrong is told and passed over. What the index itself cannot do stops the reading; what was whole
stays whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.model import ParseError
from rag.errors import NOT_REACHED, IndexFailed
from rag.index.listing import Listing, file_hash, is_private_file, is_there, listed, reason, shown, vanished
from rag.model import IngestReport

if TYPE_CHECKING:
    from rag.index.index import Index


@dataclass(slots=True)
class _Doing:
    """What has been done so far."""

    read: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stopped: str | None = None


def update(
    index: Index, paths: Iterable[Path], progress: Callable[[int, int, str], None], *, remove: bool
) -> IngestReport:
    """As `Index.update`, which is what others call."""
    listing = listed(paths)
    doing = _Doing(refused=list(listing.refused))
    marks = _marks(listing, doing)
    _follow_moved(index, marks)
    known = index.store.files()
    changed = [path for path, mark in marks.items() if known.get(str(path), ("", ""))[0] != mark]
    skipped = sorted(str(path) for path in marks.keys() - set(changed))
    _read_all(index, changed, marks, progress, doing)
    removed, kept = ([], []) if doing.stopped else _take_out(index, listing, doing, remove)
    gone = tuple(nummer for nummer in removed if nummer not in doing.read)
    return IngestReport(tuple(doing.read), tuple(skipped), tuple(doing.refused), gone, tuple(kept), doing.stopped)


def _marks(listing: Listing, doing: _Doing) -> dict[Path, str]:
    """File -> hash of what it holds; what cannot be read is refused."""
    marks: dict[Path, str] = {}
    for path in listing.files:
        try:
            marks[path] = file_hash(path)
        except Exception as error:  # one bad file must not stop the others
            doing.refused.append((shown(path), reason(error)))
    return marks


def _follow_moved(index: Index, marks: Mapping[Path, str]) -> None:
    """A file of the same name and content as one that is gone is that one: nothing need be read."""
    known = index.store.files()
    gone = {(Path(file).name, mark): file for file, (mark, _) in known.items() if is_there(Path(file)) is False}
    for path, mark in marks.items():
        before = gone.pop((path.name, mark), None) if str(path) not in known else None
        if before is not None and not is_private_file(path):
            index.store.move_file(before, str(path))


def _read_all(
    index: Index,
    changed: list[Path],
    marks: Mapping[Path, str],
    progress: Callable[[int, int, str], None],
    doing: _Doing,
) -> None:
    for done, path in enumerate(changed):
        progress(done, len(changed), path.name)
        try:
            doing.read.append(_read(index, path, marks[path]))
        except ParseError as error:
            doing.refused.append((shown(path), error.grund))
        except IndexFailed as problem:
            doing.refused.append((shown(path), NOT_REACHED))
            doing.stopped = f"Das Einlesen hielt an, {len(changed) - done} Dateien sind nicht gelesen. {problem}"
            return
        except Exception as error:  # one bad file must not stop the others
            doing.refused.append((shown(path), reason(error)))
    if changed:
        progress(len(changed), len(changed), "")


def _read(index: Index, path: Path, mark: str) -> str:
    """Read one file; where it gave another paper before, that one leaves."""
    _, before = index.store.files().get(str(path), ("", None))
    nummer = index.read(path, mark)
    if before not in (None, nummer, *(key for _, key in index.store.files().values())):
        index.remove(str(before))
    return nummer


def _take_out(index: Index, listing: Listing, doing: _Doing, remove: bool) -> tuple[list[str], list[str]]:
    """Papers removed because their file is gone, and papers kept though it is."""
    known = {file: key for file, (_, key) in index.store.files().items()}
    living = {key for file, key in known.items() if is_there(Path(file))}
    for file in [file for file, key in known.items() if key in living and is_there(Path(file)) is False]:
        index.store.forget_file(file)  # another file gives the paper now
        del known[file]
    gone, kept = vanished(known, listing)
    if remove:
        gone, kept = [*gone, *kept], []
    removed = []
    try:
        for file in gone:
            index.remove(known[file])
            removed.append(known[file])
    except IndexFailed as problem:
        doing.stopped = str(problem)
    return removed, [known[file] for file in kept]
