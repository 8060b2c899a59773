"""The record of all papers, Passages and windows (SQLite); the vectors and the keyword index follow from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum
from pathlib import Path
from threading import RLock

from pydantic import TypeAdapter

from ingest.ids import paper_key
from ingest.model import Drucksache, ParseError, Passage, Sprecher
from rag.index import filed
from rag.index.filed import Filed, Source
from rag.index.kept import Kept
from rag.index.outlines import Outline, Outlines
from rag.index.schema import prepare
from rag.index.seals import content_seal, is_sound, paper_seal, seal
from rag.index.stored import dump_paper, dump_passage, load_paper, load_passage, overview
from rag.index.windows import Window
from rag.model import Counts, Paper

RECORDS = 64  # papers kept in memory once read
_PAPER = TypeAdapter(Paper)


def check_text(d: Drucksache) -> None:
    """ParseError where a text holds what is no character (half a UTF-16 pair): neither SQLite nor a model takes it."""
    try:
        dump_paper(d)
    except ValueError as error:
        raise ParseError(d.datei, "Der Text enthält Zeichen, die keine sind (halbe UTF-16-Paare).") from error


class State(IntEnum):
    """How far the writing of a paper is. Only what is whole is ever shown."""

    LEAVING = -1
    UNFINISHED = 0
    WHOLE = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper that is whole: its key, whose it is (None: everyone's), and what lists need of it."""

    key: str
    owner: str | None
    paper: Paper


