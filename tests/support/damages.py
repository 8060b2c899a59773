"""What can befall an index's files, each as a function of its folder: used by the tests and tests/bench/damage.py.

The index of `build` is small, but has every kind of file that a large one has.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.index import vectors
from rag.model import Query
from rag.settings import Settings
from tests.support.fakes import FakeEmbedder
from tests.support.leuchttuerme import head

Damage = Callable[[Path], None]
SAVED = 5
"""Chroma writes the files of its graph after so many vectors, not after a thousand."""
ASKED = Query("Wie viele Leuchttürme stehen an der Nordsee?")
_TEXT = (
    head("{nummer}", "{thema} an der Küste")
    + """
1. Wie viele {thema} stehen an der Nordsee?

An der Nordsee stehen nach Kenntnis der Bundesregierung {zahl} {thema}.

2. Was kostet die Unterhaltung der {thema}?

Die Unterhaltung kostete im Jahr 2024 insgesamt {zahl} Millionen Euro. Für 2025 sind weitere Mittel vorgesehen.
"""
)


def corpus(folder: Path) -> Path:
    """Four papers as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, thema in enumerate(("Leuchttürme", "Fährschiffe", "Rettungsboote", "Wetterstationen"), start=1):
        text = _TEXT.format(nummer=f"21/{100 + n}", thema=thema, zahl=10 + n)
        (folder / f"21-{100 + n:05d}.txt").write_text(text, encoding="utf-8")
    return folder


def private_paper() -> bytes:
    """What one user adds."""
    return _TEXT.format(nummer="21/999", thema="Geheimtürme", zahl=77).encode()


