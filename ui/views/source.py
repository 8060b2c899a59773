"""The source beside the chat as HTML: the official Frage, the government's answer with the cited parts marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from ingest.model import Blockart, Drucksache, Frage, Fragenummer, Passage, Passagenart, Sprecher
from rag import citation as cite
from rag.model import Citation
from ui.labels import STATUS
from ui.views.context import Shown, shown
from ui.views.markup import Piece, Span, pieces, render
from ui.views.reply import place_name

DAMAGED = "Tabelle in der Vorlage beschädigt, siehe PDF"
LONG_LINES = 40
"""A table or annex longer than this is folded unless it is what was cited."""

HEADS = 12
"""Rows at the top of a table among which its head is looked for."""

STYLES = {
    cite.Style.FUSSNOTE: "Fußnote",
    cite.Style.ANFRAGE: "Für eine Anfrage",
    cite.Style.PRESSE: "Presse",
    cite.Style.BIBTEX: "BibTeX",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What the panel shows: a Passage, the parts of its text to mark, and its paper, None where that has gone.

    `passages`: for each Frage of the paper the id of the Passage that holds its answer. `pdf`: the address of its page
    in our own viewer, None where there is none.
    `ueber`: the Passage whose reference led here; it is cited with this one. `spalte`: what the column of a table is
    called that is meant, "" for none.
    """

    passage: Passage
    marks: tuple[Span, ...] = ()
    paper: Drucksache | None = None
    passages: Mapping[Fragenummer, str] | None = None
    pdf: str | None = None
    ueber: Passage | None = None
    spalte: str = ""


class TableCell(NamedTuple):
    """A cell of a table; `is_number`: it holds a figure and stands to the right; `is_lit`: its column is meant."""

    text: str
    is_number: bool
    is_lit: bool = False


class TableRow(NamedTuple):
    """A row of a table; `is_lit`: a mark touches it."""

    cells: Sequence[TableCell]
    is_lit: bool


@dataclass(frozen=True, slots=True)
class PanelBlock:
    """A Block as the panel shows it: paragraphs cut at their marks, or a table by its rows, the first one its head.

    Foot notes and lines have one paragraph. `fold`: the title under which it is folded, "" where it is not.
    """

    kind: Literal["prose", "footnote", "lines", "table"]
    paragraphs: Sequence[Sequence[Piece]] = ()
    rows: Sequence[TableRow] = ()
    fold: str = ""
    is_open: bool = False


class Citing(NamedTuple):
    """How to cite the place: its short form, the four styles by name, the address of the PDF at the Bundestag."""

    label: str
    styles: Sequence[tuple[str, str]]
    address: str | None


class Neighbour(NamedTuple):
    """Another Frage of the paper, and the id of the Passage that answers it."""

    frage: Fragenummer
    passage: str


def source(item: Source) -> Markup:
    """The whole panel over a Passage; where its paper has gone or says something else now, the Passage stands alone."""
    passage, paper = item.passage, item.paper
    numbers = [frage.nummer for frage in paper.fragen] if paper else []
    own = [n for n, nummer in enumerate(numbers) if nummer in passage.nummern]
    return render(
        "source.html",
        passage=passage,
        paper=paper,
        ersetzt=passage.ersetzt,
        nummer=passage.drucksache,
        facts=facts(paper, passage) if paper else (),
        place=place_name(passage),
        title=_title(passage),
        askers=passage.sprecher is Sprecher.FRAGESTELLER,
        blocks=_blocks(item) or [_alone(item)],
        citing=_citing(item),
        pdf=item.pdf,
        placed=bool(own),
        before=_neighbour(item, numbers, own[0] - 1) if own else None,
        after=_neighbour(item, numbers, own[-1] + 1) if own else None,
        STATUS=STATUS,
        VORABFASSUNG=cite.VORABFASSUNG,
    )


def facts(paper: Drucksache, passage: Passage | None = None) -> list[tuple[str, str]]:
    """What is known of a paper, by name; of a Schriftliche Frage what holds for it alone."""
    number = passage.nummern[0] if passage and passage.nummern else None
    frage, antwort = (paper.frage(number), paper.antwort_auf(number)) if number else (None, None)
    day = (antwort.datum if antwort else None) or paper.datum
    facts = {
        "Datum": f"{day:%d.%m.%Y}" if day else None,
        "Ressort": (antwort.ressort if antwort else None) or paper.ressort,
        "Gefragt von": asker(frage) or ", ".join(paper.fraktionen),
        "Beantwortet von": antwort.unterzeichner if antwort else None,
        "Anfrage": f"BT-Drs. {paper.bezug}" if paper.bezug else None,
        "Wahlperiode": f"{paper.wahlperiode}." if paper.wahlperiode else None,
    }
    return [(name, value) for name, value in facts.items() if value]


def asker(frage: Frage | None) -> str:
    """Who asked a Schriftliche Frage, with the Fraktion; "" for all others."""
    if frage is None or not frage.fragesteller:
        return ""
    return frage.fragesteller + (f" ({frage.fraktion})" if frage.fraktion else "")


