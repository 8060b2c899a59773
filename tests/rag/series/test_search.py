"""The same Frage found among all papers that a user sees, by its place or by its topic."""

from __future__ import annotations

from rag.model import Filters
from rag.series.search import of_topic, over_time
from tests.support.fakes import nr
from tests.support.reihen import Comparing, yearly


def test_a_frage_and_all_that_ask_the_same() -> None:
    engine = Comparing(*yearly())
    found = over_time(engine, "21/102", nr("1"))
    assert found is not None
    assert [row.drucksache for row in found.rows] == ["21/101", "21/102", "21/103"]
    assert over_time(engine, "21/102", nr("9")) is None
    assert over_time(engine, "21/999", nr("1")) is None


def test_a_paper_that_is_not_seen_is_not_compared() -> None:
    engine = Comparing(*yearly())
    found = over_time(engine.among(["21/101", "21/102"]), "21/102", nr("1"))
    assert found is not None
    assert [row.drucksache for row in found.rows] == ["21/101", "21/102"]


def test_a_topic_leads_to_a_frage_that_several_papers_ask() -> None:
    engine = Comparing(*yearly())
    found = of_topic(engine, "durch Blitze beschädigte Leuchttürme", engine.near("", Filters()))
    assert found is not None
    assert len(found[1].rows) == 3
    assert of_topic(engine, "Kosten eines Leuchtturms", engine.near("", Filters())) is None  # one paper alone asks it
    assert of_topic(engine, "Windräder", engine.near("", Filters())) is None
