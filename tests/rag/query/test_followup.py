"""Follow-up turns: what is kept, what is put in its place, and which turns stand alone."""

from __future__ import annotations

import pytest

from rag.model import Filters, Query
from rag.query.followup import Understood, understood
from rag.query.leaning import Leans, leans


def never(*_: Understood) -> bool:
    """Who decides that no turn between is taken up."""
    return False


def always(*_: Understood) -> bool:
    """Who decides that every turn between is taken up."""
    return True


FIRST = "Wie viel Geld bekam das Internationale Smart Cities Netzwerk 2023?"


@pytest.mark.parametrize(
    ("before", "turn", "whole"),
    [
        (FIRST, "Und im Jahr davor?", FIRST.replace("2023", "2022")),
        (FIRST, "Und im Vorjahr?", FIRST.replace("2023", "2022")),
        (FIRST, "Und im Folgejahr?", FIRST.replace("2023", "2024")),
        (FIRST, "Und 2021?", FIRST.replace("2023", "2021")),
        (FIRST, "And in 2021?", FIRST.replace("2023", "2021")),
        ("Wie viele Anträge gab es in Hessen?", "Und in Bayern?", "Wie viele Anträge gab es in Bayern?"),
        ("Wie viele kommen bei den Symposien?", "Und beim Global Mixer?", "Wie viele kommen beim Global Mixer?"),
        ("Wann wurde mit Kambodscha verhandelt?", "Und wann mit Indien?", "Wann wurde mit Indien verhandelt?"),
        ("Wie viele Fälle gab es zwischen 2019 und 2021?", "Und 2022?", "Wie viele Fälle gab es 2022?"),
    ],
)
def test_what_is_new_is_put_in_place(before: str, turn: str, whole: str) -> None:
    found = understood(Query(turn, vorher=Query(before)), never)
    assert found.whole == found.shown == whole


def test_a_pointing_word_takes_the_question_before_along() -> None:
    before = "Wie viele Obdachlose wurden 2024 Opfer einer Straftat?"
    found = understood(Query("Wie viele davon waren Frauen?", vorher=Query(before)), never)
    assert found.whole == f"{before} Wie viele davon waren Frauen?"
    assert found.shown == f"Wie viele davon waren Frauen? (Es ging um: {before})"


def test_paper_frage_and_filters_stay() -> None:
    filters = Filters(drucksachen=frozenset({"21/392"}), fragen=frozenset({"7"}))
    before = Query("Was steht in Drucksache 21/392, Frage 7 zu Kosten?", filters)
    found = understood(Query("Und warum?", vorher=before), never)
    assert found.shown.startswith("Drucksache 21/392, Frage 7: Und warum?")
    assert found.filters == filters


def test_turns_chain() -> None:
    second = Query("Und im Jahr davor?", vorher=Query(FIRST))
    assert understood(Query("Und im Jahr davor?", vorher=second), never).whole == FIRST.replace("2023", "2021")


@pytest.mark.parametrize(
    "turn",
    [
        "Wie viele Banken waren an Cum-Cum-Geschäften beteiligt?",
        "Und wie viele Banken waren nach Kenntnis der BaFin an Cum-Cum-Deals beteiligt?",
        "Was tut die Regierung dafür, dass Mieten in Großstädten bezahlbar bleiben?",
        "Was steht in 21/392?",
    ],
)
def test_a_whole_question_stands_alone(turn: str) -> None:
    assert understood(Query(turn, vorher=Query(FIRST)), never) == Understood(turn)


def test_the_first_turn_is_what_it_is() -> None:
    query = Query("Und im Jahr davor?")
    assert understood(query, always) == Understood(query.text)


@pytest.mark.parametrize(
    ("before", "turn", "whole"),
    [
        ("Wie viele Fälle 2023 in Sachsen?", "Und in Berlin im Jahr darauf?", "Wie viele Fälle 2024 in Berlin?"),
        ("Wie viele Fälle gab es 2014?", "Und zehn Jahre später?", "Wie viele Fälle gab es 2024?"),
        ("abschiebungen im dezember 2024", "und einen monat später?", "abschiebungen im Januar 2025"),
        ("Wer kam im Juli 2025?", "Und im August?", "Wer kam im August 2025?"),
        ("Wer kam seit April 2024?", "Und im Juni?", "Wer kam seit Juni 2024?"),
        ("Stellen Ende Mai 2025", "Und Ende 2023?", "Stellen Ende 2023"),
        ("Wie viele Visa gab es Ende 2023?", "und 2021", "Wie viele Visa gab es Ende 2021?"),
        ("Einsätze im zweiten Halbjahr 2024", "Und im ersten Quartal 2025?", "Einsätze im ersten Quartal 2025"),
        ("gebühren aus der türkei 2024", "Und aus Indien?", "gebühren aus Indien 2024"),
        ("Was gab das BMVg 2024 aus?", "Und das BMI?", "Was gab das BMI 2024 aus?"),
        ("Was zahlt das Innenministerium?", "Und das Familienministerium?", "Was zahlt das Familienministerium?"),
        ("Wie viele Plakate von der SPD?", "Und von der FDP?", "Wie viele Plakate von der FDP?"),
        ("Wie viele Frauen wurden 2024 gezählt?", "Und Kinder?", "Wie viele Kinder wurden 2024 gezählt?"),
        ("Wie viele Visa wurden 2022 erteilt?", "Und abgelehnt?", "Wie viele Visa wurden 2022 abgelehnt?"),
    ],
)
def test_a_value_takes_the_place_of_its_kind(before: str, turn: str, whole: str) -> None:
    assert understood(Query(turn, vorher=Query(before)), never).whole == whole


