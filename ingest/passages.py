"""Passages of a Drucksache: what is searched and quoted.

One ANTWORT Passage an answer with its prose (very long prose in several), TABELLE Passages for its tables,
VORBEMERKUNG Passages by speaker, ANLAGE Passages for annexes. Nothing is repeated and nothing is left out.

The stem of a lettered Frage stands among the `fragen` before it even where the stem has an answer of its own, since
letters alone often mean nothing ("In welchen Sprachen finden diese Formate statt?"); `nummern` says what is answered.

Their ids (`ingest.ids`) depend on the paper's text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.ids import Part, PassageId
from ingest.language.sentences import is_item
from ingest.model import (
    Antwort,
    Block,
    Blockart,
    Drucksache,
    Frage,
    Fragenummer,
    Passage,
    Passagenart,
    Seitenmarke,
    Sprecher,
    Vorbemerkung,
)
from ingest.spans import BlockSpan, Spanart, Spanne, TableSpan
from ingest.tablerows import is_row, table_rows

_SHORT_TABLE = 500  # characters up to which a table stays in the prose around it
_ANSWER = 12_000  # characters of prose that one Passage holds
_PREAMBLE = 2_500  # characters of a preamble that one Passage holds
_TABLE = 3_000  # characters of a table or annex that one Passage holds


Numbered = tuple[int, Block]
"""A Block with its place among those of its Antwort, of all Vorbemerkungen, or of all annexes, from 0."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text with its pages and Blocks, before it is given an id."""

    text: str
    marken: tuple[Seitenmarke, ...] = ()
    beschaedigt: bool = False
    bloecke: tuple[BlockSpan, ...] = ()


def passages(d: Drucksache) -> list[Passage]:
    """All Passages of a paper: preambles, then each answer's prose and its tables, then annexes, each as printed."""
    found = list(_vorbemerkungen(d))
    for antwort in d.antworten:
        found.extend(_antwort(d, antwort))
    found.extend(_anlagen(d))
    if not (d.vorabfassung or d.neu):
        return found
    return [replace(passage, vorabfassung=d.vorabfassung, neu=d.neu) for passage in found]


def fragen_of(d: Drucksache, nummern: Sequence[Fragenummer]) -> tuple[Frage, ...]:
    """The Fragen of these numbers as far as the paper has them, stems of lettered ones before them."""
    wanted: dict[Fragenummer, None] = {}
    for nummer in nummern:
        if nummer.teil:
            wanted.setdefault(Fragenummer(nummer.zahl))
        wanted.setdefault(nummer)
    return tuple(frage for n in wanted if (frage := d.frage(n)) is not None)


def _antwort(d: Drucksache, antwort: Antwort) -> Iterator[Passage]:
    prose, tables = _sorted(antwort.bloecke)
    rows = [piece for table in tables for piece in _pieces([table], _TABLE)]
    parts = (
        (Part.PROSE, Passagenart.ANTWORT, _pieces(prose, _ANSWER) or [_Piece("")]),
        (Part.TABLE, Passagenart.TABELLE, rows),
    )
    for part, art, pieces in parts:
        for number, piece in enumerate(pieces, start=1):
            kennung = PassageId.of_answer(d.nummer, antwort.nummern, part, number)
            yield _passage(d, kennung, art, antwort, piece)


def _sorted(bloecke: Iterable[Block]) -> tuple[list[Numbered], list[Numbered]]:
    """The Blocks as prose (with short tables) and tables."""
    prose: list[Numbered] = []
    tables: list[Numbered] = []
    for numbered in enumerate(bloecke):
        block = numbered[1]
        apart = block.art is Blockart.TABELLE and (len(block.text) > _SHORT_TABLE or block.beschaedigt)
        (tables if apart else prose).append(numbered)
    return prose, tables


def _passage(d: Drucksache, kennung: PassageId, art: Passagenart, antwort: Antwort, piece: _Piece) -> Passage:
    return Passage(
        id=str(kennung),
        drucksache=d.nummer,
        art=art,
        sprecher=Sprecher.BUNDESREGIERUNG,
        nummern=antwort.nummern,
        fragen=fragen_of(d, antwort.nummern),
        text=piece.text,
        status=antwort.status,
        marken=piece.marken,
        beschaedigt=piece.beschaedigt,
        bloecke=piece.bloecke,
        papierart=d.papierart,
        folgen=folgen_of(d, antwort.nummern),
    )


def folgen_of(d: Drucksache, nummern: Sequence[Fragenummer]) -> tuple[tuple[Fragenummer, Fragenummer], ...]:
    """The runs of these numbers among all that the paper answers; none where one of them is not known there."""
    place = {n: i for i, n in enumerate(sorted({n for a in d.antworten for n in a.nummern}))}
    wanted = sorted(set(nummern))
    if not place.keys() >= set(wanted):
        return ()
    starts = [n for i, n in enumerate(wanted) if not i or place[n] != place[wanted[i - 1]] + 1]
    ends = [n for i, n in enumerate(wanted) if i + 1 == len(wanted) or place[wanted[i + 1]] != place[n] + 1]
    return tuple(zip(starts, ends, strict=True))


