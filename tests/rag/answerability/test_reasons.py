"""Why places are only near: what of the question they do not have, and where they stand; nothing that is not true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.model import Status
from rag.answerability.binding import Missed
from rag.answerability.reasons import ONLY_NEAR, UNSURE, doubtful, not_here, only_near
from rag.model import Hit
from rag.query.analysis import read
from rag.query.named import named
from rag.query.sought import Sought
from rag.retrieval.expansion import Place
from tests.support.fakes import answered_in

PASSAGE = answered_in("7", "Der Bund zahlte 2024 für zwölf Brücken.", "Wie viele Brücken wurden bezahlt?")
HERE = Place(Hit(PASSAGE, 0.9), (PASSAGE,), titel="Brücken an Autobahnen")
OTHER = answered_in("8", "In Bayern kamen Radwege dazu.", "Welche Radwege wurden gebaut?")
THERE = Place(Hit(OTHER, 0.8), (OTHER,), titel="Radwege")


def why(question: str, where: Place = HERE, missed: tuple[Missed, ...] = ()) -> str:
    return only_near(read(question), named(question), where, missed)


def test_the_reason_names_the_place_and_what_stands_there_and_what_not() -> None:
    said = why("Wie viele Brücken und Tunnel bezahlte der Bund?")
    assert said.startswith(f"{ONLY_NEAR} Am nächsten kommt die Antwort zu Frage 7 in „Brücken an Autobahnen“")
    assert said.endswith("Dort steht etwas zu „Brücken“; „Tunnel“ kommt dort nicht vor.")


def test_where_nothing_is_missing_it_says_that_it_is_unsure() -> None:
    assert why("Wie viele Brücken?").endswith(UNSURE)


def test_words_that_frame_a_question_are_no_reason() -> None:
    assert why("Anzahl Brücken im Schnitt, Summe pro Jahr?").endswith(UNSURE)


def test_that_no_amount_stands_there_is_a_reason() -> None:
    said = why("Wie teuer waren die Radwege?", THERE)
    assert said.endswith("Ein Betrag steht dort nicht.")
    assert why("Wie lange entstanden Radwege?", THERE).endswith("Eine Dauer steht dort nicht.")
    turns = "Wie lange dauert ein Radweg? Und wie viele Radwege?"
    asked = read(turns, own="Und wie viele Radwege?")
    assert "Dauer" not in only_near(asked, named(turns), THERE)


def test_a_kind_of_thing_that_is_not_told_is_the_reason() -> None:
    said = why("Wie lange dauerte der Bau der Brücken?", missed=(Missed(Sought.DAUER.value, kind=Sought.DAUER),))
    assert said.endswith("Eine Dauer nennt die Stelle, die am nächsten kommt, nicht.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Der Zug kommt um 04:18 Uhr in Dresden an.", True),
        ("Der Zug braucht nach Dresden vier Stunden.", False),
        ("Strecke Dauer Bahn (h)\nDresden 04:18", False),
        ("Der Zug fährt seit 2020.", False),
    ],
)
def test_a_clock_time_is_no_length_of_time_and_one_under_its_head_is(text: str, told: bool) -> None:
    """Seen: "Eine Dauer steht dort nicht" over a table of hours ("04:18")."""
    passage = answered_in("9", text, "Wie fährt der Zug?")
    said = why("Wie lange fährt der Zug?", Place(Hit(passage, 0.9), (passage,)))
    assert ("Eine Dauer steht dort nicht." in said) is told


def test_a_noun_of_which_no_part_stands_in_what_is_shown_is_doubtful() -> None:
    asked = "Wie viele Radwege mit Fahrradstellplätzen entstanden für Laster?"
    said = doubtful(read(asked), named(asked), THERE)
    assert said == "„Fahrradstellplätzen“ und „Laster“ kommen in dem, was hier zitiert ist, nicht vor: bitte prüfen."
    assert doubtful(read("Wie viele Radwegen?"), named(""), THERE) is None
    part = "Wie viele Autobahnbrücken gibt es?"  # "Brücken" stands there
    assert doubtful(read(part), named(part), HERE) is None


@pytest.mark.parametrize(
    ("missed", "said"),
    [
        (Missed("2022", ("2024",)), "Für „2022“ steht hier nichts; was am nächsten kommt, gilt für „2024“."),
        (Missed("2022", ("2021 bis 2023", "2023")), "was am nächsten kommt, gilt für „2021 bis 2023“."),
        (Missed("Frankreich"), "(BT-Drs. 21/1). Für „Frankreich“ steht dort nichts."),
    ],
)
def test_what_does_not_hold_is_the_reason(missed: Missed, said: str) -> None:
    assert said in why(f"Wie viele Brücken in {missed.asked}?", missed=(missed,))


def test_what_stands_there_is_not_said_to_stand_nowhere() -> None:
    """Seen: "Für „Berlin“ steht hier nichts" above a table with Berlin, which gave another year."""
    said = why("Wie viele Radwege in Bayern?", THERE, missed=(Missed("Bayern"),))
    assert "Ob es für „Bayern“ gilt, steht dort nicht." in said
    said = why("Wie viele Radwege in Bayern?", THERE, missed=(Missed("Bayern", ("Hessen",)),))
    assert said == "Gefragt ist nach „Bayern“; was am nächsten kommt, gilt für „Hessen“."


def test_of_several_things_that_lack_nouns_are_told_besides() -> None:
    said = why("Wie viele Tunnel für Radwege 2022?", missed=(Missed("2022", ("2024",)),))
    assert said.endswith("gilt für „2024“. Auch „Tunnel“ und „Radwege“ kommen dort nicht vor.")
    said = why("Wie viele Tunnel 2022?", missed=(Missed("2022", ("2024",)),))  # it may be called otherwise there
    assert said.endswith("gilt für „2024“.")


def test_that_nothing_is_known_is_told_as_the_answer_that_it_is() -> None:
    passage = replace(
        answered_in("9", "Der Bundesregierung liegen keine Erkenntnisse vor.", "Wie viele Tunnel gibt es?"),
        status=Status.KEINE_ERKENNTNISSE,
    )
    said = why("Wie viele Tunnel gibt es?", Place(Hit(passage, 0.9), (passage,)))
    assert said.endswith("Auf die Frage dort antwortet die Bundesregierung, dass ihr nichts vorliegt.")


def test_that_a_place_only_points_elsewhere_is_told() -> None:
    said = why("Wie viele Brücken?", replace(HERE, only_points=True))
    assert said.endswith("Dort wird nur auf eine andere Stelle verwiesen.")
    assert why("Wie viele Brücken?", replace(HERE, only_points=True, followed=(OTHER,))).endswith(UNSURE)


def test_what_stands_in_none_of_the_places_is_told_where_nothing_is_found() -> None:
    hits = [Hit(PASSAGE, 0.5), Hit(OTHER, 0.4)]
    text = "Wie viele Bundesligisten mögen Radwege?"
    assert not_here(read(text), named(text), hits) == (
        "„Bundesligisten“ kommt in keiner der Stellen vor, die am nächsten liegen."
    )
    assert not_here(read("Radwege"), named("Radwege"), hits) is None
    assert not_here(read(text), named(text), []) is None
