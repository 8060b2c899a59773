"""The record of all papers, Passages and windows (SQLite); the vectors and the keyword index follow from it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from threading import RLock

from pydantic import TypeAdapter

from ingest.ids import paper_key
from ingest.model import Drucksache, Passage, Sprecher
from rag.index import filed, versions
from rag.index.filed import Filed, Source
from rag.index.kept import Kept
from rag.index.outlines import Outline, Outlines
from rag.index.overviews import Overviews, Stored, Visible
from rag.index.schema import prepare
from rag.index.seals import content_seal, is_sound, paper_seal, seal
from rag.index.state import State, overview
from rag.index.stored import dump_paper, dump_passage, load_paper
from rag.index.texts import Texts
from rag.index.versions import Version
from rag.index.windows import Window
from rag.model import Counts, Paper

RECORDS = 64  # papers kept in memory once read
STEP = 1024  # pages (4 KB each) copied before a question that waits has its turn
_PAPER = TypeAdapter(Paper)


class Store(Texts):
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
        self._seen: Overviews | None = None

    def is_sound(self) -> bool:
        """Whether all of it is as it was written; about a second for 100 MB.

        sqlite3.OperationalError where another program holds the file.
        """
        return is_sound(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def save(self, path: Path) -> None:
        """Write a copy, whole as of one moment, also while others ask; nobody may write meanwhile (`Index.still`)."""
        with closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy, pages=STEP)

    @contextmanager
    def _changing(self, *keys: str) -> Iterator[None]:
        """One transaction over papers (by their keys), over any where none is named.

        Nothing kept in memory of them outlives it, and nobody fills that memory meanwhile.
        """
        with self._lock, self._db:
            self._db.execute("begin")
            try:
                yield
            except BaseException:
                self._forget(())  # what it took back is not known here
                raise
            self._forget(keys)

    def _forget(self, keys: Sequence[str]) -> None:
        if not keys:
            self._records.clear()
            self._seen = None
        for key in keys:
            self._records.pop(key, None)
            if self._seen is not None:
                self._seen.drop(key)

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

    def file(self, datei: str, owner: str | None = None) -> Filed:
        """What is known of one file; NOTHING where it gave no paper."""
        return filed.file(self._db, datei, owner)

    def mark(self, datei: str, key: str) -> str:
        """The `file_hash` of a file when it gave a paper (by its key); "" where it did not."""
        return filed.mark(self._db, datei, key)

    def outdated(self) -> list[tuple[str, str]]:
        """(file, number) of the common papers whose file has changed since and could not be read again."""
        return filed.outdated(self._db)

    def set_outdated(self, datei: str) -> list[str]:
        """A file has changed and cannot be read: the papers that it gave (their numbers) stay as they were."""
        return filed.set_outdated(self._db, datei)

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

    def move_folder(self, before: Path, now: Path) -> None:
        """All files below a folder lie below another one now."""
        with self._changing():
            filed.move_all(self._db, f"{before}{os.sep}", f"{now}{os.sep}")

    # papers
    def put(
        self,
        d: Drucksache,
        passages: Sequence[Passage],
        windows: Sequence[Window],
        vectors: Sequence[Kept],
        owner: str | None = None,
        source: Source | None = None,
        ersetzt: str = "",
    ) -> None:
        """Write a paper in place of its former version, not yet whole, in one transaction.

        `vectors` are those of the `windows`, in their order; `owner` None: for everyone; `source` None: the paper
        keeps the one that it has. `ersetzt`: what is said of the former version, which is kept then
        (rag.index.versions); "": it is forgotten.
        """
        key = paper_key(d.nummer, owner)
        former = self.record(key) if ersetzt else None
        with self._changing(key):
            if former is not None:
                versions.keep(self._db, key, former, ersetzt)
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
        with self._changing(key):
            self._clear(key)
            versions.forget(self._db, key)
            self._db.execute("delete from files where paper = ?", (key,))
            self._db.execute("delete from papers where key = ?", (key,))

    def set_state(self, key: str, state: State) -> None:
        """Mark how far a paper (by its key) is; nothing for a key that is not there."""
        self.set_states([key], state)

    def set_states(self, keys: Sequence[str], state: State) -> None:
        """The same of several papers in one transaction."""
        if not keys:
            return
        with self._lock:
            with self._changing(*keys):
                self._db.executemany("update papers set state = ? where key = ?", [(state, key) for key in keys])
            if state is State.WHOLE and self._seen is not None:
                self._seen.put(self._overviews("key in (select value from json_each(?))", json.dumps(list(keys))))

    def state(self, key: str) -> State | None:
        """How far a paper (by its key) is; None for a key that is not there."""
        row = self._db.execute("select state from papers where key = ?", (key,)).fetchone()
        return None if row is None else State(row[0])

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

    def _overviews(self, where: str, *values: str) -> list[Stored]:
        rows = self._db.execute(
            f"select key, owner, overview, seal from papers where state = ? and {where}", (State.WHOLE, *values)
        )
        return [Stored(key, owner, _PAPER.validate_json(seen), sealed) for key, owner, seen, sealed in rows]

    def _all(self) -> Overviews:
        """What is whole; to be called with the lock. All of it is read once, then it is kept in step."""
        if self._seen is None:
            self._seen = Overviews(self._overviews("true"))
        return self._seen

    def whole(self) -> list[Stored]:
        """All papers that are whole, whosever they are, newest first."""
        with self._lock:
            return self._all().all()

    def visible(self, owner: str | None) -> Visible:
        """Number -> what a user sees under it, newest first: what is whole and common, else whole and their own.

        None sees the common stock alone. Where a number is in both, the common one counts.
        """
        with self._lock:
            return self._all().visible(owner)

    def own(self, owner: str) -> list[Stored]:
        """The papers of a user's own that are whole, also those that are common by now."""
        with self._lock:
            return self._all().own(owner)

    def hidden(self, owner: str | None) -> list[str]:
        """The keys of what is whole but not visible to a user; without any a search need not be narrowed."""
        with self._lock:
            return self._all().hidden(owner)

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

    def versions(self, key: str) -> Iterator[Version]:
        """The versions that a paper (by its key) has replaced, newest first."""
        return versions.kept(self._db, key)

    def outlines(self, keys: Sequence[str]) -> dict[str, Outline]:
        """Title and Fragen of papers by their keys; unknown keys are left out."""
        return self._outlines.of(self._db, self._lock, keys)

    def counts(self) -> Counts:
        """How many papers, Passages, windows there are, all owners' and also what is not whole."""
        tables = [field.name for field in fields(Counts)]
        return Counts(*(int(self._db.execute(f"select count(*) from {t}").fetchone()[0]) for t in tables))
