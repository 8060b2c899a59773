"""What speaks for a sentence; none that only announces, points elsewhere or stands in a footnote, if others do not."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rag.answering.candidates import candidates, empty
from rag.answering.selection import choose
from rag.answering.units import parts
from rag.query.analysis import read
from rag.text.stemming import stem
from tests.support.fakes import answered_in


def test_what_a_candidate_is_worth_can_be_told_apart() -> None:
    text = "Siehe Antwort zu Frage 3. Im Jahr 2024 gab es 12 Fälle."
    asked = read("Wie viele Fälle gab es im Jahr 2024?")
    (part,) = parts([answered_in("4", text, "Wie oft?")])
    points, says = candidates(asked, part, window=(0, 5), ueber=part.passage)
    assert (points.worth.empty, says.worth.empty) == (-1.0, 0.0)
    assert points.worth.followed == says.worth.followed == -0.5
    assert (points.worth.window > 0, says.worth.window) == (True, 0.0)
    assert says.worth.numbers > points.worth.numbers == 0.0
    assert says.worth.total == pytest.approx(sum(getattr(says.worth, field.name) for field in fields(says.worth)))
    held = {h.stem: h.share for h in says.found}
    assert tuple(held) == asked.stems
    assert held[stem("Fälle")] == says.best == 1.0
    assert points.best == 0.0


def best(question: str, text: str, frage: str = "Wie viele Fälle gab es?", most: int = 1) -> list[str]:
    passage = answered_in("4", text, frage)
    asked = read(question)
    return [c.candidate.text for p in parts([passage]) for c in choose(asked, candidates(asked, p), most)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Fragen 1 und 2 werden im Zusammenhang beantwortet.",
        "Die Fragen 1 bis 4, 7 und 10 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.",
        "2 Das Bundesministerium des Innern hat einen Teil der Antwort eingestuft.",
        "1 Siehe Bundestagsdrucksache 20/1.",
        "* Von einer Drucklegung der Anlage wird abgesehen.",
        "Auf die Antwort zu Frage 3 wird verwiesen.",
        "Darüber hinaus wird auf die Vorbemerkung der Bundesregierung verwiesen.",
        "Zu den Inhalten der Gespräche wird auf die Antwort zu Frage 4 Bezug genommen.",
        "Siehe Antwort zu Frage 3.",
    ],
)
def test_says_nothing_itself(sentence: str) -> None:
    assert empty(sentence)
    question = sentence  # not even when it holds every word that is asked for
    assert best(question, f"{sentence}\nEs gab Fälle.") == ["Es gab Fälle."]
    assert best(question, sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "20 Personen wurden befragt.",
        "2 Millionen Euro sind vorgesehen.",
        "Nein.",
        "Aufgrund der Zuständigkeit der Länder wird auf die Landesregierungen verwiesen.",
        "Auf die Tabelle in der Antwort zu Frage 3 wird verwiesen.",
    ],
)
def test_says_something(sentence: str) -> None:
    assert not empty(sentence)
