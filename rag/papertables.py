"""All tables of a paper, row by row, each cell as printed and, where that leaves no doubt, as a number.

Cells are those that the file keeps apart. Of text that was flattened to lines a row is cut into cells only where the
head tells how many columns there are and the row fills them in one way; every other line stays a line. Nothing is
guessed, and nothing that stands in a table is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.language.sentences import Span
from ingest.model import Block, Blockart, Drucksache, Fragenummer, Papierart, Sprecher
from ingest.spans import Tabellenzeile, Zeilenart
from ingest.tablerows import each_table, table_rows
from rag import citation as cite
from rag.text import flatcells
from rag.text.cellvalues import Value as Value
from rag.text.cellvalues import typed
from rag.text.tables import Table, tables


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells as printed, the value of each that is a number, the PDF page it begins on, from 1.

    `art`: what it is, as far as that is told. `line`: its cells cannot be told apart, it is a line of text.
    """

    cells: tuple[str, ...]
    art: Zeilenart | None = None
    seite: int | None = None
    line: bool = False
    values: tuple[Value | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of a paper. `nummern`: the Fragen it belongs to, `stelle`: where it stands ("Antwort zu Frage 2").

    `askers`: it is the askers' word, not the government's. `beschaedigt`: the source garbles it.
    """

    stelle: str
    nummern: tuple[Fragenummer, ...]
    rows: tuple[Row, ...]
    askers: bool = False
    beschaedigt: bool = False


def paper_tables(paper: Drucksache, frage: Fragenummer | None = None) -> list[PaperTable]:
    """The tables of a paper in the order printed; of one `frage` those of its answer and of the annexes to it.

    A stem ("2" of "2a") has those of its letters too.
    """
    found = [
        PaperTable(place, nummern, rows, askers, damaged)
        for place, nummern, askers, bloecke in _parts(paper)
        for damaged, rows in _tables(bloecke)
    ]
    return [one for one in found if frage is None or any(_is_of(number, frage) for number in one.nummern)]


def _is_of(number: Fragenummer, asked: Fragenummer) -> bool:
    return number == asked or (not asked.teil and number.zahl == asked.zahl)


def _parts(paper: Drucksache) -> Iterator[tuple[str, tuple[Fragenummer, ...], bool, Sequence[Block]]]:
    """Where tables may stand: the place in words, its Fragen, whether the askers speak, the Blocks."""
    for vor in paper.vorbemerkungen:
        askers = vor.sprecher is Sprecher.FRAGESTELLER
        of = f" zu {cite.fragen(vor.nummern)}" if vor.nummern else ""
        yield f"Vorbemerkung {'der Fragesteller' if askers else 'der Bundesregierung'}{of}", (), askers, vor.bloecke
    written = paper.papierart is Papierart.SCHRIFTLICHE_FRAGEN
    for antwort in paper.antworten:
        named = cite.fragen(antwort.nummern) if antwort.nummern else ""
        place = (
            f"Schriftliche {named.removeprefix('den ')}" if written else f"Antwort zu {named}" if named else "Antwort"
        )
        yield place, antwort.nummern, False, antwort.bloecke
    for (nummern, anlage), some in groupby(paper.anlagen, key=lambda block: (block.nummern, block.anlage)):
        of = f" zur Antwort zu {cite.fragen(nummern)}" if nummern else ""
        yield f"{anlage or 'Anlage'}{of}", nummern, False, list(some)


def _tables(bloecke: Sequence[Block]) -> Iterator[tuple[bool, tuple[Row, ...]]]:
    """The rows of each table, and whether the source garbles it."""
    for known, some in groupby(bloecke, key=lambda block: bool(table_rows(block)) and not block.beschaedigt):
        run = list(some)
        for damaged, rows in ((False, r) for block in run for r in _of_cells(block)) if known else _of_lines(run):
            values = typed([() if row.line or row.art in _HEADS else row.cells for row in rows])
            yield (
                damaged,
                tuple(
                    Row(row.cells, row.art, row.seite, row.line, tuple(found))
                    for row, found in zip(rows, values, strict=True)
                ),
            )


_HEADS = (Zeilenart.UEBERSCHRIFT, Zeilenart.KOPF)


def _of_cells(block: Block) -> Iterator[list[Row]]:
    """The tables of a Block whose file keeps the cells apart."""
    for zeilen in each_table(table_rows(block)):
        yield [_known(block, zeile) for zeile in zeilen]


def _known(block: Block, zeile: Tabellenzeile) -> Row:
    cells = tuple(block.text[start:end] for start, end in zeile.zellen)
    return Row(cells, zeile.art, _page(block, zeile.span.start))


def _page(block: Block, at: int) -> int | None:
    """The page on which a character of a Block stands."""
    before = [mark.seite for mark in block.marken if mark.start <= at]
    return before[-1] if before else block.marken[0].seite if block.marken else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of Blocks that follow one another: its place in their text, the Block, the page."""

    start: int
    end: int
    block: Block
    seite: int | None


def _of_lines(bloecke: Sequence[Block]) -> Iterator[tuple[bool, list[Row]]]:
    """The tables of Blocks without cells: those that were read as tables, and rows of figures elsewhere."""
    text = "\n".join(block.text for block in bloecke)
    found = tables(text)
    starts = sorted(table.span[0] for table in found if not table.apart)
    run: list[_Line] = []
    for line in [*_lines(bloecke), None]:
        inside = line is not None and (
            line.block.art is Blockart.TABELLE or bool(_touched(found, line.start, line.end))
        )
        begins = line is not None and _within(starts, line) is not None
        damaged = run[-1].block.beschaedigt if run else False
        if run and (line is None or not inside or begins or line.block.beschaedigt != damaged):
            shown = _touched(found, run[0].start, run[-1].end)
            if len(run) > 1 or shown or damaged:  # a single line without a row is no table
                yield damaged, [*_flat(text, run, () if damaged else shown)]
            run = []
        if line is not None and inside:
            run.append(line)


def _touched(found: Sequence[Table], start: int, end: int) -> Sequence[Table]:
    """Those of the tables, which are in order, that have a character of text[start:end]."""
    first = bisect_right(found, start, key=lambda table: table.span[1])
    return found[first : bisect_left(found, end, key=lambda table: table.span[0])]


def _within(places: Sequence[int], line: _Line) -> int | None:
    """The first of these places, which are in order, that a line has; None for none."""
    at = bisect_left(places, line.start)
    return places[at] if at < len(places) and places[at] < line.end else None


def _lines(bloecke: Sequence[Block]) -> Iterator[_Line]:
    at = 0
    for block in bloecke:
        within = 0
        for words in block.text.split("\n"):
            if words.strip():
                yield _Line(at + within, at + within + len(words), block, _page(block, within))
            within += len(words) + 1
        at += within


def _flat(text: str, lines: Sequence[_Line], found: Sequence[Table]) -> Iterator[Row]:
    """The lines of a table in order: rows that can be cut into cells as such, all others as they stand."""
    cells, names, done = dict[int, tuple[int, tuple[str, ...]]](), dict[int, tuple[str, ...]](), 0
    for table in found:
        heads = flatcells.heads(text[slice(*table.head)]) if table.head else ()
        rows = [_labelled(text, row) for row in table.rows]
        told = flatcells.told([text[slice(*row)] for row in rows], len(heads) - 1) if heads else []
        cells |= {row[0]: (row[1], cut) for row, cut in zip(rows, told, strict=False) if cut}
        if table.head and any(told):
            names[table.head[1] - 1] = heads
    firsts, ends = sorted(cells), sorted(names)
    for line in lines:
        first, head = _within(firsts, line), _within(ends, line)
        if first is not None:
            done, cut = cells[first]
            yield Row(cut, Zeilenart.ZEILE, line.seite)
        elif head is not None:
            yield Row(names[head], Zeilenart.KOPF, line.seite)
        elif line.start >= done:
            yield Row((" ".join(text[line.start : line.end].split()),), None, line.seite, line=True)


def _labelled(text: str, row: Span) -> Span:
    """The last line of a row that has words beside its figures: what stands above it may be the head's."""
    start = text.rfind("\n", *row) + 1
    return (start, row[1]) if any(sign.isalpha() for sign in text[start : row[1]]) and start else row