def _vorbemerkungen(d: Drucksache) -> Iterator[Passage]:
    counts = dict.fromkeys(Sprecher, 0)
    before = 0  # Blocks of the Vorbemerkungen before this one
    for preamble in d.vorbemerkungen:
        part = Part.PREAMBLE if preamble.sprecher is Sprecher.BUNDESREGIERUNG else Part.ASKERS
        bloecke = _blocks_of(preamble)
        pieces = _pieces(enumerate(bloecke, before), _PREAMBLE)
        before += len(bloecke)
        for piece in pieces:
            counts[preamble.sprecher] += 1
            yield Passage(
                id=str(PassageId(d.nummer, "", part, counts[preamble.sprecher])),
                drucksache=d.nummer,
                art=Passagenart.VORBEMERKUNG,
                sprecher=preamble.sprecher,
                nummern=preamble.nummern,
                text=piece.text,
                marken=piece.marken,
                beschaedigt=piece.beschaedigt,
                bloecke=piece.bloecke,
            )


def _blocks_of(preamble: Vorbemerkung) -> tuple[Block, ...]:
    return preamble.bloecke or (Block(Blockart.TEXT, preamble.text, preamble.seiten),)


def _anlagen(d: Drucksache) -> Iterator[Passage]:
    count = 0
    annex = groupby(enumerate(d.anlagen), key=lambda numbered: (numbered[1].nummern, numbered[1].anlage))
    for (nummern, anlage), bloecke in annex:
        for piece in _pieces(bloecke, _TABLE):
            count += 1
            yield Passage(
                id=str(PassageId(d.nummer, "", Part.ANNEX, count)),
                drucksache=d.nummer,
                art=Passagenart.ANLAGE,
                sprecher=Sprecher.BUNDESREGIERUNG,
                nummern=nummern,
                fragen=fragen_of(d, nummern),
                text=piece.text,
                marken=piece.marken,
                beschaedigt=piece.beschaedigt,
                bloecke=piece.bloecke,
                folgen=folgen_of(d, nummern),
                anlage=anlage,
            )


def _pieces(bloecke: Iterable[Numbered], largest: int) -> list[_Piece]:
    """Blocks put together, a line break between them, into pieces of at most `largest` characters."""
    done: list[_Piece] = []
    current: list[_Piece] = []
    size = 0
    for small in (s for number, block in bloecke for s in _small(number, block, largest)):
        if current and size + 1 + len(small.text) > largest:
            done.append(_together(current))
            current, size = [], 0
        current.append(small)
        size += len(small.text) + (1 if size else 0)
    if current:
        done.append(_together(current))
    return done


def _together(pieces: Sequence[_Piece]) -> _Piece:
    marken: list[Seitenmarke] = []
    bloecke: list[BlockSpan] = []
    offset = 0
    for piece in pieces:
        bloecke.extend(block.moved(offset) for block in piece.bloecke)
        marken.extend(
            Seitenmarke(offset + m.start, m.seite) for m in piece.marken if not marken or marken[-1].seite != m.seite
        )
        offset += len(piece.text) + 1
    text = "\n".join(piece.text for piece in pieces)
    return _Piece(text, tuple(marken), any(p.beschaedigt for p in pieces), tuple(_led(text, bloecke)))


def _led(text: str, bloecke: Sequence[BlockSpan]) -> Iterator[BlockSpan]:
    """The Blocks, items of lists and tables with the paragraph that leads to them: the one before, up to its colon."""
    leads: int | None = None
    for i, block in enumerate(bloecke):
        if block.art in (Spanart.LISTENPUNKT, Spanart.TABELLE):
            yield replace(block, einleitung=leads)
        else:
            yield block
        if block.art is not Spanart.LISTENPUNKT:  # what leads to an item leads to those behind it
            leads = i if block.art is Spanart.TEXT and text[block.start : block.end].endswith(":") else None


def _small(number: int, block: Block, largest: int) -> Iterator[_Piece]:
    """A Block in pieces of at most `largest` characters, cut at line ends, else at blanks."""
    rows = table_rows(block)
    table = TableSpan(rows) if rows else None
    art = Spanart.LISTENPUNKT if block.art is Blockart.TEXT and is_item(block.text) else Spanart(block.art.value)
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start, largest)
        part = table.cut(Spanne(start, end)) if table else None
        span = BlockSpan(
            art=art,
            start=0,
            end=end - start,
            block=number,
            ab=start,
            tabelle=part,
            beschaedigt=block.beschaedigt,
        )
        yield _Piece(block.text[start:end], _marken(block, start, end), block.beschaedigt, (span,))
        start = end + 1 if block.text[end : end + 1].isspace() else end


def _cut(text: str, start: int, largest: int) -> int:
    if len(text) - start <= largest:
        return len(text)
    stop = start + largest
    whole = _behind_row(text, start + largest // 4, stop)
    if whole is not None:
        return whole
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + 1, stop)
        if found > start + largest // 4:
            return found + len(mark) - 1
    return stop


def _behind_row(text: str, first: int, stop: int) -> int | None:
    """Where the last row of figures ends between two offsets; a label broken over lines stays with its figures."""
    end = text.rfind("\n", first, stop)
    while end > first:
        line = text.rfind("\n", first, end)
        if is_row(text[line + 1 : end]) and line > 0:
            return end
        end = line
    return None


def _marken(block: Block, start: int, end: int) -> tuple[Seitenmarke, ...]:
    before = [m for m in block.marken if m.start <= start][-1:]
    inside = [m for m in block.marken if start < m.start < end]
    return tuple(Seitenmarke(max(0, m.start - start), m.seite) for m in [*before, *inside])