@pytest.mark.parametrize(
    ("before", "turn"),
    [
        ("Wie viele gab es 2022 in Hessen und in Bayern?", "Und in Berlin?"),  # which of the two?
        ("Wie viele Leute waren im März 2025 in Kurzarbeit?", "Und im Baugewerbe?"),  # a time is no place
        ("Wie viele Strafanträge stellte er 2025?", "Weshalb?"),  # not another thing counted
        ("Wie viel Prozent hatten 2024 Arbeit?", "Und EU-weit?"),
        ("Wie viele davon wurden 2022 erteilt?", "Wie viele davon in Bayern?"),  # a part of it
    ],
)
def test_what_has_no_place_stands_beside(before: str, turn: str) -> None:
    found = understood(Query(turn, vorher=Query(before)), never)
    assert (found.text, found.topics) == (turn, (before,))
    assert found.shown == f"{turn} (Es ging um: {before})"


@pytest.mark.parametrize(
    "turn",
    [
        *("Warum nicht?", "Seit wann?", "Wer zahlt das?", "Aus welchen Ländern?", "Was verdienen die?"),
        *("Wie viele davon waren Frauen?", "Gilt das auch für Beamte?", "Wie hoch war die Strafe?", "Und abgelehnt?"),
        *("Kann den jeder lesen?", "Welche Hochschulen bieten die an?", "Wurde er verurteilt?", "Gibt es Ausnahmen?"),
        *("Und wie viele davon arbeiten in Vollzeit?", "was haben die im jahr gekostet", "Für wie viele Millionen?"),
        *("Bis wann läuft das?", "Danke", "?"),
    ],
)
def test_ellipsis_of_every_kind_leans(turn: str) -> None:
    assert leans(turn) >= Leans.LIKELY


@pytest.mark.parametrize(
    "turn",
    [
        "Wie hoch ist die SGB-II-Quote von Frauen und Männern in Sachsen-Anhalt?",
        "Wie viele Mitarbeiter hat die Meldestelle HessenGegenHetze im Jahr 2024?",
        "was kostet die evaluierung der feministischen entwicklungspolitik durch das deval",
        "Anteil Chinas bei schweren Seltenen Erden im Jahr 2024",
    ],
)
def test_a_topic_of_its_own_leans_on_nothing(turn: str) -> None:
    assert leans(turn) is Leans.NOT


def test_where_words_do_not_tell_the_papers_are_asked() -> None:
    assert leans("Wie viele Apotheken gibt es in Deutschland?") is Leans.MAYBE
    query = Query("Wie viele Beamte hatte Bremen?", vorher=Query(FIRST))
    assert leans(query.text) is Leans.MAYBE
    assert understood(query, never) == Understood(query.text)
    assert understood(query, always).topics == (FIRST,)


def test_a_changed_topic_is_what_the_next_turn_leans_on() -> None:
    changed = Query("Wie viele Beamte hatte Bremen 2022?", vorher=Query(FIRST))
    assert understood(Query("Und 2021?", vorher=changed), never).whole == "Wie viele Beamte hatte Bremen 2021?"


@pytest.mark.parametrize("failed", ["Danke", "ok, danke!", "?", "Wie viele davon waren Marsmenschen?"])
def test_a_failed_turn_does_not_lose_the_topic(failed: str) -> None:
    found = understood(Query("Seit wann?", vorher=Query(failed, vorher=Query(FIRST))), never)
    assert found.topics[0] == FIRST


def test_a_long_conversation_keeps_its_first_topic_and_the_last_turn() -> None:
    query = Query(FIRST)
    for turn in ("Wer zahlt das?", "Seit wann?", "Warum nicht?"):
        query = Query(turn, vorher=query)
    assert understood(query, never).topics == (FIRST, "Seit wann?")


def test_of_a_very_long_conversation_only_the_last_turns_are_read() -> None:
    query = Query(FIRST)
    for _ in range(5000):
        query = Query("Seit wann?", vorher=query)
    assert understood(query, never).text == "Seit wann?"


def test_where_the_papers_decide_it_is_said_that_the_topic_may_have_changed() -> None:
    """Of a turn that surely leans it is not: there the words tell."""
    maybe, surely = (Query(turn, vorher=Query(FIRST)) for turn in ("Wie viele Wölfe leben in Brandenburg?", "Warum?"))
    assert understood(maybe, always).unsure
    assert not understood(maybe, never).unsure
    assert not understood(surely, never).unsure


@pytest.mark.parametrize("turn", ["Wie hoch ist der Mindestlohn?", "Aus welchen Ländern?"])
def test_a_thing_alone_that_points_back_to_nothing_may_be_another_topic(turn: str) -> None:
    """It is too short to stand alone, so the topic is taken up; what answers must then speak of the thing."""
    found = understood(Query(turn, vorher=Query(FIRST)), never)
    assert leans(turn) is Leans.LIKELY
    assert (found.topics, found.unsure) == ((FIRST,), True)
