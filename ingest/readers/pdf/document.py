"""A PDF as a Quelle: lines with page and type size, tables as cells. pypdfium2 reads it.

Left out: running heads and page numbers, which are no part of the text. Kept: everything else, in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.fields.papierart import art_of, refuse_others
from ingest.model import Papierart, ParseError, Quelle
from ingest.readers.pdf.columns import OpenTable, in_columns
from ingest.readers.pdf.glyphs import TooMuchError, sheet
from ingest.readers.pdf.page import Cell, Printed, Word, in_order, printed_lines, words
from ingest.readers.pdf.reading_order import Item, flow
from ingest.readers.pdf.rules import grids
from ingest.readers.pdf.tables import Table, fill, inside
from ingest.text.running_heads import is_draft_margin, is_running_piece

_LARGEST = 150_000_000  # bytes; scanned annexes included, the Bundestag's own PDFs stay far below
_TAIL = 4096  # bytes at the end in which a whole PDF says "%%EOF"
_KOPF = 2  # pages that say what kind of paper it is
_FEW = 25  # characters a page; fewer on most pages: the text is in pictures


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines and rows in reading order; `length` in characters.

    `draft`: its margin says that a proofread version will replace it. `unread`: its tables could not be found.
    """

    items: list[Item]
    length: int
    draft: bool
    unread: bool


def read_pdf(path: Path) -> Quelle:
    """Read a PDF; ParseError (German) for one that is damaged, locked, without text or, by its Kopf, no answer."""
    _check_file(path)
    with closing(_open(path)) as pdf:
        pages = _pages(path, pdf)
    zeilen = tuple(flow(_without_repeated_heads([page.items for page in pages])))
    hinweise = _unread([n for n, page in enumerate(pages, 1) if page.unread])
    return Quelle(path, "pdf", zeilen, vorabfassung=any(page.draft for page in pages[:1]), hinweise=hinweise)


def _unread(pages: Sequence[int]) -> tuple[str, ...]:
    """What a reader should know of pages whose tables could not be found."""
    if not pages:
        return ()
    named = f"Seite {pages[0]}" if len(pages) == 1 else f"Seiten {', '.join(map(str, pages))}"
    return (f"{named}: Tabellen ließen sich nicht lesen, ihre Zeilen stehen als Text da; bitte im PDF nachsehen.",)


def _check_file(path: Path) -> None:
    size = path.stat().st_size
    if size > _LARGEST:
        raise ParseError(path.name, f"Die PDF-Datei ist mit {size // 1_000_000} MB zu groß für eine Drucksache.")
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        if b"%%EOF" not in file.read():
            raise ParseError(path.name, "Die PDF-Datei ist abgeschnitten, ihr Ende fehlt. Bitte neu herunterladen.")


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise ParseError(path.name, "Die PDF-Datei ist verschlüsselt und verlangt ein Kennwort.") from error
        raise ParseError(path.name, "Die PDF-Datei ist beschädigt und lässt sich nicht öffnen.") from error


def _pages(path: Path, pdf: pdfium.PdfDocument) -> list[Page]:
    """What is printed on all pages, in reading order."""
    if len(pdf) == 0:
        raise ParseError(path.name, "Die PDF-Datei hat keine Seiten.")
    pages: list[Page] = []
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            pages.append(_page(page, number))
            page.close()
            if number == _KOPF:
                _refuse_others(path, pages)
        except TooMuchError as error:
            grund = "Auf dieser Seite der PDF-Datei steht mehr Text, als eine gedruckte Seite fassen kann."
            raise ParseError(path.name, grund, seite=number) from error
        except pdfium.PdfiumError as error:
            raise ParseError(path.name, "Diese Seite der PDF-Datei ist beschädigt.", seite=number) from error
    _check_text(path, pages)
    return pages


def _refuse_others(path: Path, pages: Sequence[Page]) -> None:
    """ParseError for a paper of another kind before all of it is read; an Anfrage may be bound with its answer."""
    quelle = Quelle(path, "pdf", tuple(flow([page.items for page in pages])))
    if not any(zeile.text.strip() for zeile in quelle.zeilen):
        return  # pages without text say nothing; a scan is refused as one when all are read
    art = art_of(quelle)
    if art not in (Papierart.KLEINE_ANFRAGE, Papierart.GROSSE_ANFRAGE):
        refuse_others(quelle, art)


