"""A store in one file of SQLite: begun where there is none, set aside where it is damaged, opened for a transaction."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock

_log = logging.getLogger(__name__)


Opener = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Opens the database of one file, as `opened` does."""


def begin(path: Path | Opener, schema: str) -> Opener:
    """Make the tables of a schema in a file, which is begun where it is missing; what is in it already stays.

    A file that is damaged is set aside under another name, and a new one begins. In place of a file it may be a
    database that is open already (`in_memory`).
    """
    if not isinstance(path, Path):
        with path() as db:
            db.executescript(schema)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    _set_aside_damaged(path)
    with opened(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(schema)
    return partial(opened, path)


def in_memory() -> Opener:
    """A database that no disk ever sees, and that ends with the program; one transaction at a time."""
    db, one = sqlite3.connect(":memory:", check_same_thread=False), RLock()
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")

    @contextmanager
    def transaction() -> Iterator[sqlite3.Connection]:
        with one, db:
            yield db

    return transaction


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database of a file for one transaction: kept at the end, taken back where an error leaves it.

    What is deleted is overwritten with zeros: it is gone from the disk too.
    """
    db = sqlite3.connect(path, timeout=10)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        with db:
            yield db
    finally:
        db.close()


def _set_aside_damaged(path: Path) -> None:
    """Give a database that cannot be read another name, so that a new one can begin; it is never deleted."""
    if not path.exists():
        return
    try:
        with opened(path) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                return
    except sqlite3.OperationalError:  # busy, or no right to read it: it may be whole
        raise
    except sqlite3.DatabaseError:
        pass
    aside = path.with_name(f"{path.name}.beschaedigt-{datetime.now():%Y%m%d-%H%M%S}")
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    _log.warning("%s could not be read; it lies now as %s, it begins anew", path, aside)
