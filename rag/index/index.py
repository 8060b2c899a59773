"""The index: store, keyword index and vectors, kept in step.

A paper's vectors are made first, then it is written to the store with them (not yet whole), then, with others that are
new (rag.index.batch), into vectors and keywords, then it is marked whole. What was interrupted is found by that mark
and done again from the store's own record; what is damaged is found at opening (rag.index.opening) and made again
(rag.index.healing). One process owns the folder.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from time import perf_counter

from filelock import FileLock

from ingest.ids import PassageId, paper_key
from ingest.model import Drucksache
from ingest.passages import passages
from rag import giving_way
from rag.embedding.embedder import Embedder, Floats
from rag.errors import IndexFailed, VectorsAway, writing_failed
from rag.index import checkup, fingerprint, mending
from rag.index.batch import Batch
from rag.index.filed import Source
from rag.index.fingerprint import STORE
from rag.index.healing import Healing
from rag.index.kept import Kept, vectors_of
from rag.index.keywords import Keywords
from rag.index.opening import grant_all, open_store, owned
from rag.index.parts import FEW, SIDES, Parts
from rag.index.reading import add_private
from rag.index.rebuild import Progress
from rag.index.shared_direction import kept_direction
from rag.index.standins import Exact, NoKeywords
from rag.index.state import State, check_text
from rag.index.update import update
from rag.index.vector_server import VectorServer
from rag.index.vectors import Vectors
from rag.index.windows import windows
from rag.model import IngestReport

LOOK = 0.5  # seconds between two looks whether an update that waits for another is still wanted
CHANGED = "nicht mehr so, wie geschrieben wurde"


def _unseen(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


class Index:
    """An open index; close it, or use it in a `with` statement."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        lock: FileLock | None = None,
        progress: Progress | None = None,
        *,
        afresh: bool = False,
        later: bool = False,
        server: VectorServer | None = None,
    ) -> None:
        """Open or begin it.

        `embedder` makes the vectors: where it is another one than before, all papers are embedded anew. `lock`: that
        of `rag.index.opening.owned`, where the folder is owned already. What is damaged is made again first, and
        `notes` says so (German); `later`: that is left to `heal`, and questions are answered from what is whole;
        `afresh`: all is looked at and made again that can be. `server`: it keeps the vectors, where that is not the
        folder. IndexBusy if another process owns the folder, IndexProblem where nothing can be mended.
        """
        self.folder, self.embedder, self.notes, self._server = folder, embedder, list[str](), server
        self._progress, self._later, self._closed = progress or _unseen, later, False
        self.updates, self._writes = Lock(), RLock()  # one thread brings it in step at a time; one writes a paper
        self._batch = Batch()
        self._lock = lock or owned(folder)
        with ExitStack() as undo:
            undo.callback(self._lock.release)
            self._open(undo, afresh)
            undo.pop_all()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder, with a note of what its files are like; a paper that is being written is finished."""
        with self._writes:
            self._closed = True
            with suppress(Exception):  # what cannot be written now is done again at the next opening
                self._batch.write(self.store, self.vectors, self.keywords)
            self._let_go()

    def _let_go(self) -> None:
        try:
            whole = self.parts.on_disk
            for part in (self.parts, self.store):
                try:
                    part.close()
                except Exception:  # what it could not write is found at the next start
                    whole = False
            if whole:
                with suppress(OSError):  # without the note the next one to open the index looks more closely
                    fingerprint.write(self.folder)
        finally:
            self._lock.release()

    # opening
    def _open(self, undo: ExitStack, afresh: bool) -> None:
        grant_all(self.folder)
        noted = fingerprint.take_away(self.folder)
        changed = fingerprint.changed(self.folder, noted) if noted else {STORE: [STORE]}
        trusted = STORE not in changed and not afresh
        found = open_store(self.folder, trusted=trusted, force=afresh, tell=self.notes.append)
        self.store = found.store
        undo.callback(self.store.close)
        self.parts = Parts(self.folder, self.store, self.notes.append, self._server)
        undo.callback(self.parts.close)
        if mending.other_model(self, afresh=afresh) or found.replaced or afresh:
            self.parts.open(dict.fromkeys(SIDES, ""), (), self._progress)
        elif not trusted:  # also an undamaged store may be another one than vectors and keywords were made from
            self.parts.open({}, SIDES, self._progress)
        else:
            unsure = tuple(part for part, files in changed.items() if fingerprint.may_be_sound(files))
            self.parts.open({part: CHANGED for part in changed if part not in unsure}, unsure, self._progress)
        if self._later:
            few = self.store.counts().windows <= FEW
            for name in self.parts.wanting() if few else ():  # sooner made than anybody could read that it is
                self.parts.make(name, self._progress, self.alone)
            mending.finish(self, self._progress, hidden=True)
        self.healing = Healing(self.parts, len(self.store.unfinished()) + len(found.lost), found.lost)
        if not self._later:
            self.heal(self._progress)

    def heal(self, progress: Progress | None = None) -> None:
        """Make again what is not whole; one thread at a time. IndexFailed or another error where that fails."""
        self.healing.heal(self, progress or _unseen)

    @property
    def vectors(self) -> Vectors | Exact:
        """The vectors, or what stands in for them."""
        return self.parts.vectors

    @property
    def keywords(self) -> Keywords | NoKeywords:
        """The keyword index, or what stands in for it."""
        return self.parts.keywords

    @cached_property
    def shared(self) -> Floats:
        """The direction that all questions share (shared_direction.py), shape (dim,), float32."""
        return kept_direction(self.store, self.embedder)

    # writing
    def update(self, paths: Iterable[Path], progress: Progress | None = None, *, remove: bool = False) -> IngestReport:
        """Bring the index in step with these files and folders; only what changed is read.

        Papers leave whose files have vanished from a folder, but not many at once unless `remove` says so.
        """
        with self.in_turn():
            return update(self, paths, progress or _unseen, remove=remove)

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Inside, this thread brings the index in step, no other; who is told to end leaves whole what it has done."""
        while not self.updates.acquire(timeout=LOOK):
            giving_way.check()  # who no longer waits must not begin
        try:
            giving_way.check()
            yield
        except KeyboardInterrupt:  # what waits is seen at once, not only at the next opening
            with suppress(IndexFailed, giving_way.Ended):
                self.settle()
            raise
        finally:
            self.updates.release()

    def add_private(
        self, path: Path, owner: str, without: Container[str] = (), most: int | None = None
    ) -> IngestReport:
        """Read a file's papers in for one user alone; the report says which, and why not the others.

        `without`: numbers that are passed over; `most`: how many it may be at most; of a file with more none is
        taken. IndexFailed where the index cannot take them: nothing is taken then either.
        """
        return add_private(self, path, owner, without, most)

    def put(
        self,
        paper: Drucksache,
        owner: str | None = None,
        source: Source | None = None,
        *,
        wait: bool = False,
        ersetzt: str = "",
        known: Mapping[str, Kept] | None = None,
    ) -> None:
        """Write a paper in place of its former version; `owner` None: for everyone. `source`: where it was read from.

        `ersetzt`: what is said of the former version, which is kept then; "": it is forgotten.
        `wait`: a new one may wait for others (rag.index.batch), to be whole after `settle` at the latest. `known`: its
        vectors, used where they fit. ParseError where its text cannot be written; IndexFailed where the index fails.
        """
        check_text(paper)
        self.parts.check_vectors()
        key = paper_key(paper.nummer, owner)
        pieces = [replace(p, id=str(replace(PassageId.parse(p.id), key=key))) for p in passages(paper)]
        found = [window for piece in pieces for window in windows(piece, paper.titel)]
        with self._writing():
            with self.alone():
                former = self.store.state(key) is not None
                if key in self._batch.keys:  # another version of it came just now
                    self._batch.write(self.store, self.vectors, self.keywords)
            there = {**(self.store.kept(key) if former else {}), **(known or {})}
            vectors = vectors_of(self.embedder, found, there)
            began = perf_counter()
            with self.alone():
                self.store.put(paper, pieces, found, vectors, owner, source, ersetzt)
                self._batch.add(key, (pieces, paper.titel), found, vectors, former=former)
                if not wait or self._batch.is_full:
                    self._batch.write(self.store, self.vectors, self.keywords)
        giving_way.give_way(perf_counter() - began)

    def settle(self) -> None:
        """Make whole what `put` left waiting; IndexFailed where that cannot be done."""
        with self._writing(), self.alone():
            self._batch.write(self.store, self.vectors, self.keywords)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nobody writes inside, and nothing waits but what cannot be written."""
        with self.alone():
            with suppress(IndexFailed):
                self.settle()
            yield

    def remove(self, key: str) -> None:
        """Take a paper (by its key) out of all three parts; from the first moment on nobody sees it.

        VectorsAway where it will only leave the vectors when their server is back.
        """
        if self.vectors.away is not None:  # without waiting for what may be made again meanwhile
            self.store.set_state(key, State.LEAVING)
        self.parts.check_vectors()
        self.settle()
        with self._writing(), self.alone():
            self.store.set_state(key, State.LEAVING)
            self.vectors.drop(key)
            self.keywords.drop(key)
            self.keywords.commit()
            self.store.drop(key)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One thread at a time writes; giving_way.Ended where the index has been closed meanwhile."""
        with self._writes:
            if self._closed:
                raise giving_way.Ended
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Whatever goes wrong inside is IndexFailed; the parts are then opened anew, so that asking goes on."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            raise
        except VectorsAway:  # what was written in part is done again when the server is back (mending.take_up)
            with self.alone():
                self._batch = Batch()
                self.keywords.rollback()
            raise
        except BaseException as error:  # Chroma's and tantivy's panics are no Exceptions
            with self.alone():
                waiting, self._batch = self._batch, Batch()
                self.parts.open_again(self._progress)
                for name in () if self._later else self.parts.wanting():
                    self.parts.make(name, self._progress, self.alone)
                with suppress(Exception):  # what cannot be written now is done again at the next opening
                    waiting.write(self.store, self.vectors, self.keywords)
            raise writing_failed(error) from error

    def check(self) -> list[str]:
        """What is not whole, in words; empty when store, keywords and vectors agree."""
        return checkup.agreement(self)
