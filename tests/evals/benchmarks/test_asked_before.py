"""The figures of what was asked before, over invented lines; and the set that is committed."""

from __future__ import annotations

from evals.benchmarks.asked_before import SET, New, figures, read_set
from ingest.model import Frage
from tests.support.fakes import NUMMER, FakeEngine, nr

ASKED = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"


def test_first_and_called_are_counted_apart() -> None:
    news = [New(ASKED, NUMMER, "1"), New(ASKED, NUMMER, "3"), New(ASKED, None, None), New("Und die Rente?", None, None)]
    lines = FakeEngine().asked_before(Frage(nr(str(n)), new.text) for n, new in enumerate(news, 1))
    said = figures(list(zip(news, lines, strict=True)))
    assert said.startswith("2 reworded: first 0.50")
    assert "called asked 1.00; 2 never asked: called asked 0.50" in said


def test_the_set_names_a_place_for_each_reworded_frage_and_each_text_once() -> None:
    news = read_set(SET)
    assert len({new.text for new in news}) == len(news)
    assert all(new.nummer for new in news if new.drucksache)