def _title(passage: Passage) -> str:
    """What the text below is, and whose."""
    if passage.art is Passagenart.VORBEMERKUNG:
        askers = passage.sprecher is Sprecher.FRAGESTELLER
        return "Vorbemerkung der Fragesteller" if askers else "Vorbemerkung der Bundesregierung"
    return "Anlage" if passage.art is Passagenart.ANLAGE else "Antwort der Bundesregierung"


def _alone(item: Source) -> PanelBlock:
    """The Passage's own text, where its paper cannot show it in context."""
    if item.passage.art in (Passagenart.TABELLE, Passagenart.ANLAGE):
        return PanelBlock("lines", [pieces(item.passage.text, item.marks)])
    return _prose(item.passage.text, item.marks)


def _blocks(item: Source) -> list[PanelBlock]:
    """The Antwort block by block; blocks that stand in the Passage get its marks."""
    return [panel_block(block, item.spalte) for block in shown(item.passage, item.paper, item.marks)]


def panel_block(block: Shown, spalte: str = "") -> PanelBlock:
    """A Block as the panel shows it; of the table that is cited the column `spalte` is lit."""
    if block.annex or block.art is Blockart.TABELLE:
        return _table(block, spalte if block.cited else "")
    if block.art is Blockart.FUSSNOTE:
        return PanelBlock("footnote", [pieces(block.text, block.marks)])
    return _prose(block.text, block.marks)


def _table(block: Shown, spalte: str) -> PanelBlock:
    """A table or annex by its cells, or line by line where it has none or they are damaged."""
    fold = _fold(block)
    if not block.zellen or block.beschaedigt:
        return PanelBlock("lines", [pieces(block.text, block.marks)], fold=fold, is_open=block.cited)
    width, meant = max(map(len, block.zellen)), _column(block.zellen, min(block.lit, default=0), spalte)
    rows = [
        TableRow(
            [TableCell(cell, _is_number(cell), k == meant) for k, cell in enumerate(_filled(cells, width))],
            n in block.lit,
        )
        for n, cells in enumerate(block.zellen)
    ]
    return PanelBlock("table", rows=rows, fold=fold, is_open=block.cited)


def _filled(cells: Sequence[str], width: int) -> Sequence[str]:
    return (*cells, *[""] * (width - len(cells)))


def _column(zellen: Sequence[Sequence[str]], row: int, name: str) -> int | None:
    """The one column that is called so by cells above a row, one below the other; None where none or several are."""
    wanted = " ".join(name.split())
    found = {k for k in range(1, len(zellen[row])) if wanted and wanted in _names(zellen[:row], k)}
    return found.pop() if len(found) == 1 else None


def _names(above: Sequence[Sequence[str]], column: int) -> Iterator[str]:
    """What a column may be called by some of the rows above it: rows between the first and the last one taken."""
    cells = [" ".join(row[column].split()) for row in above[:HEADS] if column < len(row)]
    for first in range(len(cells)):
        for stop in range(first + 1, len(cells) + 1):
            yield " – ".join(cell for cell in cells[first:stop] if cell)


def _fold(block: Shown) -> str:
    """The title under which a table or annex is folded; "" where it is shown at once."""
    if block.annex:
        return "Anlage"
    if block.beschaedigt:
        return DAMAGED
    lines = block.text.count("\n") + 1
    return f"Tabelle ({lines} Zeilen)" if lines > LONG_LINES + 1 and not block.cited else ""


def _is_number(cell: str) -> bool:
    bare = cell.strip().rstrip("%€ ").replace(" ", "").replace(".", "").replace(",", "").lstrip("-–+")
    return bare.isdigit() and len(cell) < 24


def _prose(text: str, spans: Sequence[Span]) -> PanelBlock:
    """Paragraphs, one for each line, with the marks."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(pieces(line, spans, offset=at))
        at += len(line) + 1
    return PanelBlock("prose", paragraphs)


def _citing(item: Source) -> Citing | None:
    if not item.passage.text:
        return None
    start, end = item.marks[0] if item.marks else (0, len(item.passage.text))
    return citing(Citation(item.passage, max(0, start), min(end, len(item.passage.text)), item.ueber), item.paper)


def citing(citation: Citation, paper: Drucksache | None) -> Citing:
    """How to cite a place, with what its paper says of itself."""
    styles = [(name, cite.styled(citation, style, paper)) for style, name in STYLES.items()]
    return Citing(cite.label(citation), styles, cite.url(citation))


def _neighbour(item: Source, numbers: Sequence[Fragenummer], at: int) -> Neighbour | None:
    """The Frage at a place of the paper, as printed; None where there is none or nothing answers it."""
    if not 0 <= at < len(numbers):
        return None
    key = (item.passages or {}).get(numbers[at])
    return None if key is None else Neighbour(numbers[at], key)
