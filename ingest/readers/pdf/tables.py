"""Ruled tables of a PDF as cells. pdfplumber is slow: it is asked only for pages whose ruling lines suggest a table.

It is also easily led into hours of work, and what is broken in a file leads it into every kind of error. Such pages
keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

if TYPE_CHECKING:
    from pdfplumber.table import Table as Found

_THIN = 2.0  # points: a path not thicker than this is a line
_LEAST = 3  # lines across and cells or lines down from which a page may hold a table


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page; edges in points from the page's lower left corner."""

    links: float
    unten: float
    rechts: float
    oben: float
    zellen: tuple[tuple[str, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.links - 1 <= x <= self.rechts + 1 and self.unten - 1 <= y <= self.oben + 1


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether the page's ruling lines suggest a table."""
    across = down = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        links, unten, rechts, oben = item.get_bounds()
        wide, high = rechts - links, oben - unten
        box = wide > 10 and high > 6
        across += box or (high <= _THIN < 10 < wide)
        down += box or (wide <= _THIN < 6 < high)
        if across >= _LEAST and down >= _LEAST:
            return True
    return False


def ruled_tables(path: Path, pages: Sequence[int]) -> dict[int, list[Table]]:
    """The tables of these pages (from 1), top to bottom; a page whose tables cannot be found is left out."""
    if not pages:
        return {}
    import pdfplumber

    from ingest.readers.pdf.rules import Finder

    found: dict[int, list[Table]] = {}
    with suppress(Exception), pdfplumber.open(path, pages=list(pages)) as pdf:
        for page in pdf.pages:
            with suppress(Exception):  # whatever pdfminer comes across in a broken file
                found[page.page_number] = list(_tables(Finder(page).tables, float(page.height)))
            page.close()
    return found


def _tables(found: Sequence[Found], height: float) -> Iterator[Table]:
    """Those of more than one row and column, on a page so many points high."""
    for table in sorted(found, key=lambda t: t.bbox[1]):
        x0, top, x1, bottom = table.bbox
        cells = tuple(tuple(_cell(c) for c in row) for row in table.extract())
        if len(cells) > 1 and len(cells[0]) > 1:
            yield Table(x0, height - bottom, x1, height - top, cells)


def _cell(text: str | None) -> str:
    """A cell's words on one line, words divided at line ends put together."""
    whole = re.sub(r"\u00ad\s*|(?<=[^\W\d_])-\n(?=[a-zäöüß])", "", text or "")
    return " ".join(whole.split())
