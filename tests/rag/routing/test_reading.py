"""Requests are told from questions of substance: two sets of requests, and every committed question, which is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.model import Paper
from rag.requested import Art
from rag.routing.reading import Stock, read
from rag.routing.request import Request
from tests.support.paths import ROOT

HERE = Path(__file__).parent
TODAY = date(2025, 10, 31)
INNERN, AMT = "Bundesministerium des Innern", "Auswärtiges Amt"
RESSORTS = (
    *(
        INNERN,
        AMT,
        "Bundesministerium für Gesundheit",
        "Bundesministerium der Finanzen",
        "Bundesministerium für Verkehr",
    ),
    "Bundesministerium für Landwirtschaft, Ernährung und Heimat",
)
TITLES = {
    "20/11166": "Internationales Engagement der Bundesregierung im Bereich Smart Cities",
    "21/964": "Mehrgenerationenhäuser in Deutschland",
    "21/980": "Monopolbildung in der Molkereibranche",
    "21/1404": "Planungssicherheit für den Wärmepumpenmarkt",
}
NUMBERS = (*TITLES, "21/492", "21/687", "21/1403", "21/392", "21/755", "21/1520")
FRAKTIONEN = ("AfD", "Die Linke", "BÜNDNIS 90/DIE GRÜNEN", "CDU/CSU", "SPD")
STOCK = Stock(
    [
        Paper(n, TITLES.get(n), date(2025, 6, 1), RESSORTS[i % len(RESSORTS)], (FRAKTIONEN[i % 5],), f"{n}0", "x", 3)
        for i, n in enumerate(NUMBERS)
    ],
    TODAY,
)
NO_REQUESTS = {"Hallo, kannst du mir helfen?": "asks what the program can do, and is told so: there is nothing to find"}
"""Committed questions that are requests all the same, each with the reason."""


def chained(*texts: str) -> Request | None:
    found: Request | None = None
    for number, text in enumerate(texts):
        found = read(text, STOCK, found, first=number == 0)
    return found


def fields(texts: list[str]) -> dict[str, object]:
    """What was understood, as the sets write it; a paper of the turn before by its number."""
    found = chained(*texts)
    if found is None:
        return {"art": "antwort"}
    before = chained(*texts[:-1]) if found.before else None
    got = {
        "art": found.art.value,
        "drucksachen": list(before.drucksachen if before else found.drucksachen),
        "fragen": list(found.fragen),
        "teil": found.teil.value if found.art is Art.PAPIER else "",
        "thema": found.thema,
        "fraktionen": sorted(found.filters.fraktionen),
        "ressorts": sorted(found.filters.ressorts),
        "von": found.filters.von.isoformat() if found.filters.von else "",
        "bis": found.filters.bis.isoformat() if found.filters.bis else "",
        "status": sorted(found.status),
        "seiten": [] if found.drucksachen else list(found.seiten),
    }
    return {name: value for name, value in got.items() if value}


def wrong(name: str) -> tuple[list[tuple[str, object, object]], int]:
    """The lines of a set that are understood otherwise: the text, what is expected, what was understood."""
    lines = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    found = []
    for line in lines:
        expected = {name: value for name, value in line.items() if name not in ("id", "text", "vor")}
        got = fields([*line.get("vor", []), line["text"]])
        if got != expected:
            found.append((line["text"], expected, got))
    return found, len(lines)


def test_sixty_requests_are_understood() -> None:
    bad, many = wrong("anliegen.jsonl")
    assert (bad, many) == ([], 60)


def test_forty_requests_in_other_words_are_understood_too() -> None:
    bad, many = wrong("anliegen-zurueckgehalten.jsonl")
    assert many == 40
    assert len(bad) <= 2, bad  # 0.95; nothing was fitted to them


def committed() -> Iterator[tuple[str, bool]]:
    """Every question of the sets, and whether it is the first of its conversation."""
    for path in (
        *sorted((ROOT / "evals" / "cases").glob("*.jsonl")),
        *sorted((ROOT / "evals" / "training").glob("*.jsonl")),
    ):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "question" in case:  # a set of rewordings holds Fragen of drafts
                yield case["question"], not case.get("nach")


def test_no_question_of_substance_is_taken_for_a_request() -> None:
    asked = list(committed())
    assert len(asked) > 8000
    taken = {text for text, first in asked if read(text, STOCK, None, first=first) is not None}
    assert taken == set(NO_REQUESTS)


@pytest.mark.parametrize(
    "text",
    [
        "Wie viele Anfragen zum Familiennachzug wurden gestellt?",
        "Wie viele Anfragen zur Beratung gingen beim BAMF ein?",
        "Wie viele Anfragen zum Familiennachzug gab es?",
        "Welche Papiere braucht man für die Einreise?",
        "Was hat das BMI zu Asyl geantwortet?",
        "Welche Fragen sind bei der Reform der Pflege noch offen?",
        "Liste der Entwicklungsprojekte von DGB und GIZ",
        "Wer hat die Studie gefragt?",
        "Von wann ist die neueste Zahl?",
        "Wie teuer war das laut Drucksache 21/492?",
        "Was sagt Frage 3 in 21/492 zu den Kosten?",
        "24/7",
        "Als Frage: 21/492",
        "Bayern gegen den Bund",
        "Wurden alle Anträge zu Asyl abgelehnt?",
        "x" * 300,
    ],
)
def test_what_says_one_word_more_is_a_question(text: str) -> None:
    assert chained(text) is None


def test_an_anfrages_number_means_its_answer() -> None:
    found = chained("Zeige Frage 3 aus 21/9640")
    assert found is not None
    assert (found.art, found.drucksachen) == (Art.FRAGE, ("21/964",))


def test_a_turn_after_a_question_narrows_no_list() -> None:
    assert chained("Wie viele Abschiebungen gab es 2023?", "Und 2024?") is None
    assert chained("alle zu Asyl", "Wie viele Abschiebungen gab es 2023?", "Und 2024?") is None