@contextmanager
def often() -> Iterator[None]:
    """What is made inside writes Chroma's files after a few vectors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vectors.HNSW["hnsw"], "batch_size", SAVED)
        patch.setitem(vectors.HNSW["hnsw"], "sync_threshold", SAVED)
        patch.setattr(vectors, "SAVED", SAVED)  # else the first opening puts the thousand back
        yield


def build(folder: Path, papers: Path) -> None:
    """An index of the papers, closed in order."""
    with often(), Engine.open(Settings(index=folder), FakeEmbedder()) as engine:
        engine.ingest([papers])
        engine.ask(ASKED)


# what is done to one file
def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def beheaded(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(bytes(min(100, len(whole))) + whole[100:])


def scrambled(path: Path) -> None:
    """A third of it, in the middle, is noise."""
    whole = bytearray(path.read_bytes())
    start, length = len(whole) // 3, max(1, len(whole) // 3)
    whole[start : start + length] = random.Random(7).randbytes(length)
    path.write_bytes(whole)


def flipped(path: Path) -> None:
    """One bit in the middle."""
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


def noise(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(max(1, path.stat().st_size)))


def lengthened(path: Path) -> None:
    path.write_bytes(path.read_bytes() + random.Random(7).randbytes(5000))


def a_folder(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    path.mkdir()
    (path / "datei").write_text("x", encoding="utf-8")


def a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("x", encoding="utf-8")


def removed(path: Path) -> None:
    shutil.rmtree(path)


def swept(path: Path) -> None:
    """The folder is there, its files are not."""
    shutil.rmtree(path)
    path.mkdir()


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("/gibt/es/nicht")


FILE = (deleted, emptied, halved, beheaded, scrambled, flipped, noise, lengthened, a_folder)
FOLDER = (removed, swept, a_file)


def _sql(file: str, *commands: str) -> Damage:
    def run(folder: Path) -> None:
        with closing(sqlite3.connect(folder / file, isolation_level=None)) as db:
            db.execute("pragma foreign_keys = off")
            for command in commands:
                db.execute(command)

    return run


def _on(pattern: str, what: Callable[[Path], None]) -> Damage:
    """Something is done to the first file that fits."""

    def run(folder: Path) -> None:
        what(sorted(folder.glob(pattern))[0])

    return run


def _beside(name: str, content: bytes = b"garbage" * 1000) -> Damage:
    def run(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return run


def _another_dimension(folder: Path) -> None:
    shutil.rmtree(folder / "vectors")

    class Wide(FakeEmbedder):
        dim = 96

    with Engine.open(Settings(index=folder.with_name("anders")), Wide()) as engine:
        engine.ingest([folder.parent / "papiere"])
    shutil.move(folder.with_name("anders") / "vectors", folder / "vectors")


def _another_database(folder: Path) -> None:
    (folder / "store.sqlite").unlink()
    _sql("store.sqlite", "create table papers (title text)", "insert into papers values ('x')")(folder)


def _a_text(folder: Path) -> None:
    (folder / "store.sqlite").write_text("Das ist keine Datenbank.", encoding="utf-8")


def _nothing(_: Path) -> None:
    """A healthy index."""


STORE: dict[str, Damage] = {
    "meta rows lost": _sql("store.sqlite", "delete from meta"),
    "meta dropped": _sql("store.sqlite", "drop table meta"),
    "meta values damaged": _sql("store.sqlite", "update meta set value = 'zz' || value"),
    "another model noted": _sql("store.sqlite", "update meta set value = 'anderes' where name = 'model'"),
    "shared direction damaged": _sql("store.sqlite", "update meta set value = 'zz' where name like 'shared%'"),
    "keywords of an older kind": _sql("store.sqlite", "update meta set value = 'alt' where name = 'keywords'"),
    "files dropped": _sql("store.sqlite", "drop table files"),
    "files lost": _sql("store.sqlite", "delete from files"),
    "papers dropped": _sql("store.sqlite", "drop table papers"),
    "papers lost": _sql("store.sqlite", "delete from papers"),
    "one paper lost": _sql("store.sqlite", "delete from papers where rowid = 1"),
    "passages dropped": _sql("store.sqlite", "drop table passages"),
    "passages lost": _sql("store.sqlite", "delete from passages where rowid < 5"),
    "windows dropped": _sql("store.sqlite", "drop table windows"),
    "windows lost": _sql("store.sqlite", "delete from windows where rowid < 5"),
    "all tables dropped": _sql(
        "store.sqlite", *(f"drop table {t}" for t in ("papers", "passages", "windows", "files"))
    ),
    "everything lost but the tables": _sql(
        "store.sqlite", *(f"delete from {t}" for t in ("papers", "passages", "windows", "files"))
    ),
    "index dropped": _sql("store.sqlite", "drop index passages_of", "drop index windows_of"),
    "records damaged": _sql("store.sqlite", "update papers set record = substr(record, 9)"),
    "overviews damaged": _sql("store.sqlite", "update papers set overview = '{'"),
    "passages damaged": _sql("store.sqlite", "update passages set record = substr(record, 9) where rowid < 3"),
    "a number changed in a passage": _sql("store.sqlite", "update passages set record = replace(record, '11', '99')"),
    "a number changed in the records": _sql("store.sqlite", "update papers set record = replace(record, '11', '99')"),
    "no version": _sql("store.sqlite", "pragma user_version = 0"),
    "an unknown older version": _sql("store.sqlite", "pragma user_version = 1"),
    "garbage as WAL": _beside("store.sqlite-wal"),
    "garbage as journal": _beside("store.sqlite-journal"),
    "another database": _another_database,
    "a text": _a_text,
    "dangling link": _on("store.sqlite", dangling),
}
VECTORS: dict[str, Damage] = {
    "another dimension": _another_dimension,
    "collections lost": _sql("vectors/chroma.sqlite3", "delete from collections"),
    "segments lost": _sql("vectors/chroma.sqlite3", "delete from segments"),
    "embeddings lost": _sql("vectors/chroma.sqlite3", "delete from embeddings"),
    "some embeddings lost": _sql("vectors/chroma.sqlite3", "delete from embeddings where id < 4"),
    "queue lost": _sql("vectors/chroma.sqlite3", "delete from embeddings_queue"),
    "metadata lost": _sql("vectors/chroma.sqlite3", "delete from embedding_metadata"),
    "tenants lost": _sql("vectors/chroma.sqlite3", "delete from tenants", "delete from databases"),
    "tables dropped": _sql("vectors/chroma.sqlite3", "drop table embeddings", "drop table embeddings_queue"),
    "migrations lost": _sql("vectors/chroma.sqlite3", "delete from migrations"),
    "garbage as WAL": _beside("vectors/chroma.sqlite3-wal"),
    "garbage as journal": _beside("vectors/chroma.sqlite3-journal"),
    "graph's folder lost": _on("vectors/*-*", removed),
    "a stranger's file": _beside("vectors/fremd.bin"),
}
KEYWORDS: dict[str, Damage] = {
    "meta.json of another schema": _beside("keywords/meta.json", b'{"segments":[],"schema":[],"opstamp":0}'),
    "lock left over": _beside("keywords/.tantivy-writer.lock", b""),
    "a stranger's file": _beside("keywords/fremd.bin"),
}
AROUND: dict[str, Damage] = {
    "nothing": _nothing,
    "lock left over": _beside(".lock", b"4711"),
    "lock a folder": _on(".lock", a_folder),
    "stranger's files": _beside("notizen.txt"),
    "fingerprint garbage": _beside("fingerprint.json"),
    "fingerprint of nothing": _beside("fingerprint.json", b"{}"),
}


def every(folder: Path) -> Iterator[tuple[str, Damage]]:
    """All damages by name; `folder`: an index, whose files are known from it."""
    files = ["store.sqlite", "fingerprint.json", *_patterns(folder, "vectors"), *_patterns(folder, "keywords")]
    for pattern in files:
        for what in FILE if pattern != "fingerprint.json" else (deleted, emptied, halved, a_folder):
            yield f"{pattern} {what.__name__}", _on(pattern, what)
    for part in ("vectors", "keywords"):
        for what in FOLDER:
            yield f"{part} {what.__name__}", _on(part, what)
    for name, group in (("store", STORE), ("vectors", VECTORS), ("keywords", KEYWORDS), ("around", AROUND)):
        for what_, damage in group.items():
            yield f"{name}: {what_}", damage


def _patterns(folder: Path, part: str) -> list[str]:
    """A pattern for each kind of file in a part: names that are made up anew each time are left out."""
    found = {}
    for file in sorted((folder / part).rglob("*")):
        if file.is_file() and not file.name.endswith(".lock"):
            made_up = file.stem.count("-") >= 4 or len(file.stem) == 32
            name = f"*{file.suffix}" if made_up else file.name
            depth = "/*" * (len(file.relative_to(folder / part).parts) - 1)
            found[f"{part}{depth}/{name}"] = None
    return list(found)
