"""The text around a Passage, Block by Block, with what is to be marked in it: what the panel of a source shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Antwort, Block, Blockart, Drucksache, Passage, Passagenart
from ingest.spans import BlockSpan, Spanart, cells, row_span
from ui.views.markup import Span

_ARTEN = {Spanart.LISTENPUNKT: Blockart.TEXT}  # an item of a list is set as any other paragraph


@dataclass(frozen=True, slots=True)
class Shown:
    """A Block or a piece of one; `marks` count in its text, `lit` are the rows of `zellen` that a mark touches.

    `annex`: it stands in an annex of the paper.
    """

    art: Blockart
    text: str
    marks: tuple[Span, ...] = ()
    zellen: tuple[tuple[str, ...], ...] = ()
    lit: frozenset[int] = frozenset()
    beschaedigt: bool = False
    annex: bool = False

    @property
    def cited(self) -> bool:
        """Whether a mark falls in it."""
        return any(start < len(self.text) and end > 0 for start, end in self.marks)


def shown(passage: Passage, paper: Drucksache | None, marks: Sequence[Span]) -> list[Shown]:
    """The whole Antwort that a Passage is cut from, else the Passage's own Blocks; `marks` count in its text.

    Empty where the text itself shows as much: of a preamble, of a piece of one Block.
    """
    whole = _antwort(passage, paper)
    if whole:
        stands = {span.block: span for span in passage.bloecke}
        return [_block(block, stands.get(number), marks) for number, block in enumerate(whole)]
    several = passage.art is Passagenart.ANLAGE and len(passage.bloecke) > 1
    if several or any(span.tabelle for span in passage.bloecke):
        return [_piece(passage, span, marks) for span in passage.bloecke]
    return []


def whole(antwort: Antwort) -> list[Shown]:
    """All Blocks of an Antwort, nothing marked."""
    return [_block(block, None, ()) for block in antwort.bloecke]


def _antwort(passage: Passage, paper: Drucksache | None) -> Sequence[Block]:
    """The Blocks of the Antwort; none where the Passage holds no whole one, or the paper says something else now."""
    if paper is None or not passage.nummern or passage.art not in (Passagenart.ANTWORT, Passagenart.TABELLE):
        return ()
    antwort = paper.antwort_auf(passage.nummern[0])
    blocks = antwort.bloecke if antwort else ()
    same = all(
        span.block < len(blocks) and blocks[span.block].text.startswith(passage.text[span.start : span.end], span.ab)
        for span in passage.bloecke
    )
    whole = any(span.end - span.start == len(blocks[span.block].text) for span in passage.bloecke) if same else False
    return blocks if whole else ()


def _block(block: Block, span: BlockSpan | None, marks: Sequence[Span]) -> Shown:
    """A Block of the Antwort; `span`: where it, or a piece of it, stands in the Passage."""
    own = () if span is None else _counted(marks, span.ab - span.start, span)
    rows = map(row_span, cells(block.text, block.zellen))
    return Shown(block.art, block.text, own, block.zellen, _touched(rows, own), block.beschaedigt)


def _piece(passage: Passage, span: BlockSpan, marks: Sequence[Span]) -> Shown:
    """A Block, or a piece of one, as it stands in the Passage."""
    text, rows = passage.text, span.tabelle.zeilen if span.tabelle else ()
    return Shown(
        _ARTEN.get(span.art) or Blockart(span.art.value),
        text[span.start : span.end],
        _counted(marks, -span.start, span),
        tuple(tuple(text[start:end] for start, end in row.zellen) for row in rows),
        _touched((row.span for row in rows), marks),
        span.beschaedigt,
        passage.art is Passagenart.ANLAGE,
    )


def _counted(marks: Iterable[Span], by: int, span: BlockSpan) -> tuple[Span, ...]:
    """The marks that fall in a Block, counted from elsewhere."""
    inside = ((max(start, span.start), min(end, span.end)) for start, end in marks)
    return tuple((start + by, end + by) for start, end in inside if start < end)


def _touched(rows: Iterable[Span], marks: Sequence[Span]) -> frozenset[int]:
    return frozenset(n for n, (a, b) in enumerate(rows) if any(start < b and end > a for start, end in marks))
