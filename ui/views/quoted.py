"""A quote as what it is made of: paragraphs, and tables by their rows and cells where the file keeps these apart. Pure.

No word is added and none left out; only the line breaks between cells and rows become cells and rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.model import Passagenart
from ingest.spans import BlockSpan, Spanne, Zeilenart
from rag.model import Citation, Statement

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedText:
    """Words that stand together, with the places that they are proven by."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class QuotedTable:
    """Rows of one table of a paper: what it is headed by, the rows of its head, those quoted; the places of all."""

    titles: tuple[str, ...]
    heads: tuple[Cells, ...]
    rows: tuple[Cells, ...]
    citations: tuple[Citation, ...]
    key: tuple[object, ...]

    def joined(self, other: QuotedTable) -> QuotedTable:
        """Both, where head and row of one table were quoted apart."""
        return replace(
            self,
            titles=self.titles + other.titles,
            heads=self.heads + other.heads,
            rows=self.rows + other.rows,
            citations=self.citations + other.citations,
        )

    def continues(self, before: QuotedText | QuotedTable | None) -> bool:
        """Whether it is of the table that was quoted just before; behind rows no head of it comes again."""
        return (
            isinstance(before, QuotedTable)
            and before.key == self.key
            and not (before.rows and (self.heads or self.titles))
        )


Quoted = QuotedText | QuotedTable


def quoted(statements: Iterable[Statement]) -> list[Quoted]:
    """The statements of a reply, tables put together where their head and rows were quoted one after the other."""
    found: list[Quoted] = []
    for statement in statements:
        for piece in _pieces(statement):
            before = found[-1] if found else None
            if isinstance(piece, QuotedTable) and isinstance(before, QuotedTable) and piece.continues(before):
                found[-1] = before.joined(piece)
            else:
                found.append(piece)
    return found


def _pieces(statement: Statement) -> Iterator[Quoted]:
    """A statement as written where it is no quote; else Block by Block."""
    one = statement.citations[0] if len(statement.citations) == 1 else None
    if one is None or one.zitat != statement.text:
        yield QuotedText(statement.text, statement.citations)
        return
    at, text = one.start, one.passage.text
    for block in one.passage.bloecke:
        tables = list(_tables(one, block))
        if not tables:
            continue
        if text[at : block.start].strip():
            yield QuotedText(text[at : block.start].strip(), (one,))
        yield from tables
        at = block.end
    if text[at : one.end].strip():
        yield QuotedText(text[at : one.end].strip(), (one,))


def _tables(citation: Citation, block: BlockSpan) -> Iterator[QuotedTable]:
    """What a quote holds of the tables of a Block; nothing where it holds none of it, or the cells are not known."""
    start, end = max(citation.start, block.start), min(citation.end, block.end)
    if block.tabelle is None or block.beschaedigt or start >= end:
        return
    text, passage = citation.passage.text[start:end], citation.passage
    cut = block.tabelle.cut(Spanne(start, end))
    key = (passage.drucksache, passage.nummern, passage.art is Passagenart.ANLAGE, passage.ersetzt, block.block)
    table = empty = QuotedTable((), (), (), (citation,), key)
    for zeile in cut.zeilen if cut else ():
        if table.rows and zeile.art in (Zeilenart.UEBERSCHRIFT, Zeilenart.KOPF):  # another one begins below
            yield table
            table = empty
        table = _with(table, zeile.art, tuple(text[a:b] for a, b in zeile.zellen))
    if table != empty:
        yield table


def _with(table: QuotedTable, art: Zeilenart, cells: Cells) -> QuotedTable:
    """A table with one row more; what stands above its head is its title."""
    if art is Zeilenart.UEBERSCHRIFT and not table.heads:
        return replace(table, titles=(*table.titles, " ".join(cells)))
    if art is Zeilenart.KOPF:
        return replace(table, heads=(*table.heads, cells))
    return replace(table, rows=(*table.rows, cells))
