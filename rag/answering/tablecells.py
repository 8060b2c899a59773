"""What a row of a table is called, and which column is meant: texts of the paper, or None where that cannot be told.

Where the file keeps cells apart, head and row have the same cells. Elsewhere only a head of times is trusted
("Land 2022 2023 2024"), and only where it has a column for each figure: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from ingest.language.sentences import Span
from ingest.model import Passage
from ingest.spans import Tabellenzeile, Zeilenart
from rag.answerability.binding import labelled
from rag.answering.units import Rows
from rag.parameters import PARAMETERS, Matching
from rag.query.analysis import Asked
from rag.query.named import Named
from rag.text.matching import coverage
from rag.text.stemming import stems
from rag.text.times import Time, times

_FIGURE = re.compile(
    r"(?<![\w.,])[–-]?\d[\d.,]*(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))*(?:\s?(?:%|€|Euro))?|(?<!\S)[–—-](?!\S)"
)
_CELL = re.compile(r"[–—\d.,-]+[%€*)]*|%|€|Euro|Prozent|(?:Mio|Mrd|Tsd)\.?")
_DOTS = re.compile(r"\s?\.{3,200}$")
_LETTER = re.compile(r"[^\W\d]")
_QUARTERS = re.compile(r"(?:Q[1-4]\s){1,12}Q[1-4]")
_NOTE = re.compile(r"\([^()]{1,60}\)")  # behind a year: "2025 (Stichtag 13.05.2025)"
_PIECE = re.compile(r"\S+")
_TOTAL = re.compile(r"\b(?:ins)?gesamt$|\bSumme$", re.IGNORECASE)  # the last word of a head
LEAST_SUM = 3
"""Figures of a row from which on its last one may be proven to be the sum of the others."""
_LEAST = 0.3  # how well a column's head must hold the question's words to be named


class Cell(NamedTuple):
    """The names of the row and of the column that are meant, each None where it cannot be told."""

    zeile: str | None = None
    spalte: str | None = None


def cell(
    asked: Asked, wanted: Named, passage: Passage, rows: Rows, row: Span, numbers: Matching = PARAMETERS.matching
) -> Cell:
    """What row and column of a table answer a question, the row being the one that was chosen.

    `wanted`: what the question names. The row is named only where the question holds words or a time of its label, and
    of no other label more.
    """
    label, body = _row(passage, row)
    if label is None or not _is_meant(asked, wanted, passage, rows, label, numbers):
        return Cell()
    if body is not None:
        return Cell(label, _of_cells(asked, wanted, rows, body, numbers))
    head = rows.head[0].text[slice(*rows.head[1])] if rows.head else ""
    return Cell(label, _of_times(wanted, head, passage.text[slice(*row)]))


def values_of(
    passage: Passage, rows: Rows, row: Span, over: str = ""
) -> tuple[str | None, tuple[tuple[str | None, str], ...]]:
    """What a row is called, and its figures as printed, each with the head of its column.

    The head is None where it cannot be told. There are no figures where they cannot be told apart: without cells each
    must have a time above it, or be the only one; or the last one is the total, as the head says and the sum proves.
    `over`: the head where it was taken for the first row.
    """
    label, body = _row(passage, row)
    if body is not None:
        columns = _heads(rows, body)
        said = [_words(passage, cell_) for cell_ in body.zellen[1:]]
        return label, tuple((c, w) for c, w in zip(columns, said, strict=True) if w)
    head = over or (rows.head[0].text[slice(*rows.head[1])] if rows.head else "")
    figures, columns_ = _parted(passage.text[slice(*row)])[1].lstrip("* "), _columns(head)
    pieces = _PIECE.findall(figures)
    if columns_ and len(pieces) != len(columns_):
        pieces = _FIGURE.findall(figures)
    if columns_ and len(pieces) == len(columns_):
        return label, tuple((time.said, piece) for time, piece in zip(columns_, pieces, strict=True))
    found = _FIGURE.findall(figures)
    if len(found) == 1 and (not columns_ or times(label or "")):
        return label, ((None, found[0]),)
    total = _TOTAL.search(head)
    return label, (((total[0], pieces[-1]),) if total and not columns_ and _adds_up(pieces) else ())


def _adds_up(pieces: Sequence[str]) -> bool:
    """Whether the last of some whole numbers is the sum of the others."""
    if len(pieces) < LEAST_SUM or not all(piece.isdecimal() or piece in "–—-" for piece in pieces):
        return False
    numbers = [int(piece) if piece.isdecimal() else 0 for piece in pieces]
    return sum(numbers[:-1]) == numbers[-1]


def _row(passage: Passage, row: Span) -> tuple[str | None, Tabellenzeile | None]:
    """What a row is called, with the labels of its group; and its cells, None where they are not known."""
    known = [zeile for zeile in _lines(passage) if row[0] <= zeile.span.start and zeile.span.end <= row[1]]
    body = next((zeile for zeile in known if zeile.art is Zeilenart.ZEILE), None)
    if body is None:
        return _label(passage.text[slice(*row)]), None
    groups = [_words(passage, zeile.span) for zeile in known if zeile.art is Zeilenart.GRUPPE]
    return _joined([*groups, _words(passage, body.zellen[0])]), body


def _is_meant(asked: Asked, wanted: Named, passage: Passage, rows: Rows, label: str, numbers: Matching) -> bool:
    """Whether a label is the one that the question holds best, of all rows of the table."""
    held = _held(asked, wanted, label, numbers)
    others = (_row(passage, other)[0] for other in rows.table.rows)
    return held > 0 and all(_held(asked, wanted, other, numbers) < held for other in others if other and other != label)


def _held(asked: Asked, wanted: Named, label: str, numbers: Matching) -> float:
    return coverage(asked.stems, stems(label), numbers) + labelled(wanted, label)


def _lines(passage: Passage) -> Iterator[Tabellenzeile]:
    for block in passage.bloecke:
        if block.tabelle:
            yield from block.tabelle.zeilen


def _of_cells(asked: Asked, wanted: Named, rows: Rows, body: Tabellenzeile, numbers: Matching) -> str | None:
    """The head of the column that the question asks for, from rows of the head that have the same cells."""
    columns = _heads(rows, body)
    if len(columns) == 1:
        return columns[0]
    return _meant(asked, wanted, columns, numbers) if rows.head else None


def _heads(rows: Rows, body: Tabellenzeile) -> list[str | None]:
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


def _meant(asked: Asked, wanted: Named, columns: Sequence[str | None], numbers: Matching) -> str | None:
    """The one column whose head names the time asked for, else the one that holds most of the words asked for."""
    dated = [c for c in columns if c and any(time.touches(times(c)) for time in wanted.times)]
    if len(dated) == 1:
        return dated[0]
    scores = [coverage(asked.stems, stems(c), numbers) if c else 0.0 for c in (dated or columns)]
    best = max(scores, default=0.0)
    return (dated or columns)[scores.index(best)] if best >= _LEAST and scores.count(best) == 1 else None


def _of_times(wanted: Named, head: str, row: str) -> str | None:
    """The time that heads the figure asked for, in a row without cells; None unless each has a time above it."""
    columns = _columns(head)
    if not columns or len(columns) != _count(row, len(columns)):
        return None
    meant = [time.said for time in columns if any(one.touches([time]) for one in wanted.times)]
    return meant[0] if len(meant) == 1 else columns[0].said if len(columns) == 1 else None


def _columns(head: str) -> tuple[Time, ...]:
    """The times of the lowest line of a head that has any; quarters under years are quarters of those."""
    lines = head.split("\n")
    for n in range(len(lines) - 1, -1, -1):
        years = times(_NOTE.sub(lambda note: " " * len(note[0]), lines[n]))
        if years and n + 1 < len(lines) and _QUARTERS.fullmatch(lines[n + 1].strip()):
            return _quarters(lines[n + 1].split(), years)
        if years:
            return years
    return ()


def _quarters(names: Sequence[str], years: Sequence[Time]) -> tuple[Time, ...]:
    """Quarters in order, each of its year; nothing where the years are more or fewer than their quarters tell."""
    of = list(accumulate((new <= old for old, new in pairwise(names)), initial=0))
    if of[-1] + 1 != len(years):
        return ()
    return tuple(times(f"{name} {years[n].said}")[0] for name, n in zip(names, of, strict=True))


def _count(row: str, wanted: int) -> int:
    """How many figures a row has; blanks inside of figures count as such where that gives the number wanted."""
    figures = _parted(row)[1]
    apart = len(_PIECE.findall(figures))
    return apart if apart == wanted else len(_FIGURE.findall(figures))


def _label(row: str) -> str | None:
    """The words before the figures of a row; a time where it begins with one and has no words."""
    return _parted(row)[0]


def _parted(row: str) -> tuple[str | None, str]:
    """A row's label and its figures."""
    pieces = row.split()
    end = len(pieces)
    while end and _CELL.fullmatch(pieces[end - 1]):
        end -= 1
    found = times(row)
    begins = found[0] if found and found[0].span[0] == 0 else None
    if begins and (end == len(pieces) or _LETTER.search(row, begins.span[1]) is None):
        return " ".join(begins.said.split()), row[begins.span[1] :]
    figures = " ".join(pieces[end:])
    if end == 0 or (begins is None and _FIGURE.match(pieces[0])):
        return None, figures  # what follows figures is not told apart from the next cell
    return _DOTS.sub("", " ".join(pieces[:end])) or None, figures


def _words(passage: Passage, span: Span) -> str:
    return " ".join(passage.text[slice(*span)].split())


def _joined(words: Sequence[str]) -> str | None:
    """Labels one below the other as one; None where all are empty."""
    return " – ".join(word for word in words if word) or None
