"""Ruled tables of a PDF as cells. pdfplumber is slow: it is asked only for pages whose ruling lines suggest a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

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
    """The tables of these pages (from 1), top to bottom."""
    if not pages:
        return {}
    import pdfplumber

    found: dict[int, list[Table]] = {}
    with pdfplumber.open(path, pages=list(pages)) as pdf:
        for page in pdf.pages:
            height = float(page.height)
            tables = sorted(page.find_tables(), key=lambda t: t.bbox[1])
            rows = [(t.bbox, tuple(tuple(_cell(c) for c in row) for row in t.extract())) for t in tables]
            found[page.page_number] = [
                Table(x0, height - bottom, x1, height - top, cells)
                for (x0, top, x1, bottom), cells in rows
                if len(cells) > 1 and len(cells[0]) > 1
            ]
            page.close()
    return found


def _cell(text: str | None) -> str:
    """A cell's words on one line, words divided at line ends put together."""
    whole = re.sub(r"\u00ad\s*|(?<=[^\W\d_])-\n(?=[a-zäöüß])", "", text or "")
    return " ".join(whole.split())
