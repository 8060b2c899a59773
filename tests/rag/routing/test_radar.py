"""Requests to count answers, and questions that only look like one."""

from __future__ import annotations

import pytest

from ingest.model import Status
from rag.requested import Je
from rag.routing.radar import read_radar
from rag.routing.skeleton import skeleton
from rag.routing.statuses import NOT_ANSWERED

ABGELEHNT, EINGESTUFT = frozenset({Status.ABGELEHNT}), frozenset({Status.EINGESTUFT})
UNKNOWN, POINTED = frozenset({Status.KEINE_ERKENNTNISSE}), frozenset({Status.VERWIESEN})


@pytest.mark.parametrize(
    ("text", "je", "status", "thema"),
    [
        ("Wie oft hat das BMI nicht geantwortet?", Je.RESSORT, NOT_ANSWERED, ""),
        ("Welches Ressort verweigert am häufigsten?", Je.RESSORT, ABGELEHNT, ""),
        ("Welches Ministerium verweigert am häufigsten die Antwort?", Je.RESSORT, ABGELEHNT, ""),
        ("Welches Ressort weicht am meisten aus?", Je.RESSORT, NOT_ANSWERED, ""),
        ("Welche Fraktion bekommt am häufigsten keine Antwort?", Je.FRAKTION, NOT_ANSWERED, ""),
        ("Wie häufig hat das Innenministerium seit Juli keine Antwort gegeben?", Je.RESSORT, NOT_ANSWERED, ""),
        ("Wie oft verweist das BMF nur?", Je.RESSORT, POINTED, ""),
        (
            "Wie oft wurden Antworten zu Abschiebungen als Verschlusssache eingestuft?",
            Je.RESSORT,
            EINGESTUFT,
            "Abschiebungen",
        ),
        ("In wie vielen Fällen hat das BMI zum Thema Asyl keine Erkenntnisse?", Je.RESSORT, UNKNOWN, "Asyl"),
        ("Wie oft hat das BMI der AfD die Antwort verweigert?", Je.RESSORT, ABGELEHNT, ""),
        ("Ausweich-Radar", Je.RESSORT, NOT_ANSWERED, ""),
        ("Zeig mir das Ausweich-Radar des BMF seit Juli", Je.RESSORT, NOT_ANSWERED, ""),
        ("Wie lange braucht das BMI für Antworten?", Je.RESSORT, frozenset(), ""),
        ("Wie schnell antwortet das BMF auf Kleine Anfragen?", Je.RESSORT, frozenset(), ""),
        ("Welches Ressort antwortet am schnellsten?", Je.RESSORT, frozenset(), ""),
    ],
)
def test_a_request_to_count(text: str, je: Je, status: frozenset[Status], thema: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    found = read_radar(shape)
    assert found is not None
    assert (found[0], found[1], found[2].thema) == (je, status, thema)


@pytest.mark.parametrize(
    "text",
    [
        "Wie lange dauert ein Asylverfahren?",
        "Wie oft wurden Anträge auf Asyl abgelehnt?",
        "Welches Ministerium ist für Abschiebungen zuständig?",
        "Wie viele Visa wurden 2024 abgelehnt?",
        "Wie viele Gefährder sind als rechts eingestuft?",
        "Wie lange dauert die Antwort auf einen Visumantrag?",
        "Wie oft hat die Bundespolizei die Einreise verweigert?",
        "Welche Fraktion hat nach Leuchttürmen gefragt?",
        "Welche Fragen hat das BMI nicht beantwortet?",
        "Wie oft wurde Frage 3 aus 21/12 nicht beantwortet?",
    ],
)
def test_what_is_none(text: str) -> None:
    shape = skeleton(text)
    assert shape is not None
    assert read_radar(shape) is None
