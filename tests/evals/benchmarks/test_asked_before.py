"""The figures of what was asked before, over invented lines."""

from __future__ import annotations

from evals.benchmarks.asked_before import figures
from evals.reworded import New
from ingest.model import Frage
from tests.support.fakes import NUMMER, FakeEngine, nr

ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


def test_first_and_called_are_counted_apart() -> None:
    news = [New(ASKED, NUMMER, "1"), New(ASKED, NUMMER, "3"), New(ASKED, None, None), New("Und die Rente?", None, None)]
    lines = FakeEngine().asked_before(Frage(nr(str(n)), new.text) for n, new in enumerate(news, 1))
    said = figures(list(zip(news, lines, strict=True)))
    assert said.startswith("2 reworded: first 0.50")
    assert "called asked 1.00; 2 never asked: called asked 0.50" in said


def test_a_set_without_never_asked_ones_is_counted_too() -> None:
    news = [New(ASKED, NUMMER, "1")]
    lines = FakeEngine().asked_before([Frage(nr("1"), ASKED)])
    assert figures(list(zip(news, lines, strict=True))) == "1 reworded: first 1.00, among three 1.00, called asked 1.00"
