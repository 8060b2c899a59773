"""A PDF as a Quelle: lines with page and type size, ruled tables as cells. pypdfium2 reads, pdfplumber only tables.

Left out: running heads and page numbers, which are no part of the text. Kept: everything else, in reading order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.model import ParseError, Quelle
from ingest.pdflayout import Item, flow
from ingest.pdfpage import Printed, printed_lines
from ingest.pdftables import Table, has_rules, ruled_tables
from ingest.running import is_draft_margin, is_running_piece

_LARGEST = 150_000_000  # bytes; scanned annexes included, the Bundestag's own PDFs stay far below
_TAIL = 4096  # bytes at the end in which a whole PDF says "%%EOF"
_FEW = 25  # characters a page; fewer on most pages: the text is in pictures
_LETTERS = re.compile(r"[\W_]")  # what is left out of a comparison: blanks, hyphens, signs


def read_pdf(path: Path) -> Quelle:
    """Read a PDF; ParseError (German) for one that is damaged, locked or without text."""
    _check_file(path)
    with closing(_open(path)) as pdf:
        pages, ruled = _pages(path, pdf)
    tables = ruled_tables(path, ruled)
    items = [_with_tables(page, tables.get(n, [])) for n, page in enumerate(pages, 1)]
    zeilen = tuple(flow(_without_repeated_heads(items)))
    hinweise = _unread([n for n in ruled if n not in tables])
    return Quelle(path, "pdf", zeilen, vorabfassung=_is_draft(pages), hinweise=hinweise)


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


def _pages(path: Path, pdf: pdfium.PdfDocument) -> tuple[list[list[Printed]], list[int]]:
    """The printed lines of all pages, and the pages whose ruling lines suggest a table."""
    if len(pdf) == 0:
        raise ParseError(path.name, "Die PDF-Datei hat keine Seiten.")
    pages: list[list[Printed]] = []
    ruled: list[int] = []
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            pages.append(printed_lines(page, number))
            if has_rules(page):
                ruled.append(number)
            page.close()
        except pdfium.PdfiumError as error:
            raise ParseError(path.name, "Diese Seite der PDF-Datei ist beschädigt.", seite=number) from error
    _check_text(path, pages)
    return pages, ruled


def _check_text(path: Path, pages: Sequence[Sequence[Printed]]) -> None:
    empty = [n for n, page in enumerate(pages, 1) if _length(page) < _FEW]
    if 2 * len(empty) > len(pages):
        raise ParseError(
            path.name,
            "Die PDF-Datei enthält keinen Text, vermutlich ist sie eingescannt. Bitte eine Fassung mit Text laden.",
            seite=empty[0],
        )


def _is_draft(pages: Sequence[Sequence[Printed]]) -> bool:
    """Whether "Vorabfassung" is printed up the margin of page 1."""
    turned = "".join("".join(line.text.split()) for line in pages[0] if not line.upright)
    return "Vorabfassung" in turned


def _with_tables(page: Sequence[Printed], tables: Sequence[Table]) -> list[Item]:
    """The page's lines, those of a ruled table replaced by its rows; text up the margin left out.

    Nothing is lost: a table whose cells lack anything that its lines print stays lines.
    """
    upright = [line for line in page if line.upright]
    turned = [line for line in page if not line.upright and not is_draft_margin(line.text)]
    kept = upright if _length(turned) <= _length(upright) else [*upright, *turned]
    homes = [_home(line, tables) for line in kept]
    whole = {
        n for n, table in enumerate(tables) if _prints(table, [x for x, h in zip(kept, homes, strict=True) if h == n])
    }
    items: list[Item] = []
    placed: set[int] = set()
    for line, home in zip(kept, homes, strict=True):
        if home is None or home not in whole:
            items.append(Item(line))
        elif home not in placed:
            placed.add(home)
            items.extend(_rows(tables[home], line))
    return items


def _home(line: Printed, tables: Sequence[Table]) -> int | None:
    return next((n for n, table in enumerate(tables) if table.holds(line.links, line.grundlinie)), None)


def _prints(table: Table, lines: Sequence[Printed]) -> bool:
    """Whether the cells hold all that these lines print; turned or shifted pages can lead both libraries apart."""
    printed = Counter(_LETTERS.sub("", "".join(line.text for line in lines)))
    return bool(lines) and not printed - Counter("".join(cell for row in table.zellen for cell in row))


def _length(lines: Sequence[Printed]) -> int:
    return sum(len(line.text) for line in lines)


def _rows(table: Table, line: Printed) -> list[Item]:
    """The rows as items; all stand at the table's lower edge, so that nothing above it counts as a page's foot."""
    place = Printed(
        text="",
        seite=line.seite,
        groesse=line.groesse,
        links=table.links,
        rechts=table.rechts,
        grundlinie=table.unten,
        word=0.0,
    )
    rows = [row for row in table.zellen if any(row)]
    return [Item(place, row, tabellenanfang=n == 0) for n, row in enumerate(rows)]


def _without_repeated_heads(pages: Sequence[list[Item]]) -> list[list[Item]]:
    """A table that goes on over a page prints its head again: a row at the top that the last table began with.

    Such a row is taken out, and the row that it repeats is known to be a head.
    """
    kept: list[list[Item]] = []
    head: tuple[int, int] | None = None  # page and place of the row that the last table began with
    for number, page in enumerate(pages):
        top = next((n for n, item in enumerate(page) if not is_running_piece(item.text, item.printed.seite)), len(page))
        before = kept[head[0]][head[1]] if head else None
        repeated = before is not None and top < len(page) and page[top].zellen == before.zellen
        kept.append(page[:top] + page[top + 1 :] if repeated else list(page))
        if head and before and repeated:
            kept[head[0]][head[1]] = replace(before, tabellenkopf=True)
        begin = next((n for n in reversed(range(len(page))) if _begins_rows(page, n)), None)
        if begin is None:
            head = None
        elif not repeated or begin != top:  # else the last table is still the one from the page before
            head = number, begin - (1 if repeated and begin > top else 0)
    return kept


def _begins_rows(page: Sequence[Item], n: int) -> bool:
    """Whether rows begin at an item, one or more tables below each other."""
    return bool(page[n].zellen) and (n == 0 or not page[n - 1].zellen)
