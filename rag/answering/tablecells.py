"""What a row of a table is called, and which column is meant: texts of the paper, or None where that cannot be told.

Where the file keeps cells apart, head and row have the same cells. Elsewhere only a head of times is trusted
("Land 2022 2023 2024"), and only where it has a column for each figure: nothing is guessed. A whole row is cut into
cells (`told`) only where there is a single way to do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from rag.text.tablelines import has_letters
from rag.text.times import Time, times

_FIGURE = re.compile(
    r"(?<![\w.,])[–-]?\d[\d.,]*(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))*(?:,\d{1,2})?(?:\s?(?:%|€|Euro))?"
    r"|(?<!\S)[–—-](?!\S)"
)
_CELL = re.compile(r"[–—\d.,-]+[%€*)]*|%|€|Euro|Prozent|(?:Mio|Mrd|Tsd)\.?")
_DOTS = re.compile(r"\s?\.{3,200}$")
_LETTER = re.compile(r"[^\W\d]")
_QUARTERS = re.compile(r"(?:Q[1-4]\s){1,12}Q[1-4]")
_NOTE = re.compile(r"\([^()]{1,60}\)")  # behind a year: "2025 (Stichtag 13.05.2025)"
_PIECE = re.compile(r"\S+")
_NAMES_ROWS = re.compile(  # the first word of a head, over the labels of the rows
    r"(?:\w{0,12}[Jj]ahre?|Monate?|Quartale?|Halbjahr|Zeitraum|Datum|Stichtag|(?:Bundes)?[Ll]and|(?:Bundes)?[Ll]änder|"
    r"\w{0,10}[Ss]taat|\w{0,10}[Ss]taaten|Herkunftsl[aä]nd(?:er)?|Staatsangehörigkeit(?:en)?|Nationalität(?:en)?|Geschlecht|"
    r"\w{0,10}[Gg]ruppen?|Alter|Ressorts?|Behörden?|Ministerium|Partei(?:en)?|Fraktion(?:en)?|Plattform(?:en)?|"
    r"Kategorien?|Branchen?|Stadt|Städte|Ort|Standorte?|Träger|\w{0,14}[Tt]atbestand|Delikte?|Sprachen?)\s(?=\S)"
)
_WHOLE = 0.5  # what it counts that all words of a label were asked for: "Hamburg" goes before "Frankfurt-Hahn"
_TOTAL = re.compile(r"\b(?:ins)?gesamt$|\bSumme$", re.IGNORECASE)  # the last word of a head
LEAST_SUM = 3
"""Figures of a row from which on its last one may be proven to be the sum of the others."""
_LEAST = 0.3  # how well a column's head must hold the question's words to be named


_GROUP = re.compile(r"\d{3}(?:,\d+)?[%€*)]*")  # what goes on with a figure whose thousands stand apart
_OPEN = re.compile(r"[–-]?[1-9]\d{0,2}")  # what it may go on with
_UNITS = frozenset(("%", "€", "Euro", "Prozent", "Mio", "Mio.", "Mrd", "Mrd.", "Tsd", "Tsd."))
_LEAST_TOLD = 2  # columns from which on a head of times tells them


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
    head = rows.head[0].text[slice(*rows.head[1])] if rows.head else ""
    label, body = _row(passage, row, head)
    if label is None or not _is_meant(asked, wanted, passage, rows, label, numbers):
        return Cell()
    if body is not None:
        return Cell(label, _of_cells(asked, wanted, rows, body, numbers))
    text = passage.text[slice(*row)]
    if not _filled(text, [passage.text[slice(*other)] for other in rows.table.rows]):
        return Cell(label)
    if _times_above(head, text):
        return Cell(label, _of_times(wanted, head, text))
    one = " " not in label or any(time.said == label for time in times(label))  # else the row may have several labels
    return Cell(label, _of_words(asked, wanted, head, text, numbers) if one else None)


def heads(head: str) -> tuple[str, ...]:
    """What the columns of a flattened table are called, the one of the labels first; empty where that is not told.

    Told are they by the last line of a head, if times end it and nothing stands between them.
    """
    line = " ".join(head.split("\n")[-1].split())
    years = times(line)
    if len(years) < _LEAST_TOLD or _LETTER.search(_between(line, years)) or re.search(r"\d", line[: years[0].span[0]]):
        return ()
    return (line[: years[0].span[0]].strip(), *(year.said for year in years))


def _between(line: str, years: Sequence[Time]) -> str:
    """What stands between the times of a line and after the last one."""
    ends = [year.span[1] for year in years]
    return " ".join(line[a:b] for a, b in zip(ends, [*(year.span[0] for year in years[1:]), len(line)], strict=True))


def told(rows: Sequence[str], columns: int) -> list[tuple[str, ...] | None]:
    """The rows of a flattened table as cells, its label first; None for a row that `columns` figures do not fill.

    A row with more figures says that the columns are not what they seem, and then none is told.
    """
    lines = [" ".join(row.split()) for row in rows]
    if any(_count(line, columns) > columns for line in lines):
        return [None] * len(lines)
    return [_cut(line, columns) for line in lines]


def _cut(line: str, columns: int) -> tuple[str, ...] | None:
    """A row as its label and so many figures; None unless there is one way to cut it."""
    label, figures = _parted(line)
    pieces: list[str] = []
    for piece in figures.split():
        if piece in _UNITS and pieces:
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    ways = _ways(pieces, columns)
    return (label or "", *ways[0]) if len(ways) == 1 else None


def _ways(pieces: Sequence[str], columns: int) -> list[tuple[str, ...]]:
    """How pieces make so many figures, their thousands apart or not: of several ways two."""
    ways: list[list[list[tuple[str, ...]]]] = [[[] for _ in range(columns + 1)] for _ in range(len(pieces) + 1)]
    ways[-1][0] = [()]  # ways[n][k]: how the pieces from n on make k figures
    for n in range(len(pieces) - 1, -1, -1):
        for end in _ends(pieces, n):
            for k in range(1, columns + 1):
                made = [(" ".join(pieces[n:end]), *rest) for rest in ways[end][k - 1]]
                ways[n][k] = [*ways[n][k], *made][:2]
    return ways[0][columns]


def _ends(pieces: Sequence[str], start: int) -> Iterator[int]:
    """Where a figure may end that begins with a piece: with it, or with groups of thousands behind it."""
    yield start + 1
    goes_on = _OPEN.fullmatch(pieces[start]) is not None
    for n in range(start + 1, len(pieces)):
        if not goes_on or not _GROUP.fullmatch(pieces[n].split()[0]):
            return
        yield n + 1
        goes_on = pieces[n].isdecimal()


def values_of(
    passage: Passage, rows: Rows, row: Span, over: str = ""
) -> tuple[str | None, tuple[tuple[str | None, str], ...]]:
    """What a row is called, and its figures as printed, each with the head of its column.

    The head is None where it cannot be told. There are no figures where they cannot be told apart: without cells each
    must have a time above it, or be the only one; or the last one is the total, as the head says and the sum proves.
    `over`: the head where it was taken for the first row.
    """
    head = over or (rows.head[0].text[slice(*rows.head[1])] if rows.head else "")
    label, body = _row(passage, row, head)
    if body is not None:
        columns = _heads(rows, body)
        said = [_words(passage, cell_) for cell_ in body.zellen[1:]]
        return label, tuple((c, w) for c, w in zip(columns, said, strict=True) if w)
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


def _row(passage: Passage, row: Span, head: str) -> tuple[str | None, Tabellenzeile | None]:
    """What a row is called, with the labels of its group; and its cells, None where they are not known."""
    known = [zeile for zeile in _lines(passage) if row[0] <= zeile.span.start and zeile.span.end <= row[1]]
    body = next((zeile for zeile in known if zeile.art is Zeilenart.ZEILE), None)
    if body is None:
        text = passage.text[slice(*row)]
        columns = _times_above(head, text)
        return _label(text, len(columns) if columns and _each(columns, text) else 0), None
    groups = [_words(passage, zeile.span) for zeile in known if zeile.art is Zeilenart.GRUPPE]
    return _joined([*groups, _words(passage, body.zellen[0])]), body


def _is_meant(asked: Asked, wanted: Named, passage: Passage, rows: Rows, label: str, numbers: Matching) -> bool:
    """Whether a label is the one that the question holds best, of all rows of the table."""
    head = rows.head[0].text[slice(*rows.head[1])] if rows.head else ""
    held = _held(asked, wanted, label, numbers)
    others = (_row(passage, other, head)[0] for other in rows.table.rows)
    return held > 0 and all(_held(asked, wanted, other, numbers) < held for other in others if other and other != label)


def _held(asked: Asked, wanted: Named, label: str, numbers: Matching) -> float:
    """How much a label says of what is asked for, and where it says that, how much of the label was asked for."""
    own = stems(label)
    said = coverage(asked.stems, own, numbers) + labelled(wanted, label)
    figures = re.findall(r"\d+", label)
    said += bool(figures) and not own and " ".join(figures) in " ".join(asked.numbers)  # "1 500 Euro"
    return said + (_WHOLE * coverage(tuple(own), frozenset(asked.stems), numbers) if said else 0.0)


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
    """The time that heads the figure asked for, in a row without cells; None where two columns have it."""
    columns = _times_above(head, row)
    meant = [time.said for time in columns if any(one.touches([time]) for one in wanted.times)]
    return meant[0] if len(meant) == 1 else columns[0].said if len(columns) == 1 else None


def _times_above(head: str, row: str) -> tuple[Time, ...]:
    """The times that head the columns of a row without cells; empty where it has fewer figures, or they tell nothing.

    That is the lowest line of the head that has any; else all its lines, where there is one for each figure and they
    follow one another ("Ist 2021 | (in Euro) | Ist 2022 | (in Euro)"). A time may head several columns.
    """
    lowest, every = _columns(head), times(head)
    if lowest and _each(lowest, row):
        return lowest
    if len(every) > 1 and _follow(every) and _each(every, row):
        return every
    apart = len({time.said for time in lowest}) == len(lowest) > 1
    return lowest if apart and _count(row, 0) > len(lowest) else ()


def _filled(row: str, rows: Iterable[str]) -> bool:
    """Whether none of the table's rows has more figures: else cells of the row are empty, and nothing tells which.

    Of this row every blank counts as one between figures, of the others as few as may be: thousands may stand apart.
    """
    most = len(_PIECE.findall(_parted(row)[1]))
    return all(_count(other, 0) <= most for other in rows)


def _each(columns: Sequence[Time], row: str) -> bool:
    """Whether there is a column for each figure of a row, or for each but the first one, where that is its label."""
    figures = _count(row, len(columns))
    return figures == len(columns) or (figures == len(columns) + 1 > 2 and not has_letters(row))


def _follow(columns: Sequence[Time]) -> bool:
    """Whether times are in order, each once, as the heads of columns are."""
    firsts = [time.first for time in columns]
    return len(set(firsts)) == len(firsts) and firsts in (sorted(firsts), sorted(firsts, reverse=True))


def _of_words(asked: Asked, wanted: Named, head: str, row: str, numbers: Matching) -> str | None:
    """The column of a row without cells whose head has words: the one column there is, or one of a word each.

    Where columns begin is told from the lowest line that names what the rows are ("Jahr Ausgaben"). No column is named
    unless the head has a word for each figure, or the row has one figure.
    """
    lines = head.split("\n")
    at = next((n for n in range(len(lines) - 1, -1, -1) if _NAMES_ROWS.match(lines[n])), None)
    if at is None:
        return None
    words = " ".join(lines[at:]).split()[1:]
    if _count(row, 0) == 1:
        return " ".join(words) or None
    figures = _count(row, len(words))
    return _meant(asked, wanted, words, numbers) if figures == len(words) and at == len(lines) - 1 else None


def _columns(head: str) -> tuple[Time, ...]:
    """The times of the lowest line of a head that has any; quarters under years are quarters of those.

    None where that line has figures besides: it is a row, or names no columns.
    """
    lines = head.split("\n")
    for n in range(len(lines) - 1, -1, -1):
        years = times(_NOTE.sub(lambda note: " " * len(note[0]), lines[n]))
        if years and n + 1 < len(lines) and _QUARTERS.fullmatch(lines[n + 1].strip()):
            return _quarters(lines[n + 1].split(), years)
        if years:
            return years if _FIGURE.search(_without(lines[n], years)) is None else ()
    return ()


def _without(line: str, found: Sequence[Time]) -> str:
    """A line without the times found in it."""
    for time in reversed(found):
        line = line[: time.span[0]] + line[time.span[1] :]
    return line


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


def _label(row: str, columns: int) -> str | None:
    """The words before the figures of a row; a time where it begins with one and has no words.

    `columns`: how many figures it has, where that is known: what stands before so many is the label, figures too.
    """
    label = _parted(row)[0]
    figures = list(_FIGURE.finditer(row))
    if label is None and 1 < columns < len(figures):
        last = figures[-columns:]
        if not re.search(r"\S", "".join(row[a.end() : b.start()] for a, b in pairwise(last)) + row[last[-1].end() :]):
            label = " ".join(row[: last[0].start()].split()) or None
    return label


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
