"""What counts as proven: figures in any spelling, dates, sums, names, negation, modality, the speaker."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.model import Sprecher
from rag.agree import narrowed
from rag.figures import Figure, figures, read_word, sums
from rag.verify import Source, verify

ISCN = "Für das Internationale Smart Cities Netzwerk (ISCN) wurden im Jahr 2023 insgesamt 700 000 Euro verausgabt."
PLAN = "Der Steuerungskreis soll am 12. April 2024 erneut tagen, die Mittel werden derzeit geprüft."
COSTS = "Die Kosten können noch nicht abschließend beziffert werden."
LIST = "Gezählt wurden 2023 insgesamt 12 Fälle in Bayern und 14 Fälle in Hessen."
TABLE = "Jahr A 13 A 14 Gesamt\n2015 6 23 106\n2016 8 25 114"
DENIED = "Der Bundesregierung liegen hierzu keine Erkenntnisse vor."


@pytest.mark.parametrize("text", ["700 000", "700.000", "700\u2002000", "0,7 Mio.", "700 Tsd.", "siebenhunderttausend"])
def test_one_value_in_many_spellings(text: str) -> None:
    assert figures(f"Es waren {text} Euro.") == [Figure(Decimal(700_000))]


@pytest.mark.parametrize(
    ("word", "value"), [("zwölf", 12), ("einundzwanzig", 21), ("zweihundertfünf", 205), ("dreitausend", 3000)]
)
def test_number_words(word: str, value: int) -> None:
    assert read_word(word) == value


def test_what_is_no_number_word() -> None:
    assert read_word("hundertprozentig") is None
    assert figures("Ein Verfahren läuft.") == []


def test_dates_are_one_figure() -> None:
    assert figures("Am 1. Januar 2044.") == figures("Am 01.01.2044.")
    assert Figure(Decimal(2044)) in figures("Am 1. Januar 2044.")


def test_percentages_are_not_counts() -> None:
    assert figures("60 Prozent") == figures("60 %") == [Figure(Decimal(60), "%")]
    assert figures("60 Prozent") != figures("60")


def test_sums() -> None:
    addends, result = sums("Zusammen 73 000 + 350 000 + 700 000 = 1 123 000 Euro.")[0]
    assert [f.value for f in addends] == [73_000, 350_000, 700_000]
    assert result.value == 1_123_000


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Das ISCN erhielt 2023 rund 0,7 Mio. Euro.", ISCN),  # another spelling of the amount
        ("Die Bundesregierung hat dazu keine Erkenntnisse.", DENIED),
        ("Der Steuerungskreis soll am 12.04.2024 erneut tagen.", PLAN),
        ("Die Bundesregierung hat 2020 Kosten geschätzt.", "Im Jahr 2020 hat die Bundesregierung Kosten geschätzt."),
        ("In Hessen waren es 2023 insgesamt 14 Fälle.", LIST),
        ("Die Sondereinheit hat 451 Planstellen.", "Insgesamt verfügt die Sondereinheit über 451 Planstellen."),
        ("Laut Bundesregierung liegen keine Erkenntnisse vor.", DENIED),
    ],
)
def test_proven(sentence: str, source: str) -> None:
    assert verify(sentence, [Source(source)]).reasons == ()


@pytest.mark.parametrize(
    ("sentence", "source", "reason"),
    [
        ("Das ISCN erhielt 2023 rund 800 000 Euro.", ISCN, "800000"),  # a figure altered
        ("Das ISCN erhielt 2022 insgesamt 700 000 Euro.", ISCN, "2022"),  # a year altered
        ("Das ISCN erhielt 2023 insgesamt 700 000 Prozent.", ISCN, "700000"),  # a unit altered
        ("Das ISCN erhielt 2023 keine 700 000 Euro.", ISCN, "Verneinung"),
        ("Der Bundesregierung liegen hierzu Erkenntnisse vor.", DENIED, "Verneinung"),
        ("Der Steuerungskreis hat am 12. April 2024 erneut getagt.", PLAN, "Tatsache"),  # planned, not done
        ("Das UNITAC erhielt 2023 insgesamt 700 000 Euro.", ISCN, "UNITAC"),  # another name
        ("Kühe geben jeden Morgen frische Milch.", ISCN, "Kühe"),
        # as a real model drafted them
        ("Die Warnungen können noch nicht abschließend beziffert werden.", COSTS, "Warnungen"),  # subject exchanged
        (
            "Es gibt keine Angaben zu Radwegen vor.",
            "Für 2006 liegen keine Angaben zu Radwegen vor.",
            "2006",
        ),  # of all years
        ("In Hessen waren es 12 Fälle.", LIST, "anderem"),  # the neighbour's figure
        ("In Bayern wurden 2023 insgesamt 14 Fälle gezählt.", LIST, "anderem"),
        ("Im Jahr 2015 gab es 6 Beamte.", TABLE, "Spalte"),
        ("Ja, die Brücke wird gebaut.", "Die Brücke wird gebaut.", "weder Ja noch Nein"),
        ("Die Förderung ist ausgeschlossen.", "Die Förderung ist ausgeschlossen, wenn der Antrag fehlt.", "Bedingung"),
        ("Es wurden 500 Fälle gemeldet.", "Es wurden bis zu 500 Fälle gemeldet.", "höchstens"),
        ("Der Bund stellt 250 Mio. Euro zur Verfügung.", "Der Bund wird 250 Mio. Euro zur Verfügung stellen.", "wird"),
        ("Die Stelle ist besetzt.", "Die Stelle war besetzt.", "war"),
        ("Es gab 40 Fälle.", "In Bayern gab es 40 Fälle.", "Bayern"),  # a place that has other forms in the list
        ("Es gab 40 Fälle.", "Nach Angaben der Länder gab es 40 Fälle.", "wiedergibt"),
        ("Die Länder fördern den Ausbau.", "Die Länder können den Ausbau fördern.", "Tatsache"),
        ("Die Länder zahlen dem Bund 5 Mio. Euro.", "Der Bund zahlt den Ländern 5 Mio. Euro.", "Folge"),
        ("Die Durchführung für die Gesamtkosten.", "Gesamtkosten für die Durchführung.", "Verhältnis"),
        ("Dies regelt § 1 Absatz 6.", "Dies regelt § 6 Absatz 1.", "anderem"),
        ("Es fehlen Daten, die nicht vorliegen.", "Es fehlen keine Daten, die nicht vorliegen.", "Verneinung"),
        ("Alle Länder haben gemeldet.", "Einige Länder haben gemeldet.", "Quelle"),
        ("Der Ausbau ist zulässig.", "Der Ausbau ist unzulässig.", "zulässig"),
        ("Die Länder planen den Ausbau.", "Der Bund plant den Ausbau.", "Länder"),  # who does it
        ("Der Neubau ist geplant, der Abriss nicht.", "Der Abriss ist geplant, der Neubau nicht.", "Verneinung"),
    ],
)
def test_unproven(sentence: str, source: str, reason: str) -> None:
    assert any(reason in r for r in verify(sentence, [Source(source)]).reasons)


def test_a_place_may_be_named_by_its_adjective() -> None:
    assert narrowed("Polnische Behörden meldeten 40 Fälle.", "Behörden in Polen meldeten 40 Fälle.") is None
    assert narrowed("Behörden meldeten 40 Fälle.", "Behörden in Polen meldeten 40 Fälle.") is not None


def test_a_sum_counts_only_when_shown_and_right() -> None:
    sources = [Source("Nationale Dialogplattform: 73 000 Euro."), Source("Netzwerk (ISCN): 700 000 Euro.")]
    shown = "Dialogplattform und Netzwerk (ISCN) zusammen: 73 000 + 700 000 = 773 000 Euro."
    assert verify(shown, sources).proven
    assert not verify(shown.replace("773 000", "774 000"), sources).proven
    assert not verify("Dialogplattform und Netzwerk (ISCN) erhielten 773 000 Euro.", sources).proven


def test_what_the_askers_claim_is_theirs() -> None:
    claim = [Source("Die Mittel wurden deutlich gekürzt.", Sprecher.FRAGESTELLER)]
    assert not verify("Die Mittel wurden deutlich gekürzt.", claim).proven
    assert verify("Nach Ansicht der Fragesteller wurden die Mittel deutlich gekürzt.", claim).proven


def test_without_a_source_nothing_is_proven() -> None:
    assert not verify("Das ist so.", []).proven


def test_meaning_decides_where_vectors_are_at_hand() -> None:
    assert not verify("Das ISCN erhielt 2023 insgesamt 700 000 Euro.", [Source(ISCN)], meaning=lambda *_: 0.5).proven


def test_meaning_is_asked_only_where_nothing_else_decides() -> None:
    asked: list[tuple[str, str]] = []

    def meaning(sentence: str, source: str) -> float:
        asked.append((sentence, source))
        return 0.9

    assert verify(ISCN, [Source(ISCN)], meaning).proven  # verbatim
    assert not verify("Das ISCN erhielt 2022 insgesamt 700 000 Euro.", [Source(ISCN)], meaning).proven
    assert asked == []
    said = "Das ISCN erhielt 2023 insgesamt 700 000 Euro."
    assert verify(said, [Source(ISCN)], meaning).proven
    assert asked == [(said, ISCN)]


def test_a_short_answer_may_take_up_its_frage() -> None:
    frage = "Wie viele Leuchttürme gibt es an den deutschen Küsten?"
    assert verify("Es gibt 17 Leuchttürme an den Küsten.", [Source("Es gibt 17 Leuchttürme.", frage=frage)]).proven
    assert not verify("Es gibt 17 Küsten.", [Source("Es gibt 17 Leuchttürme.", frage=frage)]).proven


def test_a_sentence_of_another_language_is_never_proven() -> None:
    source = [Source("Seit 2015 haben 129 Flüge stattgefunden.")]
    assert not verify("There have been 129 flights since 2015.", source, lambda *_: 0.95).proven
