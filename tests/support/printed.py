"""Printed lines, characters and pages as a PDF has them, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.page import Printed

LETTER = 0.5
"""Width of every letter and blank, in type sizes."""


def printed(
    text: str,
    links: float = 85.0,
    y: float = 700.0,
    *,
    size: float = 10.0,
    seite: int = 1,
    divided: str = "",
    gedreht: int = 0,
) -> Printed:
    """A line; words apart by tabs stand wide apart, each tab as wide as 100 points from the one before."""
    pieces: list[tuple[float, float, str]] = []
    for n, piece in enumerate(text.split("\t")):
        left = links + 100.0 * n
        if piece:
            pieces.append((left, left + LETTER * size * len(piece), piece))
    first = pieces[0][2].split(" ", 1)[0] if pieces else ""
    return Printed(
        text=" ".join(piece for _, _, piece in pieces),
        seite=seite,
        groesse=size,
        links=pieces[0][0] if pieces else links,
        rechts=pieces[-1][1] if pieces else links,
        grundlinie=y,
        word=LETTER * size * len(first),
        divided=divided,
        gedreht=gedreht,
        stuecke=tuple(pieces),
    )


def glyphs(text: str, x: float = 85.0, y: float = 700.0, *, size: float = 10.0, gedreht: int = 0) -> list[Glyph]:
    """The characters of a line of text, one behind the other."""
    step = LETTER * size
    return [
        Glyph(c, x + step * n, x + step * (n + 1), y, size, x + step * (n + 0.5), y + size / 4, gedreht)
        for n, c in enumerate(text)
    ]


@contextmanager
def drawn(folder: Path, draw: Callable[[Canvas], None]) -> Iterator[pdfium.PdfPage]:
    """The page of A4 that `draw` draws, in Times of 10 points, as pdfium reads it."""
    path = folder / "gezeichnet.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Times-Roman", 10)
    draw(canvas)
    canvas.save()
    with closing(pdfium.PdfDocument(path)) as file:
        yield file[0]
