"""Reads the PDFs of printed papers; or sets real papers as PDFs and compares their parse with that of the text.

usage: python tests/bench/pdf.py [--gesetzt [--papers 30] [--hart] [--show]]

Of printed papers (../shared/corpus/pdf) one line each: Fragen on the right page of those printed, read off the type
size independently; CPU seconds; tables, their rows and cells, those called damaged. With --gesetzt:

Equal means the same numbers, groups, question texts and answer texts, white space aside. Pages: of every Frage
and every answer, as the typesetter remembers them. Reads ../shared; says what differs and exits 1 if anything does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from ingest.model import Blockart
from ingest.papers import load
from tests.support.vergleich import papiere, vergleiche

SHARED = Path(__file__).parents[3] / "shared"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--papers", type=int, default=30)
    arguments.add_argument("--hart", action="store_true", help="hyphens and line ends as poor producers make them")
    arguments.add_argument("--show", action="store_true", help="print every difference")
    arguments.add_argument("--only", nargs="*", help="file names")
    arguments.add_argument("--gesetzt", action="store_true", help="papers that this project sets, not printed ones")
    options = arguments.parse_args()
    if not options.gesetzt:
        return printed(SHARED / "corpus" / "pdf")
    files = papiere(SHARED, options.papers)
    if options.only:
        files = [SHARED / "corpus" / "antworten" / name for name in options.only]
    equal = pages = seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            start = time.perf_counter()
            result = vergleiche(file, Path(folder), SHARED, hart=options.hart)
            seconds += time.perf_counter() - start
            pages += result.seiten
            equal += not result.faults
            print(f"{file.name}: {result.seiten} Seiten, {result.fragen} Fragen, {len(result.faults)} Unterschiede")
            for fault in result.faults if options.show else result.faults[:2]:
                print("   ", fault)
    print(f"{equal:.0f} of {len(files)} equal, {pages:.0f} pages, {seconds:.1f} s with typesetting")
    return 0 if equal == len(files) else 1


def printed(folder: Path) -> int:
    """The table of printed papers; 1 if a Frage is missing, too many or on a wrong page."""
    wrong = 0
    print("| paper | pages | Fragen | CPU s | title | preambles | tables | rows | cells | damaged |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for nummer, paper in json.loads((folder / "nummern.json").read_text(encoding="utf-8")).items():
        start = time.process_time()
        found = load(folder / paper["datei"])
        seconds = time.process_time() - start
        wanted = {f["nr"]: f["seite"] for f in paper["fragen"]}
        pages = {str(f.nummer): f.seiten.erste for f in found.fragen if f.seiten}
        right = sum(pages.get(nr) == seite for nr, seite in wanted.items())
        wrong += right != len(wanted) or len(pages) != len(wanted)
        blocks = [b for a in found.antworten for b in a.bloecke if b.art is Blockart.TABELLE]
        rows = [row for b in blocks for row in b.zellen if len(row) > 1]
        last = max(a.seiten.letzte for a in found.antworten if a.seiten)
        cells = sum(bool(cell) for row in rows for cell in row)
        print(
            f"| {nummer} | {last} | {right} of {len(wanted)} | {seconds:.1f} | {found.titel} | "
            f"{len(found.vorbemerkungen)} | {sum(len(b.anfaenge) for b in blocks)} | {len(rows)} | {cells} | "
            f"{sum(b.beschaedigt for b in blocks)} |"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
