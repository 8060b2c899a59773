"""What the row and the column are called that a question means: texts of the paper, or None where that is not told.

Where the file keeps cells apart, head and row have the same cells. Elsewhere only a head of times is trusted
("Land 2022 2023 2024"), or one of words that has one for each figure: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.language.sentences import Span
from ingest.model import Passage
from ingest.spans import Tabellenzeile
from rag.answerability.binding import labelled
from rag.answering.rowvalues import heads_of, row_of
from rag.answering.units import Rows
from rag.parameters import PARAMETERS, Matching
from rag.query.analysis import Asked
from rag.query.named import Named
from rag.text.flatrows import count, filled
from rag.text.matching import coverage
from rag.text.stemming import stems
from rag.text.timecolumns import times_above
from rag.text.times import Time, times

_NAMES_ROWS = re.compile(  # the first word of a head, over the labels of the rows
    r"(?:\w{0,12}[Jj]ahre?|Monate?|Quartale?|Halbjahr|Zeitraum|Datum|Stichtag|(?:Bundes)?[Ll]and|(?:Bundes)?[Ll]änder|"
    r"\w{0,10}[Ss]taat|\w{0,10}[Ss]taaten|Herkunftsl[aä]nd(?:er)?|Staatsangehörigkeit(?:en)?|Nationalität(?:en)?|Geschlecht|"
    r"\w{0,10}[Gg]ruppen?|Alter|Ressorts?|Behörden?|Ministerium|Partei(?:en)?|Fraktion(?:en)?|Plattform(?:en)?|"
    r"Kategorien?|Branchen?|Stadt|Städte|Ort|Standorte?|Träger|\w{0,14}[Tt]atbestand|Delikte?|Sprachen?)\s(?=\S)"
)
_WHOLE = 0.5  # what it counts that all words of a label were asked for: "Hamburg" goes before "Frankfurt-Hahn"
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
    head = rows.head_text
    label, body = row_of(passage, row, head)
    if label is None or not _is_meant(asked, wanted, passage, rows, label, numbers):
        return Cell()
    if body is not None:
        return Cell(label, _of_cells(asked, wanted, rows, body, numbers))
    text = passage.text[slice(*row)]
    if not filled(text, [passage.text[slice(*other)] for other in rows.table.rows]):
        return Cell(label)
    columns = times_above(head, text)
    if columns:
        return Cell(label, _of_times(wanted, columns))
    one = " " not in label or any(time.said == label for time in times(label))  # else the row may have several labels
    return Cell(label, _of_words(asked, wanted, head, text, numbers) if one else None)


def _is_meant(asked: Asked, wanted: Named, passage: Passage, rows: Rows, label: str, numbers: Matching) -> bool:
    """Whether a label is the one that the question holds best, of all rows of the table."""
    held = _held(asked, wanted, label, numbers)
    others = (row_of(passage, other, rows.head_text)[0] for other in rows.table.rows)
    return held > 0 and all(_held(asked, wanted, other, numbers) < held for other in others if other and other != label)


def _held(asked: Asked, wanted: Named, label: str, numbers: Matching) -> float:
    """How much a label says of what is asked for, and where it says that, how much of the label was asked for."""
    own = stems(label)
    said = coverage(asked.stems, own, numbers) + labelled(wanted, label)
    figures = re.findall(r"\d+", label)
    said += bool(figures) and not own and " ".join(figures) in " ".join(asked.numbers)  # "1 500 Euro"
    return said + (_WHOLE * coverage(sorted(own), frozenset(asked.stems), numbers) if said else 0.0)


def _of_cells(asked: Asked, wanted: Named, rows: Rows, body: Tabellenzeile, numbers: Matching) -> str | None:
    """The head of the column that the question asks for, from rows of the head that have the same cells."""
    columns = heads_of(rows, body)
    if len(columns) == 1:
        return columns[0]
    return _meant(asked, wanted, columns, numbers) if rows.head else None


def _meant(asked: Asked, wanted: Named, columns: Sequence[str | None], numbers: Matching) -> str | None:
    """The one column whose head names the time asked for, else the one that holds most of the words asked for."""
    dated = [c for c in columns if c and any(time.touches(times(c)) for time in wanted.times)]
    if len(dated) == 1:
        return dated[0]
    scores = [coverage(asked.stems, stems(c), numbers) if c else 0.0 for c in (dated or columns)]
    best = max(scores, default=0.0)
    return (dated or columns)[scores.index(best)] if best >= _LEAST and scores.count(best) == 1 else None


def _of_times(wanted: Named, columns: Sequence[Time]) -> str | None:
    """The time that heads the figure asked for, in a row without cells; None where two columns have it."""
    meant = [time.said for time in columns if any(one.touches([time]) for one in wanted.times)]
    return meant[0] if len(meant) == 1 else columns[0].said if len(columns) == 1 else None


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
    if count(row, 0) == 1:
        return " ".join(words) or None
    figures = count(row, len(words))
    return _meant(asked, wanted, words, numbers) if figures == len(words) and at == len(lines) - 1 else None
