"""Sets real papers as PDFs and compares the parse of the PDF with the parse of the text, and the pages.

usage: python tests/bench/pdf.py [--papers 30] [--hart] [--show]

Equal means the same numbers, groups, question texts and answer texts, white space aside. Pages: of every Frage
and every answer, as the typesetter remembers them. Reads ../shared; says what differs and exits 1 if anything does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.support.vergleich import papiere, vergleiche

SHARED = Path(__file__).parents[3] / "shared"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--papers", type=int, default=30)
    arguments.add_argument("--hart", action="store_true", help="hyphens and line ends as poor producers make them")
    arguments.add_argument("--show", action="store_true", help="print every difference")
    arguments.add_argument("--only", nargs="*", help="file names")
    options = arguments.parse_args()
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


if __name__ == "__main__":
    sys.exit(main())
