"""Joint answers as they are announced: one rule, in the words that papers use."""

from __future__ import annotations

import time

import pytest

from ingest.fields.verweise import verweise
from ingest.language.joint import announcement, only_announces
from ingest.language.status import status
from ingest.model import Block, Blockart, Fragenummer, Status
from ingest.segmentation.question_ends import Ends
from ingest.text.lines import Line
from rag.answering.candidates import empty


def spans(text: str) -> str:
    found = announcement(text)
    return (
        " ".join(str(s.erste) if s.erste == s.letzte else f"{s.erste}-{s.letzte}" for s in found.fragen)
        if found
        else ""
    )


ANNOUNCED = [
    ("Die Fragen 6 und 8 werden gemeinsam beantwortet.", "6 8"),
    ("Die Fragen 26, 27 und 28 werden zusammen beantwortet.", "26 27 28"),
    ("Die Fragen 20 bis 20b werden gemeinsame beantwortet.", "20-20b"),  # misprint (21/910)
    ("Die Fragen 1 bis 4 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.", "1-4"),
    ("Die Fragen 1 und 2 werden auf Grund ihres Sachzusammenhanges gemeinsam beantwortet.", "1 2"),
    ("Die Fragen 1 und 2 werden im Zusammenhang beantwortet.", "1 2"),
    ("Die Fragen 3 und 4 werden im Sachzusammenhang beantwortet.", "3 4"),
    ("Die Fragen 4 und 5 werden im Zusammenhang mit den Fragen 7 bis 11 beantwortet.", "4 5"),
    ("Die Fragen 14 bis 19 werden zusammenhängend beantwortet.", "14-19"),
    ("Die Fragen 39 und 40 werden zusammengefasst beantwortet.", "39 40"),
    ("Die Fragen 13 bis 16 werden zusammenfassend beantwortet.", "13-16"),
    ("Die Fragen 11 bis 11c werden auf Grundlage der Angaben der BaFin beantwortet.", "11-11c"),
    ("Die Frage 13 bis 14c werden zusammen beantwortet.", "13-14c"),
    ("Frage 5c und 6 werden gemeinsam beantwortet.", "5c 6"),
    ("Fragen 10 und 11 können wie folgt zusammen beantwortet werden:", "10 11"),
    ("Die Frage 10 wird in Form der nachfolgenden Übersicht beantwortet:", "10"),
    ("Die Fragen 26 und 27 gemeinsam beantwortet.", "26 27"),  # a word is missing (21/1727)
    ("Die Fragen zu 4 und 5 werden gemeinsam beantwortet.", "4 5"),
    ("Die Teilfragen zu 18a und 18b werden zusammen beantwortet:", "18a 18b"),
    ("Die Teilfragen 30a und b werden zusammen beantwortet:", "30a 30b"),
    ("Frageteile 15, 15 a) und 15 b) werden zusammen beantwortet", "15 15a 15b"),
    ("Die Fragestellungen 1 und 2 werden gemeinsam beantwortet.", "1 2"),
    ("Die Unterfragen 1a und 1b werden gemeinsam beantwortet.", "1a 1b"),
    ("Zu den Fragen 3 und 4 wird zusammenfassend Stellung genommen.", "3 4"),
    ("Aufgrund des Sachzusammenhangs werden die Fragen 13 und 14 gemeinsam beantwortet.", "13 14"),
    ("Auf Grund ihres Sachzusammenhangs werden die Fragen 1 und 2 gemeinsam beantwortet.", "1 2"),
    ("Wegen des inhaltlichen Zusammenhangs werden die Fragen 7 und 8 zusammen beantwortet.", "7 8"),
    ("Aufgrund des Sachzusammenhangs werden Fragen 15 und 18 g gemeinsam beantwortet:", "15 18g"),
    ("Daher werden die Fragen 6a und 6b, 7, 8, 9 und 10 gemeinsam beantwortet.", "6a 6b 7 8 9 10"),
    ("Die Fragen 1, 4, bis 7 und 12 werden gemeinsam wie folgt beantwortet:", "1 4-7 12"),  # a comma too many
]


@pytest.mark.parametrize(("text", "want"), ANNOUNCED)
def test_announcements(text: str, want: str) -> None:
    assert spans(text) == want
    assert only_announces(text)


@pytest.mark.parametrize("text", [text for text, _ in ANNOUNCED])
def test_every_reader_knows_every_announcement(text: str) -> None:
    """Where a Frage ends, what kind of answer was given, where it points, which sentence answers."""
    known = [Fragenummer(n) for n in range(1, 60)]
    assert Ends([Line(0, 0, "Wie viele?"), Line(1, 0, text)]).announced_after(0)
    assert (
        status([Block(Blockart.TEXT, t) for t in (text, "Auf die Antwort zu Frage 1 wird verwiesen.")])
        is Status.VERWIESEN
    )
    assert [
        str(n)
        for v in verweise(f"{text.rstrip('.:')}: Es wird auf die Antwort zu Frage 50 verwiesen.", known)
        for n in v.nummern
    ] == ["50"]
    assert empty(text)


@pytest.mark.parametrize(
    "text",
    [
        "Auf die Antwort zu Frage 3 wird verwiesen.",  # points
        "Die Frage 20 auf Bundestagsdrucksache 20/14574 bezog sich in Zusammenhang mit der Frage 21 auf anderes.",
        "Fragen 21a bis 21d getrennt aufführen)? Die Fragen 19 bis 22 werden gemeinsam beantwortet.",  # a Frage's end
        "Frage 77) und speziell zu Vermögenswerten (Bundestagsdrucksache 21/297, Frage 45) beantwortet.",
        "Die Fragen zur Wochenarbeitszeit haben 952 Befragte beantwortet.",
        "Die Frage 3 wird verneint. Alles andere wurde gemeinsam beantwortet.",  # another sentence
    ],
)
def test_what_announces_nothing(text: str) -> None:
    assert announcement(text) is None
    assert not only_announces(text)


def test_that_fragen_cannot_be_answered_is_an_answer() -> None:
    text = "Die Fragen 25 bis 31 können mangels Einsatzes von KI nicht beantwortet werden."  # 21/1347
    assert spans(text) == "25-31"
    assert not only_announces(text)
    assert not empty(text)
    assert status([Block(Blockart.TEXT, text)]) is Status.ABGELEHNT


def test_the_place_in_the_text_counts() -> None:
    text = "Ja. Die Fragen 3 und 4 werden zusammen beantwortet."
    assert announcement(text) is None
    found = announcement(text, 4)
    assert found is not None
    assert text[4 : found.end] == "Die Fragen 3 und 4 werden zusammen beantwortet"


@pytest.mark.parametrize(
    "text", ["Die Fragen 1" + " und 1" * 20_000, "Aufgrund der " + "x" * 100_000, "Die Fragen 1 werden " * 5_000]
)
def test_long_texts_are_read_at_once(text: str) -> None:
    start = time.process_time()
    announcement(text)
    assert time.process_time() - start < 1
