"""The vectors of all windows (Chroma): ids, vectors and one filter key, nothing else; texts live in the store."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.api.types import Embeddable, EmbeddingFunction, Embeddings, Metadata, Where
from chromadb.config import Settings as ChromaSettings

from ingest.ids import key_of
from rag.index import vector_files

Floats = npt.NDArray[np.float32]
"""Vectors of shape (n, dim), or one of shape (dim,)."""
BATCH = 5461  # the most that Chroma takes at once
FEW = 20  # papers up to which Chroma filters
ENOUGH = 200  # windows that are left after filtering afterwards
SAVED, PART = 1000, 50  # new vectors after which Chroma saves all (its own number), at most this part of all
PAGE = 20_000  # ids asked for at a time
_PAPER = "drucksache"  # the filter key in Chroma: whose vector it is, as a paper's key
HNSW: CreateCollectionConfiguration = {
    "hnsw": {"space": "ip", "ef_construction": 128, "ef_search": 1000, "max_neighbors": 24}
}


class OwnVectors(EmbeddingFunction[Embeddable]):
    """Stands where Chroma would fetch a model of its own from the network: vectors are made in rag.embedding."""

    def __init__(self) -> None:
        pass

    def __call__(self, input: Embeddable) -> Embeddings:  # noqa: ARG002
        """Never wanted."""
        raise RuntimeError("vectors are made by rag.embedding.embedder")

    @staticmethod
    def name() -> str:
        """Chroma writes this into the collection."""
        return "antwortfinder"

    def get_config(self) -> dict[str, object]:
        """Nothing to configure."""
        return {}

    @staticmethod
    def build_from_config(config: dict[str, object]) -> EmbeddingFunction[Embeddable]:  # noqa: ARG004
        """What Chroma asks of an embedding function."""
        return OwnVectors()


def _opened(folder: Path | None) -> Client:
    quiet = ChromaSettings(anonymized_telemetry=False)
    if folder is None:
        return cast(Client, chromadb.EphemeralClient(settings=quiet))
    try:
        return cast(Client, chromadb.PersistentClient(path=str(folder), settings=quiet))
    except BaseException:
        # Chroma remembers what it could not open and would hand it out at the next try
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def saved_after(count: int) -> int:
    """After how many new vectors Chroma saves all of them, where there are `count`: SAVED, or 2, 4, 8 times so many.

    Till then they lie in its log, from which it takes them at each opening (a second for a thousand); saving takes 2 kB
    for each vector that is there. A part of them as large as ever makes saving cost the same for each new one.
    """
    return SAVED << max(0, (count // PART // SAVED).bit_length() - 1)


class Vectors:
    """One Chroma collection: in a folder that one process owns, or in memory (None). Close it.

    A damaged folder may raise what is no Exception, or bring the process down. One on a server is rag.index.far's.
    """

    away: str | None = None
    """Why nothing can be asked or written now (German); always None where the vectors lie here."""
    _client: Client
    _windows: Collection

    def __init__(self, folder: Path | None) -> None:
        # all that is in memory lies in one place: each has a name of its own there
        self._name = "windows" if folder else f"windows-{secrets.token_hex(8)}"
        self._open(folder)
        if folder and self._saves_anew():
            self.close()
            self._open(folder)

    def _saves_anew(self) -> bool:
        """Whether Chroma is told another number of new vectors to save after; it looks at it when it opens them."""
        known: Any = self._windows.configuration
        wanted = saved_after(self.count())
        if wanted == known["hnsw"]["sync_threshold"]:
            return False
        self._windows.modify(configuration={"hnsw": {"sync_threshold": wanted}})
        return True

    def _open(self, folder: Path | None) -> None:
        self._folder = folder
        self._client = _opened(folder)
        try:
            self._windows = self._client.get_or_create_collection(
                self._name, configuration=HNSW, embedding_function=OwnVectors()
            )
        except BaseException:
            self._client.close()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()
        if self._folder:
            vector_files.blank(self._folder)

    def put(self, ids: Sequence[str], vectors: Floats) -> None:
        """Write the vectors of papers: of each window id one row of shape (n, dim), of length 1.

        Known ids are overwritten.
        """
        for start in range(0, len(ids), BATCH):
            part = list(ids[start : start + BATCH])
            metadata: list[Metadata] = [{_PAPER: key_of(id_)} for id_ in part]
            self._windows.upsert(ids=part, embeddings=vectors[start : start + BATCH], metadatas=metadata)

    def drop(self, paper: str) -> None:
        """Remove a paper's vectors (by its key); nothing for a key that is not there."""
        self._windows.delete(where={_PAPER: paper})

    def ids(self) -> Iterator[str]:
        """All ids; some thousands at a time are held."""
        for start in range(0, self.count(), PAGE):
            yield from self._windows.get(include=[], limit=PAGE, offset=start)["ids"]

    def all(self) -> tuple[list[str], Floats]:
        """All ids and in the same order their vectors, shape (n, dim), float32; seconds for 30,000."""
        found = self._windows.get(include=["embeddings"])
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32)

    def count(self) -> int:
        """How many vectors."""
        return self._windows.count()

    def nearest(
        self, query: Floats, most: int, papers: Sequence[str] | None = None, without: Sequence[str] = ()
    ) -> dict[str, float]:
        """Window id -> cosine with one query vector of shape (dim,), of the nearest `most` windows, nearest first.

        `papers`: the keys of those to be searched, None for all but those `without`. The vector need not have length 1:
        what is given is the product with it. The search is approximate; a trial of it is rag.index.probe.
        """
        if papers is None and not without:
            return self._query(query, most, None)
        if papers is None or len(papers) > FEW:  # a long list is slow in Chroma: search everything, keep what is wanted
            listed, wanted = set(without if papers is None else papers), papers is not None
            found = self._query(query, 3 * most, None)
            kept = {id_: cosine for id_, cosine in found.items() if (key_of(id_) in listed) is wanted}
            if len(kept) >= ENOUGH:
                return dict(list(kept.items())[:most])
        where = {"$nin": list(without)} if papers is None else {"$in": list(papers)}
        return self._query(query, most, cast(Where, {_PAPER: where}))

    @property
    def _asked(self) -> Collection:
        """The collection as it is asked what lies near."""
        return self._windows

    def _query(self, query: Floats, most: int, where: Where | None) -> dict[str, float]:
        found = self._asked.query(query_embeddings=query[None, :], n_results=most, where=where, include=["distances"])
        distances = found["distances"] or [[]]
        return {id_: 1 - distance for id_, distance in zip(found["ids"][0], distances[0], strict=True)}
