"""Word files (.docx): paragraphs and tables in their order, with the numbers that Word only counts and never writes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.errors import ParseError, whole
from ingest.model import Quelle, Zeile
from ingest.readers.word_numbering import Numbering, Xml

DOCUMENT = "word/document.xml"
_LARGEST = 100_000_000  # bytes that the parts of a file may have unpacked; a paper of 500 pages has 10 MB
_NOTES = "Die Fußnoten der Word-Datei stehen nicht im Text; bitte dort nachsehen."


def read_docx(path: Path) -> Quelle:
    """The lines of a Word file; a row of a table is one, its cells apart by tabs. ParseError if it is damaged."""
    import docx  # takes a tenth of a second, and few files need it

    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
            notes = any("footnote" in part.filename for part in parts.infolist())
        if size > _LARGEST:
            raise ParseError(path.name, f"Die Word-Datei ist entpackt {size // 1_000_000} MB groß; das ist zu viel.")
        document = docx.Document(str(path))
        body = document.element.body
        found = tuple(_lines(body, Numbering(document)))
    except (ParseError, MemoryError, RecursionError):
        raise
    except Exception as error:  # the libraries raise whatever a broken file leads them into
        raise ParseError(path.name, "Die Word-Datei ist beschädigt und lässt sich nicht lesen.") from error
    if not any(zeile.text.strip() for zeile in found):
        raise ParseError(path.name, "Die Word-Datei enthält keinen Text.")
    noted = notes and any(isinstance(e.tag, str) and e.tag.endswith("}footnoteReference") for e in body.iter())
    return Quelle(path, "docx", found, hinweise=(_NOTES,) if noted else ())


def _lines(body: Xml, numbering: Numbering) -> Iterator[Zeile]:
    """The lines of everything that stands in a body or a cell, in order."""
    for child in body:
        kind = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if kind == "p":
            yield from _paragraph(child, numbering)
        elif kind == "tbl":
            yield from _table(child, numbering)
        elif kind in ("sdt", "sdtContent", "ins"):  # frames around content: forms, tracked insertions
            yield from _lines(child, numbering)


def _paragraph(paragraph: Xml, numbering: Numbering) -> Iterator[Zeile]:
    text = whole(numbering.mark(paragraph) + "".join(_words(paragraph)))
    for line in text.replace("\t", " ").split("\n"):  # tabs keep the cells of tables apart
        yield Zeile(line, umbruch=False)  # Word's lines are paragraphs


def _words(element: Xml) -> Iterator[str]:
    """The text of an element; what a tracked change deleted is none."""
    for child in element:
        kind = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if kind == "t":
            yield child.text or ""
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind == "tab":
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText", "Fallback"):
            yield from _words(child)


def _table(table: Xml, numbering: Numbering) -> Iterator[Zeile]:
    """A table of one column only frames text; any other is rows of cells."""
    rows = [list(row.tc_lst) for row in table.tr_lst]
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            for cell in row:
                yield from _lines(cell, numbering)
        return
    for row in rows:
        cells = tuple(_cells(row, numbering))
        yield Zeile("\t".join(cells), zellen=cells)


def _cells(row: Iterable[Xml], numbering: Numbering) -> Iterator[str]:
    """The cells' texts; a cell that spans columns leaves those after it empty, one that goes on from above is empty."""
    for cell in row:
        lines = () if cell.vMerge == "continue" else _lines(cell, numbering)
        yield " ".join(" ".join(zeile.text.split()) for zeile in lines if zeile.text.strip())
        yield from [""] * min(cell.grid_span - 1, 100)
