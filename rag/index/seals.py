"""Seals of what the store holds: a paper of which one byte was changed or one row lost is known by them.

SQLite notices damage to its own pages, not to a text in them; a wrong digit in a quote must not pass for the paper's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

_BYTES = 16
_VERSIONS = "select paper, number, words, record, seal from versions"
_PAPER = "select key, nummer, owner, overview, record from papers where key = ?"
_CONTENT = (
    "select id, paper, place, searched, record from passages where paper = ? order by place, id",
    "select id, passage, paper, start, stop, vector, mark from windows where paper = ? order by id",
)
_ORPHANS = (
    "select count(*) from passages where paper not in (select key from papers)",
    "select count(*) from windows where paper not in (select key from papers)",
    "select count(*) from files where paper not in (select key from papers)",
    "select count(*) from versions where paper not in (select key from papers)",
)


def seal(rows: Iterable[Iterable[object]]) -> bytes:
    """The seal of rows in their order (16 bytes): another value, type, order or end of a row gives another seal."""
    digest = blake2b(digest_size=_BYTES)
    for row in rows:
        for value in row:
            data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "little") + data)
        digest.update(b"\xff")
    return digest.digest()


def paper_seal(db: sqlite3.Connection, key: str) -> bytes:
    """The seal of a paper's own row as it stands there now: its record and whose it is."""
    return seal(db.execute(_PAPER, (key,)))


def content_seal(db: sqlite3.Connection, key: str) -> bytes:
    """The seal of a paper's Passages and windows as they stand there now, with their vectors."""
    return seal(row for query in _CONTENT for row in db.execute(query, (key,)))


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether the file and every paper in it are as they were written; reads all of it (a second for 100 MB).

    sqlite3.OperationalError where another program holds it.
    """
    try:
        if db.execute("pragma integrity_check(1)").fetchone() != ("ok",):
            return False
        if any(db.execute(query).fetchone() != (0,) for query in _ORPHANS):
            return False
        # what is not whole is written anew from its record; that has no seal yet where an older layout left it
        records = db.execute("select key, seal from papers where state = 1 or seal is not null").fetchall()
        contents = db.execute("select key, content from papers where state = 1").fetchall()
        if any(seal([row]) != sealed for *row, sealed in db.execute(_VERSIONS)):
            return False
        return all(paper_seal(db, key) == sealed for key, sealed in records) and all(
            content_seal(db, key) == sealed for key, sealed in contents
        )
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
