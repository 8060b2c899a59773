"""The index: store, keyword index and vectors, kept in step.

A paper is written to the store first (not yet whole), then its vectors and keywords, then it is marked whole. What
was interrupted is found by that mark and done again from the store's own record. One process owns the folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from ingest import guarded, papers
from ingest.model import Drucksache, ParseError
from ingest.passages import passages
from rag.embed import Embedder
from rag.generic import shared_direction
from rag.keywords import FORMAT as KEYWORDS
from rag.keywords import Keywords
from rag.model import IngestReport
from rag.problems import IndexBusy, IndexProblem
from rag.store import LAYOUT, Store
from rag.vectors import Vectors
from rag.windows import windows

FORMAT = "3"  # raise it when parser, Passages or windows change: every paper is then read anew
Progress = Callable[[int, int, str], None]


def file_hash(path: Path) -> str:
    """A file's content and the format it was indexed in."""
    return hashlib.sha256(FORMAT.encode() + path.read_bytes()).hexdigest()


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
        for paper in self.store.papers():
            keywords.put(self.store.passages_of(paper.nummer), paper.titel)
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
        """Read one file into the index; ParseError if it cannot be read or repeats another file's paper."""
        paper = guarded.load(path)
        for datei, (_, nummer) in self.store.files().items():
            if nummer == paper.nummer and datei != str(path) and Path(datei).exists():
                other = Path(datei)  # named without the server's folders: chat users read this too
                where = f"„{other.name}“ im Ordner „{other.parent.name}“"
                raise ParseError(path.name, f"Drucksache {nummer} ist schon aus {where} eingelesen")
        self.put(paper)
        self.store.set_file(str(path), mark, paper.nummer)
        return paper.nummer

    def put(self, paper: Drucksache) -> None:
        """Write a paper in place of its former version."""
        pieces = passages(paper)
        found = [window for piece in pieces for window in windows(piece, paper.titel)]
        self.store.put(paper, pieces, found)
        vectors = self.embedder.passages([w.text for w in found])
        self.vectors.drop(paper.nummer)
        self.vectors.put(paper.nummer, [w.id for w in found], vectors)
        self.keywords.drop(paper.nummer)
        self.keywords.put(pieces, paper.titel)
        self.keywords.commit()
        self.store.set_whole(paper.nummer, True)

    def remove(self, nummer: str) -> None:
        """Take a paper out of all three parts."""
        self.store.set_whole(nummer, False)
        self.vectors.drop(nummer)
        self.keywords.drop(nummer)
        self.keywords.commit()
        self.store.drop(nummer)

    def _gone(self, given: list[Path], found: set[Path]) -> list[str]:
        """Remove papers whose file has vanished from a folder that was given."""
        removed = []
        for datei, (_, nummer) in self.store.files().items():
            path = Path(datei)
            if path not in found and not path.exists() and any(path.is_relative_to(g) for g in given):
                self.remove(nummer)
                removed.append(nummer)
        return removed

    def _repair(self) -> None:
        """Do again what was interrupted, from the store's own record."""
        for nummer in self.store.unfinished():
            paper = self.store.drucksache(nummer)
            if paper is not None:
                self.put(paper)

    # checking
    def check(self) -> list[str]:
        """What is not whole, in words; empty when store, keywords and vectors agree."""
        problems = [f"Drucksache {n}: nicht fertig eingelesen" for n in self.store.unfinished()]
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
