"""Fetches the shared papers from the stand-in of the interface, with every fault on the way, into an index.

    python -m tests.bench.sync [PAPERS]

Vectors are stand-ins; what is measured is that nothing is lost and nothing comes twice, and how long it takes.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from rag.engine import Engine
from rag.settings import Settings
from rag.sync import SyncReport, sync
from tests.support.dip import Asked, Dip, Fault, dip, fill
from tests.support.dipstock import request, without_proxies
from tests.support.fakes import FakeEmbedder
from tests.support.paths import ROOT

SHARED = ROOT.parent / "shared"
RARE = 0.15  # of the requests fail
LATER = "2025-10-02T10:00:00+02:00"
PDF = b"%PDF-1.4 broken"


class Trouble:
    """A network that fails again and again, and one paper that changes while it is fetched."""

    def __init__(self, server: Dip, changing: str) -> None:
        self.server, self.changing, self.chance, self.faults = server, changing, random.Random(7), 0

    def __call__(self, asked: Asked) -> None:
        """Called before each answer."""
        if self.chance.random() < RARE:
            faults = [Fault.BUSY, Fault.SLOW_DOWN, Fault.CUT, Fault.GONE, Fault.GARBAGE]
            self.server.plan(self.chance.choice(faults))
            self.faults += 1
        if asked.path.endswith("-text"):
            self.server.records[self.changing]["aktualisiert"] = LATER


def main(papers: int) -> int:
    """Exit code 0 where everything came once."""
    files = sorted((SHARED / "corpus" / "antworten").glob("*.txt"))[:papers]
    with without_proxies(os.environ), dip(SHARED / "dip" / "openapi-1.4.yaml") as server:  # type: ignore[arg-type]
        fill(server, files)
        fill(server, sorted((SHARED / "corpus" / "kleine-anfragen").glob("*.txt"))[:papers], "Kleine Anfrage")
        ids = [id_ for id_, one in server.records.items() if one["drucksachetyp"] == "Antwort"]
        spoilt(server, ids)
        with tempfile.TemporaryDirectory() as folder:
            return measured(server, Path(folder), ids)


def spoilt(server: Dip, ids: list[str]) -> None:
    """A PDF that is another one than the record says, and one that is not there."""
    for id_, there in zip(ids[:2], (True, False), strict=True):
        record, path = server.records[id_], f"/btd/{id_}.pdf"
        record["fundstelle"]["pdf_url"], record["pdf_hash"] = server.origin + path, "0" * 32
        if there:
            server.pdfs[path] = PDF


def measured(server: Dip, folder: Path, ids: list[str]) -> int:
    """Fetch until all is in, once more, and say what came of it; 0 where nothing is lost and nothing twice."""
    server.meanwhile = trouble = Trouble(server, ids[5])
    with Engine.open(Settings(index=folder / "index"), FakeEmbedder()) as engine:
        tell("erster Lauf", *run(server, folder, engine), server)
        runs = 1
        while not (report := run(server, folder, engine)[0]).whole and runs < 9:  # a network that fails may cut it off
            runs += 1
            print(report.abgebrochen)
        server.meanwhile, server.planned, server.judge = lambda _: None, [], None
        sync(request(server.url, folder), engine)
        last = run(server, folder, engine)
        tell("letzter Lauf", *last, server)
        found = sorted(paper.nummer for paper in engine.papers())
        wanted = {server.records[id_]["dokumentnummer"] for id_ in ids}
        lost, twice = wanted - set(found), len(found) - len(set(found))
        print(f"Fehler gestellt: {trouble.faults}; verloren: {len(lost)}; doppelt: {twice}; Index: {engine.check()}")
        print(f"gegen die Beschreibung: {server.wrong}")
        return int(bool(lost or twice or last[0].neu or not last[0].whole or server.wrong))


def run(server: Dip, folder: Path, engine: Engine) -> tuple[SyncReport, float, float]:
    """A report, the seconds that the run took, and those of CPU time in this process, the stand-in's included."""
    began, worked = time.perf_counter(), time.process_time()
    report = sync(request(server.url, folder), engine)
    return report, time.perf_counter() - began, time.process_time() - worked


def tell(what: str, report: SyncReport, seconds: float, worked: float, server: Dip) -> None:
    """Print what a run did."""
    told = f"{seconds:.1f} s ({worked:.1f} s CPU), {len(server.asked)} Anfragen bisher"
    print(f"{what}: {told}, {report.model_dump_json()}", flush=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 203))
