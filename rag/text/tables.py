"""Tables of figures in a Passage's text: their rows, each with its label, under a head.

Where the file keeps cells apart the rows are known (`ingest.spans`). Elsewhere they are guessed from the lines: rows of
figures, a line each or over several, under a head that may be repeated. A label broken over lines belongs to the
figures that end it ("Anzahl Fälle mit | Phänomen X | 743 208"); where rows begin with a time, what stands below it
belongs to them. Where a page ends, many papers print the head again: those lines are no row's label. Where labels come
again, another group begins, and the words above it hold for its rows ("2023 | Bayern 5 | 2024 | Bayern 7").

Whether a table is one of figures is told from its lines in both cases: a table of words is quoted as sentences are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.language.sentences import Span
from ingest.spans import BlockSpan, Tabellenzeile, Zeilenart
from ingest.tablerows import ROW, each_table, is_row
from rag.text.tableheads import HEAD_LINES, cut, head_of, strip, under_times
from rag.text.tablelines import (
    MORE_LINES,
    Zeilensorte,
    begins_row,
    has_letters,
    is_figures,
    is_head_of_numbers,
    is_head_of_years,
    is_keyed,
    is_time_alone,
    label,
    sorted_lines,
    spans_time,
    starts_row,
)

BELOW = 2  # lines below the last row among which the day stands that all rows hold for
LABEL_LINES = 4  # most lines of a row's label

_ABOVE = (Zeilenart.UEBERSCHRIFT, Zeilenart.KOPF)
_PAGE = Zeilensorte.PAGE
_PROSE_END = re.compile(r"(?:(?<![\s.][^\W\d_])\.|[!?;]|(?<!\bStand):)\)?[“\"]?$")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text, as offsets into it: its head, and its rows, each with the lines of its label.

    `head` is None where none is printed or it was cut off; there is at least one row. `group`: what stands above these
    rows besides, where the same rows come again for others. `apart`: the head stands farther up, above another group.
    `below`: the day that all rows hold for, where none stands above them and it is printed below.
    """

    head: Span | None
    rows: tuple[Span, ...]
    group: Span | None = None
    apart: bool = False
    below: Span | None = None

    @property
    def span(self) -> Span:
        """From head to last row; from the group where the head stands apart."""
        above = self.group if self.apart else self.head or self.group
        return (above or self.rows[0])[0], self.rows[-1][1]


def is_fragment(line: str) -> bool:
    """Whether a line is neither row nor sentence nor list item: the head of a table, a caption."""
    text = line.strip()
    return not is_row(text) and _PROSE_END.search(text) is None and re.match(r"[•▪·–—-]\s|.*,$", text) is None


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
    yield from filter(None, (_of_rows(text, some) for some in each_table(zeilen)))


def _of_rows(text: str, zeilen: Sequence[Tabellenzeile]) -> Table | None:
    """A table of rows, each with the label above it. None for a table of words."""
    rows: list[Span] = []
    label: list[Span] = []
    heads = [zeile.span for zeile in zeilen if zeile.art in _ABOVE]
    for zeile in zeilen:
        if not rows and zeile is not zeilen[-1] and is_head_of_years(cut(text, zeile.span)):
            heads = [*dict.fromkeys((*heads, zeile.span))]
            continue
        if zeile.art is Zeilenart.GRUPPE:
            label.append(zeile.span)
        if zeile.art is Zeilenart.ZEILE:
            start = label[0] if 0 < len(label) <= LABEL_LINES else zeile.span
            rows.append((start[0], zeile.span.end))
            label = []
    if not any(zeile.art is Zeilenart.ZEILE and is_row(cut(text, zeile.span)) for zeile in zeilen):
        return None
    return Table(head_of(text, [*heads]), tuple(rows)) if rows else None


def _guessed(text: str, start: int, end: int) -> list[Table]:
    """The tables between two offsets of a text that was flattened to lines."""
    return [table for run in _runs(text, start, end) for table in _of_run(_Run.of(text, run))]


def _runs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Lines that may be tables: rows and short lines that are no sentences, with a row among them."""
    run: list[Span] = []
    last = 0  # lines of the run up to its last row
    for line in _lines(text, start, end):
        words = cut(text, line)
        short = 0 < len(words) <= ROW and not _PROSE_END.search(words)
        if is_figures(words) or (short and begins_row(words)):
            run.append(line)
            last = len(run)
        elif short and (not last or len(run) - last < HEAD_LINES):
            run.append(line)
        else:
            if last:
                yield run
            run, last = ([line] if short else []), 0
    if last:
        yield run


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that follow one another: where they stand, their words, and what each is."""

    text: str
    spans: Sequence[Span]
    words: Sequence[str]
    sorten: Sequence[Zeilensorte]

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> _Run:
        words = [cut(text, span) for span in spans]
        return cls(text, spans, words, sorted_lines(words))

    def part(self, start: int, stop: int) -> _Run:
        return _Run(self.text, self.spans[start:stop], self.words[start:stop], self.sorten[start:stop])

    def span(self, start: int, stop: int) -> Span:
        return strip(self.text, (self.spans[start][0], self.spans[stop][1]))


