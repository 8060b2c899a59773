"""What the question names, and whether it holds for what would be quoted."""

from __future__ import annotations

from rag.answering.holding import bound, holding, missing, stating
from rag.answering.pages import weighed
from rag.answering.selection import choose
from rag.model import Hit
from rag.query.analysis import read
from rag.query.named import NOTHING, named
from rag.query.sought import Sought
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in
from tests.support.tunnel import TUNNEL, where


def chosen(text: str, paper: str = TUNNEL):
    asked, wanted, place = read(text), named(text), where(paper)
    pool = weighed(asked, place, wanted=wanted)
    return place, pool, choose(asked, pool, 2, bound=bound(wanted, place, kind=asked.sought))


def test_what_names_nothing_misses_nothing() -> None:
    place, pool, choices = chosen("Was kostet der Tunnel?")
    assert missing([choices]) == ()
    assert holding([place], [choices]) == [(place, choices)]
    assert stating(named("Was kostet der Tunnel?"), [place], [pool]) == frozenset()


def test_another_year_than_the_one_asked_for_leaves_no_place() -> None:
    place, _, choices = chosen("Was kostete der Tunnel im Jahr 1987?")
    assert missing([choices])
    assert holding([place], [choices]) == []


def test_another_kind_of_thing_than_the_one_asked_for_leaves_no_place() -> None:
    """Seen: the speed for which a tunnel is built, for how long it is."""
    paper = answered_in("1", "Der Tunnel ist für 250 Kilometer pro Stunde ausgelegt.", "Wie wird der Tunnel?")
    place = Place(Hit(paper, 0.9), (paper,))
    for text, kind in (("Wie viele Kilometer lang wird der Tunnel?", Sought.LAENGE), ("Wie schnell ist man?", None)):
        asked = read(text)
        choices = choose(asked, weighed(asked, place), 2, bound=bound(NOTHING, place, kind=asked.sought))
        assert [one.kind for one in missing([choices])] == ([kind] if kind else [])
