"""Reads broken files, made by chance from whole ones: `python tests/bench/broken.py --files 1500 --seed 1`.

So many papers, as many sets and as many drafts. Prints one JSON line for each: how many were read, refused, ended at a
limit, and how many led to an error that nobody expects ("tracebacks", which must be 0 and are listed); the slowest in
CPU seconds and the most memory of the process that reads. Papers come from ../shared where it is, else from corpus/;
sets and drafts are made.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from tests.support.mutations import Outcome, Seeds, draft_seeds, extracts, mutated, outcome, paper_seeds, set_seeds  # noqa: E402  (beside the tests)

SHARED = ROOT.parent / "shared"
EXPECTED = ("read", "refused", "limit")


def main() -> int:
    """Make, read, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder in which files with unexpected errors are kept")
    options = parser.parse_args()
    runs = {"papers": _papers(), "sets": set_seeds(), "drafts": draft_seeds()}
    return max([_run(kind, mutated(seeds, options.files, options.seed), options.keep) for kind, seeds in runs.items()])


def _run(kind: str, files: Iterator[tuple[str, bytes]], keep: Path | None) -> int:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            path = Path(folder) / name
            path.write_bytes(data)
            found.append(outcome(path, draft=kind == "drafts"))
            if keep and _kind(found[-1]) not in EXPECTED:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(data)
            path.unlink()
    counts = Counter(map(_kind, found))
    slowest = max(found, key=lambda one: one.seconds)
    unexpected = [one for one in found if _kind(one) not in EXPECTED]
    print(*unexpected, sep="\n", end="", file=sys.stderr)
    figures = {name: counts[name] for name in EXPECTED} | {"tracebacks": len(unexpected)}
    figures |= {"slowest_s": round(slowest.seconds, 2), "slowest": slowest.name}
    print(json.dumps({kind: len(found), **figures, "peak_mb": round(max(one.megabytes for one in found))}), flush=True)
    return 1 if unexpected else 0


def _kind(one: Outcome) -> str:
    return one.result.split(":")[0]


def _papers() -> Seeds:
    seeds = paper_seeds((ROOT / "corpus" / "20-11166.txt").read_text(encoding="utf-8"))
    if SHARED.is_dir():
        seeds |= extracts(SHARED / "corpus" / "pdf")
        files = sorted((SHARED / "faelle").glob("*.*"))
        files += sorted((SHARED / "corpus" / "antworten").glob("*.txt"))[::60]
        seeds |= {
            f.name: f.read_bytes() for f in files if f.suffix in (".pdf", ".txt", ".json") and ".expected" not in f.name
        }
    return seeds


if __name__ == "__main__":
    sys.exit(main())