def _of_run(run: _Run) -> Iterator[Table]:
    """The tables of a run, one below the other."""
    if is_keyed(run.words, run.sorten):
        yield from _of_keys(run)
        return
    starts = [*_starts(run), (len(run.words), False)]
    base: list[Span] = []  # the lines of the last head that is whole
    for n, ((start, again), (stop, _)) in enumerate(pairwise(starts)):
        part = run.part(start, stop)
        body = _body(part)
        rows = tuple(_rows(part, body))
        above = [span for span, sorte in zip(part.spans[:body], part.sorten, strict=False) if sorte is not _PAGE]
        if not rows:
            continue
        printed = {cut(run.text, span) for span in base}
        if again and 0 < len(above) < len(base) and not any(cut(run.text, span) in printed for span in above):
            columns = head_of(run.text, base[: -len(above)])
            yield Table(columns, rows, head_of(run.text, above), apart=True)
            continue
        base = above
        least, below = under_times(run.text, above), None if n + 2 < len(starts) else _day_below(part)
        group = _group(run, starts, n + 1, len(above))
        if group:
            yield Table(head_of(run.text, above[:-group]), rows, head_of(run.text, above[-group:]))
        else:
            yield Table(head_of(run.text, above, least), rows, below=None if least else below)


def _day_below(part: _Run) -> Span | None:
    """A day that stands alone right below the last row of a table."""
    last = max(n for n, sorte in enumerate(part.sorten) if sorte in (Zeilensorte.ROW, Zeilensorte.MORE))
    days = (n for n in range(last + 1, min(last + 1 + BELOW, len(part.words))) if is_time_alone(part.words[n]))
    return next((part.span(n, n) for n in days), None)


def _group(run: _Run, starts: Sequence[tuple[int, bool]], n: int, lines: int) -> int:
    """How many lines above a part are its group's and not the table's: as many as the next group has of its own."""
    if n + 1 >= len(starts) or not starts[n][1]:
        return 0
    part = run.part(starts[n][0], starts[n + 1][0])
    own = sum(sorte is not _PAGE for sorte in part.sorten[: _body(part)])
    head = run.part(starts[n - 1][0], starts[n][0])
    seen = set(head.words[: _body(head)])
    return own if own < lines and not seen & set(part.words[: _body(part)]) else 0


def _starts(run: _Run) -> Iterator[tuple[int, bool]]:
    """Where tables begin in a run, and whether one is only another group of the same rows.

    Another head begins another table, unless it is the first one printed again; so do words above a label that was
    there before.
    """
    yield 0, False
    last: int | None = None
    labels, heads = set[str](), set[str]()
    for n, (words, sorte) in enumerate(zip(run.words, run.sorten, strict=True)):
        between = range(n if last is None else last + 1, n)
        new = [m for m in between if run.words[m] not in heads and run.sorten[m] is not _PAGE]
        if sorte in (Zeilensorte.ROW, Zeilensorte.MORE):
            name = label(words) if sorte is Zeilensorte.ROW else ""
            if name and name in labels and new:
                yield between.start, True
                labels = set()
                heads.update(run.words[between.start : n])
            labels.add(name)
            last = n
        elif last is None:
            heads.add(words)
        elif sorte is Zeilensorte.HEAD and (new or words not in heads):
            yield between.start, False
            heads.update(run.words[between.start : n + 1])
            last, labels = None, set()


def _body(part: _Run) -> int:
    """With which line the rows of a table begin, those of the first label included."""
    first = next((n for n, sorte in enumerate(part.sorten) if sorte is Zeilensorte.ROW), len(part.words))
    heads = [n for n, sorte in enumerate(part.sorten[:first]) if sorte is Zeilensorte.HEAD]
    if first == len(part.words):
        return first
    if heads:
        numbered = is_head_of_numbers(part.words[heads[-1]]) and has_letters(part.words[first])
        return first if numbered or first - heads[-1] - 1 > LABEL_LINES else heads[-1] + 1
    if spans_time(part.words, first - 1):
        return first - 2
    return first - 1 if first > 1 and not has_letters(part.words[first]) and not label(part.words[first]) else first


def _rows(part: _Run, body: int) -> Iterator[Span]:
    """The rows of a table, each with the lines of its label."""
    above = set(part.words[:body])
    begun: list[int] = []  # the lines of a label
    row: tuple[int, int] | None = None
    for n, sorte in enumerate(part.sorten[body:], body):
        if sorte is Zeilensorte.MORE and row:
            row = row[0], n
        elif sorte is Zeilensorte.ROW:
            if row:
                yield part.span(*row)
            row, begun = (begun[0] if 0 < len(begun) <= LABEL_LINES else n, n), []
        elif sorte is Zeilensorte.WORDS and part.words[n] not in above:
            begun.append(n)
    if row:
        yield part.span(*row)


def _of_keys(run: _Run) -> Iterator[Table]:
    """The table of a run whose rows begin with a time, whatever lines they have."""
    first = next(n for n in range(len(run.words)) if starts_row(run.words, n))
    above = set(run.words[:first])
    rows: list[tuple[int, int]] = []
    for n in range(first, len(run.words)):
        own = run.sorten[n] is Zeilensorte.ROW and has_letters(run.words[n])
        if starts_row(run.words, n) or own:
            rows.append((n, n))
        elif run.sorten[n] is not _PAGE and run.words[n] not in above and n - rows[-1][0] <= MORE_LINES:
            rows[-1] = rows[-1][0], n
    longest = max((stop - start for start, stop in rows[:-1]), default=0)
    rows[-1] = rows[-1][0], min(rows[-1][1], rows[-1][0] + longest)  # what stands below it may be no part of it
    yield Table(head_of(run.text, list(run.spans[:first])), tuple(run.span(*row) for row in rows))


def _lines(text: str, start: int, end: int) -> list[Span]:
    ends = list(accumulate((len(line) for line in text[start:end].splitlines(keepends=True)), initial=start))
    return list(pairwise(ends))
