"""The vectors on a Chroma server: the same as in a folder (rag.index.vectors), under a name of this index's own.

What lies in the index's folder is a note of the collection's name and of the marks that it may bear. Each opening puts
a new mark on the collection: whoever finds another one there knows that it has been taken over, by a copy of this index
or with a backup of the server. One process owns the index's folder, and by it the collection.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from chromadb.api.models.Collection import Collection
from chromadb.api.types import Where
from chromadb.errors import NotFoundError
from chromadb.types import Collection as CollectionModel
from pydantic import TypeAdapter, ValidationError

from rag.errors import VectorsAway
from rag.index.fingerprint import FAR, clear
from rag.index.vector_server import ASKING, WRITING, VectorServer
from rag.index.vectors import HNSW, Floats, OwnVectors, Vectors, saved_after

PREFIX = "antwortfinder-"
_MARK = "mark"
_AWAY = (
    "Der Vektorserver ({}) antwortet nicht, wie er soll ({}). So lange wird nur nach Stichwörtern gesucht und kein "
    "Papier aufgenommen; verloren ist nichts, und sobald er wieder da ist, geht es von selbst weiter. Abhilfe: "
    "nachsehen, ob er läuft und unter ANTWORTFINDER_VECTORS zu erreichen ist."
)
_TAKEN = "die Sammlung „{}“ hat ein anderer Antwortfinder übernommen, oder sie kommt aus einer Sicherung"


class LostError(Exception):
    """The collection is not there, or is not this index's any more; why, in words (German)."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the folder knows of the server. `collection`: its name, "" where none is whole; it bears one of the `marks`.

    `former`: names of this index's collections that are still to be deleted. `count`: how many vectors there were when
    it was closed in order, None while it is open.
    """

    collection: str = ""
    marks: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    count: int | None = None

    @classmethod
    def read(cls, folder: Path) -> Note:
        """That of an index's folder; an empty one where there is none that can be read."""
        try:
            return _NOTE.validate_json((folder / FAR).read_bytes())
        except (OSError, ValidationError):
            return cls()

    def write(self, folder: Path) -> None:
        """Put it into the folder, whole or not at all."""
        draft = folder / f"{FAR}.neu"
        clear(draft)
        draft.write_bytes(_NOTE.dump_json(self))
        if (folder / FAR).is_dir():
            clear(folder / FAR)
        draft.replace(folder / FAR)

    def given_up(self) -> Note:
        """The collection is not to be used any more, but deleted."""
        return Note(former=(*self.former, *filter(None, [self.collection])))


_NOTE = TypeAdapter(Note)