class Store:
    """One SQLite file. A paper is whole when its vectors and keywords are written too.

    Every paper has an owner, written in the same transaction as the paper itself: None for the common stock, else the
    one user who may see it. `visible` is the one place that says who sees what.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self.layout = prepare(self._db)
        except BaseException:
            self._db.close()
            raise
        self._lock = RLock()
        self._records: dict[str, Drucksache] = {}
        self._outlines = Outlines()
        self._whole: list[Stored] | None = None
        self._visible: dict[str | None, dict[str, Stored]] = {}

    def is_sound(self) -> bool:
        """Whether all of it is as it was written; about a second for 100 MB.

        sqlite3.OperationalError where another program holds the file.
        """
        return is_sound(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One transaction; nothing kept in memory outlives it, and nobody fills that memory meanwhile."""
        with self._lock, self._db:
            self._db.execute("begin")
            try:
                yield
            finally:
                self._records.clear()
                self._visible.clear()
                self._whole = None

    # what the index was made with
    def meta(self, name: str) -> str | None:
        """A remembered value; None where there is none, or it is not what was written."""
        row = self._db.execute("select value, seal from meta where name = ?", (name,)).fetchone()
        return None if row is None or row[1] != seal([(name, row[0])]) else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self._db.execute("insert or replace into meta values (?, ?, ?)", (name, value, seal([(name, value)])))

    # files
    def files(self, owner: str | None = None) -> dict[str, Filed]:
        """What is known of each file that gave papers: the common stock's files, or one user's own."""
        return filed.files(self._db, owner)

    def givers(self, key: str) -> list[Path]:
        """The files that a paper (by its key) is known from, as they were noted, the first one first."""
        return list(map(Path, filed.givers(self._db, key)))

    def forget_file(self, datei: str, key: str) -> None:
        """A file gives a paper (by its key) no longer; the paper stays."""
        filed.forget(self._db, datei, key)

    def move_file(self, before: str, now: str) -> None:
        """The same file lies elsewhere now."""
        with self._changing():
            filed.move(self._db, before, now)

    # papers
    def put(
        self,
        d: Drucksache,
        passages: Sequence[Passage],
        windows: Sequence[Window],
        vectors: Sequence[Kept],
        owner: str | None = None,
        source: Source | None = None,
    ) -> None:
        """Write a paper in place of its former version, not yet whole, in one transaction.

        `vectors` are those of the `windows`, in their order; `owner` None: for everyone; `source` None: the paper
        keeps the one that it has.
        """
        key = paper_key(d.nummer, owner)
        with self._changing():
            self._clear(key)
            row = (key, d.nummer, owner, _PAPER.dump_json(overview(d)).decode(), dump_paper(d), State.UNFINISHED)
            self._db.execute(
                "insert or replace into papers (key, nummer, owner, overview, record, state) values (?, ?, ?, ?, ?, ?)",
                row,
            )
            rows = [
                (p.id, key, i, p.sprecher is Sprecher.BUNDESREGIERUNG, dump_passage(p)) for i, p in enumerate(passages)
            ]
            self._db.executemany("insert into passages values (?, ?, ?, ?, ?)", rows)
            spans = [
                (w.id, w.passage, key, w.start, w.end, kept.vector, kept.mark)
                for w, kept in zip(windows, vectors, strict=True)
            ]
            self._db.executemany("insert into windows values (?, ?, ?, ?, ?, ?, ?)", spans)
            seals = (paper_seal(self._db, key), content_seal(self._db, key))
            self._db.execute("update papers set seal = ?, content = ? where key = ?", (*seals, key))
            if source is not None:
                filed.note(self._db, source, key)

    def unfinish(self) -> None:
        """Have every paper written anew from its record: the vectors of all belong to another model."""
        with self._changing():
            self._db.execute("update papers set state = ? where state = ?", (State.UNFINISHED, State.WHOLE))

    def forget_vectors(self) -> None:
        """Have every paper written and embedded anew: its vectors are not what the model makes."""
        with self._changing():
            self._db.execute("update windows set vector = null, mark = null")
            self._db.execute("update papers set state = ? where state = ?", (State.UNFINISHED, State.WHOLE))

    def _clear(self, key: str) -> None:
        self._db.execute("delete from passages where paper = ?", (key,))
        self._db.execute("delete from windows where paper = ?", (key,))

    def drop(self, key: str) -> None:
        """Forget a paper (by its key) and the files that gave it; nothing for a key that is not there."""
        with self._changing():
            self._clear(key)
            self._db.execute("delete from files where paper = ?", (key,))
            self._db.execute("delete from papers where key = ?", (key,))

    def set_state(self, key: str, state: State) -> None:
        """Mark how far a paper (by its key) is; nothing for a key that is not there."""
        with self._changing():
            self._db.execute("update papers set state = ? where key = ?", (state, key))

    def in_state(self, state: State) -> list[str]:
        """The keys of all papers, whosever they are, in a state."""
        return [key for (key,) in self._db.execute("select key from papers where state = ? order by key", (state,))]

    def unfinished(self) -> list[str]:
        """The keys of all papers that are not whole."""
        rows = self._db.execute("select key from papers where state <> ? order by key", (State.WHOLE,))
        return [key for (key,) in rows]

    def owner(self, key: str) -> str | None:
        """Whose a paper is; None for the common stock. KeyError for a key that is not there."""
        row = self._db.execute("select owner from papers where key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return None if row[0] is None else str(row[0])

    def whole(self) -> list[Stored]:
        """All papers that are whole, whosever they are, newest first."""
        with self._lock:
            if self._whole is None:
                rows = self._db.execute("select key, owner, overview from papers where state = ?", (State.WHOLE,))
                found = [Stored(key, owner, _PAPER.validate_json(seen)) for key, owner, seen in rows]
                self._whole = sorted(found, key=lambda s: (s.paper.datum or date.min, s.paper.nummer), reverse=True)
            return self._whole

    def visible(self, owner: str | None) -> dict[str, Stored]:
        """Number -> what a user sees under it, newest first: what is whole and common, else whole and their own.

        None sees the common stock alone. Where a number is in both, the common one counts. Do not change the result.
        """
        with self._lock:
            if owner not in self._visible:
                allowed = [s for s in self.whole() if s.owner is None or s.owner == owner]
                common = {s.paper.nummer for s in allowed if s.owner is None}
                seen = [s for s in allowed if s.owner is None or s.paper.nummer not in common]
                self._visible[owner] = {s.paper.nummer: s for s in seen}
            return self._visible[owner]

    def all_seen(self, owner: str | None) -> bool:
        """Whether everything that is whole is visible to a user: then a search need not be narrowed to what is."""
        return len(self.visible(owner)) == len(self.whole())

    def record(self, key: str) -> Drucksache | None:
        """A paper's record by its key, whole or not; None for a key that is not there."""
        with self._lock:
            if key not in self._records:
                row = self._db.execute("select record from papers where key = ?", (key,)).fetchone()
                if row is None:
                    return None
                if len(self._records) >= RECORDS:
                    self._records.pop(next(iter(self._records)))
                self._records[key] = load_paper(row[0])
            return self._records[key]

    def outlines(self, keys: Sequence[str]) -> dict[str, Outline]:
        """Title and Fragen of papers by their keys; unknown keys are left out."""
        with self._lock:
            return self._outlines.of(self._db, keys)

    # passages and windows
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

    def searched_ids(self) -> set[str]:
        """The ids of all Passages that can be found: those in which the government speaks."""
        return {id_ for (id_,) in self._db.execute("select id from passages where searched = 1")}

    def span(self, window: str) -> tuple[int, int] | None:
        """Where a window (by its id) stands in its Passage's text, (start, end); (0, 0) for a question's."""
        row = self._db.execute("select start, stop from windows where id = ?", (window,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def kept(self, key: str) -> dict[str, Kept]:
        """Window id -> its vector, of one paper (by its key); those that were forgotten are left out."""
        rows = self._db.execute("select id, vector, mark from windows where paper = ? order by rowid", (key,))
        return {id_: Kept(vector, mark) for id_, vector, mark in rows if vector is not None}

    def window_ids(self) -> set[str]:
        """All windows' ids."""
        return {id_ for (id_,) in self._db.execute("select id from windows")}

    def counts(self) -> Counts:
        """How many papers, Passages, windows there are, all owners' and also what is not whole."""
        tables = [field.name for field in fields(Counts)]
        return Counts(*(int(self._db.execute(f"select count(*) from {t}").fetchone()[0]) for t in tables))
