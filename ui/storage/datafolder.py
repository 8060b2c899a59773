"""The folder of what cannot be made again: conversations, users' own papers, question sets and runs.

It lies beside the index, which can be deleted at any time. Earlier versions kept all of it in the index folder; what
lies there is moved over once, and the owners of users' papers, which stood in the conversations' database, are
written beside the papers themselves.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from evals.workbench.run_files import FOLDER as RUNS
from ui.storage.conversations import FILE as CONVERSATIONS
from ui.storage.uploads import FOLDER as OWN
from ui.storage.uploads import Note, read_note, write_note

_log = logging.getLogger(__name__)


def move_over(index: Path, data: Path) -> None:
    """Move what an earlier version kept in the index folder to the data folder; whoever owns the index may call it.

    Cut off anywhere, it goes on at the next call: nothing is moved before what it needs is written, and nothing that
    lies in the data folder already is touched.
    """
    data.mkdir(parents=True, exist_ok=True)
    if (index / OWN).is_dir():
        _write_owners(index)
    for name in (OWN, RUNS, CONVERSATIONS):
        if (index / name).exists() and not (data / name).exists():
            shutil.move(index / name, data / name)


def _write_owners(index: Path) -> None:
    """A note beside every paper whose owner an earlier version's database names; of two owners each gets a copy."""
    database = index / CONVERSATIONS
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(database, timeout=10)) as db:
            rows = db.execute("SELECT user, file FROM uploads ORDER BY rowid").fetchall()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:  # without it nobody can say whose the papers are: they stay hidden
        _log.warning("%s: %s", database, error)
        return
    for user, file in rows:
        folder = index / OWN / Path(file).parent.name
        if not folder.is_dir():
            continue
        noted = read_note(folder)
        if noted is not None and noted.user != user:
            copy = folder.with_name(hashlib.sha256(f"{folder.name} {user}".encode()).hexdigest()[:16])
            shutil.copytree(folder, copy, dirs_exist_ok=True)
            folder = copy
        write_note(folder, Note(user))
