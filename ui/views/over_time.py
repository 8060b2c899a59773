"""The same Frage in several papers: the table with its places, what differs, a picture. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from rag.model import Reply, Statement
from rag.requested import Compared, Difference, Requested, Unlike
from ui.views import plots
from ui.views.markup import render

_OF_ROWS = "Zeile"
_HEADS = ("Antwort vom", "Fragt nach", "Zeitraum", _OF_ROWS, "Zahl", "Wortlaut und Fundstelle")
UNLIKE = {Unlike.GEAENDERT: "geändert", Unlike.WIDERSPRUCH: "Widerspruch"}


class Row(NamedTuple):
    """A row of the table: the figures, the quote with its button (None: nothing is quoted), what it differs by."""

    told: Compared
    words: str
    chip: Markup | None
    unlike: tuple[str, ...]
    bar: Markup | None


class Unequal(NamedTuple):
    """Two figures that differ: how, and both rows."""

    art: str
    rows: tuple[Row, Row]


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines over time, each with its look and name; `left_out`: names for which there was no look left.

    `other`: figures for stretches of another length, which no line can join; `disputed`: whether a point stands for
    papers that contradict each other.
    """

    svg: Markup
    names: tuple[str, ...]
    left_out: int
    other: int
    disputed: bool


def table(reply: Reply, shown: Requested, chips: Callable[[Statement], Markup], first: int) -> Markup:
    """The comparison of a reply; `chips`: the buttons of a statement of it; `first`: rows shown at once."""
    picture = _picture(shown.reihe)
    most = 0.0 if picture else _most(shown.reihe)
    rows = [_row(n, reply, shown, chips, most) for n in range(len(shown.reihe))]
    of_rows = any(row.told.was for row in rows)
    unequal = [Unequal(UNLIKE[one.art], (rows[one.zeilen[0]], rows[one.zeilen[1]])) for one in shown.unterschiede]
    return render(
        "over_time.html",
        rows=rows,
        first=first,
        unequal=unequal,
        picture=picture,
        titles=[head for head in _HEADS if of_rows or head != _OF_ROWS],
        of_rows=of_rows,
        asked=shown.fragen[0] if shown.fragen else None,
    )


def _row(n: int, reply: Reply, shown: Requested, chips: Callable[[Statement], Markup], most: float) -> Row:
    told = shown.reihe[n]
    quote = quoting(told, reply)
    bar = plots.amount(told.wert, most) if most > 0 and told.wert is not None else None
    return Row(told, quote.text if quote else "", chips(quote) if quote else None, unlike(n, shown.unterschiede), bar)


def quoting(row: Compared, reply: Reply) -> Statement | None:
    """The statement that quotes a row; None where none does."""
    at = row.beleg
    return reply.statements[at] if at is not None and at < len(reply.statements) else None


def unlike(n: int, differences: Iterable[Difference]) -> tuple[str, ...]:
    """How a row differs from others, in words."""
    return tuple(dict.fromkeys(UNLIKE[one.art] for one in differences if n in one.zeilen))


def _alike(rows: Sequence[Compared]) -> list[Compared]:
    """The rows with a figure that one picture can hold: of the same row of their tables, and of one kind of unit."""
    told = [row for row in rows if row.wert is not None]
    money = {"Euro" in row.einheit or "€" in row.einheit for row in told}
    return [row for row in told if row.was == told[0].was] if len(money) == 1 else []


def _most(rows: Sequence[Compared]) -> float:
    """The highest figure, where bars can compare them; 0.0 where they cannot."""
    told = _alike(rows)
    return (
        max((row.wert or 0.0 for row in told), default=0.0)
        if len(told) == sum(r.wert is not None for r in rows)
        else 0.0
    )


def _picture(rows: Sequence[Compared]) -> Picture | None:
    """Lines where figures are told for several times; None where bars do.

    Only stretches of the same length are joined: a half year after whole ones would look like a fall.
    """
    told = [row for row in _alike(rows) if row.bis or row.von]
    usual = Counter(map(_months, told)).most_common(1)
    same = [row for row in told if _months(row) == usual[0][0]]
    lines: dict[str, dict[date, float]] = {}
    disputed = False
    for row in same:
        points, day = lines.setdefault(row.bereich or "Zahl", {}), row.bis or row.von
        if day is not None and row.wert is not None:
            disputed |= points.get(day, row.wert) != row.wert
            points[day] = row.wert
    several = {name: sorted(points.items()) for name, points in lines.items() if len(points) > 1}
    drawn = dict(list(several.items())[: plots.KINDS])
    if not drawn:
        return None
    return Picture(plots.courses(drawn), tuple(drawn), len(several) - len(drawn), len(told) - len(same), disputed)


def _months(row: Compared) -> int | None:
    """How many months the time of a figure goes over, from first to last; None for what goes on."""
    return 12 * (row.bis.year - row.von.year) + row.bis.month - row.von.month if row.von and row.bis else None


def text(shown: Requested, reply: Reply) -> list[str]:
    """The rows for a terminal, each with the mark of its quote, which counts among the reply's citations."""
    cited, quotes = reply.citations, [quoting(row, reply) for row in shown.reihe]
    marks = ["".join(f" [{cited.index(c) + 1}]" for c in (quote.citations if quote else ())) for quote in quotes]
    return [_line(row, unlike(n, shown.unterschiede), marks[n]) for n, row in enumerate(shown.reihe)]


def _line(row: Compared, differs: Sequence[str], mark: str) -> str:
    day = row.datum.strftime("%d.%m.%Y") if row.datum else "ohne Datum"
    figure = f"{row.zahl} {row.einheit}".strip() or "keine sichere Zahl"
    told = ", ".join(part for part in (row.bereich, row.zeit, row.was) if part)
    words = "".join(f" ({word})" for word in differs)
    return f"  {day}  {row.drucksache}, Frage {row.frage}{f' ({told})' if told else ''}: {figure}{words}{mark}"
