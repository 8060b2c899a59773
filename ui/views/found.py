"""What a search over one's own conversations found, as HTML. Pure functions; all of it is text, never markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ui.labels import counted
from ui.storage.conversation_search import MOST, FoundTurn, hits, wanted
from ui.views.markup import Piece, pieces, render

AROUND = 70
"""Characters shown before and behind the first word that was found in an answer."""


class Line(NamedTuple):
    """A turn that was found: its question and a stretch of its answer, each cut at the words found."""

    turn: FoundTurn
    question: Sequence[Piece]
    answer: Sequence[Piece]


def search() -> Markup:
    """The field above the list of conversations."""
    return render("search.html")


def found(turns: Sequence[FoundTurn], text: str) -> Markup:
    """The turns that were found for a text, or that there are none."""
    words = wanted(text)
    lines = [Line(turn, pieces(turn.question, hits(turn.question, words)), _stretch(turn, words)) for turn in turns]
    return render("found.html", lines=lines, said=_count(len(lines)), text=text.strip(), looked=bool(words))


def _count(many: int) -> str:
    return f"die {MOST} neuesten Treffer" if many == MOST else counted(many, "Treffer", "Treffer")


def _stretch(turn: FoundTurn, words: Sequence[str]) -> Sequence[Piece]:
    """The part of an answer around the first word that was found in it, cut at blanks; empty where none was."""
    for said in turn.said:
        line = " ".join(said.split())
        places = hits(line, words)
        if places:
            start = line.rfind(" ", 0, max(0, places[0][0] - AROUND)) + 1 if places[0][0] > AROUND else 0
            stop = places[0][1] + AROUND
            end = line.rfind(" ", places[0][1], stop) if len(line) > stop else len(line)
            end = end if end > 0 else min(len(line), stop)
            shown = pieces(line[start:end], places, offset=start)
            return [*([("… ", False)] if start else []), *shown, *([(" …", False)] if end < len(line) else [])]
    return ()
