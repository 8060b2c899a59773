"""Tables of figures in a Passage's text: their rows, each with its label, under a head.

Where the file keeps cells apart the rows are known (`ingest.spans`). Elsewhere they are guessed from the lines: rows of
figures, a line each or over several, under a head that may be repeated. A label broken over lines belongs to the
figures that end it ("Anzahl Fälle mit | Phänomen X | 743 208"). Where a page ends, many papers print the head again:
those lines are no row's label.

Whether a table is one of figures is told from its lines in both cases: a table of words is quoted as sentences are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.language.dates import YEAR
from ingest.language.sentences import Span
from ingest.spans import BlockSpan, Tabellenzeile, Zeilenart
from ingest.tablerows import ROW, is_row

HEAD_LINES = 8  # most lines of a head; flattened heads are broken often
HEAD = 320  # characters of a head
LABEL_LINES = 4  # most lines of a row's label

_ABOVE = (Zeilenart.UEBERSCHRIFT, Zeilenart.KOPF)
YEARS = 2  # from which on they are the heads of columns
_HEAD_YEAR = re.compile(rf"(?<![\d.,/])(?:\d\d?[./]){{0,2}}{YEAR}(?:\d\)|\*)?(?![\d/]|[.,]\d)")
_PROSE_END = re.compile(r"[.!?:;]\)?[“\"]?$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text, as offsets into it: its head, and its rows, each with the lines of its label.

    `head` is None where none is printed or it was cut off; there is at least one row.
    """

    head: Span | None
    rows: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From head to last row."""
        return (self.head or self.rows[0])[0], self.rows[-1][1]


def is_fragment(line: str) -> bool:
    """Whether a line is neither row nor sentence nor list item: the head of a table, a caption."""
    text = line.strip()
    return not is_row(text) and _PROSE_END.search(text) is None and re.match(r"[•▪·–—-]\s|.*,$", text) is None


def is_head_of_years(line: str) -> bool:
    """Whether a line of figures is the head of columns, one for each year ("Land 2022 2023 20241)")."""
    rest, years = _HEAD_YEAR.subn(" ", line)
    return years >= YEARS and len(line) <= ROW and re.search(r"\d{2}|\d[.,]\d", rest) is None


def is_time_alone(line: str) -> bool:
    """Whether a line is a year or a day and nothing else: what stands below it holds for that time."""
    return _HEAD_YEAR.fullmatch(line.strip()) is not None


def _is_time(line: str) -> bool:
    """Whether a line of figures says of when others are, and has none of its own."""
    return is_head_of_years(line) or is_time_alone(line)


def tables(text: str, bloecke: Iterable[BlockSpan] = ()) -> list[Table]:
    """The tables of a text, in order; no two of them overlap, and each begins and ends at words.

    `bloecke` are the Blocks that the text is made of, as far as they are known: their rows are taken as they are.
    """
    found: list[Table] = []
    at = 0
    for block in bloecke:
        if block.tabelle:
            found += _guessed(text, at, block.start)
            found += _known(text, block.tabelle.zeilen)
            at = block.end
    return found + _guessed(text, at, len(text))


def _known(text: str, zeilen: Sequence[Tabellenzeile]) -> Iterator[Table]:
    """The tables of figures among rows that are known."""
    starts = [n for n, zeile in enumerate(zeilen) if zeile.beginnt or n == 0]
    for start, stop in pairwise([*starts, len(zeilen)]):
        found = _of_rows(text, zeilen[start:stop])
        if found:
            yield found


def _of_rows(text: str, zeilen: Sequence[Tabellenzeile]) -> Table | None:
    """A table of rows, each with the label above it. None for a table of words."""
    rows: list[Span] = []
    label: list[Span] = []
    heads = [zeile.span for zeile in zeilen if zeile.art in _ABOVE]
    for zeile in zeilen:
        if not rows and zeile is not zeilen[-1] and is_head_of_years(_cut(text, zeile.span)):
            heads = [*dict.fromkeys((*heads, zeile.span))]
            continue
        if zeile.art is Zeilenart.GRUPPE:
            label.append(zeile.span)
        if zeile.art is Zeilenart.ZEILE:
            start = label[0] if 0 < len(label) <= LABEL_LINES else zeile.span
            rows.append((start[0], zeile.span.end))
            label = []
    if not any(zeile.art is Zeilenart.ZEILE and is_row(_cut(text, zeile.span)) for zeile in zeilen):
        return None
    return Table(_head(text, [*heads]), tuple(rows)) if rows else None


def _guessed(text: str, start: int, end: int) -> list[Table]:
    """The tables between two offsets of a text that was flattened to lines."""
    runs = (piece for run in _runs(text, start, end) for piece in _pieces(text, run))
    return [table for run in runs for table in [_table(text, run)] if table]


def _pieces(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """A run cut where another head of years follows rows, unless it is the first one printed again."""
    start, seen = 0, set[str]()
    body = False
    for n, line in enumerate(lines):
        words = _cut(text, line)
        if is_head_of_years(words):
            if body and words not in seen:
                yield lines[start:n]
                start, body = n, False
            seen.add(words)
        else:
            body = body or (is_row(words) and not _is_time(words))
    yield lines[start:]


def _runs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Lines that may be a table: rows and short lines that are no sentences, ending with a row."""
    run: list[Span] = []
    last = 0  # lines of the run up to its last row
    for line in _lines(text, start, end):
        words = _cut(text, line)
        short = 0 < len(words) <= ROW and not _PROSE_END.search(words)
        if is_row(words) and not _is_time(words):
            run.append(line)
            last = len(run)
        elif short and (not last or len(run) - last < HEAD_LINES):
            run.append(line)
        else:
            if last:
                yield run[:last]
            run, last = ([line] if short else []), 0
    if last:
        yield run[:last]


def _table(text: str, lines: list[Span]) -> Table | None:
    """A run of lines as a table."""
    bodies = (i for i, line in enumerate(lines) if is_row(_cut(text, line)) and not _is_time(_cut(text, line)))
    first = next(bodies, len(lines))
    first = max((i + 1 for i, line in enumerate(lines[:first]) if is_head_of_years(_cut(text, line))), default=first)
    head = _head(text, lines[:first])
    repeated = {_cut(text, line) for line in lines[:first]}
    rows: list[Span] = []
    label: list[Span] = []
    for line in lines[first:]:
        if _cut(text, line) in repeated:  # the head again, on a further page
            continue
        if not is_row(_cut(text, line)) or _is_time(_cut(text, line)):
            label.append(line)
            continue
        start = label[0] if 0 < len(label) <= LABEL_LINES else line
        rows.append(_strip(text, (start[0], line[1])))
        label = []
    return Table(head, tuple(rows)) if rows else None


def _head(text: str, above: list[Span]) -> Span | None:
    """The lines above the first row, nearest first, as many as a head has."""
    top = len(above)
    while top and len(above) - top < HEAD_LINES and above[-1][1] - above[top - 1][0] <= HEAD:
        top -= 1
    return _strip(text, (above[top][0], above[-1][1])) if top < len(above) else None


def _lines(text: str, start: int, end: int) -> list[Span]:
    ends = list(accumulate((len(line) for line in text[start:end].splitlines(keepends=True)), initial=start))
    return list(pairwise(ends))


def _cut(text: str, span: Span) -> str:
    return text[span[0] : span[1]].strip()


def _strip(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())
