"""A disk that is full in the midst of reading: `PYTHONPATH=. python tests/bench/full.py [--sizes 12]`.

Mounts a small disk in memory (root under Linux; skipped with a reason elsewhere), makes an index of two papers on it,
leaves 8 KB more free each time and reads two more papers in, without the reserve that otherwise stops the reading
first. Then the first two must still be found, and once there is room again all must be whole. Prints a line each.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import damage

from rag.engine import Engine
from rag.index import index
from rag.settings import Settings
from tests.support import damages
from tests.support.fakes import FakeEmbedder

SIZE = 4_000_000  # bytes of the disk
STEP = 8_000  # bytes more left free each time


def main() -> None:
    """Fill, read, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, default=12)
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        papers = sorted(damages.corpus(Path(place) / "papiere").iterdir())
        disk = Path(place) / "platte"
        disk.mkdir()
        for number in range(options.sizes):
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=False)
            if mounted.returncode:
                sys.exit("übersprungen: Hier darf keine Platte eingebunden werden (nötig sind Linux und root).")
            try:
                results = _one(disk, papers, number * STEP)
            finally:
                subprocess.run(["umount", disk], check=True)
            bad += any("heil" not in result for result in results)
            print(f"{number * STEP} Bytes frei: {'; danach: '.join(results)}", flush=True)
    sys.exit(bad > 0)


def _one(disk: Path, papers: list[Path], free: int) -> list[str]:
    folder = disk / "index"
    damage.apart(lambda: _read(folder, papers[:2], 2, room=True))
    filler = disk / "voll"
    with filler.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - free)))
    full = damage.apart(lambda: _read(folder, papers, 2, room=False))
    filler.unlink()
    return [full, damage.apart(lambda: _read(folder, papers, 4, room=True))]


def _read(folder: Path, papers: list[Path], least: int, *, room: bool) -> str:
    """Read papers in and ask: "heil" where at least so many are found and, once there is room, `check` is content."""
    index.lacking = lambda _: None  # the disk is smaller than the reserve
    with damages.often(), Engine.open(Settings(index=folder), FakeEmbedder()) as engine:
        report = engine.ingest(papers)
        found = {hit.passage.drucksache for hit in engine.ask(damages.ASKED).hits}
        wrong = engine.check() if room else []
        stopped = getattr(report, "stopped", None) or ""
        state = "heil" if len(found) >= least and not wrong else f"kaputt: {found} {wrong}"
        return f"{state}, {len(report.read)} gelesen {stopped[:120]}"


if __name__ == "__main__":
    main()
