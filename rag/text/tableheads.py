"""The head of a table in flattened lines: which of the lines above its first row it has.

Nearest first, as many as a head has. Where times stand there ("2023 2024", "Ist 2021 | (in Euro)"), all that stands
below them names their columns, however many lines that are, and a few lines above are their caption.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language.sentences import Span
from rag.text.tablelines import is_of_times

HEAD_LINES = 8  # most lines of a head; flattened heads are broken often
HEAD = 320  # characters of a head
CAPTION = 4  # most lines of what stands above the times of a head
UNDER_TIMES = 30  # most lines of a head from its times down: names of columns below each year


def head_of(text: str, above: list[Span], least: int = 0) -> Span | None:
    """The lines above the first row, nearest first, as many as a head has; or those told, with their caption."""
    top, last, most = len(above) - least, len(above) - max(least - 1, 0) - 1, CAPTION if least else HEAD_LINES
    while top and len(above) - least - top < most and above[last][1] - above[top - 1][0] <= HEAD:
        top -= 1
    return strip(text, (above[top][0], above[-1][1])) if top < len(above) else None


def under_times(text: str, above: Sequence[Span]) -> int:
    """How many of the lines above rows stand under times, from the first of these on; 0 where there are none."""
    dated = (n for n, span in enumerate(above) if len(above) - n <= UNDER_TIMES and is_of_times(cut(text, span)))
    return len(above) - next(dated, len(above))


def cut(text: str, span: Span) -> str:
    """The words of a span, without the blanks around them."""
    return text[span[0] : span[1]].strip()


def strip(text: str, span: Span) -> Span:
    """A span without the blanks around its words."""
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())
