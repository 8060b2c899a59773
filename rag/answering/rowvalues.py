"""What a row of a table is called, and its figures with the heads of their columns: as printed, and never guessed.

Where the file keeps cells apart, head and row have the same cells. Elsewhere only a head of times is trusted, and only
where it has a column for each figure, or the row has but one; or a total that the others prove.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.language.sentences import Span
from ingest.model import Passage
from ingest.spans import Tabellenzeile, Zeilenart
from rag.answering.units import Rows
from rag.text.flatrows import FIGURE, apart, label_of, parted
from rag.text.timecolumns import each_headed, lowest_times, times_above
from rag.text.times import times

_TOTAL = re.compile(r"\b(?:ins)?gesamt$|\bSumme$", re.IGNORECASE)  # the last word of a head
_LEFT = re.compile(r"\d|\b(?:Mio|Mrd|Tsd)\b")  # behind what was taken for a figure
LEAST_SUM = 3
"""Figures of a row from which on its last one may be proven to be the sum of the others."""


def values_of(
    passage: Passage, rows: Rows, row: Span, over: str = ""
) -> tuple[str | None, tuple[tuple[str | None, str], ...]]:
    """What a row is called, and its figures as printed, each with the head of its column.

    The head is None where it cannot be told. There are no figures where they cannot be told apart: without cells each
    must have a time above it, or be the only one; or the last one is the total, as the head says and the sum proves.
    `over`: the head where it was taken for the first row.
    """
    head = over or rows.head_text
    label, body = row_of(passage, row, head)
    if body is not None:
        said = [_words(passage, cell) for cell in body.zellen[1:]]
        return label, tuple((c, w) for c, w in zip(heads_of(rows, body), said, strict=True) if w)
    return label, tuple(_of_figures(parted(passage.text[slice(*row)])[1].lstrip("* "), head, label or ""))


def _of_figures(figures: str, head: str, label: str) -> Iterator[tuple[str | None, str]]:
    """The figures of a row without cells, each with its column; none where they cannot be told apart.

    What a figure leaves over is its scale or its end ("35,7 Mio. Euro", "66.267 179.586"): then none is read whole.
    """
    columns = lowest_times(head)
    found = apart(figures, len(columns))
    cut_off = _LEFT.search(FIGURE.sub(" ", figures)) is not None
    if columns and len(found) == len(columns):
        if cut_off and found != figures.split():
            return
        yield from zip((time.said for time in columns), found, strict=True)
        return
    whole, pieces, total = FIGURE.findall(figures), figures.split(), _TOTAL.search(head)
    if len(whole) == 1 and not cut_off and (not columns or times(label)):
        yield None, whole[0]
    elif total and not columns and _adds_up(pieces):
        yield total[0], pieces[-1]


def _adds_up(pieces: Sequence[str]) -> bool:
    """Whether the last of some whole numbers is the sum of the others."""
    if len(pieces) < LEAST_SUM or not all(piece.isdecimal() or piece in "–—-" for piece in pieces):
        return False
    numbers = [int(piece) if piece.isdecimal() else 0 for piece in pieces]
    return sum(numbers[:-1]) == numbers[-1]


def row_of(passage: Passage, row: Span, head: str) -> tuple[str | None, Tabellenzeile | None]:
    """What a row is called, with the labels of its group; and its cells, None where they are not known."""
    known = [zeile for zeile in _lines(passage) if row[0] <= zeile.span.start and zeile.span.end <= row[1]]
    body = next((zeile for zeile in known if zeile.art is Zeilenart.ZEILE), None)
    if body is None:
        text = passage.text[slice(*row)]
        columns = times_above(head, text)
        return label_of(text, len(columns) if columns and each_headed(columns, text) else 0), None
    groups = [_words(passage, zeile.span) for zeile in known if zeile.art is Zeilenart.GRUPPE]
    return _joined([*groups, _words(passage, body.zellen[0])]), body


def heads_of(rows: Rows, body: Tabellenzeile) -> list[str | None]:
    """What the columns of a row are called, but for the first, from rows of the head that have the same cells."""
    if rows.head is None:
        return [None] * (len(body.zellen) - 1)
    over, span = rows.head
    heads = [
        zeile
        for zeile in _lines(over)
        if span[0] <= zeile.span.start and zeile.span.end <= span[1] and len(zeile.zellen) == len(body.zellen)
    ]  # fmt: skip
    return [_joined([_words(over, zeile.zellen[n]) for zeile in heads]) for n in range(1, len(body.zellen))]


def _lines(passage: Passage) -> Iterator[Tabellenzeile]:
    for block in passage.bloecke:
        if block.tabelle:
            yield from block.tabelle.zeilen


def _words(passage: Passage, span: Span) -> str:
    return " ".join(passage.text[slice(*span)].split())


def _joined(words: Sequence[str]) -> str | None:
    """Labels one below the other as one; None where all are empty."""
    return " – ".join(word for word in words if word) or None
