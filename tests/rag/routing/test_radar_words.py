"""What is said over counted answers."""

from __future__ import annotations

from ingest.model import Status
from rag.requested import METHOD, Art, Je
from rag.routing import counting
from rag.routing.radar_words import radar_text
from rag.routing.request import Request
from rag.routing.statuses import NOT_ANSWERED
from tests.rag.routing.test_counting import rows


def said(status: frozenset[Status], je: Je = Je.RESSORT) -> str:
    return radar_text(counting.table(rows(), je), Request(Art.RADAR, status=status, je=je))


def test_how_many_of_how_many_and_who_leads() -> None:
    text = said(NOT_ANSWERED)
    assert text.startswith("Nicht beantwortet: 6 von 9 Fragen (66,7\u00a0%). Davon keine Erkenntnisse: 1, ")
    assert "Am häufigsten: Bundesministerium des Innern, 5 von 5 (100\u00a0%)." in text
    assert text.endswith(METHOD)


def test_one_kind_alone() -> None:
    assert said(frozenset({Status.ABGELEHNT})).startswith(
        "Antwort abgelehnt: 2 von 9 Fragen (22,2\u00a0%). Am häufigsten"
    )


def test_the_days() -> None:
    assert "(Median) 14 Tage, höchstens 14; gezählte Papiere: 1. Nicht bekannt, wann gefragt wurde: 2." in said(
        frozenset()
    )


def test_nothing_to_count() -> None:
    table = counting.table([], Je.RESSORT)
    assert radar_text(table, Request(Art.RADAR, status=NOT_ANSWERED)) == "Dazu gibt es im Bestand keine Frage."
