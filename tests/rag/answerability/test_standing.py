"""What of a question stands in an answer: the same thing in another form does, and what is no thing is not told of."""

from __future__ import annotations

import pytest

from rag.answerability.standing import Standing, standing
from rag.model import Hit
from rag.query.analysis import read
from rag.query.named import named
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in


def held(question: str, text: str, frage: str = "Was ist bekannt?", own: str = "") -> Standing:
    passage = answered_in("1", text, frage)
    return standing(read(question, own=own), named(question), Place(Hit(passage, 0.9), (passage,)))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Stand im Juni?", "Mit Stand 30.06.2023 waren es neun."),
        ("Wie viele Fälle im Juni 2023?", "Mit Stand 30.06.2023 waren es neun."),
        ("Wie viele Fälle im Juni 2023?", "Mit Stand 30.06.23 waren es neun."),
        ("Was kostet die A12?", "Die A 12 wird ausgebaut."),
        ("Was kostet die A-12?", "Die A 12 wird ausgebaut."),
        ("Ausstoß von CO2?", "Der Ausstoß von CO₂ sinkt."),
        ("Stand der F35?", "Beschafft wird die F-35."),
        ("Wie viele im Q1 2023?", "Im ersten Quartal 2023 waren es neun."),
        ("Wie viele in I/2023?", "Im 1. Quartal 2023 waren es neun."),
        ("Wie viele in NRW?", "In Nordrhein-\nWestfalen sind es neun."),
        ("Wie viele in Nordrhein-Westfalen?", "Die Polizei NRW zählte neun."),
        ("wie viele in sachsen anhalt?", "In Sachsen-Anhalt sind es neun."),
        ("Was wurde aus den 10 000 Anträgen?", "Es waren 10.000 Anträge."),
        ("Was wurde aus den 10.000 Anträgen?", "Es waren 10 000 Anträge."),
        ("Was wurde aus den 12 Brücken?", "Gesperrt sind zwölf Brücken."),
        ("Wer prüft im Haber-Verfahren?", "Im Haber Verfahren prüft das Amt."),
        ("Wer ist Anführer der „Deutschen Jugend Voran“?", "Anführer der Gruppe Deutsche Jugend Voran ist er."),
        ("Was brachten die Wohnungsmieten?", "Mieteinnahmen für Wohnungen brachten etwas."),
        ("Welches Referat im AA bewilligte das?", "Ein Referat im Auswärtigen Amt bewilligte das."),
    ],
)
def test_another_form_is_the_same_thing(question: str, text: str) -> None:
    assert held(question, text).lacking == ()


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Stand im Juli?", "Mit Stand 30.06.2023 waren es neun.", ("Juli",)),
        ("Was kostet die A12?", "Die A 120 wird ausgebaut.", ("A12",)),
        ("Wie viele in Sachsen?", "In Thüringen sind es neun.", ("Sachsen",)),
        ("Wer prüft im Haber-Verfahren?", "Wer einen Antrag haben will, führt ein Verfahren.", ("Haber-Verfahren",)),
        ("Was kostet „Fishing for Litter“?", "Das Fischen kostet etwas.", ("Fishing for Litter",)),
        ("Was wurde aus den 606 Ställen?", "Die Ställe sind gebaut.", ("606",)),
        ("Wie viele Ställe 2031?", "Seit 2020 wurden Ställe gebaut.", ("2031",)),
        ("Welche Pflichten der KI-Verordnung gelten ab 2031?", "Pflichten der KI-Verordnung.", ("2031",)),
        ("Was sagt Volker Wissing?", "Es wird nichts gesagt.", ("Volker Wissing",)),
        ("Was wurde aus den 606 Ställen?", "Es waren 707.", ("Ställen",)),  # numbers only where nothing else lacks
    ],
)
def test_what_is_not_there_lacks(question: str, text: str, lacking: tuple[str, ...]) -> None:
    assert held(question, text).lacking == lacking


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Summe im Schnitt, Anzahl pro Jahr?",
        "Auf wie viel Przent im Halbjar?",  # with typing errors
        "Können neun sein?",  # first words have a capital in any case
        "wie wurde das geredet bezahlt bestellt verlängert",
    ],
)
def test_frames_and_verbs_are_no_things(question: str) -> None:
    assert held(question, "Es können neun sein.").lacking == ()


def test_a_noun_is_one_by_its_capital_or_by_the_texts() -> None:
    passage = answered_in("1", "Das ist etwas.", "Was?")
    where, text = Place(Hit(passage, 0.9), (passage,)), "wie viel wurde an munition geborgen, wie schwer"
    assert standing(read(text), named(text), where, ["es wurde viel Munition geborgen"]).nouns == ("munition",)


def test_of_a_turn_only_its_own_things_are_told() -> None:
    both = held("Wie viele Zwillinge? Und Drillinge?", "Es sind neun.", own="Und Drillinge?")
    assert both.lacking == ("Drillinge",)


def test_what_is_there_is_named_but_no_times() -> None:
    assert held("Wie viele Brücken und Tunnel in Bayern 2024?", "In Bayern waren es 2024 Brücken.").there == (
        "Bayern",
        "Brücken",
    )
