"""The part of the store that reads Passages, and windows with their vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from threading import RLock

from ingest.model import Drucksache, Passage
from rag.index import filed
from rag.index.filed import Source
from rag.index.kept import Kept
from rag.index.state import State
from rag.index.stored import load_paper, load_passage


class Texts:
    """What can be asked of a store's Passages and windows; nothing here changes them."""

    _db: sqlite3.Connection
    _lock: RLock

    def passage(self, id_: str) -> Passage | None:
        """One Passage by its id, whosever it is; None for an unknown id."""
        return self.passages([id_]).get(id_)

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, whosever they are, in no particular order; unknown ids are left out."""
        rows = self._db.execute(
            "select id, record from passages where id in (select value from json_each(?))", (json.dumps(list(ids)),)
        )
        return {id_: load_passage(record) for id_, record in rows}

    def passages_of(self, key: str) -> list[Passage]:
        """A paper's Passages (by its key) in the order printed."""
        rows = self._db.execute("select record from passages where paper = ? order by place", (key,))
        return [load_passage(record) for (record,) in rows]

    def searched_ids(self) -> Iterator[str]:
        """The ids of all Passages that can be found: those in which the government speaks."""
        return (id_ for (id_,) in self._db.execute("select id from passages where searched = 1"))

    def span(self, window: str) -> tuple[int, int] | None:
        """Where a window (by its id) stands in its Passage's text, (start, end); (0, 0) for a question's."""
        row = self._db.execute("select start, stop from windows where id = ?", (window,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def windows(self, keys: Sequence[str]) -> dict[str, int]:
        """How many windows papers have, by their keys; those without any are left out."""
        query = "select paper, count(*) from windows where paper in (select value from json_each(?)) group by paper"
        with self._lock:
            return dict(self._db.execute(query, (json.dumps(list(keys)),)).fetchall())

    def kept(self, key: str) -> dict[str, Kept]:
        """Window id -> its vector, of one paper (by its key); those that were forgotten are left out."""
        rows = self._db.execute("select id, vector, mark from windows where paper = ? order by rowid", (key,))
        return {id_: Kept(vector, mark) for id_, vector, mark in rows if vector is not None}

    def common(self, key: str) -> tuple[Drucksache, dict[str, Kept], Source | None] | None:
        """A paper of the common stock (by its key) as of one moment: its record, `kept`, and where it was read from.

        None where there is none, or it is leaving.
        """
        wanted = "select record from papers where key = ? and owner is null and state <> ?"
        with self._lock:
            row = self._db.execute(wanted, (key, State.LEAVING)).fetchone()
            vectors, source = self.kept(key), filed.source(self._db, key)
        return None if row is None else (load_paper(row[0]), vectors, source)

    def window_ids(self) -> Iterator[str]:
        """All windows' ids."""
        return (id_ for (id_,) in self._db.execute("select id from windows"))
