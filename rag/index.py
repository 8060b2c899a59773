"""The index: store, keyword index and vectors, kept in step.

A paper is written to the store first (not yet whole), then its vectors and keywords, then it is marked whole. What
was interrupted is found by that mark and done again from the store's own record. One process owns the folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from ingest import papers
from ingest.model import Drucksache, ParseError
from ingest.passages import passages
from rag.embed import Embedder
from rag.format import KEYWORDS, LAYOUT, PAPERS
from rag.generic import shared_direction
from rag.keys import paper_key
from rag.keywords import Keywords
from rag.model import IngestReport
from rag.problems import IndexBusy, IndexProblem
from rag.store import State, Store
from rag.vectors import Vectors
from rag.windows import windows

PRIVATE = ".privat"  # a file of this name marks a folder of users' own papers: nothing below it is for everyone
Progress = Callable[[int, int, str], None]


def file_hash(path: Path) -> str:
    """A file's content and the format it was indexed in."""
    return hashlib.sha256(PAPERS.encode() + path.read_bytes()).hexdigest()


def is_private_file(path: Path) -> bool:
    """Whether a file lies below a folder of users' own papers."""
    return any((folder / PRIVATE).exists() for folder in path.parents)


class Index:
    """An open index; close it, or use it in a `with` statement."""

    def __init__(self, folder: Path, embedder: Embedder, lock: FileLock | None = None) -> None:
        """Open or begin it; `lock` where the folder is `owned` already."""
        self.folder, self.embedder = folder, embedder
        self._lock = lock or owned(folder)
        try:
            self.store = Store(folder / "store.sqlite")
            self._same_model()
            self.vectors = Vectors(folder / "vectors")
            self.keywords = self._open_keywords()
            self._repair()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self.keywords.close()
        self.vectors.close()
        self.store.close()
        self._lock.release()

    def _same_model(self) -> None:
        if self.store.layout != LAYOUT:
            raise IndexProblem(
                f"Der Index in „{self.folder}“ stammt von einer anderen Fassung des Antwortfinders. "
                "Abhilfe: diesen Ordner löschen und die Papiere neu einlesen."
            )
        made = self.store.meta("model")
        if made is None:
            self.store.set_meta("model", self.embedder.name)
        elif made != self.embedder.name:
            raise IndexProblem(
                f"Der Index in „{self.folder}“ wurde mit dem Modell „{made}“ erstellt, eingestellt ist "
                f"„{self.embedder.name}“. Abhilfe: anderen Ordner angeben oder diesen löschen und neu einlesen."
            )

    def _open_keywords(self) -> Keywords:
        """The keyword index; one of an older kind is made anew from the store (seconds)."""
        path = self.folder / "keywords"
        if self.store.meta("keywords") == KEYWORDS:
            return Keywords(path)
        shutil.rmtree(path, ignore_errors=True)
        keywords = Keywords(path)
        for stored in self.store.whole():
            keywords.put(self.store.passages_of(stored.key), stored.paper.titel)
        keywords.commit()
        self.store.set_meta("keywords", KEYWORDS)
        return keywords

    @cached_property
    def shared(self) -> npt.NDArray[np.float32]:
        """The direction that all questions share (rag.generic); kept in the store, so that it is made once."""
        known = self.store.meta("shared")
        if known is None:
            known = shared_direction(self.embedder).astype("<f4").tobytes().hex()
            self.store.set_meta("shared", known)
        return np.frombuffer(bytes.fromhex(known), dtype="<f4").astype(np.float32)

    # writing
    def update(self, paths: Iterable[Path], progress: Progress | None = None) -> IngestReport:
        """Bring the index in step with these files and folders; only what changed is read."""
        given = [path.resolve() for path in paths]
        found = papers.find(path for path in given if path.exists())
        removed = self._gone(given, set(found))
        read: list[str] = []
        refused: list[tuple[str, str]] = [(str(p), "gibt es nicht") for p in given if not p.exists()]
        known = self.store.files()
        marks = {path: file_hash(path) if os.access(path, os.R_OK) else "" for path in found}
        changed = [path for path, mark in marks.items() if known.get(str(path), (None, ""))[0] != mark]
        skipped = sorted({str(path) for path in found} - {str(path) for path in changed})
        for done, path in enumerate(changed):
            if progress:
                progress(done, len(changed), path.name)
            try:
                read.append(self._read(path, marks[path]))
            except ParseError as error:
                refused.append((str(path), error.grund))
        if progress and changed:
            progress(len(changed), len(changed), "")
        gone = tuple(nummer for nummer in removed if nummer not in read)  # a file with another name takes no paper out
        return IngestReport(tuple(read), tuple(skipped), tuple(refused), gone)

    def _read(self, path: Path, mark: str) -> str:
        """Read one file into the common stock; ParseError if it cannot be read or repeats another file's paper."""
        if is_private_file(path):
            raise ParseError(path.name, "liegt bei den eigenen Papieren eines Nutzers und kommt nicht in den Bestand")
        paper = papers.load(path)
        self._once(paper, path, None)
        self.put(paper, None, (str(path), mark))
        return paper.nummer

    def add_private(self, path: Path, owner: str) -> str:
        """Read a file in for one user alone; gives its number. ParseError if that cannot be, or need not."""
        paper = papers.load(path)
        if paper.nummer in self.store.visible(None):
            raise ParseError(path.name, f"Drucksache {paper.nummer} liegt schon im gemeinsamen Bestand")
        self._once(paper, path, owner)
        self.put(paper, owner, (str(path), file_hash(path)))
        return paper.nummer

    def _once(self, paper: Drucksache, path: Path, owner: str | None) -> None:
        """ParseError where another file of the same stock gave this paper."""
        key = paper_key(paper.nummer, owner)
        for datei, (_, known) in self.store.files(owner).items():
            if known == key and datei != str(path) and Path(datei).exists():
                other = Path(datei)  # named without the server's folders: chat users read this too
                where = f"„{other.name}“" + (f" im Ordner „{other.parent.name}“" if owner is None else "")
                raise ParseError(path.name, f"Drucksache {paper.nummer} ist schon aus {where} eingelesen")

    def put(self, paper: Drucksache, owner: str | None = None, file: tuple[str, str] | None = None) -> None:
        """Write a paper in place of its former version; `owner` None: for everyone. `file`: its path and hash."""
        key = paper_key(paper.nummer, owner)
        pieces = [replace(piece, id=key + piece.id.removeprefix(paper.nummer)) for piece in passages(paper)]
        found = [window for piece in pieces for window in windows(piece, paper.titel)]
        self.store.put(paper, pieces, found, owner, file)
        vectors = self.embedder.passages([w.text for w in found])
        self.vectors.drop(key)
        self.vectors.put(key, [w.id for w in found], vectors)
        self.keywords.drop(key)
        self.keywords.put(pieces, paper.titel)
        self.keywords.commit()
        self.store.set_state(key, State.WHOLE)

    def remove(self, key: str) -> None:
        """Take a paper (by its key) out of all three parts; from the first moment on nobody sees it."""
        self.store.set_state(key, State.LEAVING)
        self.vectors.drop(key)
        self.keywords.drop(key)
        self.keywords.commit()
        self.store.drop(key)

    def _gone(self, given: list[Path], found: set[Path]) -> list[str]:
        """Remove papers of the stock whose file has vanished from a folder that was given."""
        removed = []
        for datei, (_, key) in self.store.files().items():
            path = Path(datei)
            if path not in found and not path.exists() and any(path.is_relative_to(g) for g in given):
                self.remove(key)
                removed.append(key)
        return removed

    def _repair(self) -> None:
        """Do again what was interrupted, from the store's own record."""
        for key in self.store.in_state(State.LEAVING):
            self.remove(key)
        for key in self.store.in_state(State.UNFINISHED):
            paper = self.store.record(key)
            if paper is not None:
                self.put(paper, self.store.owner(key))

    # checking
    def check(self) -> list[str]:
        """What is not whole, in words; empty when store, keywords and vectors agree."""
        halves = self.store.in_state(State.UNFINISHED) + self.store.in_state(State.LEAVING)
        problems = [f"Drucksache {key}: nicht fertig eingelesen" for key in halves]
        parts = (
            ("Stichwortindex", self.store.searched_ids(), self.keywords.ids()),
            ("Vektoren", self.store.window_ids(), self.vectors.ids()),
        )
        for name, wanted, there in parts:
            if missing := wanted - there:
                problems.append(f"{name}: {len(missing)} Einträge fehlen, z. B. {min(missing)}")
            if extra := there - wanted:
                problems.append(f"{name}: {len(extra)} Einträge zu viel, z. B. {min(extra)}")
        return problems


def owned(folder: Path) -> FileLock:
    """Own the folder, or IndexBusy; IndexProblem where no index can lie there."""
    lock = FileLock(folder / ".lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexBusy(
            f"Der Index in „{folder}“ wird gerade von einem anderen Antwortfinder benutzt. "
            "Abhilfe: diesen beenden oder mit --index einen anderen Ordner angeben."
        ) from None
    except OSError as error:
        raise IndexProblem(
            f"„{folder}“ kann kein Ordner für den Index sein ({type(error).__name__}): Dort liegt eine Datei, oder es "
            "darf dort nicht geschrieben werden. Abhilfe: mit --index einen anderen Ordner angeben."
        ) from error
    return lock