def _page(page: pdfium.PdfPage, number: int) -> Page:
    """The page's lines and the rows of its tables; every printed character is in exactly one of them."""
    printed = sheet(page)
    every = list(words(printed.glyphs))
    length = sum(len(word.glyphs) for word in every)
    draft, every = _without_margin(every, number)
    try:
        found = grids(page, printed.gedreht) if every else []
        unread = False
    except TooMuchError:
        found, unread = [], True
    tables: list[Table] = []
    for grid in found:
        within = [word for word in every if inside(grid, word)]
        table = fill(grid, within, number) if within else None
        if table is not None:
            tables.append(table)
            taken = set(map(id, within))
            every = [word for word in every if id(word) not in taken]
    lines = [*printed_lines(every, number), *(_place(table, number) for table in tables)]
    by_place = {_place(table, number): table for table in tables}
    items: list[Item] = []
    for piece in in_columns(in_order(lines)):
        if isinstance(piece, OpenTable):
            items.extend(_rows(piece.zellen, piece.zeilen))
        elif piece in by_place:
            table = by_place[piece]
            items.extend(_rows(table.zeilen, [replace(piece, grundlinie=table.unten)] * len(table.zeilen)))
        else:
            items.append(Item(piece))
    return Page(items, length, draft, unread)


def _without_margin(every: list[Word], number: int) -> tuple[bool, list[Word]]:
    """Whether the margin says that a proofread version will replace this one; the words without it."""
    turned = [word for word in every if word.gedreht]
    margin = [piece for piece in printed_lines(turned, number) if is_draft_margin(piece.text)]
    if not margin:
        return False, every
    gone = {(piece.gedreht, piece.grundlinie) for piece in margin}
    return True, [word for word in every if (word.gedreht, word.hoehe) not in gone]


def _place(table: Table, seite: int) -> Printed:
    """Where a table stands among the lines."""
    sizes: list[float] = []
    for row in table.zeilen:
        sizes.extend(line.groesse for cell in row for line in cell)
    return Printed("", seite, max(sizes), table.links, table.rechts, table.oben, 0.0)


def _rows(rows: Sequence[Sequence[Cell]], places: Sequence[Printed]) -> list[Item]:
    """The rows as items; those of a grid stand at its lower edge, so that nothing above it counts as a page's foot."""
    return [
        Item(place, tuple(row), tabellenanfang=n == 0) for n, (row, place) in enumerate(zip(rows, places, strict=True))
    ]


def _check_text(path: Path, pages: Sequence[Page]) -> None:
    empty = [n for n, page in enumerate(pages, 1) if page.length < _FEW]
    if 2 * len(empty) > len(pages):
        raise ParseError(
            path.name,
            "Die PDF-Datei enthält keinen Text, vermutlich ist sie eingescannt. Bitte eine Fassung mit Text laden.",
            seite=empty[0],
        )


def _without_repeated_heads(pages: Sequence[list[Item]]) -> list[list[Item]]:
    """A table that goes on over a page prints its head again: rows at the top that the last table began with.

    Such rows are taken out, and the rows that they repeat are known to be heads.
    """
    kept: list[list[Item]] = []
    head: tuple[int, int] | None = None  # page and place of the row that the last table began with
    for number, page in enumerate(pages):
        top = next((n for n, item in enumerate(page) if not is_running_piece(item.text, item.printed.seite)), len(page))
        before = kept[head[0]][head[1] :] if head else []
        repeated = _repeated(before, page[top:])
        kept.append(page[:top] + page[top + repeated :])
        for n in range(repeated):
            assert head is not None
            kept[head[0]][head[1] + n] = replace(before[n], tabellenkopf=True)
        begin = next((n for n in reversed(range(len(page))) if _begins_rows(page, n)), None)
        if begin is None or not _ends_in_rows(page):
            head = None
        elif not repeated or begin != top:  # else the last table is still the one from the page before
            head = number, begin - (repeated if begin > top else 0)
    return kept


def _repeated(before: Sequence[Item], page: Sequence[Item]) -> int:
    """How many rows of a page are those that a table began with; not all: a table is more than its head."""
    same = 0
    while (
        same + 1 < min(len(before), len(page))
        and page[same].reihe
        and page[same].zellen == before[same].zellen
        and not (same and (page[same].tabellenanfang or before[same].tabellenanfang))
    ):
        same += 1
    return same


def _ends_in_rows(page: Sequence[Item]) -> bool:
    """Whether a page ends with the rows of a table, footnotes below it aside."""
    last = max(n for n, item in enumerate(page) if item.reihe)
    size = page[last].printed.groesse
    return all(i.printed.groesse < size or is_running_piece(i.text, i.printed.seite) for i in page[last + 1 :])


def _begins_rows(page: Sequence[Item], n: int) -> bool:
    """Whether rows begin at an item, one or more tables below each other."""
    return bool(page[n].reihe) and (page[n].tabellenanfang or n == 0 or not page[n - 1].reihe)
