"""A page of a paper's own PDF as a picture, the cited words marked on it.

PDFs are opened in a process of their own (`ingest.guarded`): a page can ask for hours and gigabytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from markupsafe import Markup

from ingest import guarded
from ui.views.markup import render

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image

SCALE = 2.2
"""Pixels per PDF point: readable at the panel's width on a dense screen."""
LONGEST = 2000
"""Pixels of a picture's longer side at most; an A4 page has 1,852."""
MARGIN = 30
"""Pixels left around the print."""
SHORTEST = 12
"""Characters without spaces below which a piece of a quote is not looked for: it would be found anywhere."""

_MARK = "#ffe07a"
Box = tuple[float, float, float, float]
P = ParamSpec("P")
T = TypeVar("T")


class PageError(ValueError):
    """A page that the file does not have, or that cannot be drawn (German, for the user)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the panel shows of a PDF of the paper `nummer`: page `seite` (from 1) of `seiten`.

    All addresses are our own: of the `picture` of the page, of the whole `file`, and of the sheets `before` and
    `after`, None at either end.
    """

    nummer: str
    seite: int
    seiten: int
    picture: str
    file: str
    before: str | None
    after: str | None


def pages(path: Path) -> int:
    """How many pages a PDF has; PageError if it cannot be opened."""
    return _guarded(_pages, path.absolute())


def picture(path: Path, seite: int, quotes: Sequence[str]) -> bytes:
    """Page `seite` (from 1) as PNG, the quotes marked where they stand on it; PageError if it cannot be drawn."""
    return _guarded(_picture, path.absolute(), seite, quotes)


def _guarded(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return guarded.within(guarded.SECONDS, function, *args, **kwargs)
    except guarded.Exceeded as error:
        raise PageError(str(error)) from error


def _pages(path: Path) -> int:
    with _opened(path) as document:
        return len(document)


def _picture(path: Path, seite: int, quotes: Sequence[str]) -> bytes:
    with _opened(path) as document:
        if not 1 <= seite <= len(document):
            raise PageError(f"Das PDF hat keine Seite {seite}.")
        page = document[seite - 1]
        return _drawn(page, [box for quote in quotes for box in boxes(page, quote)])


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The PDF; PageError for what goes wrong with it."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()
    except PageError:
        raise
    except MemoryError as error:
        raise PageError(guarded.SPACE) from error
    except Exception as error:  # of the libraries, over a broken file
        raise PageError("Diese Seite des PDFs ist beschädigt und lässt sich nicht zeigen.") from error


def boxes(page: pdfium.PdfPage, quote: str) -> list[Box]:
    """Where a quote stands: (left, bottom, right, top) in points, one box a line; empty if it is not on the page."""
    text = page.get_textpage()
    printed, places = _squeezed("".join(text.get_text_range(i, 1) or " " for i in range(text.count_chars())))
    wanted, _ = _squeezed(quote)
    found = _longest(printed, wanted)
    if found is None:
        return []
    first, last = places[found[0]], places[found[1] - 1]
    return [text.get_rect(n) for n in range(text.count_rects(first, last - first + 1))]


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, and where each stood: line breaks and hyphens do not count."""
    kept = [(char.lower(), at) for at, char in enumerate(text) if char.isalnum()]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def _longest(printed: str, wanted: str) -> tuple[int, int] | None:
    """The part of a quote that stands on this page: all of it, its beginning or its end (a page break cuts it)."""
    at = printed.find(wanted)
    if at >= 0 and wanted:
        return at, at + len(wanted)
    for size in range(len(wanted) - 1, SHORTEST - 1, -1):
        if printed.endswith(wanted[:size]):
            return len(printed) - size, len(printed)
        if printed.startswith(wanted[-size:]):
            return 0, size
    head = wanted[: max(SHORTEST, len(wanted) // 2)]  # a foot note or running head may follow the page's last words
    at = printed.find(head) if len(head) >= SHORTEST else -1
    return (at, at + len(head)) if at >= 0 else None


def _drawn(page: pdfium.PdfPage, marks: Sequence[Box]) -> bytes:
    from PIL import Image, ImageChops, ImageDraw

    scale = min(SCALE, LONGEST / max(page.get_size()))
    printed = page.render(scale=scale).to_pil().convert("RGB")
    colour = Image.new("RGB", printed.size, "white")
    draw, height = ImageDraw.Draw(colour), page.get_height()
    for left, bottom, right, top in marks:
        box = (left - 1, height - top - 1, right + 1, height - bottom + 1)
        draw.rectangle([scale * edge for edge in box], _MARK)
    buffer = io.BytesIO()
    # multiplied as by a marker pen: the print stays black
    ImageChops.multiply(printed, colour).crop(_inked(printed)).save(buffer, "PNG")
    return buffer.getvalue()


def _inked(page: Image.Image) -> tuple[int, int, int, int]:
    """The page without most of its empty margins: the panel is narrow."""
    from PIL import ImageOps

    left, top, right, bottom = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, *page.size)
    first, last = (max(0, left - MARGIN), max(0, top - MARGIN)), (right + MARGIN, bottom + MARGIN)
    return *first, min(page.width, last[0]), min(page.height, last[1])


def panel(sheet: Sheet) -> Markup:
    """The panel over a page."""
    return render("sheet.html", sheet=sheet)
