"""How long it takes to count the answers of many papers, and how much memory their overviews take.

usage: python -m evals.benchmarks.counting [PAPERS]

Invented are PAPERS papers (25 000) of 21 Fragen, as many as a paper of the measured stock has. Printed are seconds and
megabytes; nothing is read from a disk, as in a running chat, which holds the overviews of all papers.
"""

from __future__ import annotations

import sys
import tracemalloc
from datetime import date, timedelta
from time import perf_counter

from ingest.model import Grund, Status
from rag.model import Filters, Paper, Stand
from rag.requested import Je
from rag.routing import counting

FRAGEN = 21
_RESSORTS = tuple(f"Bundesministerium {n}" for n in range(16))
_ASKED = ("AfD", "Die Linke", "BÜNDNIS 90/DIE GRÜNEN")
_FIRST = date(2021, 10, 26)


def invented(number: int) -> Paper:
    """A paper with as many Fragen as others, every tenth refused."""
    day = _FIRST + timedelta(days=number % 1500)
    stand = tuple(
        Stand(str(n), Status.ABGELEHNT, Grund.AUFWAND) if (number + n) % 10 == 0 else Stand(str(n), Status.BEANTWORTET)
        for n in range(1, FRAGEN + 1)
    )
    head = (f"21/{number}", "Titel", day, _RESSORTS[number % 16], (_ASKED[number % 3],), None, "x.txt", FRAGEN, 21)
    return Paper(*head, day - timedelta(days=14), stand)


def main(papers: str = "25000") -> None:
    """Invent, count, print."""
    tracemalloc.start()
    stock = [invented(number) for number in range(int(papers))]
    print(f"{papers} papers: {tracemalloc.get_traced_memory()[0] / 1e6:.0f} MB")
    tracemalloc.stop()
    for je in Je:
        for name, filters in (("all", Filters()), ("one Ressort", Filters(ressorts=frozenset({_RESSORTS[0]})))):
            began = perf_counter()
            counting.table(counting.rows(stock, filters, "", lambda _: {}), je)
            print(f"by {je.value}, {name}: {perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
