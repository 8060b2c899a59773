"""What belongs to a list is told by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.index.outlines import Said, outline
from rag.index.state import overview
from rag.model import Filters
from rag.routing import listing
from tests.support.fakes import sample_paper

ONE = sample_paper("20/12")
OTHER = replace(sample_paper("20/13"), titel="Mindestlohnbetrug", fragen=(), antworten=(), datum=date(2025, 1, 1))
STOCK = [overview(OTHER), overview(ONE)]
OUTLINES = {paper.nummer: outline(paper) for paper in (ONE, OTHER)}


@pytest.mark.parametrize(
    ("thema", "text", "there"),
    [
        ("Mindestlohn", "Mindestlohnbetrug in Hamburg", True),
        ("Mindestlohn", "mindestens zwei", False),
        ("Asyl", "Zahl der Asylbewerber", True),
        ("Rente", "transparente Verfahren", False),
        ("Rente", "die Renten", True),
        ("Abschiebungen", "eine Abschiebung", True),
        ("Verteidigung", "die Landesverteidigung", True),
        ("Deutschen Bahn", "auf deutschen Autobahnen", False),
        ("künstlichen Intelligenz", "KI-Systeme", True),
        ("KI", "Systeme der künstlichen Intelligenz", True),
        ("KI", "Kinder", False),
        ("Gefaehrder", "Zahl der Gefährder", True),
        ("Asyl in Bayern", "Asyl in Hessen", False),
    ],
)
def test_a_text_is_about_a_topic_where_it_has_every_word(thema: str, text: str, there: bool) -> None:
    assert listing.about(listing.topic(thema), Said.of(text)) is there


def test_a_list_keeps_the_order_and_what_the_filters_and_the_topic_leave() -> None:
    def numbers(filters: Filters, thema: str = "") -> list[str]:
        return [paper.nummer for paper in listing.papers(STOCK, filters, thema, OUTLINES)]

    assert numbers(Filters()) == ["20/13", "20/12"]
    assert numbers(Filters(von=date(2025, 1, 1))) == ["20/13"]
    assert numbers(Filters(), "Leuchttürme") == ["20/12"]
    assert numbers(Filters(), "Mindestlohn") == ["20/13"]
    assert numbers(Filters(fraktionen=frozenset({"FDP"}))) == []
