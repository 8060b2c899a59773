"""The figures of what was asked before, over invented lines; and the set that is committed."""

from __future__ import annotations

from evals.benchmarks.asked_before import EVERYDAY, KEPT_BACK, SET, New, figures, read_set
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


def test_the_sets_name_a_place_for_each_reworded_frage_and_each_text_once() -> None:
    fitted, kept_back, everyday = read_set(SET), read_set(KEPT_BACK), read_set(EVERYDAY)
    news = [*fitted, *kept_back, *everyday]
    assert len({new.text for new in news}) == len(news)
    assert all(new.nummer for new in news if new.drucksache)
    assert sum(new.drucksache is not None for new in (*fitted, *kept_back)) == 200
    assert sum(new.drucksache is not None for new in everyday) == 204
    papers = [{new.drucksache for new in some if new.drucksache} for some in (fitted, kept_back, everyday)]
    assert not (papers[0] | papers[2]) & papers[1]  # what is kept back is of papers that nothing was fitted on
    assert not papers[0] & papers[2]