class FarVectors(Vectors):
    """One collection on a server. Whatever fails there is VectorsAway (German), and from then on all is, at once.

    Questions wait ASKING seconds, all else WRITING. Who wants to go on opens it anew (rag.index.far_opening),
    not before `not_before` (seconds of `time.monotonic`).
    """

    def __init__(self, server: VectorServer, folder: Path) -> None:
        """Nothing is asked of the server yet, and nothing can be before `find` or `begin`."""
        self.server, self.folder = server, folder
        self._patient, self._quick = server.api(WRITING), server.api(ASKING)
        self._near: Collection | None = None
        self._mark, self.not_before = "", 0.0

    @classmethod
    def absent(cls, server: VectorServer, folder: Path, why: str) -> FarVectors:
        """One that is away from the beginning, and why (German)."""
        made = cls(server, folder)
        made.away = why
        return made

    def find(self) -> None:
        """Take up the collection that the folder's note names; LostError where there is no such one of this index."""
        note = Note.read(self.folder)
        with self._reached():
            model = self._found(note.collection, note.marks)
            fresh = secrets.token_hex(8)
            replace(note, marks=(*note.marks[-1:], fresh), count=None).write(self.folder)
            self._use(model)
            self._windows.modify(metadata={_MARK: fresh})
            self._mark = fresh
            self._saves_anew()

    def begin(self, expected: int) -> None:
        """A new, empty collection, for so many vectors; this index's former ones are deleted. Then fill and `keep` it.

        Whoever is cut off before `keep` begins with another one, and this one is deleted then.
        """
        name, mark = f"{PREFIX}{secrets.token_hex(8)}", secrets.token_hex(8)
        former = Note.read(self.folder).given_up().former
        Note(former=(*former, name)).write(self.folder)
        known: Any = HNSW["hnsw"]
        hnsw = {"hnsw": known | {"sync_threshold": saved_after(expected)}, "embedding_function": OwnVectors()}
        with self._reached():
            for each in former:
                with suppress(NotFoundError):
                    self._patient.delete_collection(each)
            made: Any = hnsw
            self._use(self._patient.create_collection(name, configuration=made, metadata={_MARK: mark}))
        self._mark = mark
        Note(former=(name,)).write(self.folder)

    def keep(self) -> None:
        """What was begun is whole: the folder's note names it from now on."""
        Note(self._windows.name, (self._mark,)).write(self.folder)

    def answers(self) -> bool:
        """Whether the server says that it is there."""
        try:
            return self._quick.heartbeat() > 0
        except Exception:  # whatever it is: it is asked again
            return False

    def look(self) -> None:
        """VectorsAway where the server does not answer, or the collection is not this index's any more."""
        with self._reached():
            self._own()

    def close(self) -> None:
        """Let go of the server, with a note of how many vectors there were."""
        try:
            note = Note.read(self.folder)
            if self.away is None and self._near is not None and self._mark in note.marks[-1:]:
                with suppress(VectorsAway):
                    replace(note, count=self.count()).write(self.folder)
        finally:
            for api in (self._patient, self._quick):
                api._session.close()

    def put(self, ids: Sequence[str], vectors: Floats) -> None:
        """As in a folder; VectorsAway where it was not written, or perhaps only a part of it."""
        with self._reached():
            self._own()
            super().put(ids, vectors)

    def drop(self, paper: str) -> None:
        """As in a folder; VectorsAway where it may still be there."""
        with self._reached():
            self._own()
            super().drop(paper)

    def ids(self) -> Iterator[str]:
        """All ids; some thousands at a time are held."""
        with self._reached():
            yield from super().ids()

    def all(self) -> tuple[list[str], Floats]:
        """All ids and in the same order their vectors; only for few, it comes as text."""
        with self._reached():
            return super().all()

    def some(self, ids: Sequence[str]) -> dict[str, Floats]:
        """The vectors of these ids, shape (dim,), as far as they are there."""
        with self._reached():
            found = self._windows.get(ids=list(ids), include=["embeddings"])
            return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))

    def count(self) -> int:
        """How many vectors."""
        with self._reached():
            return super().count()

    def _query(self, query: Floats, most: int, where: Where | None) -> dict[str, float]:
        with self._reached():
            return super()._query(query, most, where)

    @property
    def _asked(self) -> Collection:
        if self._near is None:
            raise LookupError("no collection")
        return self._near

    def _use(self, model: CollectionModel) -> None:
        self._windows = Collection(client=self._patient, model=model, embedding_function=OwnVectors())
        self._near = Collection(client=self._quick, model=model, embedding_function=OwnVectors())

    def _own(self) -> None:
        """An error where another process has put its mark on the collection, or it has gone."""
        self._found(self._windows.name, (self._mark,))

    def _found(self, name: str, marks: Sequence[str]) -> CollectionModel:
        """The collection of this name as the server describes it; LostError where it does not bear one of the marks."""
        try:
            model = self._quick.get_collection(name or "none")
        except NotFoundError:
            raise LostError("auf dem Vektorserver nicht mehr da") from None
        if dict(model.metadata or {}).get(_MARK) not in marks:
            raise LostError(_TAKEN.format(name))
        return model

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Whatever goes wrong inside is VectorsAway; LostError is passed on where nothing was open yet."""
        if self.away is not None:
            raise VectorsAway(self.away)
        try:
            yield
        except VectorsAway:
            raise
        except Exception as error:
            if isinstance(error, LostError) and self._near is None:
                raise
            self.away = _AWAY.format(self.server.url, _short(error))
            raise VectorsAway(self.away) from error


def _short(error: Exception) -> str:
    """An error on one line; what a server or a proxy writes may be a page."""
    said = " ".join(str(error).split())[:150] if isinstance(error, LostError) or not str(error).startswith("<") else ""
    return said if isinstance(error, LostError) else f"{type(error).__name__}{': ' if said else ''}{said}"
