"""What the question names, and whether it holds for what would be quoted."""

from __future__ import annotations

from rag.answering.holding import bound, holding, missing, stating
from rag.answering.pages import weighed
from rag.answering.selection import choose
from rag.query.analysis import read
from rag.query.named import named
from tests.support.tunnel import TUNNEL, where


def chosen(text: str, paper: str = TUNNEL):
    asked, wanted, place = read(text), named(text), where(paper)
    pool = weighed(asked, place, wanted=wanted)
    return place, pool, choose(asked, pool, 2, bound=bound(wanted, place))


def test_what_names_nothing_misses_nothing() -> None:
    place, pool, choices = chosen("Was kostet der Tunnel?")
    assert missing([choices]) == ()
    assert holding([place], [choices]) == [(place, choices)]
    assert stating(named("Was kostet der Tunnel?"), [place], [pool]) == frozenset()


def test_another_year_than_the_one_asked_for_leaves_no_place() -> None:
    place, _, choices = chosen("Was kostete der Tunnel im Jahr 1987?")
    assert missing([choices])
    assert holding([place], [choices]) == []
