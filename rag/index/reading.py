"""The papers of a file, each taken into the index on its own: what is wrong with one of them loses no other."""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import guarded
from ingest.ids import paper_key
from ingest.model import Drucksache, ParseError
from ingest.twin import text_beside
from rag.errors import IndexFailed
from rag.index import versions
from rag.index.filed import Source
from rag.index.listing import file_hash, is_imported, is_private_file, is_there, reason, same_bytes
from rag.index.state import check_text
from rag.model import IngestReport

if TYPE_CHECKING:
    from ingest.papers import Loaded
    from rag.index.index import Index


class RepeatedError(ParseError):
    """A paper that another file of the same stock gave."""


@dataclass(slots=True)
class Taken:
    """What became of a file: numbers of papers read, and of those that left for it holds them no longer.

    `refused`: why others were not read (German); `repeated`: the keys of those that another file gave.
    """

    read: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)


def read(index: Index, path: Path, mark: str, taken: Taken) -> None:
    """Read a file into the common stock; `mark`: its `file_hash`. `taken` is told of each paper as it comes.

    Papers that the file gave before and no longer holds leave; of a file in which nothing can be read, all stay.
    IndexFailed where the index cannot take a paper.
    """
    if is_private_file(path):
        raise ParseError(path.name, "liegt bei den eigenen Papieren eines Nutzers und kommt nicht in den Bestand")
    loaded = _loaded(index, path)
    taken.refused += [error.grund for error in loaded.refused]
    source = Source(str(path), mark, len(loaded.papers))
    for paper in loaded.papers:
        try:
            former = _once(index, paper, path, None)
            index.put(paper, None, source, wait=True, ersetzt=_replacing(index, paper, None, source, former))
            for other in former:
                index.store.forget_file(str(other), paper_key(paper.nummer, None))
            taken.read.append(paper.nummer)
        except IndexFailed:
            raise
        except RepeatedError as error:
            taken.repeated.add(paper_key(paper.nummer, None))
            taken.refused.append(error.grund)
        except Exception as error:  # one bad paper must not stop the others
            taken.refused.append(_of(paper, loaded, reason(error)))
    if loaded.papers:
        before = index.store.file(str(path)).keys
        for key in sorted(before - {paper_key(paper.nummer, None) for paper in loaded.papers}):
            if index.store.givers(key) == [path]:
                index.remove(key)
                taken.left.append(key)
            else:
                index.store.forget_file(str(path), key)


def _of(paper: Drucksache, loaded: Loaded, grund: str) -> str:
    """A reason, with the paper's number where the file holds several."""
    return f"Drucksache {paper.nummer}: {grund}" if len(loaded.papers) + len(loaded.refused) > 1 else grund


def add_private(index: Index, path: Path, owner: str, without: Container[str], most: int | None) -> IngestReport:
    """As `Index.add_private`, which is what others call."""
    loaded = _loaded(index, path)
    wanted, refused = list[Drucksache](), [error.grund for error in loaded.refused]
    for paper in loaded.papers:
        try:
            if paper.nummer in without:
                continue
            if paper.nummer in index.store.visible(None):
                raise ParseError(path.name, f"Drucksache {paper.nummer} liegt schon im gemeinsamen Bestand")
            _once(index, paper, path, owner)
            check_text(paper)
            wanted.append(paper)
        except ParseError as error:
            refused.append(error.grund)
    if most is not None and len(wanted) > most:
        refused.append(
            f"Die Datei enthält {len(wanted)} Papiere, hinzufügen können Sie noch {most}. "
            "Abhilfe: andere entfernen, oder die Datei teilen"
        )
        wanted = []
    if wanted:
        _put_private(index, wanted, Source(str(path), file_hash(path), len(wanted)), owner)
    read = tuple(paper.nummer for paper in wanted)
    return IngestReport(read, refused=tuple((path.name, grund) for grund in refused))


def _put_private(index: Index, papers: Sequence[Drucksache], source: Source, owner: str) -> None:
    """All of a file's papers or, where the index fails, none of those that come new."""
    before = index.store.file(source.datei, owner).keys
    keys = [paper_key(paper.nummer, owner) for paper in papers]
    try:
        for paper, key in zip(papers, keys, strict=True):
            index.put(paper, owner, source, ersetzt=_replacing(index, paper, owner, source, ()))
            for other in index.store.givers(key):
                if str(other) != source.datei:  # it was moved
                    index.store.forget_file(str(other), key)
    except Exception:
        for key in keys:
            if key not in before:
                with suppress(IndexFailed):  # whoever adds it is told that it was not taken: it shall not come later
                    index.remove(key)
        raise


def _loaded(index: Index, path: Path) -> Loaded:
    """The papers that a file holds, if there is room for them; else IndexFailed."""
    index.parts.check_room()
    return guarded.load_all(path)


def _replacing(index: Index, paper: Drucksache, owner: str | None, source: Source, former: Sequence[Path]) -> str:
    """What is to be said of the version that this paper replaces, "" where it replaces none: see rag.index.versions.

    `former`: the files that gave it, where that is not the paper's own.
    """
    key = paper_key(paper.nummer, owner)
    old = index.store.record(key)
    if old is None:
        return ""
    same = False if former else same_bytes(index.store.mark(source.datei, key), source.mark)
    return versions.words(old, paper, date.today()) if versions.differs(old, paper, read_anew=same) else ""


def _once(index: Index, paper: Drucksache, path: Path, owner: str | None) -> list[Path]:
    """RepeatedError where another file of the same stock gave this paper; the files of a version that it replaces."""
    key, former = paper_key(paper.nummer, owner), list[Path]()
    for other in index.store.givers(key):
        if other == path or not is_there(other):
            if is_imported(other) and versions.is_newer(paper, index.store.record(key) or paper):
                raise RepeatedError(path.name, f"Drucksache {paper.nummer} ist schon in einer neueren Fassung da")
            continue
        if text_beside(path, {other}) is not None:  # it was read alone before, and with this file from now on
            index.store.forget_file(str(other), key)
            continue
        old = index.store.record(key)
        if old is not None and versions.is_newer(old, paper):
            former.append(other)
            continue
        # named without the server's folders: chat users read this too
        where = f"„{other.name}“" + (f" im Ordner „{other.parent.name}“" if owner is None else "")
        newer = " in einer neueren Fassung" if old is not None and versions.is_newer(paper, old) else ""
        raise RepeatedError(path.name, f"Drucksache {paper.nummer} ist schon{newer} aus {where} eingelesen")
    return former
