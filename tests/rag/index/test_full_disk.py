"""A disk that fills up in the midst of reading: what was whole is whole, asking goes on, nothing stays broken.

The system is told to let no file grow beyond a size: each part of the index is hit by another limit. That is how a
full disk looks to SQLite, Chroma and tantivy; tests/bench/full.py does the same on a real, small disk.
"""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from rag.engine import Engine
from rag.settings import Settings
from tests.support import damages
from tests.support.fakes import FakeEmbedder
from tests.support.forking import forked

resource = pytest.importorskip("resource", reason="limits on the size of files are Unix's")
LIMITS = (0, 3_000, 20_000, 61_000, 70_000, 150_000, 187_000, 195_000, 1_000_000)  # bytes of one file


def read_in(folder: Path, limit: int | None, papers: list[Path], told: Connection) -> None:
    """Read papers in under a limit and ask; tells the numbers read, why the reading stopped, and what is answered."""
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    with damages.often(), Engine.open(Settings(index=folder), FakeEmbedder()) as engine:
        report = engine.ingest(papers)
        hits = engine.ask(damages.ASKED).hits
        told.send((report.read, report.stopped, engine.check(), [hit.passage.drucksache for hit in hits]))


def done(*given: object) -> tuple[tuple[str, ...], str | None, list[str], list[str]]:
    process, told = forked(read_in, *given)
    try:
        return told.recv()
    finally:
        process.join()
        assert process.exitcode == 0


@pytest.mark.parametrize("limit", LIMITS)
def test_a_disk_that_fills_up_stops_the_reading_alone(tmp_path: Path, limit: int) -> None:
    papers = sorted(damages.corpus(tmp_path / "papiere").iterdir())
    assert done(tmp_path / "index", None, papers[:2])[0] == ("21/101", "21/102")
    read, stopped, found, hits = done(tmp_path / "index", limit, papers)
    assert {"21/101", "21/102"} <= set(hits)
    late = {nummer for nummer in ("21/103", "21/104") if f"Drucksache {nummer}: nicht fertig eingelesen" in found}
    assert len(found) == (len(late) + 2 if late else 0)  # papers that the store has and the two parts have not, at most
    assert not late & {*read, *hits}  # neither told as read nor found
    assert read == ("21/103", "21/104") if stopped is None else "Festplatte" in stopped
    _, stopped, found, hits = done(tmp_path / "index", None, papers)
    assert (stopped, found, set(hits)) == (None, [], {"21/101", "21/102", "21/103", "21/104"})
